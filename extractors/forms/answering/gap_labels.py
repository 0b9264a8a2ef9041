"""Which gap of running text a label names: by the words right before it, or the small print under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import dropwhile
from typing import Final

from contracts.fields import FieldSpec
from contracts.reading import Word
from extractors.forms.labelling.labels import Hit, words_of
from extractors.forms.labelling.part_labels import TOWN
from extractors.forms.labelling.phrases import find_phrase, is_about
from extractors.forms.page.layout import Segment, segment
from extractors.forms.page.running_text import Gap
from extractors.forms.parts.sheet import Sheet

MOST_BETWEEN: Final = 4
"""Small words between a label and its gap: "Die Baukosten (brutto) betragen voraussichtlich ____"."""

FAR, IN_HINT = 0.05, 0.1
"""What a label loses for each word between it and its gap, and for words before it in the small print."""

POSTCODE: Final = re.compile(r"\d{5}")

VERBS: Final = frozenset(
    {
        *("ich", "wir", "sie", "er", "es", "mir", "uns", "bin", "ist", "sind", "wird", "werden", "wurde"),
        *("wurden", "habe", "haben", "hat", "worden"),
    }
)
INCLUDING: Final = frozenset({"einschließlich", "einschl", "inklusive", "inkl"})
"""Words of a sentence that a label leaves out."""

STOPS: Final = (",", ";", "‚")
"""With these a label's part of the sentence ends."""


def score_of(spec: FieldSpec, gap: Gap, sheet: Sheet) -> float | None:
    """Return how well a field's labels name a gap; None if they don't, or it is somebody else's.

    A sentence says itself whom it is about; only where it does not, a heading does.
    """
    said = _without_brackets(clause(gap.before))
    before = segment(gap.page, said) if said else None
    short = without_small_words(said)
    shortened = segment(gap.page, short) if short and len(short) < len(said) else None
    hint = segment(gap.page, gap.hint) if gap.hint else None
    around = [each for each in (before, hint) if each is not None and each.tokens]
    scores = [
        score
        for label in spec.labels
        if not _names_another(spec, label, around)
        for score in (*_before(label, before), *_shortly(label, shortened), *_under(label, hint))
    ]
    place = gap.places[0]
    if not scores or sheet.is_for_office(gap.page, place):
        return None
    own = any(is_about(spec.sections, each.box.grown(1), [each]) for each in around)
    return max(scores) if own or sheet.headings.verdict(spec, gap.page, place) >= 0 else None


def clause(words: Sequence[Word]) -> list[Word]:
    """Return the print before a gap without the punctuation that ends what was said before."""
    return list(dropwhile(lambda word: not any(map(str.isalnum, word.text)), words))


def _without_brackets(words: Iterable[Word]) -> list[Word]:
    """Return words without what is said in brackets: "Die Baukosten (brutto, einschl. Nebenkosten)".

    A bracket that is still open holds the gap itself: "(bisherige Ausweis-Nr. ____)".
    """
    kept: list[Word] = []
    inside: list[Word] = []
    for word in words:
        inside.append(word)
        depth = sum(each.text.startswith("(") for each in inside)
        if not depth:
            kept.append(inside.pop())
        elif sum(")" in each.text for each in inside) >= depth:
            inside.clear()
    return kept + inside


def without_small_words(words: Sequence[Word]) -> list[Word]:
    """Return a clause as a label would say it: "Eingezogen am" for "Eingezogen bin ich am".

    What a sum includes is left out, up to the noun that says it: "einschließlich aller Nebenkosten".
    """
    kept, including = [], False
    for word in words:
        text = word.text.strip(".,").lower()
        including |= text in INCLUDING
        if not including and text not in VERBS:
            kept.append(word)
        including &= not word.text[:1].isupper()
    return kept


def _shortly(label: str, shortened: Segment | None) -> list[float]:
    """Return how well a label names a gap by a clause without small words, of which it keeps two at least."""
    return [score - FAR for score in _before(label, shortened) if len(words_of(label)) > 1]


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


def town_behind(street: int, gaps: Sequence[Gap]) -> int | None:
    """Return the number of the next gap where it is for the town: its small print says so, or its postcode.

    No print but a comma or a small word stands between the two.
    """
    number = street + 1
    if number >= len(gaps) or gaps[number].page != gaps[street].page or not gaps[number].words:
        return None
    gap = gaps[number]
    if sum(any(map(str.isalpha, word.text)) for word in gap.before) > 1:
        return None
    hint = [segment(gap.page, gap.hint)] if gap.hint else []
    says_so = any(find_phrase(label, hint) for label in TOWN)
    return number if says_so or POSTCODE.fullmatch(gap.words[0].text) else None
