"""Headings of a form: they decide between equal labels, as "Name" of the applicant and of the landlord."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.records import Box
from extractors.forms.labelling.declarations import declarations
from extractors.forms.labelling.labels import Hit
from extractors.forms.labelling.phrases import find_phrase, is_about
from extractors.forms.labelling.statements import as_statement, is_statement
from extractors.forms.page.layout import Segment
from extractors.forms.page.prose import MOST_HEADING_WORDS, is_next_line
from extractors.forms.page.scopes import Scopes
from extractors.forms.parts.heading_words import without_brackets, without_clause, without_number

APART: Final = 20.0
"""Points between a heading of the right column and what stands in the left one, at least.

Where the column begins with a cell, its edge says where what stands in the left one ends.
"""

NUMBER: Final = 3
"""Letters that a heading's own number has, at most."""

HEADING_SHARE: Final = 0.3
"""Share of a short segment that a heading's words make up, at least."""

MOSTLY: Final = 0.6
"""The same share of a question: one that only mentions a heading's words is none."""

CLOSING: Final = (
    *("Erklärung", "Erklärungen", "Schlusserklärung", "Abschließende Erklärung", "Abschließende Erklärungen"),
    *("Versicherung", "Erklärung und Unterschrift", "Erklärungen und Unterschrift", "Schluss"),
)
"""Headings at the end of a form that end what is asked about somebody else: who applies signs below."""

SIGNING: Final = frozenset({FieldKind.SIGNATURE, FieldKind.PLACE_DATE})
"""Where a form is signed once and vouched for, the applicant does both."""

_OR: Final = frozenset({"/", "bzw.", "oder"})

ALL: Final = 0.9
"""The share that such a heading is of its line; "Erklärung des Halters" is another."""

TWO_LINES: Final = 1.5
"""Heights of a line within which the lines of one heading follow; an option above it is further away."""


