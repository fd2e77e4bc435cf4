"""Measure how well the search finds: which part of `queries.yaml` has what it means among the first three results.

    python -m tests.search.measure [SITE]

SITE is a site's folder; without it, the one beside this file. For each query that fails, what stands first
instead is told.
"""

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from playwright.sync_api import Page

from tests.browser.inspection import open_browser

HERE = Path(__file__).resolve().parent
SITE = HERE / "site"
FIRST = 3
"""So many results a reader sees without scrolling."""

ASK = """async (queries) => {
  const field = document.querySelector("input[type=search][name=q]");
  const results = document.querySelector("[data-results]");
  const told = [];
  for (const query of queries) {
    // What one query shows may be what the last one showed: a sign that only new results remove tells them apart.
    const sign = document.createElement("li");
    results.replaceChildren(sign);
    field.value = query;
    field.form.requestSubmit();
    await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no results for ${query}`)), 10000);
      const look = () => {
        if (sign.isConnected) return;
        observer.disconnect();
        clearTimeout(late);
        resolve();
      };
      const observer = new MutationObserver(look);
      observer.observe(results, { childList: true });
      look();
    });
    told.push([...results.children].map((item) => {
      const { result, resultEntry, resultPage } = item.dataset;
      return result ? `briefing ${result}` : resultPage ? `page ${resultPage}` : resultEntry ?? "";
    }));
  }
  return told;
}"""
"""Asks the page's own search, as Enter does, and returns for each query what stands in its results, from the top."""


@dataclass(frozen=True)
class Query:
    """What a reader types, and what is meant."""

    kind: str
    edition: str
    q: str
    right: frozenset[str]
    """Results of which one must be among the first: `briefing SLUG` or `page NAME`."""
    entry: str | None
    """The entry that must stand on top, as `actor putin`."""


@dataclass(frozen=True)
class Answer:
    """What the search shows for a query, from the top."""

    query: Query
    results: tuple[str, ...]
    """`briefing SLUG`, `page NAME`, or an entry's register and id."""

    @property
    def is_right(self) -> bool:
        """Return whether what is meant is among the first, and the entry on top."""
        has_entry = self.query.entry is None or self.results[:1] == (self.query.entry,)
        return has_entry and not self.query.right.isdisjoint(self.first)

    @property
    def first(self) -> tuple[str, ...]:
        """Return the first briefings and pages."""
        found = [result for result in self.results if result.startswith(("briefing ", "page "))]
        return tuple(found[:FIRST])

    def __str__(self) -> str:
        query = self.query
        meant = " or ".join(sorted(query.right)) + (f" below {query.entry}" if query.entry else "")
        top = ", ".join(self.results[: FIRST + 2]) or "nothing"
        return f"{query.kind} [{query.edition}] {query.q}\n    meant {meant}\n    found {top}"


def read_queries(path: Path = HERE / "queries.yaml") -> list[Query]:
    """Return the queries of a file."""
    return [
        Query(
            kind=row["kind"],
            edition=row["edition"],
            q=row["q"],
            right=frozenset([f"page {row['page']}"] if "page" in row else name_briefings(row["slug"])),
            entry=row.get("entry"),
        )
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))["queries"]
    ]


def name_briefings(slugs: str | list[str]) -> Iterator[str]:
    yield from (f"briefing {slug}" for slug in ([slugs] if isinstance(slugs, str) else slugs))


def build(site: Path, folder: Path) -> Path:
    """Return where a copy of a site is built, below a folder: the site's own folder gets no cache."""
    copy = shutil.copytree(site, folder / "site", ignore=shutil.ignore_patterns(".sitegen"))
    command = [sys.executable, "-m", "sitegen", "build", "-C", str(copy), "--output", str(folder / "built")]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "built"


def ask(page: Page, built: Path, queries: Iterable[Query]) -> list[Answer]:
    """Return what a built site's search shows from the disk; the first edition is the Arabic one, at the root."""
    answers: list[Answer] = []
    for edition, group in groupby(sorted(queries, key=lambda query: query.edition), lambda query: query.edition):
        of_edition = list(group)
        folder = built if edition == "ar" else built / edition
        page.goto((folder / "search.html").as_uri())
        told = page.evaluate(ASK, [query.q for query in of_edition])
        answers += [Answer(query, tuple(results)) for query, results in zip(of_edition, told, strict=True)]
    return answers


def report(answers: list[Answer]) -> str:
    """Return the share that is right, of all and of each kind, and below it each miss."""
    asked = Counter(answer.query.kind for answer in answers)
    right = Counter(answer.query.kind for answer in answers if answer.is_right)
    lines = [f"{kind:16}{right[kind]:4} of {count:3}  {right[kind] / count:6.1%}" for kind, count in asked.items()]
    total = f"{'all':16}{right.total():4} of {asked.total():3}  {right.total() / asked.total():6.1%}"
    return "\n".join([*sorted(lines), total, *(str(answer) for answer in answers if not answer.is_right)])


def main() -> None:
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else SITE
    with TemporaryDirectory() as folder, open_browser() as browser:
        print(report(ask(browser.new_page(), build(site, Path(folder)), read_queries())))


if __name__ == "__main__":
    main()
