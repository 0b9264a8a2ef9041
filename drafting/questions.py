"""Open places that belong together: tick boxes of one question, parts of one address, rows of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from contracts.records import Box
from contracts.values import fold
from drafting.blanks import Blank, BlankKind, same_line
from extractors.forms.labelling.part_labels import NUMBER, PLACE, POSTCODE, STREET, TOWN

NEXT_LINE: Final = 32.0
"""Points between two tick boxes of one question, one below the other, at most."""

SAME_COLUMN: Final = 4.0
FAR_APART: Final = 190.0
"""Points between two tick boxes on one line that still may answer one question."""

ROWS: Final = 2
COLUMNS: Final = 3
NEXT_ROW: Final = 90.0

_YES_NO: Final = ("ja", "nein")
_STREET, _NUMBER, _TOWN, _CODE, _PLACE = (
    frozenset(map(fold, labels)) for labels in (STREET, NUMBER, TOWN, POSTCODE, PLACE)
)
_MORE: Final = frozenset(
    map(fold, ("Adresszusatz", "Zusatz", "Etage", "Ortsteil", "Wohnungsnummer", "Stockwerk"))
)


class Question(NamedTuple):
    """Tick boxes of one question."""

    ticks: tuple[Blank, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The options as printed."""
        return tuple(tick.label or tick.tip for tick in self.ticks)

    @property
    def yes_or_no(self) -> bool:
        """Whether it is answered by yes or no."""
        said = [_answer(tick) for tick in self.ticks]
        return sorted(filter(None, said)) == list(_YES_NO) and len(said) == len(_YES_NO)


class TableRows(NamedTuple):
    """A table: the places of its first row, how many rows there are, and all of its places.

    Attributes:
        ticks: Tick boxes of the first row.
    """

    first: tuple[Blank, ...]
    rows: int
    all: tuple[Blank, ...]
    ticks: tuple[Blank, ...] = ()


def questions(blanks: Sequence[Blank], begins: Callable[[Box], bool]) -> list[Question]:
    """Return the tick boxes of a page by the question that they answer.

    Args:
        blanks: All open places of the page.
        begins: Whether print stands left of a tick box that is no words of another one: a new question.
    """
    ticks = sorted((blank for blank in blanks if blank.kind is BlankKind.TICK), key=lambda blank: blank.order)
    grouped = [tick for tick in ticks if tick.group]
    by_group: dict[str, list[Blank]] = {}
    for tick in grouped:
        by_group.setdefault(tick.group, []).append(tick)
    found = [tuple(members) for members in by_group.values() if len(members) > 1]
    rest = [tick for tick in ticks if not tick.group or len(by_group[tick.group]) == 1]
    pairs, rest = _pairs(rest)
    return [Question(each) for each in (*found, *pairs, *_clusters(rest, begins))]


def tables(blanks: Sequence[Blank]) -> list[TableRows]:
    """Return the tables of a page: rows of text fields whose columns begin at the same places."""
    texts = [blank for blank in blanks if blank.kind is BlankKind.TEXT]
    texts.sort(key=lambda blank: (blank.box.top, blank.box.left))
    rows = [sorted(row, key=lambda blank: blank.box.left) for row in _rows(texts) if len(row) >= COLUMNS]
    found: list[list[list[Blank]]] = []
    for row in rows:
        if found and _continues(found[-1][-1], row):
            found[-1].append(row)
        else:
            found.append([row])
    return [_table(rows, blanks) for rows in found if len(rows) >= ROWS]


def place_and_day(blanks: Sequence[Blank]) -> tuple[Blank, Blank] | None:
    """Return the places for town and day beside each other, the last such pair of a page."""
    towns = [blank for blank in blanks if fold(blank.label) == "ort"]
    days = [blank for blank in blanks if fold(blank.label) in {"datum", "tag"}]
    pairs = [(town, day) for town in towns for day in days if same_line(town.box, day.box)]
    return pairs[-1] if pairs else None


def _table(rows: Sequence[Sequence[Blank]], blanks: Sequence[Blank]) -> TableRows:
    texts = tuple(blank for row in rows for blank in row)
    around = Box.around([blank.box for blank in texts]).grown(2)
    ticks = [
        blank
        for blank in blanks
        if blank.kind is BlankKind.TICK and around.top <= blank.box.middle[1] <= around.bottom
    ]
    first = [tick for tick in ticks if same_line(tick.box, rows[0][0].box)]
    return TableRows(tuple(rows[0]), len(rows), (*texts, *ticks), tuple(first))


