"""Ways into the notes of a briefing: pointer, keys, touch, addresses, layers, cards of names, what is taken along."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.browser.paper import texts_by_page
from tests.browser.test_reading import build

PARAGRAPH = "قال الوزير سامي الخطيب إن الميزانية بلغت مئة مليون في مدينة النور، ثم قال الوزير إنها كافية. "
FILLING = "وهذا كلام آخر يطول به المقال حتى لا يظهر كله في نافذة واحدة. " * 6
SEED = "عنوان المقال\n\nمقدمة المقال\n\n" + "\n".join(
    [PARAGRAPH + FILLING, *[f"الفقرة{n} " + FILLING for n in range(12)]]
)
SITE = {
    "content/site.yaml": "title: {ar: موقع, en: Site}\nlanguages: [ar, en]\nurl: https://example.org/\n",
    "content/actors.yaml": """actors:
  - id: sami
    type: person
    name: {ar: سامي الخطيب, en: Sami Khatib}
    roles: [{title: {ar: وزير المال, en: Minister of finance}}]
    description: {ar: وزير منذ سنين طويلة في الحكومة. وله كتب., en: A minister for many years. He writes.}
    aliases: [الوزير]
""",
    "content/briefings/a.yaml": """published: 2024-05-01
summary: خلاصة.
key_points: [نقطة, ثانية, ثالثة]
actors: [sami]
places: [{id: nur, name: مدينة النور}]
annotations:
  - {id: wide, kind: quote, at: إن الميزانية بلغت مئة مليون في مدينة النور, speaker: sami, form: indirect, body: قول}
  - {id: inner, kind: figure, at: مئة مليون, status: disputed, title: رقم مختلف فيه, body: شرح}
  - {id: cross, kind: claim, at: مليون في مدينة, text: ادعاء يقطع سواه, status: contradicted, body: شرح}
  - {id: name, kind: context, at: سامي الخطيب, title: من هو, body: شرح}
  - {id: bare, kind: quote, at: إنها كافية, speaker: sami}
  - {id: far, kind: language, at: الفقرة10, title: بعيدة, body: شرح}
  - {id: whole, kind: assessment, title: عن المقال كله, body: شرح}
""",
    "seeds/a.txt": SEED,
}
CONTEXT = {"permissions": ["clipboard-read", "clipboard-write"]}
ORDER = ["name", "wide", "inner", "cross", "bare", "far", "whole"]
OPENED = "[...document.querySelectorAll('[data-face=open], [data-note].lit')].map((note) => note.id)"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("ways"), SITE)


@pytest.fixture
def page(page: Page, site: Path) -> Page:
    """Return the tab with the briefing in it."""
    visit(page, site)
    return page


@pytest.fixture(scope="module")
def phone(browser: Browser, site: Path) -> Iterator[Page]:
    """Return a tab that is touched, with the briefing in it."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    visit(page, site)
    yield page
    context.close()


def visit(page: Page, site: Path, address: str = "briefings/a.html") -> None:
    page.goto("about:blank")
    page.goto(f"{site.as_uri()}/{address}")
    page.wait_for_selector(".notes[data-laid]", state="attached")


def lit(page: Page) -> set[str]:
    """Return the notes that are lit in the margin."""
    return set(page.eval_on_selector_all("[data-note].lit", "notes => notes.map((note) => note.id)"))


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('href')"))


# --- Pointer ---------------------------------------------------------------------------------------------------------


def test_pointing_at_words_lights_every_note_on_them_and_at_a_note_its_own_extent(page: Page) -> None:
    page.hover("mark[data-annotations~=inner][data-annotations~=cross]")
    assert lit(page) == {"wide", "inner", "cross"}

    page.hover("#inner")
    assert lit(page) == {"inner"}
    words = page.eval_on_selector_all("mark.lit", "marks => marks.map((mark) => mark.textContent).join('')")
    assert words == "مئة مليون"

    page.hover("h1")
    assert lit(page) == set()


def test_a_click_opens_the_narrowest_note_of_the_words_and_a_further_one_the_next(page: Page) -> None:
    words = page.locator("mark[data-annotations~=inner][data-annotations~=cross]").first
    opened = []
    for _ in range(4):
        words.click()
        opened.append(page.get_attribute("[data-face=open]", "id"))

    assert opened == ["inner", "cross", "wide", "inner"]
    expect(page.locator("#inner .here")).to_have_text("1 من 3")


