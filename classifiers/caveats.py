"""Papers that speak of a proof without being one: receipts of an application, refusals, drafts.

Such a paper has the proof's words, so a classifier takes it for the proof. A person tells by its title or
subject, by phrases that a proof does not have, and by what is missing that every proof of this type has. What
no list foresees, a small model tells by the wording (``classifiers.resemblance``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from classifiers.naming import (
    NAME,
    begins,
    has_any,
    has_name,
    heads,
    is_named,
    nearly,
    outdoes,
    phrase_pattern,
)
from classifiers.resemblance import Gate
from classifiers.title_lines import subject_rows, title_parts
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
_SURELY_PROOF: Final = -10.0
"""What the gate says of papers that are worded as proofs are; one phrase more may stand in them."""
_BETWEEN_TWO: Final = 0.98
"""Confidence in a type and the runner-up together from which it is one of the two."""
_WELL_READ: Final = 0.75
"""Mean confidence of a page below which what is absent proves nothing."""
_LEAST_WORDS: Final = 25
"""A page of fewer words shows only a part of a document."""


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
    def retitled(self) -> bool:
        """Whether the paper's title is that of something else."""
        return bool(self.title) and not self.late

    @property
    def deny(self) -> bool:
        """Whether the paper says that it is something else."""
        if self.retitled or self.near >= 1:
            return True
        says_so = self.phrases > 0 or bool(self.title)
        return self.well_read and says_so and self._weight >= _DENIAL

    @property
    def doubt(self) -> bool:
        """Whether a person has to look."""
        worded_so = self.near <= _SURELY_PROOF and not self.unmarked
        return self._weight >= _DOUBT + worded_so or self.near >= 0

    @property
    def _weight(self) -> int:
        absent = 3 * self.unmarked if self.well_read else 0
        named = 1 if self.nameless else -1
        return self.phrases + named + absent + 2 * bool(self.title)


def is_denied(page: PageText, kind: DocumentType, types: DocumentTypes, gate: Gate | None) -> bool:
    """Whether a page by itself says that it is not of the type that it was taken for."""
    return _weighed(kind, [page], types, gate).deny


def doubted(part: Part, pages: Sequence[PageText], types: DocumentTypes, gate: Gate | None = None) -> Part:
    """Return a part that is not what it was taken for as ``sonstiges``, its type as the runner-up.

    Where that is not sure, the part keeps a confidence with which a person decides.
    """
    part = _second_doubted(part, pages, types)
    kind = _named_kind(part.type, types)
    if kind is None:
        return part
    doubts = _weighed(kind, pages, types, gate)
    if doubts.deny:
        second = Guess(type=part.type, confidence=RESEMBLES)
        return _as_other(part, DENIED, second, doubts.title)
    if doubts.doubt and part.confidence > DOUBTED:
        return _as_other(part, DOUBTED, Guess(type=part.type, confidence=DOUBTED), doubts.title)
    return part if doubts.doubt else _decided(part, kind, pages[0], types)


def _decided(part: Part, kind: DocumentType, page: PageText, types: DocumentTypes) -> Part:
    """Return a part that may be of two types surely as the likelier one, where the title names it first."""
    second = part.runner_up
    other = _named_kind(second.type, types) if second else None
    if second is None or other is None or part.confidence + second.confidence < _BETWEEN_TWO:
        return part
    names = ([is_named(name, each) for each in (kind, other)] for name in title_parts(page))
    if next((named for named in names if any(named)), None) != [True, False]:
        return part
    sure = Guess(type=second.type, confidence=0.0)
    both = min(1.0, part.confidence + second.confidence)
    return part.model_copy(update={"confidence": both, "runner_up": sure})


def _second_doubted(part: Part, pages: Sequence[PageText], types: DocumentTypes) -> Part:
    """Return a part that might have been of a second type but for its title: that it then only resembles."""
    second = part.runner_up
    kind = _named_kind(second.type, types) if second and second.confidence > RESEMBLES else None
    if kind is None or not _doubts(kind, pages, types).retitled:
        return part
    return part.model_copy(update={"runner_up": Guess(type=kind.id, confidence=RESEMBLES)})