def address_runs(blanks: Sequence[Blank]) -> list[tuple[Blank, ...]]:
    """Return the places that ask for one address in parts, in reading order."""
    texts = sorted((blank for blank in blanks if blank.kind is BlankKind.TEXT), key=lambda blank: blank.order)
    runs: list[list[Blank]] = []
    for blank in texts:
        part = _part_of_address(blank)
        if part is None:
            runs.append([])
        elif not runs or (part == "street" and runs[-1]):
            runs.append([blank])
        else:
            runs[-1].append(blank)
    whole = [run for run in runs if _is_whole(run)]
    left = [blank for run in runs if run not in whole for blank in run]
    return [tuple(run) for run in (*whole, *_columns_of_addresses(left))]


def _columns_of_addresses(parts: Sequence[Blank]) -> Iterator[list[Blank]]:
    """Yield street and town that stand one below the other, beside another such address."""
    towns = [blank for blank in parts if _part_of_address(blank) in {"town", "code"}]
    for street in parts:
        if _part_of_address(street) == "street":
            near = [town for town in towns if _one_below_other(street, town)]
            if near:
                towns.remove(near[0])
                yield [street, near[0]]


def _one_below_other(one: Blank, other: Blank) -> bool:
    across = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    return one.page == other.page and across > 0 and abs(one.box.top - other.box.top) < 2 * NEXT_LINE


def _rows(texts: Sequence[Blank]) -> list[list[Blank]]:
    rows: list[list[Blank]] = []
    for blank in texts:
        if rows and same_line(rows[-1][0].box, blank.box):
            rows[-1].append(blank)
        else:
            rows.append([blank])
    return rows


def _part_of_address(blank: Blank) -> str | None:
    for said in (fold(blank.label), fold(blank.tip)):
        for name, labels in (("street", _STREET), ("number", _NUMBER), ("town", _TOWN), ("code", _CODE)):
            if any(said == label or said.startswith(f"{label} ") for label in labels):
                return name
        if said in _PLACE:
            return "place"
        if said in _MORE:
            return "more"
    return None


def _is_whole(run: Sequence[Blank]) -> bool:
    parts = {_part_of_address(blank) for blank in run}
    return "street" in parts and len(run) > 1 and ("town" in parts or "code" in parts or "place" in parts)


def _continues(above: Sequence[Blank], below: Sequence[Blank]) -> bool:
    if not 0 < below[0].box.top - above[0].box.top <= NEXT_ROW or len(above) != len(below):
        return False
    return all(
        abs(one.box.left - other.box.left) <= SAME_COLUMN
        and abs(one.box.width - other.box.width) <= 2 * SAME_COLUMN
        for one, other in zip(above, below, strict=True)
    )


def _pairs(ticks: Sequence[Blank]) -> tuple[list[tuple[Blank, ...]], list[Blank]]:
    """Take out yes and no that stand on one line, or one under the other."""
    pairs: list[tuple[Blank, ...]] = []
    rest: list[Blank] = []
    waiting = list(ticks)
    while waiting:
        tick = waiting.pop(0)
        other = next((each for each in waiting if _are_pair(tick, each)), None)
        if other is None:
            rest.append(tick)
        else:
            waiting.remove(other)
            pairs.append((tick, other))
    return pairs, rest


def _are_pair(one: Blank, other: Blank) -> bool:
    if {_answer(one), _answer(other)} != set(_YES_NO):
        return False
    return _near(one.box, other.box) and (bool(one.label and other.label) or stem(one.tip) == stem(other.tip))


def _answer(tick: Blank) -> str | None:
    """Return "ja" or "nein" where the words of a tick box begin so, or its live field is called so."""
    words = fold(tick.label).split()[:1] or fold(tick.tip).split()[-1:]
    return words[0] if words and words[0] in _YES_NO else None


def stem(tip: str) -> str:
    """Return what a live field is called without the answer that it stands for."""
    return re.sub(r"[\s,_–-]*\b(ja|nein)$", "", tip, flags=re.IGNORECASE)


def _clusters(ticks: Sequence[Blank], begins: Callable[[Box], bool]) -> Iterator[tuple[Blank, ...]]:
    """Yield boxes that stand together; those with the same words answer different questions."""
    clusters: list[list[Blank]] = []
    for tick in ticks:
        home = next(
            (
                cluster
                for cluster in reversed(clusters)
                if _near(cluster[-1].box, tick.box)
                or any(_below(each.box, tick.box) for each in cluster[-4:])
            ),
            None,
        )
        known = {fold(each.label) for each in home} if home else set()
        if home is None or (tick.label and fold(tick.label) in known) or begins(tick.box):
            clusters.append([tick])
        else:
            home.append(tick)
    yield from (tuple(cluster) for cluster in clusters)


def _near(one: Box, other: Box) -> bool:
    beside = same_line(one, other) and abs(other.left - one.left) <= FAR_APART
    return beside or _below(one, other)


def _below(one: Box, other: Box) -> bool:
    return abs(one.left - other.left) <= SAME_COLUMN and 0 < other.top - one.top <= NEXT_LINE
