"""The lines of a page among which its title stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise
from statistics import median
from typing import Final, NamedTuple

from classifiers.terms import title_words
from contracts.reading import PageText, Word
from contracts.records import Box
from contracts.values import fold

_FIRST_LINES: Final = 14
_UPPER: Final = 0.55
"""Share of the page's height above which the title stands, even below an address and its references."""
_MOST_ROWS: Final = 26
_SAME_ROW: Final = 0.5
"""Share of a word's height by which the middles of words in one row differ at most."""
_GAP: Final = 2.5
"""Heights of a word; a wider gap parts columns."""
_NARROW: Final = 1.5
"""Heights of a word; behind such a gap a title may begin, right of a letterhead."""
_MOST_WORDS: Final = 11
"""A line of more words is a sentence, which may speak of other papers; "§ 4 Abs. 1 Nr. 4" counts none."""
_PARTS: Final = re.compile(r"\s[–—-]\s|[:;|•·(]|,\s")
_BEFORE: Final = re.compile(r"(?:(?:betreff|betr|hier|wg|bzgl|ihre?[nmrs]?|unsere?|meine?)\s)+")
"""What may stand before a title: "Betreff: Ihre Reservierung"."""
_ABOUT: Final = re.compile(r"\S+ (?:fur \S+ )?uber (?:(?:die|den|das|eine[nr]?|ihre[nr]?)\s)?")
"""What a paper is may stand behind it: "Niederschrift über die Anmeldung der Eheschließung", or for a year:
"Bescheid für 2026 über Vorauszahlungen"."""
DETERMINER: Final = r"(?:d(?:e[mnrs]|as|ie)|(?:ein|ihr|unser)(?:e[mnrs]?)?)"
_NO_END: Final = re.compile(rf"{DETERMINER}|uber|fur|vo[nm]|zu[mr]?|und|oder|nach|bei|auf|aus|mit|i[mn]")
"""Words that end no title: where a line ends with one, it goes on below."""
_NUMBER: Final = re.compile(r"\S+(?:-\s?Nr\b|-\s?Nummer\b|nummer\b)", re.IGNORECASE)
"""A label of a number names a paper without being its title: "Mietvertrags-Nr.: 12"."""
_NUMBERED: Final = re.compile(r"[^:]{3,40}:\s*(?:Nr\.?\s*)?[\w./-]*\d[\w./-]*$")
_SALUTATION: Final = re.compile(r"sehr geehrte[rsn]?\b|guten tag\b|liebe[rs]? ")
_LARGEST: Final = 0.7
"""Share of its highest word's height from which a page's words are among its largest."""
_SUBJECT_ROWS: Final = 3
"""So many rows above its salutation a letter has its subject."""


class TitlePart(NamedTuple):
    """What may be a title, or the part of one behind a dash; folded, with its row counted from the top.

    Attributes:
        numbered: Whether only a number stands behind it, after a colon.
        height: Of its letters, in points.
    """

    row: int
    text: str
    numbered: bool = False
    height: float = 0.0


class _Begun(NamedTuple):
    """A line with what went on below it so far; its row is the first."""

    row: int
    words: list[Word]


def first_lines(page: PageText) -> list[str]:
    """Return the folded lines with which a page begins."""
    return list(_lines(page.words))[:_FIRST_LINES]


def title_lines(page: PageText) -> Iterator[str]:
    """Yield the folded lines that may hold the title: lines of large words, then the first lines."""
    yield from _lines(title_words(page))
    lines = first_lines(page)
    yield from lines
    yield from (f"{first} {second}" for first, second in pairwise(lines))


def largest_lines(page: PageText) -> Iterator[str]:
    """Yield the folded lines of the page's largest words."""
    highest = max((word.box.height for word in page.words), default=0.0)
    yield from _lines([word for word in page.words if word.box.height >= _LARGEST * highest])


def title_parts(page: PageText, *, drawn: bool = False) -> Iterator[TitlePart]:
    """Yield the short lines in the upper half of a page, part by part, with and without "Betreff: Ihre".

    Lines that go on below are one as well: "Bescheinigung über den", "mutmaßlichen Tag", "der Entbindung".

    Args:
        page: Any.
        drawn: Whether it is a drawing, which may have its title in a block anywhere, mostly below.
    """
    above: list[_Begun] = []
    for number, row in enumerate(rows_of(page.words) if drawn else _rows(page)):
        columns = [*columns_of(row)]
        for column in columns:
            yield from _parts_of(column, number)
            for beside in islice(columns_of(column, gap=_NARROW), 1, None):
                yield from _parts_of(beside, number)
        above = [_going_on(column, above) or _Begun(number, column) for column in columns]
        for line in above:
            if line.row < number:
                yield from _parts_of(line.words, line.row)


def _going_on(column: list[Word], above: Sequence[_Begun]) -> _Begun | None:
    """Return the line above with a column that goes on below it in small letters, or where it broke off."""
    for line in above:
        box, below = (Box.around([word.box for word in words]) for words in (line.words, column))
        broken_off = _NO_END.fullmatch(fold(line.words[-1].text)) is not None
        if box.left < below.right and below.left < box.right and (broken_off or column[0].text[:1].islower()):
            return _Begun(line.row, [*line.words, *column])
    return None


def _parts_of(words: Sequence[Word], number: int) -> Iterator[TitlePart]:
    text, height = _text(words), median(word.box.height for word in words)
    if _is_sentence(text):
        return
    numbered = _NUMBERED.match(text) is not None
    for part in map(str.strip, _PARTS.split(text)):
        capital = part[:1].isupper() or part[:1].isdigit() or part[1:2].isupper()
        if capital and not _NUMBER.match(part):
            folded = fold(part)
            plain = _BEFORE.sub("", folded, count=1)
            about = _ABOUT.sub("", plain, count=1)
            texts = dict.fromkeys((folded, plain, about))
            yield from (TitlePart(number, each, numbered, height) for each in texts)


def subject_rows(page: PageText) -> range:
    """Return the rows (as in ``title_parts``) right above the salutation; none where no letter begins."""
    for number, row in enumerate(_rows(page)):
        if _SALUTATION.match(fold(_text(row))):
            return range(max(0, number - _SUBJECT_ROWS), number)
    return range(0)


def _is_sentence(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 1 and word.isalpha()]
    return len(words) > _MOST_WORDS or text.endswith((".", ","))


def _rows(page: PageText) -> list[list[Word]]:
    """Return the words of the upper half row by row, each from left to right."""
    upper = [word for word in page.words if word.box.top < _UPPER * page.size.height]
    return rows_of(upper)[:_MOST_ROWS]


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Return words row by row, from the top, each row from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.middle[1]):
        first = rows[-1][0] if rows else None
        if first and word.box.middle[1] - first.box.middle[1] <= _SAME_ROW * max(
            word.box.height, first.box.height
        ):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.box.left) for row in rows]


def columns_of(row: Sequence[Word], *, gap: float = _GAP) -> Iterator[list[Word]]:
    """Yield what gaps of so many heights of a word part a row into."""
    column = [row[0]]
    for before, word in pairwise(row):
        if word.box.left - before.box.right > gap * before.box.height:
            yield column
            column = []
        column.append(word)
    yield column


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _lines(words: Sequence[Word]) -> Iterator[str]:
    """Yield the folded lines of words that stand in reading order."""
    ordered = sorted(words, key=lambda word: (round(word.box.bottom / 4), word.box.left))
    for _, line in groupby(ordered, key=lambda word: round(word.box.bottom / 4)):
        folded = fold(_text(list(line)))
        if folded:
            yield folded
