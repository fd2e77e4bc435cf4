"""Pages of a built site in Chromium, opened as readers do: from the disk, on a phone, in the dark, without scripts."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, Route, sync_playwright

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
  // But for what lies over the page, menu and values of filters: what its edge cuts is no smaller for that.
  for (const details of document.querySelectorAll("details")) details.open = !details.closest(".menu, .filters");
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
DESK_IN_THE_DARK = View(1280, "dark", published=True)
WITHOUT_SCRIPTS = View(390, scripts=False)
HEIGHT = 800
# The widths of R04: a usual phone and the narrowest window that WCAG 1.4.10 asks for.
NARROW_WIDTHS = (390, 320)

# So many pages of one template are looked at in every way; the others once.
FEW = 3
BY_HAND = "page-free"
TEMPLATE = re.compile(r'<body class="([^"]*)"')

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
    """Return all findings of all checks on these pages. Pages that only redirect are left to the checks of files.

    One template makes all dossiers, and colours are the same on all. Pages written by hand may each have a barrier of
    their own, but their colours, too, and what they show without scripts are the template's.
    """
    stays = [page for page in pages if not is_redirect(page)]
    some = a_few_of_each(stays, lambda page: page if template_of(page) == BY_HAND else template_of(page))
    alike = [page for page in stays if page not in some]
    few = a_few_of_each(stays, template_of)
    return [
        *look_at(browser, site, some, PHONE, (find_offended_rules, find_barriers, find_overflow)),
        *look_at(browser, site, alike, PHONE, (find_offended_rules, find_overflow)),
        *look_at(browser, site, few, DESK_IN_THE_DARK, (find_barriers,)),
        *look_at(browser, site, few, WITHOUT_SCRIPTS, (find_what_needs_scripts,)),
    ]


def a_few_of_each(pages: Iterable[Path], kind: Callable[[Path], object]) -> list[Path]:
    """Return the pages without most of each kind."""
    seen: Counter[object] = Counter()
    kept = []
    for page in pages:
        seen[kind(page)] += 1
        if seen[kind(page)] <= FEW:
            kept.append(page)
    return kept


def template_of(page: Path) -> str:
    """Return the name by which a page's stylesheet knows its template; a page that tells none has its own."""
    found = TEMPLATE.search(page.read_text(encoding="utf-8"))
    return found[1] if found else str(page)


def look_at(
    browser: Browser, site: BuiltSite, pages: Iterable[Path], view: View, checks: Iterable[Check]
) -> Iterator[Finding]:
    """Yield what the checks find on each page, and what the page asks of others while they do.

    All pages are opened in one tab: Chromium takes half a second for a new one.
    """
    context = browser.new_context(color_scheme=view.scheme, java_script_enabled=view.scripts)
    context.route(f"{site.address}**", lambda route: answer_from_folder(site, route))
    try:
        page = context.new_page()
        for path in pages:
            page.set_viewport_size({"width": view.width, "height": HEIGHT})
            with open_page(page, site, path, published=view.published) as noticed:
                for check in checks:
                    yield from check(page, site.name_of(path))
            yield from noticed
    finally:
        context.close()


@contextmanager
def open_page(page: Page, site: BuiltSite, path: Path, *, published: bool) -> Iterator[list[Finding]]:
    """Open a page in a tab, with a list of what is noticed of its requests, scripts and policy as long as it is open.

    The page for missing addresses names its files from the root, so it alone is opened at the site's address.
    """
    name = site.name_of(path)
    noticed: list[Finding] = []

    def notice_request(request: Request) -> None:
        if not stays_home(site, request.url):
            noticed.append(Finding(name, "requests", f"asks {request.url}"))

    def notice_failure(request: Request) -> None:
        noticed.append(Finding(name, "requests", f"gets no {request.url} ({request.failure})"))

    def notice_message(said: ConsoleMessage) -> None:
        if VIOLATION in said.text:
            noticed.append(Finding(name, "policy", said.text))

    def notice_error(error: Error) -> None:
        noticed.append(Finding(name, "scripts", str(error)))

    page.on("request", notice_request)
    page.on("requestfailed", notice_failure)
    page.on("console", notice_message)
    page.on("pageerror", notice_error)
    try:
        at_address = published or name == "404.html"
        page.goto(f"{site.address}{name}" if at_address else path.as_uri(), wait_until="load")
        yield noticed
    finally:
        page.remove_listener("request", notice_request)
        page.remove_listener("requestfailed", notice_failure)
        page.remove_listener("console", notice_message)
        page.remove_listener("pageerror", notice_error)
        # What the page still does, or asks for in vain as it is left, is no matter of the next one.
        page.goto("about:blank")


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
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for found in page.evaluate((HERE / "overflow.js").read_text(encoding="utf-8")):
            yield Finding(name, "R04", f"{found['detail']}: {found['where']}")


def find_what_needs_scripts(page: Page, name: str) -> Iterator[Finding]:
    """Yield what cannot be reached on a page that was opened without scripts."""
    for found in page.evaluate((HERE / "without_scripts.js").read_text(encoding="utf-8")):
        yield Finding(name, "without-scripts", f"{found['where']} {found['detail']}")
