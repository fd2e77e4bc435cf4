"""What GitHub Pages does not take."""

import pytest

from sitegen.publishing.publication import MOST_BYTES, MOST_BYTES_OF_A_FILE, find_others, find_oversize, find_unfit


def test_sizes_up_to_the_limits_are_taken() -> None:
    full = {f"{number}.bin": MOST_BYTES_OF_A_FILE for number in range(MOST_BYTES // MOST_BYTES_OF_A_FILE)}
    assert list(find_oversize(full)) == []
    assert list(find_oversize(full | {"one.txt": 1})) == [
        ": 1,000.0 MB in all, and GitHub Pages takes no more than 1,000.0 MB"
    ]


def test_a_file_that_is_too_large_is_named() -> None:
    (line,) = find_oversize({"film.mp4": 123_456_789, "a.html": 1})
    assert line == "film.mp4: 123.5 MB, and GitHub takes no file above 100.0 MB"


@pytest.mark.parametrize(
    "path", [".git", "a/.git/config", "a/.GIT/x", '"a".txt', "a\nb.txt", "a\x1b.txt", "a\udcff.txt"]
)
def test_names_that_git_would_not_take_are_told(path: str) -> None:
    (line,) = find_unfit([path, "index.html"])
    assert line.isprintable()


@pytest.mark.parametrize(
    "path", ["ملف.pdf", ".nojekyll", "a/.gitignore", 'say "a".txt', "with space.txt", "می‌رود.txt", "a\\b"]
)
def test_other_names_are_taken(path: str) -> None:
    assert list(find_unfit([path])) == []


def test_what_is_no_file_is_told() -> None:
    assert [line.split(":")[0] for line in find_others({"b", "a"})] == ["a", "b"]
