"""Papers that speak of a proof without being one: receipts of an application, refusals, drafts.

Such a paper has the proof's words, so a classifier takes it for the proof. A person tells by its title or
subject, by phrases that a proof does not have, and by what is missing that every proof of this type has. What
no list foresees, a small model tells by the wording (``classifiers.resemblance``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from classifiers.resemblance import Gate
from classifiers.title_lines import TitlePart, subject_rows, title_parts
from contracts.document_types import OTHER, Caveat, DocumentType, DocumentTypes
from contracts.findings import Guess, Part
from contracts.reading import Extent, PageText, TextSource
from contracts.values import fold

DENIED, RESEMBLES = 0.9, 0.1
"""Confidence in ``sonstiges``, and in what such a paper resembles, where title or phrases say so."""
DOUBTED: Final = 0.5
"""Confidence in a type that is only doubtful: a person looks."""
_DENIAL, _DOUBT = 4, 2
"""Weight of what speaks against a type: a phrase, a title below its own or no name at all count one,
a lacking mark three; its own name speaks for it."""
_WELL_READ: Final = 0.75
"""Mean confidence of a page below which what is absent proves nothing."""
_LEAST_WORDS: Final = 25
"""A page of fewer words shows only a part of a document."""
_ALIKE: Final = 90.0
"""Score of rapidfuzz from which two folded texts count as the same in spite of OCR."""
_SHORTEST_ALIKE: Final = 8
_NAME: Final = "{name}"
_ANY_WORDS: Final = r"\s(?:\S+\s){0,8}?"
_WHOLE_WORD: Final = 3
"""Marks of so few letters must be words of their own."""


class Doubts(NamedTuple):
    """What speaks against a paper being what it was taken for.

    Attributes:
        title: By which it calls itself something else, or "".
        late: Whether it calls itself by its own type's name first.
        phrases: How many phrases it has that such papers do not have.
        nameless: Whether it does not call itself by its own type's name at all.
        unmarked: Whether something is missing that all such papers have.
        well_read: Whether its words are sure enough that what is absent is telling.
        near: How doubtful the gate finds it: doubtful from 0 on, denied from 1 on.
    """

    title: str
    late: bool
    phrases: int
    nameless: bool
    unmarked: bool
    well_read: bool
    near: float = -1.0

    @property
    def deny(self) -> bool:
        """Whether the paper says that it is something else."""
        if (self.title and not self.late) or self.near >= 1:
            return True
        says_so = self.phrases > 0 or bool(self.title)
        return self.well_read and says_so and self._weight >= _DENIAL

    @property
    def doubt(self) -> bool:
        """Whether a person has to look."""
        return self._weight >= _DOUBT or self.near >= 0

    @property
    def _weight(self) -> int:
        absent = 3 * self.unmarked if self.well_read else 0
        named = 1 if self.nameless else -1
        return self.phrases + named + absent + 2 * bool(self.title)


def doubted(part: Part, pages: Sequence[PageText], types: DocumentTypes, gate: Gate | None = None) -> Part:
    """Return a part that is not what it was taken for as ``sonstiges``, its type as the runner-up.

    Where that is not sure, the part keeps a confidence with which a person decides.
    """
    kind = next((each for each in types.document_types if each.id == part.type), None)
    if kind is None or not kind.title_words:
        return part
    doubts = _doubts(kind, pages, types)
    if gate is not None and pages[0].extent is Extent.WHOLE and len(pages[0].words) >= _LEAST_WORDS:
        doubts = doubts._replace(near=gate.near(pages[0], kind))
    if doubts.deny:
        second = Guess(type=part.type, confidence=RESEMBLES)
        return _as_other(part, DENIED, second, doubts.title)
    if doubts.doubt and part.confidence > DOUBTED:
        return _as_other(part, DOUBTED, Guess(type=part.type, confidence=DOUBTED), doubts.title)
    return part


def _as_other(part: Part, confidence: float, second: Guess, title: str) -> Part:
    words = (title,) if title else part.words
    return part.model_copy(
        update={"type": OTHER, "confidence": confidence, "runner_up": second, "words": words}
    )


def _doubts(kind: DocumentType, pages: Sequence[PageText], types: DocumentTypes) -> Doubts:
    first, text = pages[0], fold(" ".join(page.text for page in pages))
    scanned = first.source is TextSource.OCR
    opening = fold(first.text)
    caveats = [caveat for caveat in types.caveats if _concerns(caveat, kind, opening)]
    parts = list(title_parts(first))
    titles = {fold(title): title for caveat in caveats for title in caveat.titles}
    sisters = {fold(title): title for title in _sisters(kind, types)}
    others = [begin for begin in sisters if not _has_name(begin, kind)]
    of_sisters = {part.row for part in parts if any(_begins(part.text, begin) for begin in others)}
    own = [part for part in parts if is_named(part, kind) and part.row not in of_sisters]
    if own:  # "Mietvertrag: 12" gives the number of another paper
        parts = [part for part in parts if not part.numbered]
    else:
        titles |= sisters
    other = next(
        ((part, titles[begin]) for part in parts for begin in titles if _begins(part.text, begin)), None
    )
    if other is None and scanned:  # misread, but not so much that it could be the type's own name
        strange = (part for part in parts if part not in own)
        other = next(
            ((part, titles[begin]) for part in strange for begin in titles if _nearly(part.text, begin)), None
        )
    named = [part.row for part in own if not other or part != other[0]]
    subject = subject_rows(first)
    if other and other[0].row in subject:  # outranks the letterhead: "Service Center Studium"
        named = [row for row in named if row in subject]
    return Doubts(
        title=other[1] if other else "",
        late=other is not None and any(row < other[0].row for row in named),
        phrases=sum(_says(phrase, opening, kind) for caveat in caveats for phrase in caveat.says),
        nameless=not named,
        unmarked=not all(_has_any(group, text, scanned=scanned) for group in kind.marks),
        well_read=_is_well_read(pages),
    )


def _sisters(kind: DocumentType, types: DocumentTypes) -> Iterator[str]:
    """Yield the titles of papers that are near to a type; without its name they are none of it."""
    for remark in types.remarks:
        if remark.means == "sister" and remark.concerns(kind.id):
            yield from remark.titles


def _concerns(caveat: Caveat, kind: DocumentType, text: str) -> bool:
    return caveat.concerns(kind.id) and not any(_says(phrase, text, kind) for phrase in caveat.unless)


def _is_well_read(pages: Sequence[PageText]) -> bool:
    read = all(page.extent is Extent.WHOLE and page.confidence >= _WELL_READ for page in pages)
    return read and len(pages[0].words) >= _LEAST_WORDS


def _begins(text: str, title: str) -> bool:
    return f"{text} ".startswith(f"{title} ")


def _nearly(text: str, title: str) -> bool:
    beginning = " ".join(text.split()[: title.count(" ") + 1])
    if beginning.startswith(title):  # another word: a "Mietvertragsdatum" is no misread "Mietvertrag"
        return False
    return len(title) >= _SHORTEST_ALIKE and fuzz.ratio(beginning, title) >= _ALIKE


def is_named(part: TitlePart, kind: DocumentType) -> bool:
    """Whether a line has one of the type's title words, or one that ends with it: "Gaststättenerlaubnis"."""
    return _has_name(part.text, kind)


