"""Looks of papers that are mostly tables: computations, statements, pay slips, invoices."""

from __future__ import annotations

from html import escape

from training.layouts import facts as ways
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
    references,
    side_by_side,
    small,
    title,
)
from training.layouts.sheet import Sheet, look
from training.layouts.tables import as_lines, carried, tables


@look("table")
def computation(sheet: Sheet) -> str:
    """Title, facts in a grid, tables."""
    draft = sheet.draft
    parts = [head(sheet), title(sheet), *map(p, draft.openings), ways.gridded(sheet, draft.facts)]
    return flow(sheet, [*parts, *tables(sheet), small(sheet, draft.phrases[:4]), end(sheet)])


@look("table")
def pay_slip(sheet: Sheet) -> str:
    """A grid of labelled cells on top, then a table; sums at the bottom right."""
    draft = sheet.draft
    cut = max(len(draft.facts) - sheet.rng.randint(1, 4), 0)
    top = [lines(draft.issuer, "t"), title(sheet), lines(references(sheet, 0, 2), "r")]
    sheet.rng.shuffle(top)
    grid = sheet.rng.choice((ways.in_columns, ways.boxed, ways.paired))(sheet, draft.facts[:cut])
    sums = side_by_side(small(sheet, draft.phrases[:3]), ways.right_values(sheet, draft.facts[cut:]))
    people = [address(sheet), grid] if sheet.often(0.6) else [grid, address(sheet)]
    parts = [
        side_by_side(*top, kind=sheet.rng.choice("og")),
        *people,
        *tables(sheet),
        sums,
        prose(draft.openings),
    ]
    return flow(sheet, [*parts, small(sheet, draft.notes)], landscape=0.15)


@look("table")
def statement(sheet: Sheet) -> str:
    """Rows like those of a bank's statement, over pages with a sum carried over."""
    draft = sheet.draft
    top = side_by_side(lines(draft.issuer[:1], "w a") or emblem(sheet, 1), lines(contacts(sheet, 0, 4), "t"))
    facts = ways.in_columns(sheet, draft.facts)
    parts = [
        top,
        side_by_side(address(sheet), title(sheet) + facts),
        *map(p, draft.openings),
        *carried(sheet),
    ]
    return flow(sheet, [*parts, *map(p, draft.phrases[:5]), *(as_lines(sheet, [(n,)]) for n in draft.notes)])


@look("table")
def invoice(sheet: Sheet) -> str:
    """Address, number and date at the right, table, sum, small print about the house at the foot."""
    draft, cut = sheet.draft, len(sheet.draft.facts) // 2
    block = ways.right_values(sheet, draft.facts[:cut])
    parts = [
        head(sheet),
        side_by_side(address(sheet), block),
        title(sheet),
        *map(p, draft.openings),
        *carried(sheet),
    ]
    parts += [ways.right_values(sheet, draft.facts[cut:]), *map(p, draft.phrases[:5]), end(sheet)]
    foot = (
        f"<!-- box 50 780 550 830 -->\n{side_by_side(lines(draft.issuer, 't'), lines(contacts(sheet), 't'))}"
    )
    return flow(sheet, parts, landscape=0, sides=(54, 46, 50, 80), boxes=foot if sheet.often(0.5) else "")


@look("table")
def overview(sheet: Sheet) -> str:
    """In landscape: facts at the left, tables at the right or below."""
    draft = sheet.draft
    facts = sheet.rng.choice((ways.listed, ways.stacked, ways.gridded))(sheet, draft.facts)
    made = "".join(tables(sheet))
    body = side_by_side(facts, made) if made and sheet.often(0.5) else facts + made
    parts = [side_by_side(title(sheet), lines(draft.issuer, "r")), *map(p, draft.openings), body]
    return flow(sheet, [*parts, small(sheet, draft.phrases[:5]), end(sheet)], landscape=0.8)


@look("table")
def worksheet(sheet: Sheet) -> str:
    """A spreadsheet printed: the title in a row of cells, sections as rows, no letterhead."""
    draft = sheet.draft
    rows = [
        f'<tr><td colspan="2"><b>{escape(text)}</b></td></tr>'
        for text in (draft.title, *draft.issuer)
        if text
    ]
    for at, fact in enumerate(draft.facts):
        if at % 5 == 0 and at // 5 < len(draft.headings):
            rows.append(f'<tr><td colspan="2" class="k">{escape(draft.headings[at // 5])}</td></tr>')
        rows.append(f"<tr><td>{escape(fact.label)}</td><td>{escape(fact.value)}</td></tr>")
    grid = f'<table class="g">{"".join(rows)}</table>'
    return flow(
        sheet, [grid, *tables(sheet), *map(p, draft.openings), *map(p, draft.phrases[:4]), end(sheet)]
    )
