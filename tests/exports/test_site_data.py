"""What the site tells programs of itself."""

import json
from typing import Any

from tests.exports.sample_folder import SEED, Files


def read(files: Files) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files["data/site.json"])
    return data


def test_the_site_and_its_editions(sample: Files) -> None:
    site = read(sample)
    assert site["title"] == {"ar": "متن", "en": "Text & Margin"}
    assert site["url"] == "https://example.org/news"
    assert site["editions"] == [
        {"language": "ar", "direction": "rtl", "address": "index.html"},
        {"language": "en", "direction": "ltr", "address": "en/index.html"},
    ]


def test_a_briefing(sample: Files) -> None:
    summit, old = read(sample)["briefings"]
    assert summit == {
        "slug": "summit",
        "address": "briefings/summit.html",
        "data": "data/briefings/summit.jsonld",
        "language": "ar",
        "direction": "rtl",
        "title": {"ar": "قمة الماء تنتهي", "en": "Water summit ends"},
        "date": "2024-05-01",
        "published": "2024-05-01",
        "updated": "2024-05-03",
        "topics": ["water", 'a "typed" <topic>'],
        "source": "s_wire",
        "characters": len(SEED),
        "notes": 9,
        "mentions": 3,
        "kinds": dict.fromkeys(
            ("context", "quote", "claim", "figure", "translation", "assessment", "question", "crossref"), 1
        )
        | {"quote": 2},
        "actors": ["ali", "_summit-salim"],
    }
    assert old["title"] == {"en": "Old news"}


def test_topics_have_their_pages(sample: Files) -> None:
    water, typed = read(sample)["topics"]
    assert water == {"id": "water", "name": {"ar": "الماء", "en": "Water"}, "address": "topics/water.html"}
    assert list(typed["name"].values()) == ['a "typed" <topic>']
    assert typed["address"] == f"topics/{typed['id']}.html"


def test_the_licence_and_the_tables_are_told_by_address(sample: Files) -> None:
    site = read(sample)
    assert site["license_url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert set(site["tables"].values()) <= sample.keys()


def test_registers_are_counted(sample: Files) -> None:
    registers = read(sample)["registers"]
    assert registers["actors"] == {"count": 2, "address": "actors.html", "data": "data/actors.json"}
    assert registers["claims"] == {"count": 1, "address": "claims.html"}
    assert registers["topics"] == {"count": 1}


def test_without_an_address_there_is_none(without_url: Files) -> None:
    assert "url" not in read(without_url)
