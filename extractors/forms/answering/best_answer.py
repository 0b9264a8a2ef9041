"""Of all that may be the answer to any label of a field, the best: by label, heading, side, and kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import Word
from extractors.forms.answering.answers import Answer, answers, without_label, written
from extractors.forms.answering.claims import is_of_signature
from extractors.forms.answering.days_in_cells import with_whole_day
from extractors.forms.answering.digits_in_cells import with_number_in_one
from extractors.forms.answering.given_names import with_given_name
from extractors.forms.answering.ticked_words import told_by_ticks
from extractors.forms.labelling.label_hits import LabelHit
from extractors.forms.page.by_hand import UNREAD
from extractors.forms.page.hints import is_only_print, is_request, is_sentence
from extractors.forms.page.layout import Segment
from extractors.forms.page.linking import Side
from extractors.forms.parts.readings import EMPTY, value_of
from extractors.forms.parts.sheet import Sheet
from extractors.forms.values.normalise import chosen, normalise

SIDE_WEIGHT: Final = {Side.INSIDE: 0.3, Side.RIGHT: 0.2, Side.BELOW: 0.15, Side.ABOVE: 0.12}

HABIT: Final = 0.1
"""What an answer gains that stands where most answers of its page stand, seen from their labels."""

FITS: Final = 1.0

PROVEN: Final = frozenset({FieldKind.IBAN, FieldKind.ACCOUNT, FieldKind.TAX_ID})
"""Kinds whose values have check digits."""

LEAST_DIGITS: Final = 6
"""Digits beside a label that are such a number, however badly read."""

LEAST_NUMBER: Final = 4
"""Digits of a text that is mostly digits, from which on it is an answer, if a cut off one."""

WEAK_KINDS: Final = frozenset({FieldKind.NAME, FieldKind.TEXT, FieldKind.WORD, FieldKind.PLACE})

WITH_DIGITS: Final = frozenset(
    {
        FieldKind.DATE,
        FieldKind.MONTH,
        FieldKind.PERIOD,
        FieldKind.AMOUNT,
        FieldKind.NUMBER,
        FieldKind.IBAN,
        FieldKind.ACCOUNT,
        FieldKind.TAX_ID,
        FieldKind.PLATE,
        FieldKind.PHONE,
        FieldKind.ADDRESS,
        FieldKind.PLACE_DATE,
    }
)
"""Values of these kinds always have digits: words without any beside a label are print."""

FORMED: Final = frozenset(
    {FieldKind.PLATE, FieldKind.IBAN, FieldKind.TAX_ID, FieldKind.DATE, FieldKind.MONTH}
)
"""Kinds whose values have a form of their own, in which few other words are set."""

TITLE: Final = 1.4
"""How much higher the title of a form is than most of its words, at least."""

_NUMBERED: Final = re.compile(r"\d{1,2}[.)] [A-ZÄÖÜ]")
"""How the heading of the next part begins: "2. Wer stellt den Antrag?"."""

TICKED: Final = frozenset({FieldKind.CHOICE, FieldKind.YES_NO})

_OFFERED: Final = re.compile(r"\w\W+ja\W+nein\W*$")
"""How a question ends that is answered by ticking."""

LEAST_ASKED: Final = 3
"""Words of a question; "unbekannt?" is an answer."""

MOST_EMAIL_WORDS: Final = 3
"""OCR may lose the sign of an e-mail address, and part it at its points; a heading has more words."""


def best_answer(spec: FieldSpec, labels: Sequence[LabelHit], sheet: Sheet) -> FieldReading | None:
    """Return the best answer to any of the labels; None if there is no label."""
    ranked = []
    for label in _own(spec, labels, sheet):
        found = answers(
            label,
            sheet,
            above=spec.kind is FieldKind.PLACE_DATE,
            lines_below=2 if spec.kind is FieldKind.ADDRESS else 1,
            long=spec.long,
        )
        told = [
            told_by_ticks(spec, _pared(spec, each, sheet), sheet)
            for each in found
            if not _is_caption(spec, each, sheet)
        ]
        candidates = [
            each
            for each in told
            if each is not None
            and (_names_option(spec, each) or not _are_headings(label, each, sheet))
            and not _is_question(spec, each)
            and not _are_of_title(label, each, sheet)
        ]
        habit = sheet.habit(label.hit.page)
        for candidate in candidates or (None,):
            score, reading = _ranked(spec, label, candidate)
            usual = HABIT if candidate is not None and candidate.side is habit else 0.0
            ranked.append((score + usual, reading, label))
    if not ranked:
        return None
    _, reading, label = max(ranked, key=lambda each: each[0])
    if spec.kind in PROVEN:
        reading = _not_anothers(reading, label, ranked)
    return with_given_name(spec, reading, label, sheet)


def _own(spec: FieldSpec, labels: Sequence[LabelHit], sheet: Sheet) -> Sequence[LabelHit]:
    """Return the labels without those under somebody else's heading, if there are others."""
    verdicts = [sheet.headings.verdict_on(spec, label.hit) for label in labels]
    own = [label for label, verdict in zip(labels, verdicts, strict=True) if verdict >= 0]
    return own or labels


