import json

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.pages.script_data import write_script_data

NASTY = "</script><!--<script>]]>&amp;\u2028\u2029 ' \" \\ خبر"


def test_data_are_read_back_as_they_were() -> None:
    assert json.loads(write_script_data({"headline": NASTY})) == {"headline": NASTY}


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["</script", "<!--", "-->", "<script", ">", " ", "&lt;", NASTY, "x"])).map("".join))
def test_no_value_ends_its_element(text: str) -> None:
    data = write_script_data([text])
    page = html5lib.parse(f'<script type="application/ld+json">{data}</script><p>', namespaceHTMLElements=False)

    assert [element.tag for element in page.iter()] == ["html", "head", "script", "body", "p"]
    assert json.loads("".join(page.itertext())) == [text]
