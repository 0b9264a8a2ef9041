"""Tick boxes that are typed as brackets: "[X] Erstantrag  [ ] Folgeantrag", with or without blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from contracts.reading import Word
from contracts.records import Box

TICKED, EMPTY = "☒", "☐"
_BOX: Final = re.compile(r"(?:\[_*(?P<tick>[xX✓✔✗✘]?)_*\]|\((?P<round>[xX✓✔✗✘]?)\))")
_MOST_PARTS: Final = 3
"""Words of a box: a bracket, a tick, a bracket."""
_NEAR: Final = 1.5
"""Heights of type between the brackets of a box, at most."""


def with_signs_for_brackets(words: Sequence[Word]) -> list[Word]:
    """Return the words in their order, with the sign of a tick box in place of each pair of brackets."""
    return list(_signs_and_words(words))


def _signs_and_words(words: Sequence[Word]) -> Iterator[Word]:
    at = 0
    while at < len(words):
        parts, signs = _box_at(words, at)
        yield from signs or (words[at],)
        at += parts or 1


def _box_at(words: Sequence[Word], at: int) -> tuple[int, tuple[Word, ...]]:
    """Return of how many words the box is that begins at a word, and what to read for them; 0 if none is."""
    for count in range(1, _MOST_PARTS + 1) if words[at].text[0] in "[(" else ():
        parts = words[at : at + count]
        text = "".join(part.text for part in parts)
        found = _BOX.match(text)
        if found and _are_together(parts):
            sign = TICKED if found["tick"] or found["round"] else EMPTY
            return len(parts), _parted(sign, text[found.end() :], parts)
    return 0, ()


def _are_together(parts: Sequence[Word]) -> bool:
    return all(
        one.box.top < two.box.middle[1] < one.box.bottom
        and two.box.left - one.box.right < _NEAR * one.box.height
        for one, two in pairwise(parts)
    )


def _parted(sign: str, rest: str, parts: Sequence[Word]) -> tuple[Word, ...]:
    """Return the sign and, if the last part goes on behind the bracket, what follows."""
    first, last = parts[0].box, parts[-1]
    end = last.box.right - last.box.width * len(rest) / len(last.text)
    box = Box(first.left, first.top, end, first.bottom)
    follows = (last._replace(text=rest, box=last.box._replace(left=end)),) if rest else ()
    return (parts[0]._replace(text=sign, box=box), *follows)
