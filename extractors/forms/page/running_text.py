"""Forms that are written like letters: sentences with gaps, "liegt in ____ , Gemarkung ____ , Flur __".

A gap is a line to write on inside a printed sentence. What stands on the line was filled in, and ends where
the line ends; what stands before it on the row, or on the rows before, is print, as is the small print under
it. A gap goes on in the next line where no print stands between the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.page.dot_leaders import without_leaders
from extractors.forms.page.hints import is_only_print
from extractors.forms.page.text_rows import Item, is_of_letters, place_over, rows_of

ON_LINE: Final = (6.0, 4.0)
"""Points by which the lower edge of a word may be over the line that it stands on, and under it."""

SNUG: Final = 1.5
"""Points by which a line under a word reaches beyond it on either side where it only underlines it."""

NEXT_ROW: Final = 42.0
"""Points from one row of a passage to the next, at most."""

CLOSE: Final = 30.0
"""Points between a gap and how its sentence goes on."""

BLANK: Final = 7.5
"""Points that a blank between the two has, at most."""

WIDE: Final = 20.0
"""Points between two columns, at least."""

FULL: Final = 0.7
"""Share of a page's width that a row fills from which text runs on in the next one."""

FEWEST: Final = 2
"""Gaps with the sentence going on behind them that show running text; small words of a sentence."""

PUNCTUATION: Final = (",", ".", ";", "‚")

FULL_STOP: Final = "."
_BEFORE_DAY: Final = "den"
_GOES_ON: Final = re.compile(r"[,.;‚)]|[a-zäöüß]{2}")
_SMALL_WORD: Final = re.compile(r"[a-zäöüß]{2,}[,.;:]?")
_SENTENCE_ENDS: Final = re.compile(r".*\w{4,}[.!?]|[.!?]")


class Gap(NamedTuple):
    """A gap in a sentence, over one or more lines.

    Attributes:
        places: Where to write, over each of its lines.
        words: What stands there.
        before: The print before it, back to another gap, a tick box or the sentence's beginning.
        hint: The small print under it.
    """

    page: int
    places: tuple[Box, ...]
    words: tuple[Word, ...]
    before: tuple[Word, ...]
    hint: tuple[Word, ...]


class RunningText(NamedTuple):
    """The gaps of a page, and the print of the sentences that they stand in."""

    gaps: tuple[Gap, ...] = ()
    printed: tuple[Word, ...] = ()

    @property
    def filled(self) -> frozenset[Word]:
        """The words in the gaps."""
        return frozenset(word for gap in self.gaps for word in gap.words)

    @property
    def all_words(self) -> frozenset[Word]:
        """The words of the sentences, and in their gaps."""
        return self.filled | frozenset(self.printed)


def running_text(page: int, words: Sequence[Word], drawn: Sequence[Box], boxes: Sequence[Box]) -> RunningText:
    """Return the running text of a page with its gaps; none where a page has no such sentences.

    Args:
        page: Its number.
        words: All words that stand there, filled in or printed.
        drawn: Its level lines.
        boxes: What looks like its tick boxes.
    """
    on: dict[Box, Sequence[Word]] = {
        line: [word for word in words if _stands_on(word, line)] for line in drawn
    }
    on = {line: own for line, own in on.items() if not own or not _underlines(line, own)}
    on = without_leaders(on, words, boxes)
    filled = {word for own in on.values() for word in own}
    ticks = [box for box in boxes if not is_of_letters(box, words, list(on))]
    items, hints = rows_of([word for word in words if word not in filled], list(on), ticks)
    chains = _chains(items, hints)
    inside = _inside_sentences(items, chains)
    gaps = []
    for chain in inside:
        lines_of_gap = [items[at].line for at in chain]
        places = tuple(place_over(line) for line in lines_of_gap if line)
        own = tuple(word for line in lines_of_gap if line for word in sorted(on[line], key=_left))
        hint = tuple(word for line in lines_of_gap if line for word in hints.get(line, ()))
        gaps.append(Gap(page, places, own, _before(items, chain[0]), hint))
    return RunningText(tuple(gaps), tuple(_print_of(items, inside, gaps)))


def _left(word: Word) -> float:
    return word.box.left


def _stands_on(word: Word, line: Box) -> bool:
    over, under = ON_LINE
    across = line.left - 1 < word.box.middle[0] < line.right + 1
    return (
        across and line.top - over < word.box.bottom < line.bottom + under and word.box.middle[1] < line.top
    )


def _underlines(line: Box, words: Sequence[Word]) -> bool:
    """Whether a line is just as long as the words on it: print that is underlined."""
    around = Box.around([word.box for word in words])
    return abs(line.left - around.left) < SNUG and abs(line.right - around.right) < SNUG


def _chains(items: Sequence[Item], hints: Mapping[Box, Sequence[Word]]) -> list[list[int]]:
    """Return the gaps, by the numbers of their items: what goes on in the next line is one gap."""
    chains: list[list[int]] = []
    for number, item in enumerate(items):
        last = items[chains[-1][-1]] if chains else None
        if item.line is None:
            continue
        if (
            last is not None
            and chains[-1][-1] == number - 1
            and last.line not in hints
            and _is_next(last, item)
        ):
            chains[-1].append(number)
        else:
            chains.append([number])
    return chains


def _is_next(line: Item, other: Item) -> bool:
    """Whether a line to write on is on the row under another one."""
    return other.row != line.row and other.box.top - line.box.top < CLOSE


