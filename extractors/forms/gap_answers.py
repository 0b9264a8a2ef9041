"""Answers in gaps of running text: the words right before a gap name it, or the small print under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import dropwhile
from typing import Final, NamedTuple

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import Word
from contracts.records import Box
from extractors.forms.answers import written
from extractors.forms.labels import Hit, words_of
from extractors.forms.layout import Segment, segment
from extractors.forms.normalise import normalise
from extractors.forms.phrases import find_phrase, is_about
from extractors.forms.readings import EMPTY, UNFOUND, value_of
from extractors.forms.running_text import Gap
from extractors.forms.sheet import Sheet
from extractors.forms.stray_ink import unread_in

WITHOUT: Final = frozenset(
    {FieldKind.CHOICE, FieldKind.YES_NO, FieldKind.SIGNATURE, FieldKind.PERSONS, FieldKind.PLACE_DATE}
)
"""Kinds of fields that are not written into a gap."""

MOST_BETWEEN: Final = 4
"""Small words between a label and its gap: "Die Baukosten (brutto) betragen voraussichtlich ____"."""

FAR, IN_HINT = 0.05, 0.1
"""What a label loses for each word between it and its gap, and for words before it in the small print."""

EDGE: Final = 1.5
STOPS: Final = (",", ";", "‚")
"""With these a label's part of the sentence ends."""


class Named(NamedTuple):
    """A gap, by its number, that a field's label names, and how well."""

    field: str
    gap: int
    score: float


def gap_readings(
    readings: Mapping[str, FieldReading], fields: Mapping[str, FieldSpec], sheet: Sheet
) -> dict[str, FieldReading]:
    """Return the readings of fields that stand in gaps; bare gaps say no more than what stands elsewhere.

    A required field is not empty as long as something that may be its value stands in a gap of no known name.
    """
    gaps = sheet.gaps
    if not gaps:
        return {}
    chosen = _chosen([each for name, spec in fields.items() for each in _named(name, spec, sheet)])
    nameless = [gap for number, gap in enumerate(gaps) if gap.words and number not in chosen.values()]
    found = {name: _reading(fields[name], gaps[number], sheet) for name, number in chosen.items()}
    told = {
        name: reading
        for name, reading in found.items()
        if reading.state is not FieldState.EMPTY or readings[name] in (EMPTY, UNFOUND)
    }
    doubtful = {
        name: UNFOUND
        for name, reading in {**readings, **told}.items()
        if reading.state is FieldState.EMPTY and _may_be_in(nameless, fields[name])
    }
    return told | doubtful


def _chosen(named: Sequence[Named]) -> dict[str, int]:
    """Return the gap of each field, best names first; each gap has one field."""
    chosen: dict[str, int] = {}
    for each in sorted(named, key=lambda each: -each.score):
        if each.field not in chosen and each.gap not in chosen.values():
            chosen[each.field] = each.gap
    return chosen


def _may_be_in(gaps: Sequence[Gap], spec: FieldSpec) -> bool:
    """Whether one of these gaps may hold a field's value."""
    if not spec.required or spec.kind in WITHOUT:
        return False
    return any(normalise(spec, " ".join(word.text for word in gap.words)) is not None for gap in gaps)


def _named(name: str, spec: FieldSpec, sheet: Sheet) -> list[Named]:
    """Return the gaps that a field's labels name."""
    if spec.kind in WITHOUT:
        return []
    scores = [_score_of(spec, gap, sheet) for gap in sheet.gaps]
    return [Named(name, number, score) for number, score in enumerate(scores) if score is not None]


