import pytest

from sitegen.model.addresses import is_safe_address, is_web_address


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
    ],
)
def test_what_could_run_or_lead_elsewhere_is_not(address: str) -> None:
    assert not is_safe_address(address)


def test_only_whole_addresses_are_of_the_web() -> None:
    assert is_web_address("https://example.org")
    assert not is_web_address("example.org")
    assert not is_web_address("/about.html")
    assert not is_web_address("mailto:desk@example.org")
