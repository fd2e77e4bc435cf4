"""Names by which the server may be called, and pages that may call it."""

import pytest

from sitegen.serving.guard import Guard

EVERYWHERE = "0.0.0.0"  # noqa: S104 - a word here, nothing listens


@pytest.mark.parametrize(
    ("listens", "called", "is_allowed"),
    [
        ("127.0.0.1", "127.0.0.1:8000", True),
        ("127.0.0.1", "LOCALHOST:8000", True),
        ("127.0.0.1", "[::1]:8000", True),
        ("127.0.0.1", "192.0.2.1:8000", False),
        ("127.0.0.1", "localhost", False),
        ("127.0.0.1", "localhost:8001", False),
        ("127.0.0.1", "localhost:8000:8000", False),
        ("127.0.0.1", "localhost:8000@example.org", False),
        ("127.0.0.1", "localhost.example.org:8000", False),
        ("127.0.0.1", "localhost:8000/", False),
        ("127.0.0.1", "[::1:8000", False),
        ("127.0.0.1", "", False),
        ("desk.local", "desk.local:8000", True),
        ("192.0.2.1", "192.0.2.1:8000", True),
        ("::1", "[::1]:8000", True),
        (EVERYWHERE, "192.0.2.9:8000", True),
        (EVERYWHERE, "[2001:db8::1]:8000", True),
        ("::", "example.org:8000", False),
    ],
)
def test_hosts(listens: str, called: str, is_allowed: bool) -> None:  # noqa: FBT001 - what is expected
    guard = Guard(listens, 8000)
    assert guard.allows_host(called) is is_allowed
    assert guard.allows_origin(f"http://{called}") is is_allowed
    assert not guard.allows_origin(f"https://{called}")


def test_a_request_without_an_origin_comes_from_no_page() -> None:
    assert Guard("127.0.0.1", 8000).allows_origin(None)
    assert not Guard("127.0.0.1", 8000).allows_origin("null")


def test_port_80_need_not_be_said() -> None:
    assert Guard("127.0.0.1", 80).allows_host("localhost")


@pytest.mark.parametrize(
    ("listens", "address"),
    [("127.0.0.1", "http://127.0.0.1:8000/"), (EVERYWHERE, "http://127.0.0.1:8000/"), ("::1", "http://[::1]:8000/")],
)
def test_the_address_to_open(listens: str, address: str) -> None:
    assert Guard(listens, 8000).address == address