def _has_name(text: str, kind: DocumentType) -> bool:
    return any(f"{word} " in f"{text} " for word in map(fold, kind.title_words))


def _says(phrase: str, text: str, kind: DocumentType) -> bool:
    names = kind.titles or (kind.title,)
    return phrase_pattern(phrase, names if _NAME in phrase else ()).search(text) is not None


@cache
def phrase_pattern(phrase: str, names: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Return what finds a phrase in a folded text: "…" for some words, ``names`` in the place of "{name}"."""
    name = rf"(?:{'|'.join(re.escape(fold(each)) for each in names)})(?:e?[sn])?"
    pieces = (
        name.join(f" {re.escape(fold(text))} " if text.strip() else "" for text in piece.split(_NAME)).strip()
        for piece in phrase.split("…")
    )
    return re.compile(rf"\b{_ANY_WORDS.join(pieces)}\b")


def _has_any(marks: Sequence[str], text: str, *, scanned: bool) -> bool:
    folded = [fold(mark) for mark in marks]
    if any(mark in text if len(mark) > _WHOLE_WORD else f" {mark} " in f" {text} " for mark in folded):
        return True
    long = (mark for mark in folded if len(mark) >= _SHORTEST_ALIKE)
    return scanned and any(fuzz.partial_ratio(mark, text) >= _ALIKE for mark in long)
