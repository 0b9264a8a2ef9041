"""Whether text can be what a page says, told from its letters alone and in any language.

A font whose letters are mapped to other ones, or a scanner's failed OCR, makes text in which letters follow
each other that never do in a language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from contracts.reading import Word

_MOST_ODD: Final = 0.1
_ENOUGH_LETTERS: Final = 60
_LEAST_VOWELS: Final = 0.22
"""European languages have 35 to 48 % vowels; text shifted by a broken font, or at random, below 20 %."""
_LEAST_PAIRS: Final = 0.47
"""German text has 0.8 and more of its pairs of letters among the frequent ones, English, Turkish, Polish and
others 0.57 and more; letters exchanged at random have 0.21 in the middle, below 0.4 in 99 % of cases."""
_LATIN: Final = re.compile("[A-Za-z]{3,}")
_SAMPLE: Final = 150
"""Words that are looked at, spread over the page."""
_WORD_LETTERS: Final = 6
"""Capital letters that make a word; fewer are an abbreviation."""
_VOWELS: Final = frozenset("aeiouy")
_ODD_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_REPLACEMENT: Final = "\ufffd"
_PAIRS: Final = frozenset(
    (pair[0], second)
    for pair in (  # noqa: SIM905 - one line a letter would fill the page
        "abcdghlmnrstu baeisu ch daeiu ebcdfghilmnrstu faeort gaesu haelnrtu icdefghlmnorst kaeo ladeilstu "
        "maeimu nadefgiklnrstuz odlmnrs par rabdeiklmnstu sabceiopstuz taeiorstuz ucefgmnrst veo wei zeiu"
    ).split()
    for second in pair[1:]
)
"""The pairs of letters that are most frequent in German papers."""


def is_garbled(words: Iterable[Word]) -> bool:
    """Whether words do not say what people see."""
    texts = [word.text for word in words]
    signs = "".join(texts)
    if not signs.isprintable() or _REPLACEMENT in signs:  # private and unassigned signs are not printable
        odd = sum(count for sign, count in Counter(signs).items() if _is_odd(sign))
        if odd > _MOST_ODD * len(signs):
            return True
    return len(signs) >= _ENOUGH_LETTERS and not _is_language(texts)


def _is_odd(sign: str) -> bool:
    return sign == _REPLACEMENT or unicodedata.category(sign) in _ODD_CATEGORIES


def _is_language(texts: Sequence[str]) -> bool:
    """Whether the Latin letters could be of some language; True if there are too few to tell.

    Each word counts once, as a page may repeat one many times; abbreviations don't count.
    """
    sample = texts[:: max(1, len(texts) // _SAMPLE)]
    found = set(_LATIN.findall(" ".join(sample)))
    words = [word.lower() for word in found if not (word.isupper() and len(word) < _WORD_LETTERS)]
    text = " ".join(words)
    letters = sum(map(len, words))
    if letters < _ENOUGH_LETTERS:
        return True
    if sum(map(text.count, _VOWELS)) < _LEAST_VOWELS * letters:
        return False
    frequent = sum(count for pair, count in Counter(pairwise(text)).items() if pair in _PAIRS)
    return frequent >= _LEAST_PAIRS * (letters - len(words))
