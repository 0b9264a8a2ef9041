"""Looks of papers that are mostly prose: contracts, booklets, small print in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from training.layouts import facts as ways
from training.layouts.letters import mixed
from training.layouts.pages import flow
from training.layouts.parts import (
    contacts,
    emblem,
    end,
    head,
    lines,
    p,
    references,
    side_by_side,
    small,
    title,
)
from training.layouts.sheet import Sheet, look
from training.layouts.tables import carried, tables

SECTIONS: Final = ("§ {} ", "§ {} ", "{}. ", "Artikel {} ", "Ziffer {} ", "{}) ", "Abschnitt {}: ", "§{}  ")


def numbered(sheet: Sheet, facts_as: ways.FactsAs = ways.listed) -> Iterator[str]:
    """Yield numbered sections, each with its share of sentences and facts."""
    draft = sheet.draft
    mark, names = sheet.rng.choice(SECTIONS), draft.headings or ("",)
    tag = sheet.rng.choice(
        ("<h2>{}</h2>", '<h2 style="text-align: center">{}</h2>', "<p><b>{}</b></p>", '<p class="k">{}</p>')
    )
    counted = sheet.often(0.3)
    for at, name in enumerate(names):
        yield tag.format(escape(mark.format(at + 1) + name))
        for number, text in enumerate(draft.phrases[at :: len(names)], 1):
            yield p(f"({number}) {text}" if counted else text)
        yield facts_as(sheet, draft.facts[at :: len(names)])


def signatures(sheet: Sheet) -> str:
    """Return lines for both sides to sign on."""
    sides = sheet.draft.closings[:2] or ("Ort, Datum", "Unterschrift")
    signed = [str(sheet.drawings.signature()) if sheet.often(0.4) else "" for _ in sides]
    cells = (
        f"<p>{ink}<br/>____________________<br/>{escape(side)}</p>"
        for ink, side in zip(signed, sides, strict=True)
    )
    return side_by_side(*cells)


@look("contract")
def of_sections(sheet: Sheet) -> str:
    """Title, parties, numbered sections."""
    draft = sheet.draft
    parts = [title(sheet), *map(p, draft.issuer), *map(p, draft.openings), *numbered(sheet)]
    return flow(sheet, [*parts, *tables(sheet), end(sheet)])


@look("contract")
def parties_side_by_side(sheet: Sheet) -> str:
    """Both parties in columns or boxes below the title."""
    draft = sheet.draft
    names = sheet.rng.choice((("Zwischen", "und"), ("", ""), ("1.", "2."), ("Auftraggeber", "Auftragnehmer")))
    sides = [
        lines([name, *who] if name else who)
        for name, who in zip(names, (draft.issuer, draft.recipient), strict=True)
    ]
    parts = [title(sheet), side_by_side(*sides, kind=sheet.rng.choice("og")), *map(p, draft.openings)]
    return flow(
        sheet, [*parts, *numbered(sheet), *tables(sheet), signatures(sheet), small(sheet, draft.notes)]
    )


@look("contract")
def printed_contract(sheet: Sheet) -> str:
    """A publisher's form of a contract: fields with lines among small print."""
    draft = sheet.draft
    fields = sheet.rng.choice((ways.ruled, ways.under_lines, ways.boxed))
    parts = [
        side_by_side(emblem(sheet), title(sheet), lines(references(sheet, 0, 1), "t")),
        *map(p, draft.openings),
    ]
    parts += [lines(draft.issuer), lines(draft.recipient), *numbered(sheet, fields), *tables(sheet)]
    return flow(sheet, [*parts, signatures(sheet), small(sheet, draft.notes)])


@look("contract")
def summary_first(sheet: Sheet) -> str:
    """A sheet of facts on top or on a page of its own, then the clauses."""
    draft = sheet.draft
    facts = sheet.rng.choice((ways.gridded, ways.paired, ways.right_values))(sheet, draft.facts)
    bare = sheet._replace(draft=draft._replace(facts=()))
    parts = [head(sheet), title(sheet), *map(p, draft.openings), facts, *tables(sheet), *numbered(bare)]
    return flow(sheet, [*parts, signatures(sheet), end(sheet)])


@look("booklet")
def under_headings(sheet: Sheet) -> str:
    """Head, title, prose, facts and tables in any order."""
    parts = [head(sheet), title(sheet), *mixed(sheet, sheet.draft.facts[:5])]
    return flow(sheet, [*parts, small(sheet, sheet.draft.notes), end(sheet)])