def test_a_click_elsewhere_closes_the_note(page: Page) -> None:
    page.click("[data-number-of=inner] a")
    expect(page.locator("#inner")).to_have_attribute("data-face", "open")
    assert page.get_attribute("[data-number-of=inner] a", "aria-expanded") == "true"

    page.click(".seed-header h1")
    expect(page.locator("[data-face=open]")).to_have_count(0)
    assert page.locator("[aria-expanded=true]").count() == 0


def test_opening_a_note_moves_no_other(page: Page) -> None:
    places = "[...document.querySelectorAll('[data-note]')].map((note) => [note.id, note.getBoundingClientRect().y])"
    before = dict(page.evaluate(places))
    page.click("[data-number-of=inner] a")
    during = dict(page.evaluate(places))
    page.keyboard.press("Escape")

    assert {note for note in before if before[note] != during[note]} <= {"inner"}
    assert dict(page.evaluate(places)) == before


def test_notes_go_along_when_the_key_points_push_the_article_down(page: Page) -> None:
    def distance() -> float:
        note, line = page.locator("#far").bounding_box(), page.locator("[data-annotations~=far]").bounding_box()
        assert note
        assert line
        return note["y"] - line["y"]

    before = distance()
    page.click(".points > summary")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert distance() == pytest.approx(before, abs=1)


# --- Keys ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["KeyJ", "KeyN"])
def test_keys_visit_every_note_once_and_back(page: Page, layout: str) -> None:
    visited = []
    for _ in ORDER:
        # The key's place counts, not its letter: on an Arabic keyboard it writes another.
        page.evaluate("code => dispatchEvent(new KeyboardEvent('keydown', {code, key: 'ت'}))", layout)
        visited.append(unquote(page.url).rpartition("#")[2])
    assert visited == ORDER
    assert page.text_content(".position") == f"{len(ORDER)} / {len(ORDER)}"

    page.keyboard.press("k")
    assert page.url.endswith("#far")
    line = page.locator("mark[data-annotations~=far]").bounding_box()
    assert line
    assert 0 < line["y"] < 800 / 2


def test_enter_opens_a_note_and_escape_leads_back_to_its_number(page: Page) -> None:
    page.focus("[data-number-of=inner] a")
    page.keyboard.press("Enter")
    expect(page.locator("#inner")).to_have_attribute("data-face", "open")
    assert page.evaluate("document.activeElement.matches('#inner header > a')")

    page.keyboard.press("Escape")
    expect(page.locator("[data-face=open]")).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('[data-number-of]').dataset.numberOf") == "inner"


def test_who_steps_from_within_a_note_takes_the_focus_along(page: Page) -> None:
    page.focus("[data-number-of=inner] a")
    page.keyboard.press("Enter")
    page.focus("#inner [data-step=next]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('#cross [data-step=next]')")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('#inner') !== null")

    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('[data-number-of]').dataset.numberOf") == "inner"


