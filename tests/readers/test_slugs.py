from pathlib import Path

from sitegen.readers.slugs import free_slug
from tests.readers.reading import read_site


def test_a_slug_is_one_briefings_alone_whatever_its_case(tmp_path: Path) -> None:
    project, problems = read_site(
        tmp_path,
        {
            "content/briefings/a.yaml": "slug: same\naliases: [old, b]",
            "content/briefings/b.yaml": "aliases: [OLD]",
            "content/briefings/c.yaml": "slug: Same",
            "seeds/a.txt": "x",
            "seeds/b.txt": "x",
            "seeds/c.txt": "x",
        },
    )
    assert [(one.slug, [str(alias) for alias in one.sidecar.aliases]) for one in project.manuscripts] == [
        ("b", []),
        ("same", ["old"]),
    ]
    assert problems == [
        "content/briefings/a.yaml:2:16 slug-taken: the slug `b` is taken at content/briefings/b.yaml:1:1",
        "content/briefings/b.yaml:1:11 slug-taken: the slug `OLD` is taken at content/briefings/a.yaml:2:11",
        "content/briefings/c.yaml:1:7 slug-taken: the slug `Same` is taken at content/briefings/a.yaml:1:7",
    ]


def test_a_seed_without_a_sidecar_gets_a_free_slug() -> None:
    assert free_slug("mission", ()) == "mission"
    assert free_slug("مقال", ()) == "mqal"
    assert free_slug("mission", {"Mission", "mission-2"}) == "mission-3"
