"""What a search costs a reader: `python -m tests.bench.search SITE`, the folder of a built site.

Each query is asked in a new tab, as the first of a visit, with the processor slowed down four times. Printed are the
bytes of the index that it loads, and the milliseconds to its results: at first, and once more when all is loaded.
"""

import functools
import http.server
import random
import sys
import threading
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.inspection import open_browser

QUERIES = 12
SLOWED = 4
RUN = """async (query) => {
  searchForm.elements.namedItem("q").value = query;
  const begun = performance.now();
  await search(searchForm);
  const first = performance.now() - begun;
  const again = performance.now();
  await search(searchForm);
  const loaded = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/search/"));
  const bytes = loaded.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  return [bytes, first, performance.now() - again, document.querySelectorAll("[data-result]").length];
}"""


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of a request."""


def main(site: Path) -> None:
    """Print a line a query."""
    handler = functools.partial(QuietHandler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with open_browser() as browser:
        print(f"{'KB':>8} {'first ms':>9} {'again ms':>9} {'shown':>6}  query")
        for query in queries(site):
            print(ask(browser, f"http://127.0.0.1:{server.server_port}/search.html", query))


def queries(site: Path) -> list[str]:
    """Return words that stand side by side in articles of the site, one to three of them, always the same."""
    dice = random.Random(1)  # noqa: S311 - no secret
    texts = sorted((site / "search" / "texts").glob("*.js"))
    asked = []
    for number in range(QUERIES):
        words = dice.choice(texts).read_text(encoding="utf-8").partition('"blocks":')[2][:2000].split()[8:60]
        start = dice.randrange(len(words) - 3)
        asked.append(" ".join(words[start : start + 1 + number % 3]).strip('"[],.'))
    return asked


def ask(browser: Browser, address: str, query: str) -> str:
    """Return the line of a query."""
    page = browser.new_page()
    session = page.context.new_cdp_session(page)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    loaded, first, again, shown = page.evaluate(RUN, query)
    page.close()
    return f"{loaded / 1000:8.0f} {first:9.0f} {again:9.0f} {shown:6}  {query}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
