"""Lighthouse's grades of this repository's own site on a phone: the median of some runs of each page, and what is due.

`make lighthouse` runs it. Speed is graded on the machine at hand: nothing else should keep it busy.
"""

import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from sitegen.build import BuildOptions, build_site
from tests.browser.inspection import CHROMIUM

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RUNS = 5
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
DUE: Mapping[str, int] = {
    "index.html": 100,
    "actors/tokayev.html": 100,
    "briefings/kazakhstan-csto-withdrawal.html": 95,
    "en/briefings/csto-force-in-kazakhstan.html": 95,
}
"""The pages that are graded, with the least performance; in the other categories 100 is due."""
MEASURES = {
    "first-contentful-paint": "FCP",
    "largest-contentful-paint": "LCP",
    "total-blocking-time": "TBT",
    "cumulative-layout-shift": "CLS",
}


class CompressingHandler(SimpleHTTPRequestHandler):
    """Answers with the files of a folder, compressed as web hosts do."""

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        content = gzip.compress(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(CompressingHandler, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def run_lighthouse(url: str) -> dict[str, Any]:
    """Return Lighthouse's report on a page as a phone shows it."""
    options = ("--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}")
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-background-networking --disable-component-update"
    done = subprocess.run(
        ["node", HERE / "node_modules/lighthouse/cli/index.js", url, *options, flags, "--no-enable-error-reporting"],
        env={**os.environ, "CHROME_PATH": str(CHROMIUM)},
        check=True,
        capture_output=True,
        text=True,
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def grade(url: str) -> tuple[dict[str, int], dict[str, float], set[str]]:
    """Return a page's median grades, its median measures, and the audits that cost grades but for speed."""
    reports = [run_lighthouse(url) for _ in range(RUNS)]
    grades = {
        name: round(100 * statistics.median(report["categories"][name]["score"] or 0 for report in reports))
        for name in CATEGORIES
    }
    measures = {
        short: statistics.median(report["audits"][name]["numericValue"] for report in reports)
        for name, short in MEASURES.items()
    }
    faults = {
        f"{reference['id']}: {report['audits'][reference['id']]['title']}"
        for report in reports
        for name in CATEGORIES[1:]
        for reference in report["categories"][name]["auditRefs"]
        if reference["weight"] and report["audits"][reference["id"]]["score"] not in (None, 1)
    }
    return grades, measures, faults


def main() -> int:
    """Print the grades of each page; return 1 where one is lower than is due."""
    is_low = False
    with tempfile.TemporaryDirectory() as folder:
        build_site(BuildOptions(root=ROOT), Path(folder, "site"))
        with serve(Path(folder, "site")) as address:
            for page, due in DUE.items():
                grades, measures, faults = grade(f"{address}/{page}")
                lowest = {**dict.fromkeys(CATEGORIES, 100), "performance": due}
                low = [name for name, least in lowest.items() if grades[name] < least]
                is_low = is_low or bool(low)
                numbers = " ".join(f"{name} {value:.3g}" for name, value in measures.items())
                print(page, *(f"{name} {value}" for name, value in grades.items()), f"({numbers})", flush=True)
                for line in (*(f"{name} should be {lowest[name]}" for name in low), *sorted(faults)):
                    print(f"  {line}")
    return int(is_low)


if __name__ == "__main__":
    sys.exit(main())
