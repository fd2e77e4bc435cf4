"""HTML that leaves its page."""

from sitegen.exports.html_links import free_from_page
from sitegen.language.plain_text import plain_text

PAGE = "https://example.org/news/briefings/a.html"


def test_links_become_whole() -> None:
    html = '<a href="../actors/b.html">b</a><a href="#c">c</a><a href="https://d.example/?x=1&amp;y=2">d</a>'
    assert free_from_page(html, PAGE) == (
        '<a href="https://example.org/news/actors/b.html">b</a><a href="https://example.org/news/briefings/a.html#c">c</a>'
        '<a href="https://d.example/?x=1&amp;y=2">d</a>'
    )


def test_images_become_whole_and_mail_stays() -> None:
    html = '<img src="/x.png" alt="&quot;"><a href="mailto:a@b.example">a</a>'
    assert free_from_page(html, PAGE) == (
        '<img src="https://example.org/x.png" alt="&quot;"><a href="mailto:a@b.example">a</a>'
    )


def test_ids_and_classes_go_and_data_stays() -> None:
    html = '<mark class="voice" id="x" data-annotations="a1" data-id="y">w</mark>'
    assert free_from_page(html, PAGE) == '<mark data-annotations="a1" data-id="y">w</mark>'


def test_what_only_looks_like_an_attribute_is_text() -> None:
    html = '<p>a href=&quot;b&quot; id=&quot;c&quot; &lt;a href="b"</p>'
    assert free_from_page(html, PAGE) == html


def test_done_twice_is_done_once() -> None:
    once = free_from_page('<a id="a" href="b.html?c&amp;d=\'">e</a>', PAGE)
    assert free_from_page(once, PAGE) == once


def test_plain_text() -> None:
    assert plain_text("<p>a <em>b</em>, \n&lt;c&gt;</p><p>d<br>e</p><pre>f</pre>") == "a b, <c> d e f"
