"""Looks of forms: labels with places for answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from training.draft import Fact
from training.layouts import facts as ways
from training.layouts.facts import FactsAs
from training.layouts.pages import flow
from training.layouts.parts import (
    address,
    contacts,
    emblem,
    end,
    head,
    lines,
    p,
    prose,
    side_by_side,
    small,
    title,
)
from training.layouts.sheet import Sheet, look
from training.layouts.tables import tables

FIELDS: Final[tuple[FactsAs, ...]] = (
    *(ways.boxed, ways.boxed, ways.listed, ways.ruled, ways.under_lines, ways.numbered),
    *(ways.above, ways.combed, ways.paired, ways.gridded),
)
OFFICE: Final = (
    "Nur vom Amt auszufüllen",
    "Bearbeitungsvermerke",
    "Eingangsstempel",
    "Wird von der Behörde ausgefüllt",
    "Interne Vermerke",
    "Geprüft / Datum / Handzeichen",
)


def sections(sheet: Sheet, fields: FactsAs, *, bars: str = "k") -> Iterator[str]:
    """Yield facts in runs of some, each below a heading as long as there are any."""
    draft, rng = sheet.draft, sheet.rng
    manner = rng.choice(("{h}", "{n}. {h}", "{n} {h}", "{a}. {h}", "{a}) {h}", "Teil {a}: {h}", "{n}.0 {h}"))
    tag = rng.choice(("h2", "h2", "p"))
    for at, facts in enumerate(_chunks(sheet, draft.facts)):
        if at < len(draft.headings):
            said = manner.format(h=draft.headings[at], n=at + 1, a="ABCDEFGHIJ"[at % 10])
            yield f'<{tag} class="{bars}">{escape(said)}</{tag}>'
        yield fields(sheet, facts)
        yield small(sheet, draft.phrases[at : at + 1])
    yield small(sheet, draft.phrases[at + 1 if draft.facts else 0 :])
    yield from tables(sheet)


def _chunks(sheet: Sheet, facts: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    at = 0
    while at < len(facts):
        size = sheet.rng.randint(3, 9)
        yield facts[at : at + size]
        at += size


def office(sheet: Sheet) -> str:
    """Return a block that the office fills in."""
    words = sheet.rng.sample(OFFICE, sheet.rng.randint(1, 2))
    return f'<div class="{sheet.rng.choice(("box", "k"))}">{lines(words, "t")}<p>&#160;</p></div>'


@look("form")
def form_of_sections(sheet: Sheet) -> str:
    """Head, title, sections with headings on bars."""
    parts = [head(sheet), title(sheet), *map(p, sheet.draft.openings)]
    return flow(sheet, [*parts, *sections(sheet, sheet.rng.choice(FIELDS)), end(sheet)])


@look("form")
def form_to_an_office(sheet: Sheet) -> str:
    """The office's address at the left, its stamp's place at the right, the title below."""
    top = side_by_side(lines(["An", *sheet.draft.issuer]), office(sheet), kind=sheet.rng.choice("og"))
    parts = [top, title(sheet), *map(p, sheet.draft.openings), *sections(sheet, sheet.rng.choice(FIELDS))]
    return flow(sheet, [*parts, end(sheet)])


@look("form")
def tax_form(sheet: Sheet) -> str:
    """Numbered lines with codes; year and number above; the title small or in a corner."""
    values = sheet.values
    corner = lines([values.of("year"), f"{values.of('letter_number')}", values.of("tax_number")], "r")
    top = side_by_side(lines(sheet.draft.issuer, "t"), title(sheet), corner)
    parts = [top, *map(p, sheet.draft.openings), *sections(sheet, ways.numbered, bars=sheet.rng.choice("dk"))]
    return flow(sheet, [*parts, end(sheet)])


@look("form")
def form_of_cells(sheet: Sheet) -> str:
    """Cells without gaps, from edge to edge; explanations in small print at the end."""
    draft = sheet.draft
    fields = sheet.rng.choice((ways.boxed, ways.paired, ways.numbered))
    parts = [side_by_side(emblem(sheet), title(sheet), lines(draft.issuer, "t"), kind=sheet.rng.choice("og"))]
    parts += [*sections(sheet, fields, bars=sheet.rng.choice("dkl")), office(sheet), end(sheet)]
    return flow(sheet, [*parts, *(p(text, "t") for text in draft.openings)])


@look("form")
def form_in_columns(sheet: Sheet) -> str:
    """Fields in two columns, sentences below."""
    draft = sheet.draft
    fields = sheet.rng.choice((ways.above, ways.listed, ways.under_lines, ways.stacked))
    half = (len(draft.facts) + 1) // 2
    both = side_by_side(fields(sheet, draft.facts[:half]), fields(sheet, draft.facts[half:]))
    parts = [
        head(sheet),
        title(sheet),
        prose(draft.openings),
        both,
        *tables(sheet),
        small(sheet, draft.phrases),
    ]
    return flow(sheet, [*parts, *(p(text, "b") for text in draft.headings[:1]), end(sheet)])


@look("form")
def tick_list(sheet: Sheet) -> str:
    """Sentences to tick, a few fields above them."""
    draft = sheet.draft
    empty, ticked = sheet.rng.choice((("☐", "☒"), ("[ ]", "[x]"), ("O", "X"), ("□", "■")))
    ticks = [
        p(f"{ticked if sheet.often(0.3) else empty} {text}") for text in (*draft.phrases, *draft.headings)
    ]
    fields = sheet.rng.choice(FIELDS)(sheet, draft.facts)
    parts = [head(sheet), title(sheet), *map(p, draft.openings), fields, *ticks, *tables(sheet), end(sheet)]
    return flow(sheet, parts)


@look("form")
def web_form(sheet: Sheet) -> str:
    """Printed from a form on the web: answers below a bar with the office's name, the number of the case."""
    draft, values = sheet.draft, sheet.values
    sent = f"{sheet.rng.choice(('Vorgangsnummer', 'Transaktions-ID', 'Eingangsnummer'))}: {values.of('code')}"
    parts = [lines(draft.issuer[:1], "d"), title(sheet), p(f"{sent} · {values.of('date')}", "t")]
    fields = sheet.rng.choice((ways.gridded, ways.stacked, ways.listed, ways.right_values))
    return flow(
        sheet, [*parts, prose(draft.openings), *sections(sheet, fields, bars="a"), small(sheet, draft.notes)]
    )


@look("form")
def form_filled_by_others(sheet: Sheet) -> str:
    """A certificate form: facts about the person first, the title between, the issuer's stamp at the end."""
    draft = sheet.draft
    cut = len(draft.facts) // 3
    fields = sheet.rng.choice(FIELDS)
    parts = [fields(sheet, draft.facts[:cut]), title(sheet), *map(p, draft.openings), *map(p, draft.phrases)]
    parts += [fields(sheet, draft.facts[cut:]), *tables(sheet), *map(p, draft.closings)]
    stamp = lines([*draft.issuer, *contacts(sheet, 0, 2)], "c")
    seal = str(sheet.drawings.seal()) if sheet.often(0.4) else ""
    return flow(sheet, [*parts, side_by_side(address(sheet), stamp + seal), small(sheet, draft.notes)])
