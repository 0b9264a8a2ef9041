"""Labels that no contract lists, told by their words: "Wann sind Sie geboren?" asks for the day of birth.

A word tells a field when known wordings of the field have it, and none of other fields of its kind. Such a
label is only taken where no known one of its field stands on the form, and its answer is of the field's kind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.records import Box
from extractors.forms.labelling.labels import Hit, words_of
from extractors.forms.page.layout import Segment

TELLING_KINDS: Final = frozenset(
    {
        FieldKind.DATE,
        FieldKind.EMAIL,
        FieldKind.PHONE,
        FieldKind.PLATE,
        FieldKind.IBAN,
        FieldKind.TAX_ID,
    }
)
"""Kinds whose values are hardly taken for others; a rent and what it contains look alike."""

STEM: Final = 6
"""Letters of a word that carry its meaning, whatever its ending."""

ENOUGH: Final = 0.6
"""How far the words of a label must tell its field, from 0 to 1: one unknown word of two is too many."""

MOST_WORDS: Final = 12
"""Longer lines are print."""

SCORE: Final = 0.5
"""Less than any known label's."""

FILLING: Final = frozenset(
    [
        "ab",
        "am",
        "an",
        "auf",
        "aus",
        "bei",
        "bis",
        "bitte",
        "das",
        "dem",
        "den",
        "der",
        "des",
        "die",
        "ein",
        "eine",
        "einen",
        "einer",
        "es",
        "falls",
        "fur",
        "ggf",
        "habe",
        "haben",
        "hat",
        "ich",
        "ihr",
        "ihre",
        "ihrem",
        "ihren",
        "ihrer",
        "im",
        "in",
        "ist",
        "lautet",
        "mein",
        "meine",
        "mit",
        "nach",
        "oder",
        "seit",
        "sie",
        "sind",
        "und",
        "unter",
        "vom",
        "von",
        "wann",
        "war",
        "waren",
        "was",
        "welche",
        "welchem",
        "welchen",
        "welcher",
        "wer",
        "werden",
        "wie",
        "wir",
        "wird",
        "wo",
        "wurde",
        "wurden",
        "zu",
        "zum",
        "zur",
    ]
)
"""Words that do not say what is asked; folded."""


class TellingWords:
    """How far words tell the fields of a form from others of their kind.

    Args:
        fields: Of the contract; columns of lists of persons count as the fields of their name.
    """

    def __init__(self, fields: Mapping[str, FieldSpec]) -> None:
        self._shares: defaultdict[tuple[FieldKind, str], dict[str, float]] = defaultdict(dict)
        for kind, name, labels in _wordings(fields):
            counts = Counter(stem for label in labels for stem in set(stems(words_of(label))))
            for stem, count in counts.items():
                shares = self._shares[kind, stem]
                shares[name] = max(shares.get(name, 0.0), count / len(labels))

    def tell(self, name: str, kind: FieldKind, words: Sequence[str]) -> float:
        """Return how far words tell a field, 0 to 1: the mean over those that say anything."""
        saying = stems(words)
        return sum(self._told(name, kind, stem) for stem in saying) / max(len(saying), 1)

    def _told(self, name: str, kind: FieldKind, stem: str) -> float:
        shares = self._shares.get((kind, stem), {})
        return shares.get(name, 0.0) / sum(shares.values()) if shares else 0.0


def stems(words: Sequence[str]) -> list[str]:
    """Return the beginnings of the words that say what is asked."""
    return [word[:STEM] for word in words if word not in FILLING and not word.isdigit()]


def _wordings(fields: Mapping[str, FieldSpec]) -> Iterator[tuple[FieldKind, str, Sequence[str]]]:
    """Yield kinds and names of fields with their labels; whom a field is not about counts as another."""
    for name, spec in fields.items():
        if spec.labels:
            yield spec.kind, name, spec.labels
        if spec.not_sections:
            yield spec.kind, f"not {name}", spec.not_sections
        yield from _wordings(spec.columns)


def label_of(printed: Segment) -> Hit | None:
    """Return a segment as a label, up to its colon or question mark; None if it is too long."""
    if not printed.tokens or len(printed.words) > MOST_WORDS:
        return None
    ends = [number for number, token in enumerate(printed.tokens) if token.word.text.endswith((":", "?"))]
    end = ends[0] + 1 if ends else len(printed.tokens)
    box = Box.around([token.word.box for token in printed.tokens[:end]])
    return Hit(printed.page, box, printed.tokens[end:], SCORE)