class Headings:
    """The headings of a form that decide between equal labels."""

    def __init__(
        self, fields: Mapping[str, FieldSpec], segments: Sequence[Segment], scopes: Scopes | None = None
    ) -> None:
        self._segments, self._scopes = segments, scopes
        phrases = {phrase for spec in _flat(fields) for phrase in (*spec.sections, *spec.not_sections)}
        short = [segment for segment in segments if len(segment.tokens) <= MOST_HEADING_WORDS]
        long = [segment for segment in segments if len(segment.tokens) > MOST_HEADING_WORDS]
        short = [segment for segment in short if not any(is_next_line(each, segment) for each in long)]
        of_sentences = _lines_of_sentences(short)
        short = [segment for segment in short if segment not in of_sentences]
        bare = [*filter(None, map(without_brackets, segments)), *filter(None, map(without_clause, short))]
        short += [each for each in bare if len(each.tokens) <= MOST_HEADING_WORDS]
        self._found = [
            (phrase, hit)
            for phrase in sorted(phrases)
            for hit in _worded(phrase, short)
            if not _is_counted(phrase, hit) and not _is_compound(hit)
            if hit.score > (MOSTLY if hit.rest and hit.rest[-1].word.text.endswith("?") else HEADING_SHARE)
        ]
        self._declarations = declarations(segments)
        signed = [
            each for each in short if any(token.text.startswith("unterschrift") for token in each.tokens)
        ]
        self._one_signs = len(signed) == 1
        self._ends = [
            (phrase, hit)
            for phrase in CLOSING
            for hit in find_phrase(phrase, [*short, *filter(None, map(without_number, short))])
            if hit.score > ALL
        ]

        self._by_page: dict[int, list[tuple[str, Hit]]] = {}
        for phrase, hit in (*self._found, *self._ends):
            self._by_page.setdefault(hit.page, []).append((phrase, hit))
        self._print: dict[int, list[Segment]] = {}
        for each in segments:
            self._print.setdefault(each.page, []).append(each)

    @property
    def places(self) -> set[tuple[int, Box]]:
        """Where headings stand: page, counted from 0, and box."""
        return {(hit.page, hit.box) for _, hit in self._found}

    def on_line(self, page: int, box: Box) -> bool:
        """Whether a heading stands on the same line as ``box``."""
        return any(
            hit.page == page and hit.box.top < box.middle[1] < hit.box.bottom for _, hit in self._found
        )

    def nearest(self, page: int, box: Box) -> Box | None:
        """Return the lowest heading over ``box`` on its page."""
        above = [
            hit.box
            for _, hit in self._found
            if hit.page == page
            and hit.box.bottom <= box.bottom + 1
            and not self._in_next_column(hit, page, box)
        ]
        return max((each for each in above if each != box), key=lambda each: each.top, default=None)

    def verdict(self, spec: FieldSpec, page: int, box: Box) -> float:
        """Return +1 under one of the field's own headings, -1 under one where its label means another."""
        if not (spec.sections or spec.not_sections):
            return 0.0
        above = self._over(page, box)
        if not above:
            return 0.0
        nearest = max((hit for _, hit in above), key=lambda hit: (hit.page, hit.box.top))
        row = [
            (phrase, hit)
            for phrase, hit in above
            if hit.page == nearest.page
            and nearest.box.middle[1] - hit.box.middle[1]
            < TWO_LINES * min(hit.box.height, nearest.box.height)
        ]
        own = [hit.box.right for phrase, hit in row if phrase in spec.sections]
        row = [
            (phrase, hit)
            for phrase, hit in row
            if not any(right <= hit.box.left for right in own) or not self._is_alternative(hit)
        ]
        distance = min(_sideways(self._reach(hit), box) for _, hit in row)
        phrases = {phrase for phrase, hit in row if _sideways(self._reach(hit), box) == distance}
        if phrases & set(spec.not_sections):
            alone = self._one_signs and spec.kind in SIGNING
            is_over = self._is_declared(nearest, page, box) and (alone or self._is_question(nearest))
            return 0.0 if is_over else -1.0
        return 1.0 if phrases & set(spec.sections) else 0.0

    def verdict_on(self, spec: FieldSpec, label: Hit) -> float:
        """Return the verdict on a label; one that names whom it is about is not another's by its heading."""
        verdict = self.verdict(spec, label.page, label.box)
        own = verdict < 0 and is_about(spec.sections, label.box, self._print.get(label.page, ()))
        return 0.0 if own else verdict

    def _over(self, page: int, box: Box) -> list[tuple[str, Hit]]:
        """Return the headings over a place on its page; without any, those of the last page with some."""
        for number in sorted((each for each in self._by_page if each <= page), reverse=True):
            above = [
                (phrase, hit)
                for phrase, hit in self._by_page[number]
                if self._is_over(hit, page, box) and not self._in_next_column(hit, page, box)
            ]
            if above:
                return above
        return []

    def _is_alternative(self, heading: Hit) -> bool:
        """Whether a heading names one more person for the same fields: "Inhaber / gesetzliche Vertretung"."""
        before = [
            word.text
            for each in self._segments
            if each.page == heading.page and each.box.overlap(heading.box) > 0
            for word in each.words
            if word.box.right <= heading.box.left + 1
        ]
        return any(word.lower() in _OR for word in before)

    def _is_question(self, heading: Hit) -> bool:
        """Whether something stands right of a heading's words: they are a question, answered beside it."""
        place = heading.box
        return any(
            each.page == heading.page
            and each.box.left > place.right
            and place.top < each.box.middle[1] < place.bottom
            for each in self._segments
        )

    def _is_declared(self, heading: Hit, page: int, box: Box) -> bool:
        """Whether the applicant vouches for the form between a heading and ``box``."""
        place = heading.page, heading.box.bottom
        return any(place < (each.page, each.box.top) < (page, box.top) for each in self._declarations)

    def _is_over(self, heading: Hit, page: int, box: Box) -> bool:
        """Whether a heading stands over ``box`` or beside it, as the title of its row, and reaches it."""
        over = (heading.page, heading.box.bottom) <= (page, box.bottom + 1)
        if self._scopes is None or heading.box == box:
            return over and heading.box != box
        if heading.page != page:
            return over and not self._scopes.is_question(heading.page, heading.box)
        if not over:
            return self._scopes.is_row_title(page, heading.box, box)
        return not self._scopes.ends_before(page, heading.box, box)

    def _reach(self, heading: Hit) -> Box:
        return heading.box if self._scopes is None else self._scopes.reach(heading.page, heading.box)

    def _in_next_column(self, heading: Hit, page: int, box: Box) -> bool:
        """Whether a heading stands right of ``box``, beside other words: it heads a column of its own."""
        place = self._reach(heading)
        apart = APART if place == heading.box else 0.0
        return (
            heading.page == page
            and box.right + apart < place.left
            and any(
                each.box.right + APART < place.left
                and place.top - place.height < each.box.middle[1] < place.bottom
                and len(each.folded) > NUMBER
                for each in self._print[page]
            )
        )


def _lines_of_sentences(printed: Sequence[Segment]) -> set[Segment]:
    """Return the lines up to a full stop without the first ones, which may be headings over the others.

    In a narrow column a sentence has short lines: what it mentions heads nothing.
    """
    found: set[Segment] = set()
    for last in printed:
        before: Segment | None = last if _FULL_STOP.search(last.text) else None
        while before is not None:
            line = before
            before = next((each for each in printed if each is not line and is_next_line(each, line)), None)
            found |= {line} if before is not None else set()
    return found


_FULL_STOP: Final = re.compile(r"[a-zäöüß]{4}\.$")


def _worded(phrase: str, printed: Sequence[Segment]) -> Iterator[Hit]:
    """Yield the places of a heading's words; a statement that mentions them has a place for its answer."""
    headed = [each for each in printed if not is_statement(each)]
    yield from find_phrase(phrase, headed, inflected=True)
    stated = as_statement(phrase)
    if stated is not None:
        yield from find_phrase(stated, printed)


def _is_counted(phrase: str, hit: Hit) -> bool:
    """Whether a phrase begins with the number of its heading: "2 Elternteil 1" names the first one."""
    return phrase[:1].isdigit() and bool(hit.rest) and hit.rest[0].text.isdigit()


def _is_compound(hit: Hit) -> bool:
    """Whether a phrase is only the beginning of a word with a hyphen: "Betriebsstätten-Nr." is a number."""
    following = hit.rest[0].word if hit.rest else None
    return following is not None and "-" in following.text and hit.box.holds(*following.box.middle)


def _sideways(heading: Box, box: Box) -> float:
    return max(0.0, heading.left - box.right, box.left - heading.right)


def _flat(fields: Mapping[str, FieldSpec]) -> Iterable[FieldSpec]:
    for spec in fields.values():
        yield spec
        yield from spec.columns.values()