def test_the_menu_of_the_bar_closes_when_its_reader_goes_elsewhere(page: Page) -> None:
    page.click(".bar-menu summary")
    page.click("[data-switch=lines]")
    expect(page.locator(".bar-menu > div")).to_be_visible()
    page.click("[data-number-of=inner] a")
    expect(page.locator(".bar-menu > div")).to_be_hidden()

    page.click(".bar-menu summary")
    page.focus("[data-switch=lines]")
    page.keyboard.press("Escape")
    expect(page.locator(".bar-menu > div")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.bar-menu > summary')")
    expect(page.locator("#inner")).to_have_attribute("data-face", "open")


def test_buttons_of_a_site_s_own_do_nothing_to_the_bar(page: Page) -> None:
    page.evaluate("document.querySelector('main').insertAdjacentHTML('afterbegin', '<button id=own>+</button>')")
    page.click("#own")
    assert page.locator(".bar[data-unfolded], #own[aria-expanded]").count() == 0


def test_single_keys_can_be_switched_off(page: Page) -> None:
    page.click(".bar-menu summary")
    page.click("[data-switch=keys]")
    page.keyboard.press("j")
    expect(page.locator("[data-face=open]")).to_have_count(0)

    page.click("[data-switch=keys]")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('afterbegin', '<p id=own contenteditable>+</p>')")
    page.click("#own")
    page.keyboard.press("j")

    expect(page.locator("[data-face=open]")).to_have_count(0)


# --- Addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["#far", "#_r-far"])
def test_an_address_shows_the_note_and_its_line(page: Page, site: Path, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, site, "briefings/a.html" + address)
    expect(page.locator("#far")).to_have_attribute("data-face", "open")
    line, note = page.locator("mark[data-annotations~=far]").bounding_box(), page.locator("#far").bounding_box()

    assert line
    assert note
    assert 0 < line["y"] < 800 / 2
    assert 0 <= note["y"] < 800
    assert width > 390 or note["y"] > line["y"] + line["height"]


def test_the_address_of_a_mention_lights_it_and_tints_the_others_of_the_name(page: Page, site: Path) -> None:
    visit(page, site, f"briefings/a.html#_m{SEED.index('الوزير إنها')}")

    expect(page.locator("[data-end].lit")).to_have_text("الوزير")
    assert page.locator("[data-end].same").count() == page.locator("[data-actor=sami]").count() > 2


def test_layers_stand_in_the_address_and_come_from_it(page: Page, site: Path) -> None:
    page.click("[data-layer=verify]")
    assert "layers=" in page.url
    visit(page, site, page.url.rpartition("/site/")[2])

    assert page.get_attribute("[data-layer=verify]", "aria-pressed") == "false"
    assert page.get_attribute("[data-layer=voice]", "aria-pressed") == "true"
    expect(page.locator("#inner")).to_be_hidden()
    expect(page.locator("#far")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.url.endswith("#bare")

    page.click("[data-layer=verify]")
    assert "layers=" not in page.url


@pytest.mark.parametrize("address", ["#%", "#%E0%A4%A", "?layers=nonsense", "?layers=%00&layers=verify#_r-"])
def test_an_address_that_names_nothing_shows_the_page_as_it_is(page: Page, site: Path, address: str) -> None:
    visit(page, site, f"briefings/a.html{address}")

    assert page.locator("[data-layer][aria-pressed=true]").count() == page.locator("[data-layer]").count()
    assert page.locator("[data-face=open]").count() == 0
    page.keyboard.press("j")
    expect(page.locator("#name")).to_have_attribute("data-face", "open")


def test_a_note_that_is_asked_for_is_shown_whatever_is_hidden(page: Page, site: Path) -> None:
    visit(page, site, "briefings/a.html?layers=voice#far")
    expect(page.locator("#far")).to_be_visible()
    assert page.get_attribute("[data-layer=language]", "aria-pressed") == "true"
    assert page.get_attribute("[data-layer=verify]", "aria-pressed") == "false"

    page.click("[data-switch=text]")
    expect(page.locator("#far")).to_be_hidden()
    page.keyboard.press("k")
    expect(page.locator("#bare")).to_be_visible()
    assert page.get_attribute("[data-switch=text]", "aria-pressed") == "false"


# --- Switches --------------------------------------------------------------------------------------------------------


def test_the_text_alone_has_neither_numbers_nor_lines_nor_notes_and_names_stay_links(page: Page) -> None:
    page.click("[data-switch=text]")

    assert page.locator("[data-number-of]:visible, .notes-placed [data-note]:visible, .strip:visible").count() == 0
    lines = "marks => new Set(marks.map((mark) => getComputedStyle(mark).textDecorationLine))"
    assert page.evaluate(f"[...({lines})([...document.querySelectorAll('mark')])]") == ["none"]
    expect(page.locator("[data-actor=sami]").first).to_be_visible()
    words = page.locator("mark[data-annotations~=inner]").first
    words.click()
    assert page.locator("mark.lit, [data-face=open]").count() == 0
    expect(page.locator(".notes > h2")).to_be_visible()
    page.evaluate("document.querySelector('.notes-part').remove()")
    expect(page.locator(".notes > h2")).to_be_hidden()


def test_numbers_need_not_be_read_aloud(page: Page) -> None:
    assert "رقم" in str(page.get_attribute("[data-number-of=inner] a", "aria-label"))
    page.click(".bar-menu summary")
    page.click("[data-switch=spoken]")

    assert page.get_attribute("[data-number-of=inner]", "aria-hidden") == "true"
    assert page.get_attribute("[data-number-of=inner] a", "tabindex") == "-1"


# --- Cards of names --------------------------------------------------------------------------------------------------


def test_a_card_comes_on_hover_stays_while_pointed_at_and_goes_on_escape(page: Page) -> None:
    card, mention = page.locator("[data-card]"), page.locator("[data-seed] [data-actor=sami]").first
    mention.hover()
    expect(card).to_be_visible()
    for words in ("سامي الخطيب", "وزير المال", "وزير منذ سنين طويلة في الحكومة."):
        expect(card).to_contain_text(words)
    expect(card).not_to_contain_text("وله كتب")

    card.hover()
    page.wait_for_timeout(500)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()

    mention.hover()
    expect(card).to_be_visible()
    page.mouse.move(5, 790)
    expect(card).to_be_hidden()


def test_a_card_comes_on_focus_and_escape_leaves_the_focus(page: Page) -> None:
    card = page.locator("[data-card]")
    page.focus(".share button")
    page.locator("[data-seed] [data-actor=sami]").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(card).to_be_visible()
    page.keyboard.press("Escape")

    expect(card).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.actor") == "sami"


def test_keys_lead_into_a_card_and_from_there_on(page: Page) -> None:
    focus = "document.activeElement.dataset.do ?? document.activeElement.dataset.start"
    page.locator("[data-seed] [data-actor=sami] >> nth=1").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.locator("[data-card]")).to_be_visible()
    second = page.evaluate(focus)
    while page.evaluate(focus) != "mention":
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('[data-card]') !== null")
    page.keyboard.press("Enter")
    third = page.evaluate(focus)
    assert int(third) > int(second)

    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator("[data-card]")).to_be_hidden()
    assert page.evaluate(focus) == third


