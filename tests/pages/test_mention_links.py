from dataclasses import replace

from sitegen.model.addresses import PLACES, TERMS
from sitegen.pages.mention_links import lead_to_entries
from tests.pages.sample_site import arabic_briefing


def test_mentions_lead_to_the_list_where_it_stands_on_one_page() -> None:
    briefing = arabic_briefing()

    assert lead_to_entries(briefing, frozenset()) is briefing
    assert lead_to_entries(briefing, frozenset({TERMS})) is briefing


def test_mentions_lead_to_the_entrys_own_page_where_the_list_is_long() -> None:
    led = lead_to_entries(arabic_briefing(), frozenset({PLACES}))

    assert 'data-end="39" href="../places/city.html">المدينة' in led.prose.body
    assert led.prose.body.replace("../places/city.html", "../places.html#city") == arabic_briefing().prose.body


def test_what_an_article_itself_says_of_links_stays() -> None:
    text = "href=&#34;../places.html#city&#34;"
    briefing = arabic_briefing()
    told = replace(briefing, prose=replace(briefing.prose, body=text))

    assert lead_to_entries(told, frozenset({PLACES})).prose.body == text
