"""The measure of readings: blind for order and frame, and exact about errors."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from benchmarks.corpus import TruthPage, corpus
from benchmarks.scoring import Score, normalised, score, segments_of
from contracts.reading import Word
from contracts.records import Box

PAGES = list(corpus("tune", "native", pages=8))
"""Columns, tables, forms and attachments."""

Point = tuple[float, float]


def moved(words: Sequence[Word], how: Callable[[float, float], Point]) -> list[Word]:
    """Return the words in another frame: the box around the corners of each."""
    found = []
    for text, box, confidence in words:
        corners = [how(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
        xs, ys = zip(*corners, strict=True)
        found.append(Word(text, Box(min(xs), min(ys), max(xs), max(ys)), confidence))
    return found


def photographed(x: float, y: float) -> Point:
    """A sheet seen at an angle, in pixels."""
    far = 1 + 0.00012 * x + 0.00007 * y
    return (200 + 4.1 * x + 0.2 * y) / far, (90 - 0.15 * x + 4.0 * y) / far


FRAMES: dict[str, Callable[[float, float], Point]] = {
    "same": lambda x, y: (x, y),
    "pixels": lambda x, y: (x * 300 / 72, y * 300 / 72),
    "askew": lambda x, y: (x - 0.05 * y + 30, y + 0.05 * x - 12),
    "upside down": lambda x, y: (595 - x, 842 - y),
    "on its side": lambda x, y: (842 - y, x),
    "photographed": photographed,
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.parametrize("frame", FRAMES)
def test_order_frame_and_small_shifts_are_no_errors(page: TruthPage, frame: str) -> None:
    """The truth, shuffled, shaken by a point and in another frame, has hardly an error."""
    rng = random.Random(1)  # noqa: S311 - reproducible chance
    shaken = [Word(text, Box(*(side + rng.uniform(-1, 1) for side in box))) for text, box, _ in page.words]
    rng.shuffle(shaken)
    found = score(page.words, moved(shaken, FRAMES[frame]), ignored=page.ignored)
    assert found.cer < 0.001
    assert found.recall == found.precision == 1


def line(*texts: str, top: float = 0, left: float = 0) -> list[Word]:
    """Return words of six points a letter on one line, with a blank between."""
    words = []
    for text in texts:
        words.append(Word(text, Box(left, top, left + 6 * len(text), top + 10)))
        left += 6 * len(text) + 4
    return words


TRUTH = line("Der", "Mietvertrag", "beginnt", "am", "01.05.2026") + line(
    "Unterschrift", "Vermieterin", top=20
)


@pytest.mark.parametrize(
    ("read", "errors"),
    [
        (TRUTH, 0),
        ([word._replace(text=word.text.replace("2026", "2025")) for word in TRUTH], 1),
        ([word for word in TRUTH if word.text != "am"], 3),
        ([*TRUTH, *line("xyz", top=200)], 3),
        ([], len("Der Mietvertrag beginnt am 01.05.2026Unterschrift Vermieterin")),
    ],
    ids=["right", "one digit", "a word and its blank", "something that is not there", "nothing"],
)
def test_each_error_counts_once(read: list[Word], errors: int) -> None:
    """Letters that are wrong, missing or made up."""
    assert score(TRUTH, read).errors == errors


def test_a_word_torn_apart_is_one_error() -> None:
    """Blanks are letters like others; the two words that it costs show in recall and precision."""
    whole = TRUTH[1]
    middle = (whole.box.left + whole.box.right) / 2
    torn = [
        Word("Miet", Box(whole.box.left, 0, middle - 2, 10)),
        Word("vertrag", Box(middle + 2, 0, whole.box.right, 10)),
    ]
    found = score(TRUTH, [TRUTH[0], *torn, *TRUTH[2:]])
    assert found.errors == 1
    assert (found.both, found.truth, found.read) == (6, 7, 8)


def test_columns_are_never_mixed_up() -> None:
    """Two columns side by side: four segments, whatever the engine took for a line."""
    left = line("linke", "Spalte") + line("zweite", "Zeile", top=12)
    right = line("rechte", "Seite", left=300) + line("ganz", "rechts", top=12, left=300)
    assert {segment.text for segment in segments_of(left + right)} == {
        *("linke Spalte", "zweite Zeile", "rechte Seite", "ganz rechts")
    }
    assert score(left + right, [*left[:2], *right[:2], *left[2:], *right[2:]]).errors == 0


def test_signs_set_differently_are_the_same() -> None:
    """Quotes, dashes, ligatures and rows of dots; not umlauts, capitals or commas."""
    signs = line("„Haus“", "2–3", "eﬃzient", "Name......", "____")
    assert [word.text for word in normalised(signs)] == ['"Haus"', "2-3", "effizient", "Name"]
    assert score(line("Öl,", "Haus"), line("Ol.", "haus")).errors == 3


def test_scores_add_up() -> None:
    """Rates are of all letters, not means of pages."""
    total = Score(letters=90, errors=1, truth=9, read=9, both=8) + Score(
        letters=10, errors=9, truth=1, read=0
    )
    assert total.cer == 0.1
    assert (total.recall, total.precision) == (8 / 10, 8 / 9)
