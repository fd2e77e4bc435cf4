import re

from tests.pages.ledger_folder import ledger_pages
from tests.pages.reading import text_of


def test_a_topic_has_its_briefings_by_date() -> None:
    titles = re.findall(r'class="card-title">(.*?)</h2>', ledger_pages()["topics/water.html"])

    assert [text_of(title) for title in titles] == ["The river again", "The river"]


def test_the_other_topics_that_have_briefings_stand_below() -> None:
    others = ledger_pages()["topics/snow.html"].split("Other topics", 1)[1]

    assert re.findall(r'href="(\w+)\.html">[^<]*<span class="count">(\d)', others) == [("rain", "1"), ("water", "2")]
