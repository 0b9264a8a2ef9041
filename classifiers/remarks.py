"""Papers of the right type that may prove nothing, and say so: closed, revoked, a draft, a sister paper.

Small print speaks of such cases in any genuine paper ("erlischt, wenn ..."). What counts is a sentence that
states it, or a stamp: words alone on their line, in capitals or before a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from statistics import median
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from classifiers.naming import is_named, phrase_pattern
from classifiers.title_lines import columns_of, rows_of, title_parts
from contracts.document_types import DocumentType, DocumentTypes, Remark
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box
from contracts.values import fold

_MOST_BESIDE: Final = 7
"""Words beside a stamp: a day, an office."""
_BEFORE_DAYS: Final = frozenset({"am", "seit", "zum", "per", "vom", "mit", "ab", "stand"})
_DAY_FOLLOWS: Final = (" am", " seit", " vom")
_SHORTEST_WORD: Final = 4
"""Letters of a word that ends a sentence; shorter ones are abbreviated."""
_NEW_PARAGRAPH: Final = 1.2
"""Heights of a word; a wider gap to the line above ends a sentence."""
_LARGE: Final = 2.2
"""A large stamp's height, in heights of the page's other words."""
_ALIKE: Final = 88.0
_SHORTEST_ALIKE: Final = 7
_ACROSS_ALIKE, _SHORTEST_ACROSS = 80.0, 6
"""The same for words across the page, which lie over text."""

_Stamps = Sequence[tuple[Remark, str]]


class Found(NamedTuple):
    """A remark on a paper: which phrase, and where."""

    remark: Remark
    phrase: str
    page: int
    box: Box | None


def remark_on(pages: Sequence[PageText], type_id: str, types: DocumentTypes) -> Found | None:
    """Return the first remark on a paper of a type; None if it has none."""
    kind = next((each for each in types.document_types if each.id == type_id), None)
    if kind is None or not pages:
        return None
    remarks = [remark for remark in types.remarks if remark.concerns(type_id)]
    found = chain(_titled(pages[0], kind, remarks), *(_on_page(page, remarks) for page in pages))
    return next(found, None)


def _titled(page: PageText, kind: DocumentType, remarks: Sequence[Remark]) -> Iterator[Found]:
    """Yield the titles of sisters, unless the paper calls itself by its own type's name before."""
    titles = [(remark, title, fold(title)) for remark in remarks for title in remark.titles]
    for part in title_parts(page) if titles else ():
        for remark, title, folded in titles:
            if f"{part.text} ".startswith(f"{folded} "):
                yield Found(remark, title, page.index, None)
        if is_named(part, kind) and not any(folded in part.text for _, _, folded in titles):
            return


def _on_page(page: PageText, remarks: Sequence[Remark]) -> Iterator[Found]:
    yield from _stated(page, remarks)
    stamps = [(remark, stamp) for remark in remarks for stamp in remark.stamps]
    yield from _stamped(page, stamps)
    yield from _large(page, stamps)


def _stated(page: PageText, remarks: Sequence[Remark]) -> Iterator[Found]:
    text = fold(page.text)
    said = [(each, phrase) for each in remarks for phrase in each.says if phrase_pattern(phrase).search(text)]
    for sentence in _sentences(page.words) if said else ():
        folded = fold(_text(sentence))
        for remark, phrase in said:
            if _states(folded, phrase, remark):
                yield Found(remark, phrase, page.index, _place(sentence, phrase))


def _place(words: Sequence[Word], phrase: str) -> Box:
    """Return where words say a phrase, on the first line of it; where OCR misread it, where they begin."""
    folded = [fold(word.text) for word in words]
    starts = [0, *accumulate(len(each) + 1 for each in folded)]
    found = phrase_pattern(phrase).search(" ".join(folded))
    first, end = found.span() if found else (0, len(phrase))
    said = [
        word
        for word, start, stop in zip(words, starts, starts[1:], strict=False)
        if start < end and stop > first + 1
    ]
    line = [word for word in said if word.box.top < said[0].box.bottom]
    return Box.around([word.box for word in line])


def _states(sentence: str, phrase: str, remark: Remark) -> bool:
    """Whether a sentence says a phrase for sure: not "wenn" before it, nor "werden" right behind it."""
    found = phrase_pattern(phrase).search(sentence)
    if found is None:
        return False
    behind = sentence[found.end() :].split()[:1]
    if phrase.endswith(_DAY_FOLLOWS) and not any(word[0].isdigit() for word in behind):
        return False  # a label of an empty field
    near = " ".join([sentence[: found.end()], *behind])
    return not any(phrase_pattern(word).search(near) for word in remark.unless)


def _stamped(page: PageText, stamps: _Stamps) -> Iterator[Found]:
    """Yield stamps in letters of the usual size."""
    scanned = page.source is TextSource.OCR
    tall = _tall(page)
    small = [word for word in page.words if word not in tall]
    for line in (column for row in rows_of(small) for column in columns_of(row)):
        for remark, stamp in stamps:
            if not remark.large and _is_stamp(line, fold(stamp), scanned=scanned):
                yield Found(remark, stamp, page.index, _place(line, stamp))


def _large(page: PageText, stamps: _Stamps) -> Iterator[Found]:
    """Yield stamps across the page, and in large letters with nothing beside them."""
    lines = (column for row in rows_of(list(_tall(page))) for column in columns_of(row))
    for word in (*(line[0] for line in lines if len(line) == 1), *page.across):
        read = fold(word.text)
        for remark, stamp in stamps:
            alike = word in page.across and min(len(read), len(stamp)) >= _SHORTEST_ACROSS
            if read == fold(stamp) or (alike and fuzz.ratio(read, fold(stamp)) >= _ACROSS_ALIKE):
                yield Found(remark, stamp, page.index, word.box)


def _tall(page: PageText) -> frozenset[Word]:
    usual = median(word.box.height for word in page.words) if page.words else 0.0
    return frozenset(word for word in page.words if word.box.height >= _LARGE * usual)


def _is_stamp(line: Sequence[Word], stamp: str, *, scanned: bool) -> bool:
    words = [word for word in line if fold(word.text)]
    size = stamp.count(" ") + 1
    read, beside = words[:size], words[size:]
    if len(beside) > _MOST_BESIDE or not _same(fold(_text(read)), stamp, scanned=scanned):
        return False
    if beside and fold(beside[0].text) in _BEFORE_DAYS:
        return any(word.text[0].isdigit() for word in beside[1:2])
    return _text(read).isupper()


def _same(read: str, stamp: str, *, scanned: bool) -> bool:
    if read == stamp:
        return True
    return scanned and len(stamp) >= _SHORTEST_ALIKE and fuzz.ratio(read, stamp) >= _ALIKE


def _sentences(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield words by sentences; paragraphs end them as stops do."""
    sentence: list[Word] = []
    for word in words:
        if sentence and _ends(sentence[-1], word):
            yield sentence
            sentence = []
        sentence.append(word)
    if sentence:
        yield sentence


def _ends(last: Word, following: Word) -> bool:
    stem = last.text.rstrip(".;!?")
    stopped = stem != last.text and len(stem) >= _SHORTEST_WORD and not stem[-1].isdigit()
    return stopped or following.box.top - last.box.bottom > _NEW_PARAGRAPH * last.box.height


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
