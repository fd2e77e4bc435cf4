from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.urls import (
    fault_of_site_address,
    is_code_source,
    is_content_source,
    is_safe_address,
    is_web_address,
)

NO_HOSTS = [
    "http:///x",
    "https://[::1",
    "https://::1]/",
    "https://[example.org]/",
    "https://[::1]x/",
    "https://[fe80::1%25eth0]/",
    "https://example.org:70000/",
    "https://example.org:0/",
    "https://example.org:/",
    "https://example.org:8a/",
    "https://example.org:80:80/",
    "https://user@example.org/",
    "https://@example.org/",
    "https://example..org/",
    "https://.org/",
    "https://exa%6dple.org/",
    "https://example.org%00/",
    "https://example.org/%00",
    "https://example.org/\x00",
    "https://example.org/\udcff",
    "https://example.org/\uffff",
    "https://example.org/\u3000",
    "https://exam<b>.org/",
    'https://exam".org/',
    "https://example.org\uff0f.example.net/",
    "https://example\u2100.org/",
    "https://\u2066موقع\u2069.example/",
    "https://موقع\u202e.example/",
    "https://موقع\u00ad.example/",
    "https://1.2.3.4.5/",
    "https://999.1.1.1/",
]
"""Whole addresses of the web that lead to no host, or hold what no file may."""


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "http://example.org:8000/a?b=c#d",
        "HTTPS://EXAMPLE.ORG",
        "https://example.org/جريدة?q=نص",
        "https://web.archive.org/web/2022/https://example.org/",
        "https://example.org/@name",
        "mailto:desk@example.org",
        "about.html",
        "../briefings/one.html#_m12",
        "/about.html",
        "#a01",
        "?q=a:b",
        "folder/a:b.html",
        "https://موقع.مثال/صفحة",
        "https://नमस्ते.example/",
        "https://xn--4gbrim.example:8443/",
        "http://127.0.0.1:8000/",
        "https://[2001:db8::1]:8080/",
        "https://my_shelf.example.org./",
        "https://example.org/a[1]?q=[x]",
        "صفحة.html",
    ],
)
def test_addresses_of_the_web_mail_and_the_site_are_safe(address: str) -> None:
    assert is_safe_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "\u200bjavascript:alert(1)",
        "javascript&colon;alert(1)",
        "javascript%3Aalert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "//example.org/",
        "/\\example.org",
        "\\\\example.org",
        "https:/example.org",
        "https:example.org",
        "https://",
        "https://user:secret@example.org/",
        "https://example.org/a b",
        "https://example.org/\u202egro",
        *NO_HOSTS,
    ],
)
def test_what_could_run_or_lead_elsewhere_is_not(address: str) -> None:
    assert not is_safe_address(address)


def test_only_whole_addresses_are_of_the_web() -> None:
    assert is_web_address("https://example.org")
    assert not is_web_address("example.org")
    assert not is_web_address("/about.html")
    assert not is_web_address("mailto:desk@example.org")


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://example.org:8000/", "https://desk.github.io/d3.js", "https://موقع.example/أ/ب/"],
)
def test_a_site_has_the_address_of_a_folder(address: str) -> None:
    assert fault_of_site_address(address) == ""


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("https://example.org/?q=a", "query"),
        ("https://example.org?", "query"),
        ("https://example.org/#top", "fragment"),
        ("https://example.org/a#", "fragment"),
        ("https://example.org//", "`//`"),
        ("https://example.org/a//b", "`//`"),
        ("https://example.org/a/../b", "`..`"),
        ("https://example.org/%2e%2E/", "`..`"),
        ("https://example.org/index.html", "page"),
        ("https://example.org/a/INDEX.HTM", "page"),
        ("/about/", "whole address"),
        ("mailto:desk@example.org", "whole address"),
        *((address, "whole address") for address in NO_HOSTS),
    ],
)
def test_what_paths_cannot_be_added_to_is_no_address_of_a_site(address: str, word: str) -> None:
    assert word in fault_of_site_address(address)


@given(
    st.one_of(st.just(""), st.sampled_from(["http://", "https://", "HTTPS://", "mailto:", "//"])),
    st.text(st.one_of(st.sampled_from("[]:@/%?#.\\0129 aé\uff0f\u0661"), st.characters()), max_size=20),
)
def test_what_is_safe_can_be_taken_apart_by_anybody(start: str, rest: str) -> None:
    address = start + rest
    if is_safe_address(address):
        parts = urlsplit(address)
        assert parts.port is None or 0 < parts.port < 65536
        assert parts.scheme in ("", "http", "https", "mailto")
        assert (parts.username, parts.password) == (None, None)
        assert urljoin("https://example.org/a/b.html", address).encode()


HOSTS = [
    "https://example.org",
    "https://*.example.org:8443/path/a.js",
    "wss://example.org",
    "http://localhost:*",
    "http://intranet",
    "*.example.org",
    "https:",
]
NO_SOURCES = [
    "",
    "https://example.org; script-src *",
    "https://example.org,https://example.net",
    "https://example.org https://example.net",
    "https://example.org\n",
    'https://example.org"',
    "self",
    "none",
    "'none'",
    "'unsafe-inline'",
    "'unsafe-eval'",
    "'sha256-abc",
    "unsafe-inline",
    "*",
    "https://*",
    "http:",
    "javascript:",
    "ftp://example.org",
    "https://مثال.example",
]


@pytest.mark.parametrize("source", HOSTS)
def test_the_policy_may_name_hosts(source: str) -> None:
    assert is_code_source(source)
    assert is_content_source(source)


@pytest.mark.parametrize("source", NO_SOURCES)
def test_the_policy_may_not_name_what_would_end_or_undo_it(source: str) -> None:
    assert not is_code_source(source)
    assert not is_content_source(source)


def test_only_what_runs_nothing_may_hold_its_own_content() -> None:
    assert is_content_source("data:")
    assert is_content_source("blob:")
    assert not is_code_source("data:")
    assert not is_code_source("blob:")


def test_only_what_runs_may_be_named_by_its_hash() -> None:
    source = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    assert is_code_source(source)
    assert not is_content_source(source)
