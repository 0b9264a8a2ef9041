"""Pages: margins, breaks, what repeats on each page, and what was put on the paper afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from training.layouts.parts import references
from training.layouts.sheet import Sheet
from training.layouts.tables import BREAK

NUMBERS: Final = (
    "",
    "",
    "",
    "Seite {n} von {of}",
    "Seite {n} von {of}",
    "Seite {n}",
    "Seite: {n}",
    "Seite {n}/{of}",
    "- {n} -",
    "{n}/{of}",
    "Blatt {n} von {of}",
    "Bl. {n}",
    "{n}",
    "S. {n} v. {of}",
)
"""How pages are numbered, if at all."""
PAGE: Final = 2400
"""Length of the HTML that fills a page, roughly."""
LONG: Final = 1.4
MEDIUM: Final = 0.6
"""Pages' worth of text from which documents are broken often, and now and then."""


def flow(
    sheet: Sheet, parts: Sequence[str], *, landscape: float = 0.04, sides: Sequence[int] = (), boxes: str = ""
) -> str:
    """Return parts flowing over pages.

    ``landscape`` is the chance that the paper lies on its side; ``sides`` are margins in points (left, top,
    right, bottom), drawn where there are none; ``boxes`` stand on the first page, with their directives.
    """
    rng = sheet.rng
    sides = sides or (rng.randint(36, 72), rng.randint(40, 70), rng.randint(30, 60), rng.randint(46, 66))
    page = "<!-- page 842 595 -->" if sheet.often(landscape) else "<!-- page -->"
    first, *others = _pages(sheet, [part for part in parts if part])
    steps = [f"<!-- margins {' '.join(map(str, sides))} -->", *_running(sheet)]
    steps += [page, first, boxes, *marks(sheet)]
    for body in others:
        steps += [page, body]
    return "\n".join(step for step in steps if step)


def _pages(sheet: Sheet, parts: Sequence[str]) -> list[str]:
    """Cut at breaks; long documents at other places, too, with the same line at the head of each page."""
    length = sum(map(len, parts))
    chance = 0.55 if length > PAGE * LONG else 0.25 if length > PAGE * MEDIUM else 0.06
    room = sheet.rng.uniform(0.35, 1) * min(PAGE, length) if sheet.often(chance) else None
    pages, filled = [""], 0
    for part in parts:
        if part == BREAK or (room and filled > room):
            pages.append("")
            filled = 0
        if part != BREAK:
            pages[-1] += part + "\n"
            filled += len(part)
    kept = [page for page in pages if page] or ["<p>&#160;</p>"]
    return [kept[0], *_repeated(sheet, kept[1:])]


def _repeated(sheet: Sheet, pages: Sequence[str]) -> Iterator[str]:
    """Put the same head above each of the following pages."""
    line = _head_line(sheet) if sheet.often(0.7) else ""
    kind = sheet.rng.choice(("t", "t", "r", "c", "b", "k", "w a", "d"))
    going_on = sheet.rng.choice(("", "", "", "Fortsetzung", "- Fortsetzung -", "Fortsetzung von Seite {}"))
    manner = sheet.rng.choice(
        ("{line}", "{line}<br/>{more}", "- {n} -<br/>{line}", "Seite {n}<br/>{line}", "{line} Blatt {n}")
    )
    for at, page in enumerate(pages, 2):
        said = manner.format(line=escape(line), more=going_on.format(at - 1), n=at)
        yield (f'<p class="{kind}">{said}</p>\n' if line else "") + page


def _head_line(sheet: Sheet) -> str:
    """Return what a page says at its head: sender, title, or a file number."""
    draft = sheet.draft
    fact = next((f"{fact.label}: {fact.value}" for fact in draft.facts if 0 < len(fact.value) < 30), "")  # noqa: PLR2004 - a line
    options = [*draft.issuer[:1], draft.title, fact, " ".join(references(sheet, 1, 2))]
    said = [text[:90] for text in options if text]
    return " - ".join(sheet.rng.sample(said, min(len(said), sheet.rng.choice((1, 1, 2)))))


def _running(sheet: Sheet) -> Iterator[str]:
    """Yield lines at the edges of pages: numbers, file numbers, notes."""
    rng, notes = sheet.rng, sheet.draft.notes
    number = rng.choice(NUMBERS)
    place = rng.choice(("bc", "bc", "br", "bl", "tr", "tr", "tc"))
    note = rng.choice(notes)[:90] if notes and sheet.often(0.3) else ""
    if sheet.often(0.2):
        note = _head_line(sheet)
    if number and note and sheet.often(0.5):
        note, number = f"{note} {rng.choice(('', '· ', '| '))}{number}", ""
    if number:
        yield f"<!-- run {place} {rng.choice((1, 1, 2))} {number} -->"
    if note:
        free = [other for other in ("bl", "bc", "tl", "tc", "br") if not (number and other[0] == place[0])]
        yield f"<!-- run {rng.choice(free)} {rng.choice((1, 1, 2))} {escape(note)} -->"


def marks(sheet: Sheet) -> Iterator[str]:
    """Yield what was put on the first page afterwards, or lies outside its text."""
    rng = sheet.rng
    if sheet.often(0.08):
        left, top = rng.randint(300, 420), rng.randint(20, 200)
        yield f"<!-- box {left} {top} {left + rng.randint(90, 150)} {top + 50} -->\n{_stamp(sheet)}"
    if sheet.often(0.07):
        yield "<!-- svg 0 0 595 842 -->\n" + sheet.drawings.folds()
    if sheet.often(0.06):
        left, top = rng.choice(((470, 30), (40, 760), (480, 770), (300, 20)))
        yield f"<!-- svg {left} {top} {left + 90} {top + 40} -->\n" + sheet.drawings.code(wide=90, high=40)
    if sheet.often(0.04) and sheet.draft.notes:
        note = rng.choice(sheet.draft.notes)[:80]
        yield "<!-- svg 0 0 595 842 -->\n" + sheet.drawings.edge(note)


def _stamp(sheet: Sheet) -> str:
    word = sheet.rng.choice(
        (
            "Eingegangen am",
            "EINGANG",
            "Posteingang",
            "Eingegangen",
            "Kopie",
            "Entwurf",
            "Original",
            "Eingescannt",
        )
    )
    day = "" if word in {"Kopie", "Entwurf", "Original"} else f"<br/>{escape(sheet.values.date(2))}"
    ink = sheet.rng.choice(("#24478f", "#a02030", "#333"))
    return (
        f'<div style="border: 1.2pt solid {ink}; color: {ink}; text-align: center"><b>{word}</b>{day}</div>'
    )