def _named_kind(type_id: str, types: DocumentTypes) -> DocumentType | None:
    """Return a type of which papers bear a name; None for others, which are never doubted."""
    return next((each for each in types.document_types if each.id == type_id and each.title_words), None)


def _as_other(part: Part, confidence: float, second: Guess, title: str) -> Part:
    words = (title,) if title else part.words
    return part.model_copy(
        update={"type": OTHER, "confidence": confidence, "runner_up": second, "words": words}
    )


def _weighed(
    kind: DocumentType, pages: Sequence[PageText], types: DocumentTypes, gate: Gate | None
) -> Doubts:
    """Return what speaks against a paper, with what the gate says of it where it is read whole."""
    doubts = _doubts(kind, pages, types)
    if gate is None or pages[0].extent is not Extent.WHOLE or len(pages[0].words) < _LEAST_WORDS:
        return doubts
    return doubts._replace(near=gate.near(pages[0], kind))


def _doubts(kind: DocumentType, pages: Sequence[PageText], types: DocumentTypes) -> Doubts:
    first, text = pages[0], fold(" ".join(page.text for page in pages))
    scanned = first.source is TextSource.OCR
    opening = fold(first.text)
    caveats = [caveat for caveat in types.caveats if _concerns(caveat, kind, opening)]
    parts = list(title_parts(first))
    sisters = [*_sisters(kind, types, sure=True)]
    open_sisters = [*_sisters(kind, types, sure=False)]
    titles = [*(title for caveat in caveats for title in caveat.titles), *sisters]
    others = [title for title in (*sisters, *open_sisters) if not has_name(fold(title), kind)]
    of_sisters = {part.row for part in parts if any(begins(part.text, title, kind) for title in others)}
    own = [part for part in parts if is_named(part, kind) and part.row not in of_sisters]
    if own:  # "Mietvertrag: 12" gives the number of another paper
        parts = [part for part in parts if not part.numbered]
    else:
        titles += open_sisters
    other = next(
        ((part, title) for part in parts for title in titles if begins(part.text, title, kind)), None
    )
    if other is None and scanned:  # misread, but not so much that it could be the type's own name
        strange = (part for part in parts if part not in own)
        plain = [title for title in titles if "…" not in title]
        other = next(((part, title) for part in strange for title in plain if nearly(part.text, title)), None)
    named = [part for part in own if not other or part != other[0]]
    subject = subject_rows(first)
    if other and other[0].row in subject:  # outranks the letterhead: "Service Center Studium"
        named = [part for part in named if part.row in subject]
    above = [part for part in named if other and heads(part, other[0])]
    if other and any(outdoes(part, other[0]) for part in above):  # in a table below: no title at all
        other, above = None, []
    return Doubts(
        title=other[1] if other else "",
        late=bool(above),
        phrases=sum(_says(phrase, opening, kind) for caveat in caveats for phrase in caveat.says),
        nameless=not named,
        unmarked=not all(has_any(group, text, scanned=scanned) for group in kind.marks),
        well_read=_is_well_read(pages),
    )


def _sisters(kind: DocumentType, types: DocumentTypes, *, sure: bool) -> Iterator[str]:
    """Yield the titles of papers that are near to a type: those that surely are none of it, or the others.

    The others are none where they do not have the type's own name.
    """
    for remark in types.remarks:
        if remark.means == "sister" and remark.concerns(kind.id) and remark.open is not sure:
            yield from remark.titles


def _concerns(caveat: Caveat, kind: DocumentType, text: str) -> bool:
    return caveat.concerns(kind.id) and not any(_says(phrase, text, kind) for phrase in caveat.unless)


def _is_well_read(pages: Sequence[PageText]) -> bool:
    read = all(page.extent is Extent.WHOLE and page.confidence >= _WELL_READ for page in pages)
    return read and len(pages[0].words) >= _LEAST_WORDS


def _says(phrase: str, text: str, kind: DocumentType) -> bool:
    names = kind.titles or (kind.title,)
    return phrase_pattern(phrase, names if NAME in phrase else ()).search(text) is not None