def test_a_card_tells_the_notes_on_its_words_and_leads_to_the_next_mention(page: Page) -> None:
    card = page.locator("[data-card]")
    page.hover("[data-actor=sami]:has(mark)")
    expect(card).to_be_visible()
    assert card.locator(".card-notes a").all_text_contents() == [page.text_content("#name header > a")]

    before = page.evaluate("document.querySelector('[data-end].lit').id")
    card.locator("[data-do=mention]").click()
    assert page.evaluate("document.querySelector('[data-end].lit').id") != before
    assert page.evaluate("document.activeElement.dataset.actor") == "sami"


def test_a_tap_shows_the_card_and_the_mouse_follows_the_link(phone: Page, page: Page) -> None:
    phone.tap("[data-actor=sami]")
    expect(phone.locator("[data-card]")).to_be_visible()
    assert phone.url.endswith("a.html")
    phone.locator("[data-card] a").first.tap()
    phone.wait_for_url("**/actors/sami.html")

    page.locator("[data-seed] [data-actor=sami]").first.click()
    page.wait_for_url("**/actors/sami.html")


def test_a_card_that_was_placed_by_its_words_stands_at_the_foot_of_a_narrow_window(page: Page) -> None:
    page.hover("[data-seed] [data-actor=sami] >> nth=0")
    expect(page.locator("[data-card]")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.mouse.move(5, 5)
    expect(page.locator("[data-card]")).to_be_hidden()
    page.hover("[data-seed] [data-actor=sami] >> nth=0")
    card = page.locator("[data-card]")
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box
    assert (box["x"], box["y"] + box["height"]) == (0, 844)


def test_a_long_card_is_read_within_the_window(page: Page) -> None:
    page.evaluate("document.querySelector('[data-who=sami] > .who-about').textContent = 'كلمة '.repeat(999)")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.hover("[data-seed] [data-actor=sami] >> nth=0")
        card = page.locator("[data-card]")
        expect(card).to_be_visible()
        assert card.evaluate("(card) => card.offsetHeight < innerHeight * 0.6 && card.scrollHeight > innerHeight")
        expect(card).to_have_css("overflow-y", "auto")
        page.keyboard.press("Escape")
        page.mouse.move(5, 5)


def test_a_tap_follows_a_name_of_which_the_page_has_no_card(phone: Page, site: Path) -> None:
    visit(phone, site)
    phone.evaluate("document.querySelector('.cast').remove()")
    phone.tap("[data-actor=sami]")
    phone.wait_for_url("**/actors/sami.html")


# --- Phones ----------------------------------------------------------------------------------------------------------


def test_on_a_phone_a_note_opens_as_a_sheet_and_its_line_stays_in_view(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, site)
    for note in ORDER[:-1]:
        page.locator(f"[data-number-of={note}] a").click()
        sheet, line = page.locator(f"#{note}").bounding_box(), page.locator(f"[data-number-of={note}]").bounding_box()
        bar = page.locator(".bar").bounding_box()
        assert sheet
        assert line
        assert bar
        assert sheet["y"] + sheet["height"] == pytest.approx(844, abs=1)
        assert sheet["height"] <= 0.58 * 844 + 1
        assert bar["y"] + bar["height"] <= line["y"] + 1
        assert line["y"] + line["height"] <= sheet["y"] + 1
        page.locator(f"#{note} [data-do=close]").click()
        expect(page.locator("[data-face=open]")).to_have_count(0)

    page.locator("#inner .note-title").click()
    expect(page.locator("mark[data-annotations~=inner] >> nth=0")).to_be_in_viewport()
    page.locator("#inner [data-do=close]").click()
    expect(page.locator("#inner .note-title")).to_be_in_viewport()


def test_an_open_note_and_its_line_stay_in_view_when_a_phone_is_turned(page: Page, site: Path) -> None:
    places = "[...document.querySelectorAll('.notes-placed > li')].map((note) => note.style.transform)"
    visit(page, site)
    before = page.evaluate(places)
    page.click("[data-number-of=inner] a")
    for width, height in ((390, 844), (844, 390)):
        page.set_viewport_size({"width": width, "height": height})
        expect(page.locator("#inner")).to_have_css("position", "fixed")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        line, sheet = page.locator("[data-number-of=inner]").bounding_box(), page.locator("#inner").bounding_box()
        assert line
        assert sheet
        assert line["y"] >= 0
        assert line["y"] + line["height"] <= sheet["y"]

    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator("#inner")).to_have_css("position", "absolute")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.keyboard.press("Escape")
    assert page.evaluate(places) == before


