"""Ways to print tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Final

from training.layouts.parts import p, side_by_side
from training.layouts.sheet import Sheet

Rows = Sequence[Sequence[str]]
BREAK: Final = "\f"
"""Where a look goes on to the next page."""
LEAST: Final = 6
"""Rows of a table that is carried over to the next page."""


def tables(sheet: Sheet) -> list[str]:
    """Return all tables of the draft, all in one manner."""
    manner = sheet.rng.choice(MANNERS)
    made = [manner(sheet, rows) for rows in sheet.draft.tables]
    short = sum(map(len, sheet.draft.tables)) < 2 * LEAST
    return [side_by_side(*made)] if len(made) > 1 and short and sheet.often(0.3) else made


def carried(sheet: Sheet) -> list[str]:
    """Return the tables, long ones in two pieces on two pages with a line that carries the sum over."""
    made: list[str] = []
    manner = sheet.rng.choice(MANNERS)
    for rows in sheet.draft.tables:
        if len(rows) < LEAST or sheet.often(0.5):
            made.append(manner(sheet, rows))
            continue
        at = sheet.rng.randint(3, len(rows) - 2)
        word, amount = (
            sheet.rng.choice(("Übertrag", "Zwischensumme", "Summe Seite", "Vortrag")),
            sheet.values.amount(),
        )
        over = p(f"{word} {amount}", "r")
        made += [manner(sheet, rows[:at]), over, BREAK, over, manner(sheet, [rows[0], *rows[at:]])]
    return made


def framed(_sheet: Sheet, rows: Rows) -> str:
    """Rules around all cells."""
    return _table(rows, "g")


def shaded(sheet: Sheet, rows: Rows) -> str:
    """Stripes below a dark or shaded head."""
    return _table(rows, sheet.rng.choice("go"), head=sheet.rng.choice(("d", "k")), stripe="k")


def lined(_sheet: Sheet, rows: Rows) -> str:
    """Rules below rows only."""
    return _table(rows, "u")


def bare(_sheet: Sheet, rows: Rows) -> str:
    """No rules."""
    return _table(rows, "o")


def summed(sheet: Sheet, rows: Rows) -> str:
    """Figures at the right margin, the last row set apart as the sum."""
    body = _table(rows[:-1], sheet.rng.choice("uo"), right=True, head="l")
    last = "".join(f"<td><b>{escape(cell)}</b></td>" for cell in rows[-1])
    return f'{body}<hr/><table class="r"><tr>{last}</tr></table>'


def as_lines(sheet: Sheet, rows: Rows) -> str:
    """Each row a line of text, as statements of account set them."""
    gap = sheet.rng.choice((" ", " &#160; ", "<br/>", " | "))
    return "".join(f"<p>{gap.join(map(escape, row))}</p>" for row in rows)


MANNERS: Final[tuple[Callable[[Sheet, Rows], str], ...]] = (
    *(framed, framed, shaded, shaded, lined, bare, summed, as_lines),
)


def _table(rows: Rows, kind: str, *, head: str = "", stripe: str = "", right: bool = False) -> str:
    made = []
    for at, row in enumerate(rows):
        tag = "td" if at else "th"
        shade = head if at == 0 else stripe * (at % 2)
        cells = [f'<{tag} class="{shade}">{escape(cell)}</{tag}>' for cell in row]
        if right and len(row) > 1:
            cells[-1] = f'<{tag} class="{shade}" style="text-align: right">{escape(row[-1])}</{tag}>'
        made.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table class="{kind}">{"".join(made)}</table>' if made else ""