def _score_of(spec: FieldSpec, gap: Gap, sheet: Sheet) -> float | None:
    """Return how well a field's labels name a gap; None if they don't, or it is somebody else's.

    A sentence says itself whom it is about; only where it does not, a heading does.
    """
    before = segment(gap.page, _without_brackets(_clause(gap.before))) if gap.before else None
    hint = segment(gap.page, gap.hint) if gap.hint else None
    around = [each for each in (before, hint) if each is not None and each.tokens]
    scores = [
        score
        for label in spec.labels
        if not _names_another(spec, label, around)
        for score in (*_before(label, before), *_under(label, hint))
    ]
    place = gap.places[0]
    if not scores or sheet.is_for_office(gap.page, place):
        return None
    own = any(is_about(spec.sections, each.box.grown(1), [each]) for each in around)
    return max(scores) if own or sheet.headings.verdict(spec, gap.page, place) >= 0 else None


def _clause(words: Sequence[Word]) -> list[Word]:
    """Return the print before a gap without the punctuation that ends what was said before."""
    return list(dropwhile(lambda word: not any(map(str.isalnum, word.text)), words))


def _without_brackets(words: Iterable[Word]) -> list[Word]:
    """Return words without what is said in brackets: "Die Baukosten (brutto, einschl. Nebenkosten)"."""
    kept, depth = [], 0
    for word in words:
        opens = word.text.startswith("(")
        depth += opens
        if not depth:
            kept.append(word)
        depth -= bool(depth) and ")" in word.text
    return kept


def _names_another(spec: FieldSpec, label: str, around: Sequence[Segment]) -> bool:
    own = " ".join(words_of(label))
    others = [phrase for phrase in spec.not_sections if " ".join(words_of(phrase)) not in own]
    return any(is_about(others, each.box.grown(1), [each]) for each in around) if others else False


def _before(label: str, print_: Segment | None) -> list[float]:
    """Return how well a label in the print before a gap names it: the closer, the better."""
    if print_ is None:
        return []
    scores = []
    for hit in find_phrase(label, [print_], inflected=True):
        last = [token.word for token in print_.tokens if hit.box.holds(*token.word.box.middle)][-1]
        between = [token.word for token in hit.rest]
        parted = any(word.text.endswith(STOPS) for word in (last, *between[:-1]))
        plain = all(not word.text[:1].isupper() for word in between)
        if len(between) <= MOST_BETWEEN and plain and not parted:
            scores.append(_weight(label) - FAR * len(between))
    return scores


def _under(label: str, hint: Segment | None) -> list[float]:
    """Return how well a label in the small print under a gap names it: best at its beginning.

    One of several words to choose from is no name: "(Architekt, Ingenieur, Meister)".
    """
    if hint is None:
        return []
    return [
        _weight(label) - (IN_HINT if hit.box.left > hint.box.left + 1 else 0.0)
        for hit in find_phrase(label, [hint], inflected=True)
        if not _is_listed(hit, hint)
    ]


def _is_listed(hit: Hit, hint: Segment) -> bool:
    """Whether a label in small print stands between commas among other nouns."""
    words = list(hint.words)
    inside = [number for number, word in enumerate(words) if hit.box.holds(*word.box.middle)]
    before, after = words[: inside[0]], words[inside[-1] + 1 :]
    goes_on = words[inside[-1]].text.endswith(",") and after and after[0].text[:1].isupper()
    return bool(goes_on or (before and before[-1].text.endswith(",")))


def _weight(label: str) -> float:
    return min(1.0, 0.6 + sum(map(len, words_of(label))) / 60)


def _reading(spec: FieldSpec, gap: Gap, sheet: Sheet) -> FieldReading:
    """Return what stands in a gap as a field's reading; empty only where the gap is bare."""
    if gap.words:
        found = written(gap.words, sheet.pages[gap.page])
    else:
        places = [Box(each.left, each.top, each.right, each.bottom - EDGE) for each in gap.places]
        unread = unread_in(gap.page, places, sheet)
        if unread is None:
            return EMPTY
        found = unread
    reading = value_of(spec, found.raw.strip(" ,;‚"), [found])
    return reading if reading.value is not None else reading.model_copy(update={"state": FieldState.UNCLEAR})