# --- What is taken along ---------------------------------------------------------------------------------------------


def test_address_and_citation_of_a_note_and_of_the_briefing_are_copied(page: Page) -> None:
    def copied(button: str) -> str:
        page.click(button)
        expect(page.locator(button)).to_have_text("نُسخ")
        return str(page.evaluate("navigator.clipboard.readText()"))

    address = "https://example.org/briefings/a.html"
    assert copied(".opening [data-do=copy]") == address
    assert "عنوان المقال" in copied(".opening [data-do=cite]")
    page.click("[data-number-of=inner] a")
    assert copied("#inner [data-do=copy]") == f"{address}#inner"
    cited = copied("#inner [data-do=cite]")
    assert f"{address}#inner" in cited
    assert "عنوان المقال" in cited


def test_a_button_that_is_pressed_twice_gets_its_words_back(page: Page) -> None:
    button = page.locator(".opening [data-do=copy]")
    label = button.text_content() or ""
    button.click()
    expect(button).to_have_text("نُسخ")
    button.click()
    expect(button).to_have_text(label)
    page.wait_for_timeout(1700)
    expect(button).to_have_text(label)


@pytest.mark.parametrize(
    ("navigator", "shown"),
    [("{share: {value: () => {}}}", ["copy", "cite", "share"]), ("{clipboard: {}, share: {}}", ["copy", "cite"])],
    ids=["phone", "without https"],
)
def test_buttons_are_shown_of_what_the_browser_can_do(
    context: BrowserContext, site: Path, navigator: str, shown: list[str]
) -> None:
    page = context.new_page()
    page.add_init_script(f"Object.defineProperties(navigator, {navigator})")
    visit(page, site)
    told: list[str] = []

    def tell(dialog: Dialog) -> None:
        told.append(dialog.default_value)
        dialog.dismiss()

    page.on("dialog", tell)
    page.click("[data-number-of=inner] a")
    for place in (".opening", "#inner"):
        buttons = page.locator(f"{place} .share [data-do]:visible")
        assert buttons.evaluate_all("buttons => buttons.map((button) => button.dataset.do)") == shown
    # Who has no clipboard, or refuses it, gets the address to take it by hand.
    page.evaluate("if (navigator.clipboard) navigator.clipboard.writeText = () => Promise.reject(Error()); 0")
    page.click("#inner [data-do=copy]")
    assert told == ["https://example.org/briefings/a.html#inner"]
    page.close()


def test_paper_has_no_empty_sheets(page: Page) -> None:
    """The margin is as long as the article, the list on paper only as long as its notes."""
    page.click("[data-number-of=inner] a")
    pdf = page.pdf(format="A4")
    assert len(texts_by_page(pdf)) == len(re.findall(rb"/Type /Page\b", pdf)) > 2
