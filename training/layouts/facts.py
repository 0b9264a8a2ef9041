"""Ways to print facts: labels with their values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Final, TypeVar

from training.draft import Fact
from training.layouts.sheet import Sheet

T = TypeVar("T")
FactsAs = Callable[[Sheet, Sequence[Fact]], str]
"""Returns the HTML of facts, "" where there are none."""


def listed(sheet: Sheet, facts: Sequence[Fact]) -> str:
    """Label and value on a line each."""
    return "".join(f"<p>{line(sheet, fact)}</p>" for fact in facts)


def line(sheet: Sheet, fact: Fact) -> str:
    """Label and value in a row."""
    return f'<span class="l">{escape(fact.label)}{sheet.style.colon}</span> {_value(fact)}<br/>'


def running(sheet: Sheet, facts: Sequence[Fact]) -> str:
    """All in one paragraph."""
    sign = sheet.rng.choice(("; ", ", ", " · ", " | "))
    said = sign.join(f"{escape(fact.label)}{sheet.style.colon} {_value(fact)}" for fact in facts)
    return f"<p>{said}</p>" if said else ""


def gridded(sheet: Sheet, facts: Sequence[Fact]) -> str:
    """A table of two columns, the first of them shaded now and then."""
    shade = sheet.rng.choice(("", "k", "l"))
    return _rows(
        sheet, [(f'<span class="l">{escape(fact.label)}</span>', _value(fact)) for fact in facts], shade
    )


def swapped(sheet: Sheet, facts: Sequence[Fact]) -> str:
    """Values in front, small labels behind them."""
    return _rows(
        sheet, [(f"<b>{_value(fact)}</b>", f'<span class="t">{escape(fact.label)}</span>') for fact in facts]
    )


def paired(sheet: Sheet, facts: Sequence[Fact]) -> str:
    """Two labels with their values in a row of four cells."""
    rows = []
    for left, *right in _by(facts, 2):
        other = right[0] if right else Fact("", "")
        rows.append((escape(left.label), _value(left), escape(other.label), _value(other)))
    return _rows(sheet, rows, sheet.rng.choice(("", "k")))


def numbered(sheet: Sheet, facts: Sequence[Fact]) -> str:
    """Rows with numbers as on tax forms: the number of the line, label, code, value."""
    first = sheet.rng.choice((1, 4, 11, 31))
    coded = sheet.often(0.5)
    rows = []
    for at, fact in enumerate(facts, first):
        code = (f'<span class="t">{sheet.rng.randint(10, 499)}</span>',) if coded else ()
        rows.append((f'<span class="t">{at}</span>', escape(fact.label), *code, _value(fact)))
    return _rows(sheet, rows)


def boxed(sheet: Sheet, facts: Sequence[Fact]) -> str:
    """Small labels in the corner of boxes, one to three boxes a row."""
    across = sheet.rng.choice((1, 2, 2, 3))
    shade = sheet.rng.choice(("", "", "k"))
    rows = [
        [f'<span class="t">{escape(fact.label)}</span><br/>{_value(fact) or "&#160;"}' for fact in some]
        for some in _by(facts, across)
    ]
    return _rows(sheet, rows, shade)


def ruled(sheet: Sheet, facts: Sequence[Fact]) -> str:
    """Values on dotted lines."""
    dots = sheet.rng.choice("._") * sheet.rng.randint(8, 30)
    return "".join(f"<p>{escape(fact.label)} {_value(fact)} {dots}</p>" for fact in facts)


def under_lines(sheet: Sheet, facts: Sequence[Fact]) -> str:
    """Values above lines, small labels below the lines, as on forms from typewriter days."""
    rows = []
    for some in _by(facts, sheet.rng.choice((1, 2, 3))):
        cells = (
            f'{_value(fact) or "&#160;"}<hr/><span class="t">{escape(fact.label)}</span>' for fact in some
        )
        rows.append(tuple(cells))
    return _rows(sheet, rows, kind="o")


def above(sheet: Sheet, facts: Sequence[Fact]) -> str:
    """Labels on lines of their own, each above a box."""
    frame = sheet.rng.choice(("box", "k", "f"))
    return "".join(
        f'<p class="t">{escape(fact.label)}</p><div class="{frame}">{_value(fact) or "&#160;"}</div>'
        for fact in facts
    )


def combed(_sheet: Sheet, facts: Sequence[Fact]) -> str:
    """Values one letter to a square, where they are short enough."""
    parts = []
    for fact in facts:
        label = f'<p class="t">{escape(fact.label)}</p>'
        if not 0 < len(fact.value) < 16 or "\n" in fact.value:  # noqa: PLR2004 - a row of squares
            parts.append(f"{label}<p>{_value(fact) or '____________'}</p>")
            continue
        squares = "".join(f"<td>{escape(sign)}</td>" for sign in fact.value)
        parts.append(
            f'{label}<table class="g" style="width: {len(fact.value) * 16}pt"><tr>{squares}</tr></table>'
        )
    return "".join(parts)


def right_values(sheet: Sheet, facts: Sequence[Fact]) -> str:
    """Labels at the left, values at the right margin."""
    kind = sheet.rng.choice(("o", "u"))
    rows = "".join(
        f"<tr><td>{escape(fact.label)}{sheet.style.colon}</td>"
        f'<td style="text-align: right">{_value(fact)}</td></tr>'
        for fact in facts
    )
    return f'<table class="{kind}">{rows}</table>' if rows else ""


def stacked(sheet: Sheet, facts: Sequence[Fact], *, columns: int = 1) -> str:
    """Each label above or below its value."""
    below = sheet.often(0.3)
    cells = []
    for fact in facts:
        two = [f'<span class="t">{escape(fact.label)}</span>', _value(fact)]
        cells.append("<br/>".join(reversed(two) if below else two))
    return _rows(sheet, list(_by(cells, columns)), kind="o")


def in_columns(sheet: Sheet, facts: Sequence[Fact]) -> str:
    """Labels above their values in two to four columns, as heads of accounts show them."""
    return stacked(sheet, facts, columns=sheet.rng.randint(2, 4))


def any_way(sheet: Sheet) -> FactsAs:
    """Return one of all ways."""
    return sheet.rng.choice(WAYS)


WAYS: Final[tuple[FactsAs, ...]] = (
    *(listed, listed, gridded, gridded, swapped, paired, boxed),
    *(ruled, right_values, stacked, in_columns, running),
)
"""Ways for papers that are not forms."""


def _value(fact: Fact) -> str:
    return escape(fact.value).replace("\n", "<br/>")


def _by(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Cut into runs of this size; the last may be shorter."""
    return (things[at : at + size] for at in range(0, len(things), size))


def _rows(sheet: Sheet, rows: Sequence[Sequence[str]], shade: str = "", *, kind: str = "") -> str:
    """Return a table of HTML cells of which the first in each row is shaded."""
    kind = kind or sheet.rng.choice(("g", "g", "g", "o", "u"))
    body = []
    for first, *others in rows:
        cells = "".join(f"<td>{cell}</td>" for cell in others)
        body.append(f'<tr><td class="{shade}">{first}</td>{cells}</tr>')
    return f'<table class="{kind}">{"".join(body)}</table>' if body else ""
