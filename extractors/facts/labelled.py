"""Which label names a value: the words right before it, around it, or above or below it.

A label is plain text ("Gültig bis"), or has an ellipsis where the value stands ("wird bis … befristet").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from rapidfuzz import fuzz

from contracts.findings import FieldReading
from contracts.values import fold
from extractors.facts.mentions import Mention
from extractors.forms.page.layout import Segment

T = TypeVar("T")

CONNECTORS: Final = frozenset(
    {"am", "vom", "von", "den", "dem", "der", "zum", "bis", "ist", "im", "in", "nr", "nummer", "per"}
    | {"on", "of", "until", "au", "le", "du"}
)
"""Words that may stand between a label and its value."""

LABEL_WORDS: Final = frozenset(
    fold(
        """
        name names nom surname familienname geburtsname ehename vorname vornamen rufname given prénoms birth
        geschlecht geschl sex sexe geburtsdatum geburtstag geburtsort geboren familienstand religion date day
        staatsangehörigkeit staatsangehörigkeiten staatsangeh nationality anschrift address adresse wohnhaft
        nummer datum gültig unterschrift merkzeichen grad behörde titel eltern elternteil mutter vater kind
        forename forenames prénom father mother père mère
        doktorgrad ordensname künstlername
        """
    ).split()
)
"""Words of labels, in no name; without the strokes between them OCR runs labels in two languages together."""

MOST_CONNECTORS: Final = 5
MOST_NUMBERS: Final = 3
"""Numbers and letters that count labels: "3.", "[a]", "C.1.1"."""

REACH: Final = 10
"""So many words behind a value the rest of its label may stand."""

MISREAD: Final = 80.0
"""OCR may get a letter of a word wrong: how alike it must be, of 100, if it has ``LONG`` letters."""

LONG: Final = 5
SURE: Final = 0.97
BY_OCR: Final = 0.95
"""The most that is made of a labelled value; a digit can be misread without a trace."""

BEFORE, ABOVE, BELOW = 1.0, 0.9, 0.8
_MORE_LABEL: Final = re.compile(r"[/·|(\[:*,]|$")
"""What may follow a label in its segment: nothing, a hint, or the same in another language."""


class Label(NamedTuple):
    """A label's words before the value, and behind it; ``rank`` is its place in the list, from 0."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    rank: int


class Named(NamedTuple, Generic[T]):
    """A value with what names it: the place of the label in the list, and the side on which it stands."""

    rank: int
    side: float
    mention: Mention[T]


def labels_of(texts: Sequence[str]) -> tuple[Label, ...]:
    """Return labels as words in the form in which spellings are equal."""
    parted = [[*text.split("…"), ""][:2] for text in texts]
    return tuple(
        Label(tuple(fold(before).split()), tuple(fold(after).split()), rank)
        for rank, (before, after) in enumerate(parted)
    )


def best_name(
    mentions: Iterable[Mention[T]], labels: Sequence[Label], *, unless: frozenset[str] = frozenset()
) -> list[Named[T]]:
    """Return the values that labels name: by the labels' order, then by side, then in the document's order.

    Args:
        mentions: In the document's order.
        labels: Most usual first.
        unless: Words right before a label that give it another meaning.
    """
    found = []
    for mention in mentions:
        sides = ((label.rank, side_of(mention, label, unless)) for label in labels)
        named = [(rank, side) for rank, side in sides if side]
        if named:
            found.append(Named(*min(named), mention))
    return sorted(found, key=lambda each: (each.rank, -each.side))


def side_of(mention: Mention[T], label: Label, unless: frozenset[str]) -> float:
    """Return on which side of a value a label stands (``BEFORE`` counts most), or 0 if it does not."""
    start = _ends_with(mention.before, label.before)
    if start is not None and not unless & set(mention.before[max(0, start - 3) : start]):
        return BEFORE if not label.after or _holds(mention.after[:REACH], label.after) else 0.0
    if label.after or unless & set(mention.before[-3:]):
        return 0.0
    *left, last = re.split(r"\s{2,}", mention.lead)
    beside = last.strip() or (left[-1] if left else "")
    if beside and _text_is_label(beside, label.before):
        return BEFORE
    return _in_column(mention, label) if {*fold(last).split()} <= CONNECTORS else 0.0