@look("booklet")
def cover_first(sheet: Sheet) -> str:
    """A cover with the title in the upper half, the text below large headings."""
    draft = sheet.draft
    size = sheet.style.title * 1.5
    top = f'<p style="margin-top: {sheet.rng.randint(20, 140)}pt">{emblem(sheet)}</p>'
    parts = [top, title(sheet), lines(draft.issuer, sheet.rng.choice("cab")), *map(p, draft.openings)]
    parts += [
        f'<h2 class="a" style="font-size: {size:.0f}pt">{escape(text)}</h2>' for text in draft.headings[:1]
    ]
    parts += [
        *map(p, draft.phrases),
        *(f"<h2>{escape(text)}</h2>" for text in draft.headings[1:]),
        *tables(sheet),
    ]
    return flow(sheet, [*parts, ways.any_way(sheet)(sheet, draft.facts), small(sheet, draft.notes)])


@look("booklet")
def faxed(sheet: Sheet) -> str:
    """A fax machine's line at the head, the report below it."""
    draft, values = sheet.draft, sheet.values
    sent = (values.of("date"), values.of("time"), values.of("phone"), *draft.issuer[:1])
    line = f"{'  '.join(sent)}  S. {sheet.rng.randint(1, 4)}/{sheet.rng.randint(4, 9)}"
    parts = [
        p(line, "t m"),
        head(sheet),
        title(sheet),
        ways.any_way(sheet)(sheet, draft.facts),
        *mixed(sheet, ()),
    ]
    return flow(sheet, [*parts, end(sheet)])


@look("booklet")
def report(sheet: Sheet) -> str:
    """Facts in a shaded block, then numbered headings with their text."""
    draft = sheet.draft
    block = (
        f'<div class="{sheet.rng.choice(("k", "f", "box"))}">{ways.any_way(sheet)(sheet, draft.facts)}</div>'
    )
    bare = sheet._replace(draft=draft._replace(facts=()))
    first = [block, title(sheet)] if sheet.often(0.3) else [title(sheet), block]
    return flow(
        sheet, [head(sheet), *first, *map(p, draft.openings), *numbered(bare), *carried(sheet), end(sheet)]
    )


def _in_columns(texts: Sequence[str], count: int) -> str:
    size = -(-len(texts) // count) or 1
    return side_by_side(*("".join(texts[at : at + size]) for at in range(0, max(len(texts), 1), size)))


@look("columns")
def small_print(sheet: Sheet) -> str:
    """Two or three columns of small print below a head, facts at their end."""
    draft = sheet.draft
    texts = [p(text, "t") for text in (*draft.openings, *draft.phrases, *draft.notes)]
    grid = _in_columns([*texts, ways.listed(sheet, draft.facts)], sheet.rng.choice((2, 2, 3)))
    return flow(sheet, [head(sheet), title(sheet), grid, *tables(sheet), end(sheet)])


@look("columns")
def facts_at_the_side(sheet: Sheet) -> str:
    """Text in the wide column, facts and contacts in the narrow one."""
    draft = sheet.draft
    side = ways.stacked(sheet, draft.facts) + lines(contacts(sheet, 0, 3), "t")
    cells = [
        f'<div class="{sheet.rng.choice("kto")}">{side}</div>',
        "".join(map(p, (*draft.openings, *draft.phrases))),
    ]
    if sheet.often(0.5):
        cells.reverse()
    return flow(sheet, [head(sheet), title(sheet), side_by_side(*cells), *tables(sheet), end(sheet)])


@look("columns")
def leaflet(sheet: Sheet) -> str:
    """In landscape, three columns, headings among the text, the title in one of them."""
    draft = sheet.draft
    texts = [p(text) for text in (*draft.openings, *draft.phrases)]
    for text in draft.headings:
        texts.insert(sheet.rng.randint(0, len(texts)), p(text, "b a"))
    texts.insert(sheet.rng.randint(0, 2), title(sheet))
    facts = ways.any_way(sheet)(sheet, draft.facts)
    body = _in_columns([*texts, facts, *tables(sheet), lines(draft.issuer), small(sheet, draft.notes)], 3)
    return flow(
        sheet, [lines(draft.issuer[:1], "w") if sheet.often(0.5) else "", body, end(sheet)], landscape=0.8
    )
