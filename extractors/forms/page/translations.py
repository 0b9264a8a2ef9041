"""Print that says in another language what stands before it: "Familienname / surname", or right under that.

To people who read German it says nothing new, and to whoever reads the form it looks like an answer. A form
that has it has it nearly everywhere, set alike; only such forms are taken to be in two languages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Final, NamedTuple

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.page.foreign_words import is_foreign
from extractors.forms.page.layout import Segment, segment

LEAST: Final = 4
"""Translations in different words, at least, of a form in two languages."""

MOSTLY: Final = 0.5
"""Share of foreign words in what is surely a translation; names, and words of both languages, are others."""

ALIGNED: Final = 3.0
NEXT_LINE: Final = 0.8
AS_LARGE: Final = 1.1
"""Points by which the left edges of print and its translation differ; heights of a line between the two; how
much higher the translation may be."""

AS_CLOSE: Final = 1.15
"""How much further than usual a line may stand under its print that is taken for its translation, too."""

_STROKE: Final = re.compile(r"[/|·–-]")


class Pair(NamedTuple):
    """Print, and the line right under it."""

    print: Segment
    under: Segment

    @property
    def pitch(self) -> float:
        """Points from line to line."""
        return self.under.box.middle[1] - self.print.box.middle[1]


class Translations:
    """What of a form's print is said a second time in another language.

    Args:
        printed: The segments of the form.
        fonts: How words are set, as far as it is known.

    Attributes:
        words: All words that say it.
    """

    def __init__(self, printed: Sequence[Segment], fonts: Mapping[Word, str]) -> None:
        self._fonts = fonts
        pairs = list(_pairs(printed))
        under = [pair for pair in pairs if _are_foreign(pair.under.words)]
        behind = [segment(each.page, words) for each in printed if (words := _behind(each.words))]
        found = [*(pair.under for pair in under), *behind]
        if len({each.folded for each in found}) >= LEAST:
            own = {fonts.get(each.words[-1]) for each in found}
            found += [each for each in _as_close(pairs, under) if fonts.get(each.words[0]) in own]
            own -= {fonts.get(pair.print.words[-1]) for pair in under}
            found += [segment(each.page, words) for each in printed if (words := self._set_in(own, each))]
            self._found = found
        else:
            self._found = []
        self.words = frozenset(word for each in self._found for word in each.words)

    def whole(self, page: int, box: Box) -> Box:
        """Return the place of some print together with its translation."""
        own = (each.box for each in self._found if each.page == page)
        return Box.around([box, *(each for each in own if _is_right_under(each, box) or _follows(each, box))])

    def _set_in(self, fonts: Collection[str | None], printed: Segment) -> Sequence[Word]:
        """Return the last words of a line, behind others, that are set in fonts of translations."""
        set_so = [self._fonts.get(word, "") in fonts for word in printed.words]
        start = next((number for number, each in enumerate(set_so) if each), 0)
        return printed.words[start:] if start and all(set_so[start:]) else ()


def _pairs(printed: Iterable[Segment]) -> Iterator[Pair]:
    lines = sorted(printed, key=lambda each: (each.page, each.box.top))
    for number, each in enumerate(lines):
        for other in lines[number + 1 :]:
            if other.page != each.page or other.box.top > each.box.bottom + each.box.height:
                break
            if _is_right_under(other.box, each.box):
                yield Pair(each, other)


def _is_right_under(line: Box, print_: Box) -> bool:
    aligned = abs(line.left - print_.left) < ALIGNED and line.height < AS_LARGE * print_.height
    return aligned and line.top > print_.middle[1] and line.top - print_.bottom < NEXT_LINE * print_.height


def _follows(words: Box, print_: Box) -> bool:
    """Whether words stand right behind some print on its line."""
    close = 0 <= words.left - print_.right + ALIGNED < 2 * ALIGNED
    return close and print_.top < words.middle[1] < print_.bottom


def _as_close(pairs: Sequence[Pair], sure: Sequence[Pair]) -> Iterator[Segment]:
    """Yield further lines, in words that are not known, as close under others as translations are."""
    usual = median(each.pitch for each in sure) if sure else 0.0
    known = {each.under for each in sure}
    for each in pairs:
        digits = any(map(str.isdigit, each.under.text))
        if each.pitch < AS_CLOSE * usual and not digits and not known & {each.print, each.under}:
            yield each.under


def _behind(words: Sequence[Word]) -> Sequence[Word]:
    """Return the translation that follows print on its line, behind a stroke or right behind it."""
    for start in range(1, len(words)):
        own = words[start:]
        stroke = len(own) > 1 and _STROKE.fullmatch(own[0].text) is not None
        foreign = _are_foreign(own[1:]) if stroke else all(is_foreign(word.text) for word in own)
        if foreign and not _are_foreign(words[:start]):
            return own
    return ()


def _are_foreign(words: Sequence[Word]) -> bool:
    spoken = [word.text for word in words if any(map(str.isalpha, word.text))]
    return bool(spoken) and sum(map(is_foreign, spoken)) >= MOSTLY * len(spoken)