def _in_column(mention: Mention[T], label: Label) -> float:
    if mention.above is not None and label_end(mention.above, label.before):
        return ABOVE
    ends = not mention.tail.strip(" .,") or mention.tail.startswith("  ")
    if ends and mention.below is not None and label_end(mention.below, label.before):
        return BELOW
    return 0.0


def reading_of(mention: Mention[T], value: str, *, at_most: float = SURE) -> FieldReading:
    """Return a value with its place."""
    sure = BY_OCR if mention.page.source == "ocr" else SURE
    return FieldReading(
        value=value,
        raw=mention.raw,
        page=mention.page.index,
        box=mention.box,
        confidence=min(at_most, sure, mention.confidence),
        source=mention.source,
    )


def label_end(segment: Segment, wanted: Sequence[str]) -> int:
    """Return how many tokens of a segment a label at its beginning takes, or 0 if it does not stand there.

    A number before it ("3.", "[a]") and the same in another language behind it belong to the label.
    """
    tokens = segment.tokens
    end = _end_of_label([token.text for token in tokens], wanted)
    if not end:
        return 0
    rest = tokens[end:]
    if all(token.text in CONNECTORS or token.text.isdigit() for token in rest):
        return len(tokens)
    last, following = tokens[end - 1].word, rest[0]
    if last.text.endswith((":", "*", "?")):
        return end
    translated = last is following.word or _MORE_LABEL.match(following.word.text)
    return len(tokens) if translated or following.text in LABEL_WORDS else 0


def _end_of_label(tokens: Sequence[str], wanted: Sequence[str]) -> int:
    """Return where a label at the beginning ends, perhaps behind a number such as "C.1.1", or 0."""
    for skip in range(MOST_NUMBERS + 1):
        end = skip + len(wanted)
        if end <= len(tokens) and _alike(tokens[skip:end], wanted):
            return end
        if skip == len(tokens) or not _is_number(tokens[skip]):
            return 0
    return 0


def _text_is_label(text: str, wanted: Sequence[str]) -> bool:
    words = text.split()
    for count in range(1, len(words) + 1):
        tokens = fold(" ".join(words[:count])).split()
        tokens = tokens[1:] if len(tokens) > 1 and _is_number(tokens[0]) else tokens
        if len(tokens) >= len(wanted):
            rest = " ".join(words[count:])
            glued = len(tokens) > len(wanted) and "/" in words[count - 1]
            alike = _alike(tokens[: len(wanted)], wanted)
            return alike and (glued or (len(tokens) == len(wanted) and bool(_MORE_LABEL.match(rest))))
    return False


def _is_number(token: str) -> bool:
    return token.isdigit() or len(token) == 1


def _ends_with(words: Sequence[str], wanted: Sequence[str]) -> int | None:
    """Return where ``wanted`` begins at the end of ``words``, connectors and numbers behind it aside."""
    end = len(words)
    for _ in range(MOST_CONNECTORS + 1):
        start = end - len(wanted)
        if start >= 0 and _alike(words[start:end], wanted):
            return start
        if end == 0 or not (words[end - 1] in CONNECTORS or words[end - 1].isdigit()):
            return None
        end -= 1
    return None


def _alike(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether words are those of a label; long ones may differ in a letter."""
    return len(words) == len(wanted) and all(
        one == other
        or (min(len(one), len(other)) >= LONG and one[0] == other[0] and fuzz.ratio(one, other) >= MISREAD)
        for one, other in zip(words, wanted, strict=True)
    )


def _holds(words: Sequence[str], wanted: Sequence[str]) -> bool:
    size = len(wanted)
    return any(_alike(words[start : start + size], wanted) for start in range(len(words) - size + 1))