def _not_anothers(
    reading: FieldReading, label: LabelHit, ranked: Sequence[tuple[float, FieldReading, LabelHit]]
) -> FieldReading:
    """Return a number with check digits; unclear if one at a better label is there but hard to read.

    The second parent's IBAN, well read, is not the first one's.
    """
    for _, other, better in ranked:
        digits = sum(map(str.isdigit, other.raw))
        if better.score > label.score and other.value is None and digits >= LEAST_DIGITS:
            return other.model_copy(update={"state": FieldState.UNCLEAR})
    return reading


def _pared(spec: FieldSpec, answer: Answer, sheet: Sheet) -> Answer:
    """Return an answer without what belongs to its label, or to the next one."""
    own = with_whole_day(spec, without_label(spec, answer, sheet), sheet)
    return _up_to_gap(spec, with_number_in_one(spec, own, sheet), sheet)


def _up_to_gap(spec: FieldSpec, answer: Answer, sheet: Sheet) -> Answer:
    """Return an answer up to its first wide gap, if only that is a value: what follows is another label."""
    found = answer.written
    if found is None or not answer.words or not _has_form(spec) or _is_of_form(spec, found.raw):
        return answer
    own = _segment_of(answer.words[0], found.page, sheet)
    words = [word for word in answer.words if own is not None and word in own.words]
    first = written(words, sheet.pages[found.page]) if words else None
    is_value = first is not None and _is_of_form(spec, first.raw)
    return answer._replace(written=first, words=words) if is_value else answer


def _has_form(spec: FieldSpec) -> bool:
    """Whether values of a field have a form of their own, or are mostly some that are known."""
    return spec.kind in FORMED or (spec.kind is FieldKind.TEXT and bool(spec.options))


def _is_of_form(spec: FieldSpec, raw: str) -> bool:
    if spec.options:
        return chosen(spec.options, raw) is not None
    return normalise(spec, raw) is not None


def _are_of_title(label: LabelHit, answer: Answer, sheet: Sheet) -> bool:
    """Whether words go on in the large line that their label begins: "Antrag auf" as part of the title."""
    page = label.hit.page
    own = _segment_of(answer.words[0], page, sheet) if answer.words else None
    if own is None or not own.box.holds(*label.hit.box.middle):
        return False
    if own.box.top > label.hit.box.middle[1]:
        return False  # a large answer right under its label
    usual = median(word.box.height for word in sheet.words[page])
    return min(word.box.height for word in own.words) > TITLE * usual


def _segment_of(word: Word, page: int, sheet: Sheet) -> Segment | None:
    return next((each for each in sheet.segments if each.page == page and word in each.words), None)


def _is_caption(spec: FieldSpec, answer: Answer, sheet: Sheet) -> bool:
    """Whether what stands there names what else is asked: the head of the next column."""
    printed = answer.written if answer.widget is None and not spec.long else None
    return printed is not None and sheet.is_caption(printed.raw)


def _names_option(spec: FieldSpec, answer: Answer) -> bool:
    """Whether a choice is written out: "Antragsteller selbst" is one, and begins as a heading does."""
    written = answer.written if spec.kind is FieldKind.CHOICE else None
    return written is not None and normalise(spec, written.raw) is not None


