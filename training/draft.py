"""A draft: what one document says, drawn from a bank, with every placeholder filled."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final, NamedTuple, TypeVar

from training.bank import Bank, Table
from training.values import Values

T = TypeVar("T")
UNTITLED: Final = 0.2
"""Share of documents that bear no title: it was cut off, or they open with a sentence."""
BLANKS: Final = 0.25
"""Share of forms of which half the fields are empty."""
_BOXES: Final = (("☐", "☒"), ("□", "■"), ("[ ]", "[x]"), ("O", "X"), ("( )", "(X)"), ("", "x"))
"""Empty and ticked boxes, as programs print them."""


class Fact(NamedTuple):
    """A label with its value, which may be empty."""

    label: str
    value: str


class Draft(NamedTuple):
    """What one document says; ``title`` is "" where it bears none."""

    type: str
    kind: str
    title: str
    issuer: tuple[str, ...]
    recipient: tuple[str, ...]
    openings: tuple[str, ...]
    facts: tuple[Fact, ...]
    phrases: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    headings: tuple[str, ...]
    closings: tuple[str, ...]
    notes: tuple[str, ...]
    marks: tuple[str, ...]


def draw(type_id: str, bank: Bank, rng: random.Random, *, pages: int = 1) -> Draft:
    """Return a random draft; ``pages`` says how much it holds, roughly."""
    values = Values(rng)

    def some(texts: Sequence[str], least: int, most: int) -> tuple[str, ...]:
        return tuple(map(values.fill, sample(texts, rng, least=least, most=most)))

    untitled = bool(bank.openings) and rng.random() < UNTITLED
    blank = rng.random() < BLANKS
    return Draft(
        type=type_id,
        kind=bank.kind,
        title="" if untitled else values.fill(cased(rng.choice(bank.titles), rng)),
        issuer=some(bank.issuers, 1, 1) + ((values.of("address"),) if rng.random() < 0.6 else ()),  # noqa: PLR2004 - most often
        recipient=(values.person(), values.home("street_address"), f"{values.of('plz')} {values.of('town')}"),
        openings=some(bank.openings, 1 if untitled else 0, 2),
        facts=tuple(_fact(field, values, blank=blank) for field in _fields(bank, rng, pages)),
        phrases=some(bank.phrases, 2 + 6 * (pages - 1), 9 * pages),
        tables=tuple(_table(table, values) for table in sample(bank.tables, rng, least=0, most=2)),
        headings=some(bank.headings, 0, 2 + 3 * pages),
        closings=some(bank.closings, 0, 2),
        notes=some(bank.notes, 0, 3),
        marks=some(bank.marks, 0, 12),
    )


def sample(options: Sequence[T], rng: random.Random, *, least: int, most: int) -> list[T]:
    """Return between ``least`` and ``most`` of the options, fewer where there are no more."""
    most = min(most, len(options))
    return rng.sample(list(options), rng.randint(min(least, most), most))


def cased(title: str, rng: random.Random) -> str:
    """Return a title as set: now and then in capitals, spaced, or with a number behind it."""
    match rng.randrange(12):
        case 0 | 1:
            return title.upper() if "{" not in title else title
        case 2:
            return " ".join(title.upper()) if len(title) < 24 and "{" not in title else title  # noqa: PLR2004 - a line
        case 3:
            return f"{title} Nr. {rng.randint(1, 99999)}"
        case _:
            return title


def _fields(bank: Bank, rng: random.Random, pages: int) -> list[tuple[str, ...]]:
    wanted = sample(bank.fields, rng, least=3 + 6 * (pages - 1), most=6 + 12 * pages)
    return sorted(wanted, key=bank.fields.index) if rng.random() < 0.6 else wanted  # noqa: PLR2004 - in order, mostly


def _fact(field: tuple[str, ...], values: Values, *, blank: bool) -> Fact:
    kind, *labels = field
    label = values.fill(values.rng.choice(labels))
    if kind == "choice":
        name, _, options = label.partition(":")
        return Fact(name.strip(), _ticked([option.strip() for option in options.split("|")], values.rng))
    empty = blank and values.rng.random() < 0.7  # noqa: PLR2004 - most fields of a form still to be filled
    return Fact(label, "" if empty else values.of(kind))


def _ticked(options: Sequence[str], rng: random.Random) -> str:
    off, on = rng.choice(_BOXES)
    ticked = rng.randrange(len(options) + 1)
    return "  ".join(f"{on if at == ticked else off} {option}" for at, option in enumerate(options))


def _table(table: Table, values: Values) -> tuple[tuple[str, ...], ...]:
    rows = sample(table.rows, values.rng, least=min(2, len(table.rows)), most=14)
    rows.sort(key=table.rows.index)
    filled = tuple(tuple(values.fill(cell.strip()) for cell in row.split("|")) for row in rows)
    return (tuple(map(values.fill, table.heads)), *filled) if table.heads else filled
