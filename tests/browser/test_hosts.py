"""Pages ask no host for anything, whatever texts name: readers' addresses stay with the site's own."""

from pathlib import Path

from playwright.sync_api import Page

from sitegen.build import BuildOptions, build_site
from tests.engine.linked_site import PLACES, write_linked_site

TEXTS = (
    "![a picture](https://elsewhere.example/a.png)",
    "![a picture][there] ![](http://elsewhere.example/b.svg 'title')",
    "[![a picture](HTTPS://elsewhere.example/c.png)](places.html)",
    "[there]: https://elsewhere.example/d.png",
    "<img src='https://elsewhere.example/e.png'> <iframe src='https://elsewhere.example'></iframe>",
    "<https://elsewhere.example/f> [a video](https://elsewhere.example/g.mp4)",
)


def test_no_page_asks_another_host(page: Page, tmp_path: Path) -> None:
    write_linked_site(tmp_path, dict.fromkeys(PLACES, TEXTS))
    build_site(BuildOptions(root=tmp_path), tmp_path / "site")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for file in sorted((tmp_path / "site").rglob("*.html")):
        page.goto(file.as_uri())
    assert len(asked) > len(TEXTS)
    assert [url for url in asked if not url.startswith("file:")] == []
