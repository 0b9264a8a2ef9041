"""Phrases of contracts among the words of a form: headings, options, and who a label is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final

from contracts.records import Box
from extractors.forms.labelling.labels import Hit, words_of
from extractors.forms.page.layout import Segment, Token

SHORT, TRACE = 5, 2
"""Letters of a short word; letters that a tick box may be read as."""

LONG_WORD, ENDING = 10, 4
"""Letters of a word that is known by its stem; letters by which its ending may be longer."""


def find_phrase(phrase: str, segments: Iterable[Segment], *, inflected: bool = False) -> list[Hit]:
    """Return the places where ``phrase`` stands as whole words anywhere in a segment.

    Args:
        phrase: The words that are looked for.
        segments: What is printed.
        inflected: Whether a long word may have another ending: "Entwurfsverfassende".
    """
    wanted = words_of(phrase)
    if not wanted:
        return []
    size = len(wanted)
    found = []
    for printed in segments:
        texts = [token.text for token in printed.tokens]
        for start in range(len(texts) - size + 1):
            if not inflected and not texts[start].endswith(wanted[0]):
                continue
            found_here = texts[start : start + size]
            if _same_words(found_here, wanted) or (inflected and _akin(found_here, wanted)):
                tokens = printed.tokens[start : start + size]
                box = Box.around([token.word.box for token in tokens])
                alone = size / len(texts)
                found.append(Hit(printed.page, box, printed.tokens[start + size :], alone))
    return found


def is_about(
    phrases: Sequence[str], box: Box, segments: Iterable[Segment], *, first_named: bool = False
) -> bool:
    """Whether a label names one of ``phrases`` in its own words: "Anschrift der Vermieterin".

    Whom it names in brackets for another case, it is not about: "(bei Firmen: Vertreter)".

    Args:
        phrases: Who is looked for.
        box: Around the label.
        segments: What is printed.
        first_named: Whether only whom the label names first counts: "des Bauherrn oder Bevollmächtigten".
    """
    inside = [
        texts
        for printed in segments
        if printed.box.overlap(box) > 0
        and (texts := [token.text for token in _plain(printed) if box.holds(*token.word.box.middle)])
    ]
    asked = [words_of(phrase) for phrase in phrases]
    if first_named:
        inside = [list(takewhile(lambda text: text not in _OR, texts)) for texts in inside]
    return any(_declined(texts, words) for texts in inside for words in asked if words)


def _plain(printed: Segment) -> list[Token]:
    """Return the tokens of print without what stands in brackets for another case."""
    kept, in_brackets = [], False
    for token in printed.tokens:
        in_brackets |= _OTHER_CASE.match(token.word.text) is not None
        if not in_brackets:
            kept.append(token)
        in_brackets &= not token.word.text.endswith(")")
    return kept


_OR: Final = frozenset({"oder", "bzw"})

_OTHER_CASE: Final = re.compile(r"\((?:bei|falls|wenn|ggf|nur|sofern)\b", re.IGNORECASE)


def _declined(texts: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words stand among others, perhaps with the ending of a case: "Vermieters"."""
    return any(
        all(
            text == word
            or (len(word) > SHORT and text.startswith(word) and len(text) - len(word) <= TRACE)
            or _same_stem(text, word)
            for text, word in zip(texts[start : start + len(words)], words, strict=True)
        )
        for start in range(len(texts) - len(words) + 1)
    )


def _akin(texts: Sequence[str], words: Sequence[str]) -> bool:
    return all(text == word or _same_stem(text, word) for text, word in zip(texts, words, strict=True))


def _same_stem(text: str, word: str) -> bool:
    """Whether two long words differ in their endings only: "Entwurfsverfasser", "Entwurfsverfassenden"."""
    return len(word) >= LONG_WORD and text.startswith(word[:-1]) and len(text) - len(word) <= ENDING


def _same_words(texts: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether words are the same; the first may have a letter or two in front: a tick box that OCR read."""
    first, asked = texts[0], wanted[0]
    begins = first == asked or (
        len(asked) > SHORT and first.endswith(asked) and len(first) - len(asked) <= TRACE
    )
    return begins and list(texts[1:]) == list(wanted[1:])
