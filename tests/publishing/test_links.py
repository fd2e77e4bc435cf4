"""Links of a page: which are found, where they lead, which are dead."""

import pytest

from sitegen.publishing.links import DeadLinkFinder, LinkTarget, find_target, read_page


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<a href="a.html">', {"a.html"}),
        ("<a href='a.html'>", {"a.html"}),
        ("<a class=x href=a.html>", {"a.html"}),
        ('<A HREF = "a.html">', {"a.html"}),
        ('<img alt="1 > 2" src="a.png">', {"a.png"}),
        ('<img srcset="a.png 1x, b.png 2x">', {"a.png", "b.png"}),
        ('<a href="a.html?x=1&amp;y=2">', {"a.html?x=1&y=2"}),
        ('<a title=\'say href="no.html"\' href="a.html">', {"a.html"}),
        ('<script src="a.js">document.write(\'<a href="no.html">\')</script>', {"a.js"}),
        ('<style>a::after { content: "<a href=no.html>" }</style><a href="a.html">', {"a.html"}),
        ('<!-- <a href="no.html"> --><a href="a.html">', {"a.html"}),
        ("5 < 6 and href=no.html > 3", set()),
        ('<div data-href="no.html" data="a.bin">', {"a.bin"}),
    ],
)
def test_links_are_found_where_a_browser_finds_them(html: str, links: set[str]) -> None:
    assert read_page(html)[0] == links


def test_places_of_a_page_are_its_ids_and_names() -> None:
    assert read_page('<p id="a"><a name=b></a><p id=\'_m12\' class="c">')[1] == {"a", "b", "_m12"}


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("a.html", "en/a.html"),
        ("../a.html", "a.html"),
        ("./", "en/index.html"),
        ("..", "index.html"),
        ("", "en/page.html"),
        ("?q=1", "en/page.html"),
        ("%D9%85%D9%84%D9%81.pdf", "en/ملف.pdf"),
        ("ملف.pdf", "en/ملف.pdf"),
        ("../../a.html", "../a.html"),
        ("/water/a.html", "a.html"),
        ("/water/", "index.html"),
        ("/water", "index.html"),
        ("https://example.org/water/a.html", "a.html"),
        ("//EXAMPLE.org/water/a.html", "a.html"),
    ],
)
def test_a_link_leads_to_a_file(link: str, path: str) -> None:
    target = find_target(link, page="en/page.html", address="https://example.org/water/")
    assert target == LinkTarget(path, "")


@pytest.mark.parametrize(
    "link",
    [
        "https://example.com/a.html",
        "//example.com/a.html",
        "mailto:a@example.org",
        "tel:+123",
        "data:text/plain,a",
        "/other/a.html",
        "/waters/a.html",
        "https://example.org/other/",
        "ftp://example.org/water/a.html",
    ],
)
def test_links_to_elsewhere_are_left_alone(link: str) -> None:
    assert find_target(link, page="page.html", address="https://example.org/water/") is None


def test_without_an_address_the_top_is_the_sites() -> None:
    assert find_target("/a.html", page="en/page.html") == LinkTarget("a.html", "")


def test_what_is_no_address_leads_nowhere() -> None:
    target = find_target("http://[", page="page.html")
    assert target
    assert target.path.startswith("../")


def check(pages: dict[str, str], *others: str) -> DeadLinkFinder:
    found = DeadLinkFinder(frozenset({*pages, *others}))
    for page, html in pages.items():
        found.look_at(page, html)
    return found


def test_a_dead_link_is_told_once_with_its_first_page() -> None:
    pages = {f"{letter}.html": '<a href="no.html"><a href="a.html">' for letter in "cab"}
    (dead,) = check(pages).dead_links()
    assert (dead.page, dead.target.path, dead.pages) == ("a.html", "no.html", 3)


def test_capitals_count_as_they_do_on_github() -> None:
    (dead,) = check({"a.html": '<a href="A.html">'}).dead_links()
    assert dead.target.path == "A.html"


def test_pages_finds_a_folder_and_a_page_without_its_ending() -> None:
    pages = {
        "index.html": '<a href="en"><a href="en/"><a href="about"><a href=".">',
        "en/index.html": "",
        "about.html": "",
    }
    assert list(check(pages).dead_links()) == []


def test_a_link_out_of_the_site_is_dead_though_a_file_of_the_name_is_there() -> None:
    (dead,) = check({"a.html": '<a href="../a.html">'}).dead_links()
    assert dead.target.path == "../a.html"


def test_a_place_that_a_page_does_not_have_is_told_apart() -> None:
    pages = {
        "a.html": '<a href="b.html#x"><a href="b.html#y"><a href="#top"><a href="b.html#:~:text=z">',
        "b.html": '<p id="x">',
    }
    found = check(pages)
    assert list(found.dead_links()) == []
    assert [dead.target for dead in found.dead_fragments()] == [LinkTarget("b.html", "y")]


def test_a_place_may_be_written_in_letters_or_in_percents() -> None:
    pages = {"a.html": '<a href="#%D9%85"><a href="#م">', "b.html": '<a href="a.html#%D9%85">'}
    assert len(list(check(pages).dead_fragments())) == 2
    pages["a.html"] += '<p id="م">'
    assert list(check(pages).dead_fragments()) == []


def test_places_of_files_that_are_no_pages_are_not_judged() -> None:
    assert list(check({"a.html": '<a href="b.svg#x">'}, "b.svg").dead_fragments()) == []
