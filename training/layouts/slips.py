"""Looks of narrow slips, and of drawings with words on them."""

from __future__ import annotations

from training.layouts import facts as ways
from training.layouts.parts import contacts, lines, p, prose, side_by_side, title
from training.layouts.sheet import Sheet, look
from training.layouts.tables import as_lines, summed, tables


def _slip(sheet: Sheet, parts: list[str]) -> str:
    width = sheet.rng.randint(170, 260)
    height = sheet.rng.randint(320, 640)
    return f"<!-- margins 12 14 12 14 -->\n<!-- page {width} {height} -->\n" + "\n".join(parts)


@look("receipt")
def centred_head(sheet: Sheet) -> str:
    """Sender and title centred, facts, tables."""
    draft = sheet.draft
    parts = [f'<div class="c">{lines(draft.issuer)}{title(sheet)}</div>', ways.listed(sheet, draft.facts[:8])]
    return _slip(sheet, [*parts, *tables(sheet), *map(p, draft.phrases[:3]), *map(p, draft.closings)])


@look("receipt")
def till_roll(sheet: Sheet) -> str:
    """Mono-spaced, rows of goods, bars of signs, a code at the end."""
    draft = sheet.draft
    bar = p(sheet.rng.choice("-=*") * 24, "c")
    css = "<style>body { font-family: monospace; font-size: 7.5pt }</style>"
    rows = [sheet.rng.choice((as_lines, summed))(sheet, rows) for rows in draft.tables]
    first = [lines([*draft.issuer, *contacts(sheet, 0, 2)], "c"), title(sheet)]
    parts = [
        css,
        *first,
        bar,
        *rows,
        bar,
        ways.right_values(sheet, draft.facts[:8]),
        *(p(text, "c") for text in draft.phrases[:2]),
    ]
    return _slip(
        sheet,
        [*parts, lines([f"{sheet.values.of('date')} {sheet.values.of('time')}"], "c"), prose(draft.closings)],
    )


@look("receipt")
def form_of_a_receipt(sheet: Sheet) -> str:
    """A pad's sheet in landscape: number, boxes, lines to sign on."""
    draft = sheet.draft
    top = side_by_side(title(sheet), p(f"Nr. {sheet.values.of('short_number')}", "r"))
    fields = sheet.rng.choice((ways.boxed, ways.ruled, ways.under_lines))(sheet, draft.facts[:8])
    parts = [
        top,
        fields,
        *tables(sheet),
        prose(draft.phrases[:3]),
        side_by_side(prose(draft.closings), lines(draft.issuer)),
    ]
    return "<!-- margins 24 22 24 20 -->\n<!-- page 420 298 -->\n" + "\n".join(parts)


@look("receipt")
def slip_on_a_sheet(sheet: Sheet) -> str:
    """A slip glued or copied onto A4."""
    draft = sheet.draft
    body = (
        lines(draft.issuer, "c") + title(sheet) + ways.listed(sheet, draft.facts[:8]) + "".join(tables(sheet))
    )
    left, top, width = sheet.rng.randint(40, 320), sheet.rng.randint(30, 260), sheet.rng.randint(180, 230)
    said = body + prose(draft.phrases[:3]) + prose(draft.closings)
    return (
        f"<!-- page -->\n<!-- box {left} {top} {left + width} {top + sheet.rng.randint(330, 500)} -->\n{said}"
    )


@look("plan")
def title_block(sheet: Sheet) -> str:
    """A title block in a corner."""
    width, height = sheet.rng.choice(((842, 595), (595, 842), (1191, 842), (842, 1191)))
    left, top = sheet.rng.choice(
        ((width - 260, height - 260), (40, height - 240), (width - 250, 40), (40, 40))
    )
    return _drawn(
        sheet, (width, height), (30, 30, width - 30, height - 30), (left, top, left + 220, top + 210)
    )


@look("plan")
def block_at_the_side(sheet: Sheet) -> str:
    """A column beside the drawing, at the right or left."""
    width, height = sheet.rng.choice(((842, 595), (1191, 842)))
    if sheet.often(0.6):
        return _drawn(
            sheet,
            (width, height),
            (30, 30, width - 220, height - 30),
            (width - 205, 40, width - 25, height - 40),
        )
    return _drawn(sheet, (width, height), (220, 30, width - 30, height - 30), (25, 40, 205, height - 40))


@look("plan")
def block_across(sheet: Sheet) -> str:
    """A strip across the page, below or above the drawing."""
    width, height = sheet.rng.choice(((595, 842), (842, 595), (842, 1191)))
    if sheet.often(0.5):
        return _drawn(
            sheet,
            (width, height),
            (30, 30, width - 30, height - 190),
            (40, height - 180, width - 40, height - 30),
        )
    return _drawn(sheet, (width, height), (30, 190, width - 30, height - 30), (40, 30, width - 40, 180))


def _drawn(sheet: Sheet, size: tuple[int, int], area: tuple[int, ...], block: tuple[int, ...]) -> str:
    """Return a drawing in an area of a page, and what it is about in a block."""
    draft = sheet.draft
    words = [*draft.marks, *(text for text in draft.phrases[:3] if len(text) < 70)]  # noqa: PLR2004 - a line
    facts = sheet.rng.choice((ways.listed, ways.gridded, ways.boxed, ways.in_columns))(sheet, draft.facts)
    said = [lines(draft.issuer[:1]), title(sheet), facts, *map(p, draft.notes[:2])]
    if sheet.often(0.3):
        said.insert(0, said.pop(1))
    drawing = sheet.drawings.plan(draft.type, words, width=area[2] - area[0], height=area[3] - area[1])
    return (
        f"<!-- page {size[0]} {size[1]} -->\n<!-- svg {' '.join(map(str, area))} -->\n{drawing}\n"
        f"<!-- box {' '.join(map(str, block))} -->\n{''.join(said)}"
    )
