"""Pages of a built site in Chromium, opened as readers do: from the disk, on a phone, in the dark, without scripts."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright

from tests.browser.built_site import BuiltSite, Finding, is_redirect

HERE = Path(__file__).parent
CHROMIUM = Path("/usr/bin/chromium")
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
# No sandbox, as tests may run as root; and the browser itself asks no host for anything.
CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
# WCAG 2.2 at level AA, as axe-core names it.
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
RUN_AXE = """async (tags) => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const runOnly = { type: "tag", values: tags };
  // Without preload: it asks for the stylesheet again, which a browser refuses to pages on the disk.
  const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"], preload: false });
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id}: ${help}: ${target.join(" ")}: ${failureSummary.replace(/\\s+/g, " ")}`));
}"""
# What Chromium's console says when a page offends its policy.
VIOLATION = "Content Security Policy"
# Schemes of requests that stay in the browser.
OWN_SCHEMES = frozenset({"data", "blob", "about"})


@dataclass(frozen=True)
class View:
    """How a reader looks at a page."""

    width: int
    """Of the window, in CSS pixels."""
    scheme: Literal["light", "dark"] = "light"
    scripts: bool = True
    published: bool = False
    """Opened at the site's address, not from the disk."""


PHONE = View(390)
DESK_IN_THE_DARK = View(1280, "dark")
WITHOUT_SCRIPTS = View(390, scripts=False)
PUBLISHED = View(1280, published=True)
# The widths of R04: a usual phone and the narrowest window that WCAG 1.4.10 asks for.
NARROW_WIDTHS = (390, 320)

# So many dossiers and topics are looked at in every way; the others once.
FEW = 3

# What looks at an open page and is told the page's name in the site.
Check = Callable[[Page, str], Iterator[Finding]]


@contextmanager
def open_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_OPTIONS))
        try:
            yield browser
        finally:
            browser.close()


def inspect(browser: Browser, site: BuiltSite, pages: Iterable[Path]) -> list[Finding]:
    """Return all findings of all checks on these pages. Pages that only redirect are left to the checks of files."""
    stays = [page for page in pages if not is_redirect(page)]
    some = a_few_of_each_kind(stays)
    alike = [page for page in stays if page not in some]
    return [
        *look_at(browser, site, some, PHONE, (find_offended_rules, find_barriers, find_overflow)),
        *look_at(browser, site, alike, PHONE, (find_offended_rules, find_overflow)),
        *look_at(browser, site, some, DESK_IN_THE_DARK, (find_barriers,)),
        *look_at(browser, site, some, WITHOUT_SCRIPTS, (find_what_needs_scripts,)),
        *look_at(browser, site, some, PUBLISHED, ()),
    ]


def a_few_of_each_kind(pages: Iterable[Path]) -> list[Path]:
    """Return the pages without most dossiers and topics: one template makes them, and colours are the same on all."""
    seen: Counter[Path] = Counter()
    kept = []
    for page in pages:
        seen[page.parent] += 1
        if page.parent.name not in ("actors", "topics") or seen[page.parent] <= FEW:
            kept.append(page)
    return kept


def look_at(
    browser: Browser, site: BuiltSite, pages: Iterable[Path], view: View, checks: Iterable[Check]
) -> Iterator[Finding]:
    """Yield what the checks find on each page, and what the page asks of others while they do."""
    context = browser.new_context(
        viewport={"width": view.width, "height": 800}, color_scheme=view.scheme, java_script_enabled=view.scripts
    )
    context.route(f"{site.address}**", lambda route: answer_from_folder(site, route))
    try:
        for path in pages:
            with open_page(context, site, path, published=view.published) as (page, noticed):
                for check in checks:
                    yield from check(page, site.name_of(path))
            yield from noticed
    finally:
        context.close()


@contextmanager
def open_page(
    context: BrowserContext, site: BuiltSite, path: Path, *, published: bool
) -> Iterator[tuple[Page, list[Finding]]]:
    """Open a page, with a list of what is noticed of its requests, scripts and policy as long as it is open.

    The page for missing addresses names its files from the root, so it alone is opened at the site's address.
    """
    name = site.name_of(path)
    noticed: list[Finding] = []

    def notice_request(request: Request) -> None:
        if not stays_home(site, request.url):
            noticed.append(Finding(name, "requests", f"asks {request.url}"))

    page = context.new_page()
    page.on("request", notice_request)
    page.on(
        "requestfailed",
        lambda request: noticed.append(Finding(name, "requests", f"gets no {request.url} ({request.failure})")),
    )
    page.on(
        "console",
        lambda said: noticed.append(Finding(name, "policy", said.text)) if VIOLATION in said.text else None,
    )
    page.on("pageerror", lambda error: noticed.append(Finding(name, "scripts", str(error))))
    try:
        at_address = published or name == "404.html"
        page.goto(f"{site.address}{name}" if at_address else path.as_uri(), wait_until="load")
        yield page, noticed
    finally:
        page.close()


def stays_home(site: BuiltSite, url: str) -> bool:
    """Return whether a request goes to the site itself."""
    return urlsplit(url).scheme in OWN_SCHEMES or url.startswith((site.address, f"{site.folder.as_uri()}/"))


def answer_from_folder(site: BuiltSite, route: Route) -> None:
    file = site.file_at(route.request.url)
    if file is not None and file.is_file():
        route.fulfill(path=file)
    else:
        route.abort()


def find_offended_rules(page: Page, name: str) -> Iterator[Finding]:
    """Yield what offends the rules of right-to-left pages."""
    for found in page.evaluate((HERE / "rules.js").read_text(encoding="utf-8")):
        yield Finding(name, found["rule"], f"{found['detail']}: {found['where']}")


def find_barriers(page: Page, name: str) -> Iterator[Finding]:
    """Yield axe-core's violations, contrast among them."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for violation in page.evaluate(RUN_AXE, list(WCAG)):
        yield Finding(name, "axe", violation)


def find_overflow(page: Page, name: str) -> Iterator[Finding]:
    """Yield what is cut off or needs scrolling sideways (R04). The window keeps the narrowest width."""
    for width in NARROW_WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for found in page.evaluate((HERE / "overflow.js").read_text(encoding="utf-8")):
            yield Finding(name, "R04", f"{found['detail']}: {found['where']}")


def find_what_needs_scripts(page: Page, name: str) -> Iterator[Finding]:
    """Yield what cannot be reached on a page that was opened without scripts."""
    for found in page.evaluate((HERE / "without_scripts.js").read_text(encoding="utf-8")):
        yield Finding(name, "without-scripts", f"{found['where']} {found['detail']}")
