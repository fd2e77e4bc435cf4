from pathlib import Path

from playwright.sync_api import Browser

from tests.bench.articles import LIGHT
from tests.bench.generate import write_files
from tests.bench.serve import Save, measure_idle, measure_saves, run_server, write_goals, write_saves
from tests.bench.sitegen_files import site_files


def test_saves_are_seen_in_the_browser_and_their_parts_make_up_the_whole(tmp_path: Path, browser: Browser) -> None:
    write_files(tmp_path, site_files(2, LIGHT))
    with run_server(tmp_path) as server:
        page = browser.new_page(bypass_csp=True)
        saves = list(measure_saves(server, page, tmp_path, LIGHT, saves=2))
        idle = measure_idle(server, seconds=0.1)
        page.close()
    assert len(saves) == 2
    assert all(0 < save.browser < save.total and 0 <= save.build < save.total for save in saves)
    assert idle is None or idle >= 0


def test_median_and_worst_are_told_with_the_goals() -> None:
    saves = [Save(0.1, 0.05, 0.03), Save(0.4, 0.25, 0.1), Save(0.12, 0.06, 0.03)]
    assert write_saves(saves, 100).splitlines() == [
        "",
        "100 articles, 3 saves  median ms  worst ms",
        "save to reloaded page        120       400",
        "of it the build               60       250",
        "of it the browser             30       100",
        "of it between them            30        50",
    ]
    assert write_goals(saves, 0.004, 100) == (
        "save to reloaded page: 0.120 s, goal 0.15 s\nidle: 0.40% of a core, goal 1%"
    )
    assert not write_goals(saves, None, 99)