def _inside_sentences(items: Sequence[Item], chains: Sequence[list[int]]) -> list[list[int]]:
    """Return the gaps that sentences go on behind, and on such a page those that follow on a sentence."""
    going_on = [chain for chain in chains if any(_goes_on(items, at) for at in chain)]
    punctuated = any(_is_punctuated(items, at) for chain in going_on for at in chain)
    amid = sum(_are_of_sentence(_before(items, chain[0])) for chain in going_on)
    if not (punctuated or amid >= FEWEST):  # OCR overlooks commas
        close = [chain for chain in going_on if any(_follows_close(items, at) for at in chain)]
        going_on = close if len(close) > FEWEST else []
    if len(going_on) < FEWEST:
        return []
    rows = {items[at].row for chain in going_on for at in chain}
    return [
        chain
        for chain in chains
        if any(items[at].row in rows for at in chain) or _are_of_sentence(_before(items, chain[0]))
    ]


def _follows_close(items: Sequence[Item], gap: int) -> bool:
    """Whether a sentence goes on a blank behind a gap; the next label on the row stands further off."""
    return _goes_on(items, gap) and items[gap + 1].box.left - items[gap].box.right < BLANK


def _are_of_sentence(before: Sequence[Word]) -> bool:
    """Whether print before a gap is of a sentence, by its small words; a label ends in a colon."""
    small = sum(_SMALL_WORD.fullmatch(word.text) is not None for word in before)
    return small >= FEWEST and not before[-1].text.endswith(":")


def _goes_on(items: Sequence[Item], gap: int) -> bool:
    """Whether a sentence goes on behind a gap; a unit does not make one: "_____ qm"."""
    following = items[gap + 1] if gap + 1 < len(items) else None
    if following is None or following.word is None or following.row != items[gap].row:
        return False
    text = following.word.text
    unit = text[:1].isalpha() and is_only_print(text.rstrip(".,;"))
    if text == _BEFORE_DAY and gap + 2 < len(items) and items[gap + 2].line is not None:
        return False  # place and day: "____, den ____"
    if text == FULL_STOP and _is_part_of_day(items, gap + 1):
        return False
    near = following.box.left - items[gap].box.right < CLOSE and not _is_label(items, gap + 1)
    return near and (_is_amid(items, gap + 1) if unit else _GOES_ON.match(text) is not None)


def _is_part_of_day(items: Sequence[Item], stop: int) -> bool:
    """Whether a gap follows right behind a full stop, as month and year do: "__ . __ . ____"."""
    following = items[stop + 1] if stop + 1 < len(items) else None
    if following is None or following.line is None or following.row != items[stop].row:
        return False
    return following.box.left - items[stop].box.right < CLOSE / 2


def _is_amid(items: Sequence[Item], unit: int) -> bool:
    """Whether a sentence ends with a unit, or goes on behind it: "_____ EUR veranschlagt; die"."""
    mine, following = items[unit], items[unit + 1] if unit + 1 < len(items) else None
    if mine.word is None or following is None or following.word is None or following.row != mine.row:
        return False
    ends = mine.word.text.endswith(PUNCTUATION)
    near = following.box.left - mine.box.right < CLOSE / 2
    return near and (ends or _SMALL_WORD.fullmatch(following.word.text) is not None)


def _is_label(items: Sequence[Item], start: int) -> bool:
    """Whether print on a row ends in a colon: a label of the next line, if one that begins small."""
    row = takewhile(lambda item: item.word is not None and item.row == items[start].row, items[start:])
    return [item.word.text for item in row if item.word is not None][-1].endswith(":")


def _is_punctuated(items: Sequence[Item], gap: int) -> bool:
    """Whether a comma or full stop stands right behind a gap."""
    following = items[gap + 1].word if gap + 1 < len(items) else None
    return following is not None and following.text.startswith(PUNCTUATION) and _goes_on(items, gap)


def _before(items: Sequence[Item], gap: int) -> tuple[Word, ...]:
    """Return the print before a gap, back to another gap, a tick box, or the beginning of its sentence."""
    words: list[Word] = []
    below, margin = items[gap], _margin(items)
    for number in range(gap - 1, -1, -1):
        item, same_row = items[number], items[number].row == below.row
        if item.word is None or not _runs_on(item.box, below, margin, same_row=same_row):
            break
        if not same_row and _start(items, number) > below.box.left + CLOSE:
            break
        words.insert(0, item.word)
        below = item
    open_, start = 0, 0
    for number, word in enumerate(words):
        open_ += word.text.count("(") - word.text.count(")")
        if not open_ and _SENTENCE_ENDS.fullmatch(word.text):
            start = number + 1
    return tuple(words[start:])


def _start(items: Sequence[Item], end: int) -> float:
    """Return where what stands together on a row begins, up to one of its items."""
    start = end
    while start and items[start - 1].row == items[end].row:
        if items[start].box.left - items[start - 1].box.right > WIDE:
            break
        start -= 1
    return items[start].box.left


def _margin(items: Sequence[Item]) -> float:
    """Return how far right the rows of a page reach that are full."""
    around = Box.around([item.box for item in items])
    return around.left + FULL * around.width


def _runs_on(word: Box, following: Item, margin: float, *, same_row: bool) -> bool:
    """Whether text runs on from a word to what follows: on its row, or from the end of a full one."""
    if same_row:
        return following.box.left - word.right < WIDE
    return word.right > margin and following.box.top - word.top < NEXT_ROW


def _print_of(items: Sequence[Item], chains: Sequence[list[int]], gaps: Sequence[Gap]) -> Iterator[Word]:
    """Yield the print of the rows with gaps, before them, and under them.

    Numbers may as well have been filled in, where no line was seen under them.
    """
    rows = {items[at].row for chain in chains for at in chain}
    printed = [item.word for item in items if item.word is not None and item.row in rows]
    printed += [word for gap in gaps for word in (*gap.before, *gap.hint)]
    yield from (word for word in printed if not any(map(str.isdigit, word.text)))
