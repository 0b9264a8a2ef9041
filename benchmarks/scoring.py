"""Errors of a reading, whatever order, frame or grouping its words came in.

The engines differ in the order of their words (columns, tables), in how they turn, level or flatten a page,
and in what they call a line. None of that is an error of reading, so none of it may count, for nobody:

1. Words that stand only once in the truth and only once in the reading are anchors. From them follows the map
   from the reading's frame to the truth's: turned, level or not, photographed at an angle (a projective map,
   fitted to the anchors that agree).
2. Each word of the reading belongs to the truth's line *segment* that it lies on: words of one line with no
   gap wider than a column's between them. Its place in the segment is told by its place on the page. So the
   truth alone says what a line is, and columns cannot be mixed up.
3. Errors are the edit distance (Levenshtein) of each segment, blanks between words included: "Miet vertrag"
   is one error. Words that lie on no segment are insertions, all their letters counted, and segments without
   words are deletions. The character error rate (CER) is all errors through all letters of the truth.

Word recall and precision need no places: multisets of words, equal letter by letter.

Signs that are set differently for the same thing are made equal before (quotes, dashes, ligatures), and rows
of dots or underscores, which are drawn as lines as often, are left out. Text that does not run level is
ignored in truth and reading. Capitals, umlauts, commas and digits count. ``tests/benchmarks/test_scoring.py``
shows that the truth, shuffled, shaken and in other frames, has no error.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from benchmarks.alignment import frame_map
from contracts.reading import Word
from contracts.records import Box, Record

_SAME: Final = str.maketrans(
    {
        **dict.fromkeys("„“”‟«»″", '"'),
        **dict.fromkeys("‚‘’‛´`′", "'"),
        **dict.fromkeys("–—―−‐‑", "-"),
        "\u00ad": "-",
        "•": "·",
        "…": "...",
    }
)
_LEADER: Final = re.compile(r"[._·\-]{3,}")
_GAP: Final = 1.2
"""Widest blank inside of a segment, in heights of its words."""
_UP_OR_DOWN: Final = 0.75
_BESIDE: Final = 3.0
"""How far from a word's middle a reading's word may lie to belong to its segment, in heights of the word."""


class Score(Record):
    """Counts of one page or of many; they add up.

    Attributes:
        letters: Of the truth, blanks inside of segments included.
        errors: Edits between reading and truth.
        truth: Words of the truth; ``read`` of the reading, ``both`` those in both.
    """

    letters: int = 0
    errors: int = 0
    truth: int = 0
    read: int = 0
    both: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(**{name: getattr(self, name) + getattr(other, name) for name in Score.model_fields})

    @property
    def cer(self) -> float:
        """Character error rate; above 1 where more is read than there is."""
        return self.errors / max(self.letters, 1)

    @property
    def recall(self) -> float:
        """Share of the truth's words that were read without any error."""
        return self.both / max(self.truth, 1)

    @property
    def precision(self) -> float:
        """Share of the reading's words that stand in the truth."""
        return self.both / max(self.read, 1)


class Segment(NamedTuple):
    """Words on one line without a wide gap between them, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with one blank between."""
        return " ".join(word.text for word in self.words)


def score(truth: Sequence[Word], read: Sequence[Word], *, ignored: Sequence[Box] = ()) -> Score:
    """Compare a reading with the truth; boxes of each in any frame of its own, the truth's level."""
    right, seen = normalised(truth), normalised(read)
    places = frame_map(right, seen)(_spans(seen))
    kept = [index for index in range(len(seen)) if not _inside_any(places[index], ignored)]
    seen, places = [seen[index] for index in kept], places[kept]
    segments = segments_of(right)
    owners = _owners(segments, places)
    lines: dict[int, list[tuple[float, str]]] = defaultdict(list)
    stray = 0
    for word, place, owner in zip(seen, places, owners, strict=True):
        if owner is None:
            stray += len(word.text)
        else:
            lines[owner].append((float(place[:, 0].mean()), word.text))
    texts = {owner: " ".join(text for _, text in sorted(line)) for owner, line in lines.items()}
    distances = (Levenshtein.distance(each.text, texts.get(at, "")) for at, each in enumerate(segments))
    return Score(
        letters=sum(len(segment.text) for segment in segments),
        errors=sum(distances) + stray,
        truth=len(right),
        read=len(seen),
        both=(Counter(word.text for word in right) & Counter(word.text for word in seen)).total(),
    )


def normalised(words: Iterable[Word]) -> list[Word]:
    """Return the words with equal signs for equal things; rows of dots and the like are gone."""
    kept: list[Word] = []
    for word in words:
        text = _LEADER.sub("", unicodedata.normalize("NFKC", word.text.translate(_SAME)).translate(_SAME))
        kept.extend(Word(piece, word.box, word.confidence) for piece in ["".join(text.split())] if piece)
    return kept


def segments_of(words: Sequence[Word]) -> list[Segment]:
    """Return the truth's segments."""
    segments: list[list[Word]] = []
    for word in sorted(words, key=lambda each: each.box.left):
        fitting = [segment for segment in segments if _follows(segment[-1].box, word.box)]
        if fitting:
            min(fitting, key=lambda segment: word.box.left - segment[-1].box.right).append(word)
        else:
            segments.append([word])
    return [Segment(tuple(segment)) for segment in segments]


def _follows(before: Box, after: Box) -> bool:
    """Whether a word comes next to another on the same line."""
    low, high = sorted((before.bottom - before.top, after.bottom - after.top))
    shared = min(before.bottom, after.bottom) - max(before.top, after.top)
    return shared > 0.5 * low and -0.5 * high < after.left - before.right < _GAP * high


def _spans(words: Sequence[Word]) -> NDArray[np.float64]:
    """Return the middles of the words' left and right sides, of shape (words, 2, 2)."""
    boxes = np.array([word.box for word in words], dtype=np.float64).reshape(-1, 4)
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    return np.stack(
        [np.stack([boxes[:, 0], middle], axis=1), np.stack([boxes[:, 2], middle], axis=1)], axis=1
    )


def _inside_any(place: NDArray[np.float64], boxes: Sequence[Box]) -> bool:
    x, y = place.mean(axis=0)
    return any(box.left <= x <= box.right and box.top <= y <= box.bottom for box in boxes)


def _owners(segments: Sequence[Segment], places: NDArray[np.float64]) -> list[int | None]:
    """Return for each word of the reading the segment that it lies on, None for none."""
    if not segments:
        return [None] * len(places)
    boxes = np.array([word.box for segment in segments for word in segment.words], dtype=np.float64)
    owner = [number for number, segment in enumerate(segments) for _ in segment.words]
    heights = boxes[:, 3] - boxes[:, 1]
    found: list[int | None] = []
    for x, y in places.mean(axis=1):
        beside = np.maximum(0, np.maximum(boxes[:, 0] - x, x - boxes[:, 2])) / heights
        off = np.abs(y - (boxes[:, 1] + boxes[:, 3]) / 2) / heights
        best = int(np.argmin(np.where(beside < _BESIDE, off + beside / 3, np.inf)))
        near = beside[best] < _BESIDE and off[best] < _UP_OR_DOWN
        found.append(owner[best] if near else None)
    return found