def _is_question(spec: FieldSpec, answer: Answer) -> bool:
    """Whether what stands there is a printed question.

    It ends as one or in its answers, has a number, or stands where a number is asked for.
    """
    if answer.written is None or answer.widget is not None:
        return False
    if _is_ticked(spec, answer.written.raw):
        return True
    if "?" not in answer.written.raw:
        return False
    if answer.written.raw.endswith("?") and len(answer.written.raw.split()) >= LEAST_ASKED:
        return True
    return spec.kind is FieldKind.NUMBER or _NUMBERED.match(answer.written.raw) is not None


def _is_ticked(spec: FieldSpec, raw: str) -> bool:
    """Whether a question of another kind ends in its tick boxes; a number may stand before it."""
    if spec.kind in TICKED or spec.options or (spec.kind in WITH_DIGITS and any(map(str.isdigit, raw))):
        return False
    return _OFFERED.search(raw) is not None


def _are_headings(label: LabelHit, answer: Answer, sheet: Sheet) -> bool:
    """Whether a label and what stands right of it are headings of two columns."""
    if answer.side is not Side.RIGHT or answer.widget is not None or answer.written is None:
        return False
    if sheet.sides.ends_in_colon(label.hit):
        return False
    box, own = answer.written.box, label.hit.box
    places = [place for number, place in sheet.headings.places if number == label.hit.page]
    over = [place for place in places if place.overlap(own) > 0]
    return bool(over) and any(
        place not in over and place.overlap(box) > box.width * box.height / 2 for place in places
    )


def _ranked(spec: FieldSpec, label: LabelHit, answer: Answer | None) -> tuple[float, FieldReading]:
    if answer is None or answer.written is None or _says_nothing(spec, answer.written.raw):
        return label.score + (SIDE_WEIGHT[Side.INSIDE] if answer and not answer.written else 0.0), EMPTY
    score = label.score + SIDE_WEIGHT[answer.side]
    reading = value_of(spec, answer.written.raw, [answer.written])
    if is_of_signature(spec, reading.raw) or (is_request(reading.raw) and answer.widget is None):
        return score - FITS / 2, EMPTY
    clauses = spec.kind is FieldKind.WORD and ";" in reading.raw
    printed = not spec.long and (clauses or is_sentence(reading.raw))
    if reading.value is not None and not printed:
        return score + (FITS / 2 if spec.kind in WEAK_KINDS else FITS), reading
    if not printed and normalise(spec, reading.raw) is not None:
        return score + FITS / 2, reading  # a value, but hard to read
    return _without_value(spec, score, answer.side, reading)


def _says_nothing(spec: FieldSpec, raw: str) -> bool:
    """Whether a text is only print; "m" is a unit, or one of the field's options."""
    return is_only_print(raw) and not (spec.options and chosen(spec.options, raw))


def _without_value(
    spec: FieldSpec, score: float, side: Side, reading: FieldReading
) -> tuple[float, FieldReading]:
    """Rank words that are no value of the kind; most likely they are print, not an answer."""
    if side is Side.INSIDE:
        return score + FITS / 4, reading
    if _is_print(spec, reading.raw) and UNREAD not in reading.raw:
        return score - FITS / 2, EMPTY
    digits, signs = sum(map(str.isdigit, reading.raw)), len("".join(reading.raw.split()))
    number = spec.kind in WITH_DIGITS and digits >= LEAST_NUMBER and 2 * digits >= signs
    meant = number or UNREAD in reading.raw or (spec.kind is FieldKind.EMAIL and "@" in reading.raw)
    unclear = reading.model_copy(update={"state": FieldState.UNCLEAR, "confidence": 0.3})
    return score + (FITS / 4 if meant else -FITS / 2), unclear


def _is_print(spec: FieldSpec, raw: str) -> bool:
    """Whether a text lacks what all values of the kind have: digits, or the sign of an e-mail address."""
    if spec.kind is FieldKind.EMAIL:
        return "@" not in raw and len(raw.split()) > MOST_EMAIL_WORDS
    return spec.kind in WITH_DIGITS and not any(map(str.isdigit, raw))
