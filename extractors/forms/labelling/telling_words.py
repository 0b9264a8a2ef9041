"""Labels that no contract lists, told by their words: "Wann sind Sie geboren?" asks for the day of birth.

A word tells a field when known wordings of the field have it, and none of other fields of its kind. Such a
label is only taken where no known one of its field stands on the form, and its answer is of the field's kind.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from contracts.fields import FieldKind, FieldSpec
from contracts.records import Box
from contracts.values import fold
from extractors.forms.labelling.labels import Hit, words_of
from extractors.forms.page.layout import Segment
from extractors.forms.values.abbreviations import spelled_out

TELLING_KINDS: Final = frozenset(
    {
        FieldKind.DATE,
        FieldKind.EMAIL,
        FieldKind.PHONE,
        FieldKind.PLATE,
        FieldKind.IBAN,
        FieldKind.TAX_ID,
        FieldKind.ACCOUNT,
        FieldKind.ADDRESS,
    }
)
"""Kinds whose values are hardly taken for others; a rent and what it contains look alike."""

ASKED_KINDS: Final = frozenset({FieldKind.NAME, FieldKind.TEXT})
"""Kinds whose values look like much else: only a whole question asks for them."""

_HINT: Final = re.compile(r"\([^)]*\)?")

_ASKING: Final = re.compile(
    r"(?:\d{1,2}[.)] )?(?:(?:Wer|Wie|Was|Wo|Womit|Wofür)\b|(?:\w+ )?[Ww]elche[mnrs]?\b).*\?"
)
"""How a question ends and begins that is answered in words, not by a day, yes or no."""

STEM: Final = 6
"""Letters of a word that carry its meaning, whatever its ending."""

ENOUGH: Final = 0.6
"""How far the words of a label must tell its field, from 0 to 1: one unknown word of two is too many."""

MOST_WORDS: Final = 12
"""Longer lines are print."""

SCORE: Final = 0.5
"""Less than any known label's."""

NOT: Final = "not "
"""Before the name of a field whose contract says whom it is not about."""

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
        "eigene",
        "eigenen",
        "eigener",
        "eigenes",
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
        "selber",
        "selbst",
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
        "welches",
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
        saying = set(stems(words))
        return sum(self._told(name, kind, stem) for stem in saying) / max(len(saying), 1)

    def _told(self, name: str, kind: FieldKind, stem: str) -> float:
        shares = self._shares.get((kind, stem), {})
        others = (share for each, share in shares.items() if not each.startswith(NOT) or each == NOT + name)
        return shares[name] / sum(others) if name in shares else 0.0


def stems(words: Sequence[str]) -> list[str]:
    """Return the beginnings of the words that say what is asked."""
    return [word[:STEM] for word in words if word not in FILLING and not word.isdigit()]


def _wordings(fields: Mapping[str, FieldSpec]) -> Iterator[tuple[FieldKind, str, Sequence[str]]]:
    """Yield kinds and names of fields with their labels; whom a field is not about counts as another."""
    for name, spec in fields.items():
        if spec.labels:
            yield spec.kind, name, spec.labels
        if spec.not_sections:
            yield spec.kind, NOT + name, spec.not_sections
        yield from _wordings(spec.columns)


def is_told(kind: FieldKind, text: str, *, asked: bool) -> bool:
    """Whether words may tell what a label asks for: for some kinds, or if ``asked``, those of a question."""
    return (kind in TELLING_KINDS and not asked) or (
        kind in TELLING_KINDS | ASKED_KINDS and _ASKING.match(text) is not None
    )


class Unlisted(NamedTuple):
    """A printed segment that may be a label.

    Attributes:
        wordings: Its words with hints in brackets, and without: they may name the field, "(IBAN)", or only
            what belongs to its answer, "(Straße, Nr., PLZ, Ort)".
    """

    hit: Hit
    text: str
    wordings: tuple[tuple[str, ...], tuple[str, ...]]


def unlisted_label(printed: Segment) -> Unlisted | None:
    """Return a segment as a label, up to its colon or question mark; None if it is too long."""
    if not printed.tokens or len(printed.words) > MOST_WORDS:
        return None
    ends = [number for number, token in enumerate(printed.tokens) if token.word.text.endswith((":", "?"))]
    end = ends[0] + 1 if ends else len(printed.tokens)
    own = printed.tokens[:end]
    text = " ".join(word.text for word in dict.fromkeys(token.word for token in own))
    hit = Hit(printed.page, Box.around([token.word.box for token in own]), printed.tokens[end:], SCORE)
    return Unlisted(hit, text, (_words_in(text), _words_in(_HINT.sub(" ", text))))


def _words_in(text: str) -> tuple[str, ...]:
    """Return the folded words of print; unlike those of a contract's phrases, they are not kept."""
    return tuple(fold(spelled_out(text)).split())
