"""The app in a real browser: with scripts, without, by keyboard alone, and looked over by axe-core."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from contracts.findings import FindingState
from storage import verdicts
from storage.states import VerdictAction
from tests.review.seed import TWO_BIRTHDAYS, Seed, complete, incomplete

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
]

Open = Callable[..., Page]
expect.set_options(timeout=15_000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_app(browser: Browser, address: str, login_link: Callable[[], str]) -> Iterator[Open]:
    """Opens the app, logged in, and fails the test if the browser complained about anything."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def enter(**options: Any) -> Page:
        contexts.append(browser.new_context(base_url=address, locale="de-DE", **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"/login/{login_link()}")
        page.get_by_role("button", name="Jetzt anmelden").click()
        loaded(page, "Offene Fälle")
        return page

    yield enter
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def reference(seed: Seed) -> str:
    return seed.add(incomplete(), {"miete": FindingState.UNCLEAR}, hints=(TWO_BIRTHDAYS,))


def loaded(page: Page, heading: str) -> None:
    """Wait until a page is there with its script: a key pressed before it listens goes nowhere."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.wait_for_load_state("load")


def faults(page: Page) -> list[str]:
    """Return what axe-core finds wrong with a page."""
    page.evaluate(f"{AXE}; 0")
    found = page.evaluate("(rules) => axe.run(document, {runOnly: rules})", RULES)
    return [f"{each['id']}: {node['target']}" for each in found["violations"] for node in each["nodes"]]


def decided(seed: Seed, reference: str) -> list[VerdictAction]:
    with seed.database.begin() as session:
        return [each.action for each in verdicts.of_case(session, seed.case(reference).id)]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_login_to_letter(seed: Seed, open_app: Open, reference: str, *, scripts: bool) -> None:
    """Everything can be done by links and forms alone; scripts only make it quicker."""
    page = open_app(java_script_enabled=scripts)
    page.get_by_role("button", name=f"Fall {reference} übernehmen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(reference)
    identity = page.locator("article", has_text="Identitätsnachweis")
    identity.get_by_role("link", name="Seite 1 ausweis.pdf").click()
    expect(page.locator("#ansicht").get_by_text("ausweis.pdf", exact=True)).to_be_visible()
    expect(page.locator("#fundstelle")).to_be_visible()
    card = page.locator("article", has_text="Nachweis über das Mietverhältnis")
    card.get_by_text("Anders entscheiden").click()
    card.get_by_label("fehlt").check()
    card.get_by_label("Warum?").select_option(label="Ein Wert wurde falsch gelesen")
    card.get_by_role("button", name="Speichern").click()
    expect(page.locator("article", has_text="Mietverhältnis")).to_contain_text("KI-Vorschlag war: unklar")
    page.get_by_role("button", name="Unterlagen nachfordern").click()
    expect(page.get_by_role("checkbox")).to_have_count(3)
    page.get_by_role("button", name="Bestätigen und versenden").click()
    expect(page.get_by_role("status")).to_contain_text(f"Der Brief zu Fall {reference}")
    assert decided(seed, reference) == [VerdictAction.CORRECT, VerdictAction.REQUEST_DOCUMENTS]


def test_no_page_has_a_barrier_that_axe_finds(seed: Seed, open_app: Open, reference: str) -> None:
    """Every page, folded out, passes axe-core's rules for WCAG 2.2 AA."""
    seed.add(complete())
    seed.add_quarantine()
    page = open_app()
    found = {"queue": faults(page)}
    page.goto(f"/faelle/{reference}")
    found["cover"] = faults(page)
    page.get_by_role("button", name="Fall übernehmen").click()
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    found["case"] = faults(page)
    page.get_by_role("button", name="Tastenkürzel").click()
    found["keys"] = faults(page)
    for name, address in {
        "letter": f"/faelle/{reference}/nachfordern",
        "nothing to ask for": f"/faelle/{reference}/nachfordern?bis=2099-01-01",
        "history": "/erledigt",
        "help": "/hilfe",
        "english": f"/faelle/{reference}?lang=en",
        "filtered": "/?verfahren=wohnsitzanmeldung",
    }.items():
        page.goto(address)
        found[name] = faults(page)
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize("width", [320, 768, 1366])
def test_pages_fit_any_width(open_app: Open, reference: str, width: int) -> None:
    """Nothing has to be scrolled sideways, at 320 pixels either (WCAG 1.4.10)."""
    page = open_app(viewport={"width": width, "height": 700})
    page.get_by_role("button", name=f"Fall {reference} übernehmen").click()
    for address in ("/", f"/faelle/{reference}", f"/faelle/{reference}/nachfordern", "/erledigt", "/hilfe"):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_case_by_keyboard_alone(seed: Seed, open_app: Open, reference: str) -> None:
    """ENTER takes the next case and goes from open point to open point; one key asks for documents."""
    page = open_app()
    keys = page.keyboard
    page.locator("body").focus()
    keys.press("Enter")
    loaded(page, reference)
    keys.press("Enter")
    expect(page.locator("article:focus")).to_contain_text("Nachweis über Arbeitseinkommen")
    keys.press("Enter")
    expect(page.locator("article:focus")).to_contain_text("Identitätsnachweis")
    expect(page.locator("#fundstelle")).to_be_visible()
    keys.press("Enter")
    keys.press("1")
    expect(page.locator("select:focus")).to_be_visible()
    keys.press("Tab")
    keys.type("Name ist lesbar")
    keys.press("Enter")
    expect(page.locator("article:focus")).to_contain_text("Name ist lesbar")
    keys.press("a")
    loaded(page, "Unterlagen nachfordern")
    expect(page.get_by_role("button", name="Bestätigen und versenden")).to_be_enabled()
    keys.press("a")
    expect(page.get_by_role("status")).to_contain_text("Ausgangspost")
    assert decided(seed, reference) == [VerdictAction.CORRECT, VerdictAction.REQUEST_DOCUMENTS]


def test_keys_move_pages_and_can_be_switched_off(open_app: Open, reference: str) -> None:
    """Single keys can be switched off (WCAG 2.1.4); until then they turn and enlarge pages."""
    page = open_app()
    page.get_by_role("button", name=f"Fall {reference} übernehmen").click()
    loaded(page, reference)
    bar = page.locator(".viewer__bar")
    keys = page.keyboard
    expect(bar).to_contain_text("gehaltsabrechnung-2026-08.pdf")
    keys.press("ArrowRight")
    expect(bar).to_contain_text("gehaltsabrechnung-2026-10.pdf")
    keys.press("ArrowLeft")
    expect(bar).to_contain_text("gehaltsabrechnung-2026-08.pdf")
    keys.press("+")
    expect(bar.locator("[aria-current]")).to_have_text("150 %")
    keys.press("?")
    dialog = page.get_by_role("dialog", name="Tastenkürzel")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Tastenkürzel eingeschaltet").uncheck()
    dialog.get_by_role("button", name="Schließen").click()
    keys.press("ArrowRight")
    keys.press("j")
    expect(bar).to_contain_text("gehaltsabrechnung-2026-08.pdf")
    expect(page.locator("article:focus")).to_have_count(0)


def test_the_preview_follows_the_ticks(open_app: Open, reference: str) -> None:
    """Unticking changes the letter at once, and what would be confirmed with it."""
    page = open_app()
    page.get_by_role("button", name=f"Fall {reference} übernehmen").click()
    page.goto(f"/faelle/{reference}/nachfordern")
    letter = page.locator("input[name=letter]")
    before = letter.input_value()
    page.get_by_role("checkbox").first.uncheck()
    expect(letter).not_to_have_value(before)
    expect(page.locator("#bestaetigen input[name=item]")).to_have_count(1)
    expect(page.get_by_role("button", name="Bestätigen und versenden")).to_be_enabled()
    page.get_by_role("checkbox").nth(1).uncheck()
    expect(page.get_by_role("button", name="Bestätigen und versenden")).to_be_disabled()
