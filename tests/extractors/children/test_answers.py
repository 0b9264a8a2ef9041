"""Readings on their way between processes: nothing is lost, and what is no reading is refused."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.reading import PageText, TextSource, Word
from contracts.records import Box
from extractors.children.answers import from_answer, page_from_answer, to_answer
from extractors.pages.page_reading import A4, PageReading
from extractors.pages.reader import Opening

NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32)
WORDS = st.lists(
    st.builds(
        Word,
        st.text(st.characters(exclude_categories=["Cs"])),
        st.builds(Box, *[NUMBERS] * 4),
        st.floats(0, 1),
    )
)


def reading(*words: Word) -> PageReading:
    """Return the reading of a page with these words."""
    page = PageText(index=3, size=A4, source=TextSource.TEXT, words=words)
    return PageReading(index=3, page=page, ocr_ms=5)


@given(WORDS)
def test_words_arrive_as_they_were(words: list[Word]) -> None:
    """Texts, boxes and confidences are the same to the last bit, whatever signs the texts are made of."""
    sent = reading(*words)
    assert page_from_answer(to_answer(sent)) == sent


def test_answers_without_words_arrive() -> None:
    """An opening, a page that waits for OCR, and an empty page are answers as well."""
    waiting = PageReading(index=0, picture="digest")
    for sent in (Opening(page_count=2, embedded=("a.txt",)), waiting, reading()):
        assert from_answer(to_answer(sent)) == sent


@pytest.mark.parametrize("cut", [0, 3, 20, -41, -9, -1])
def test_half_an_answer_is_none(cut: int) -> None:
    """A child that was taken over may answer anything; only whole answers are taken."""
    answer = to_answer(reading(Word("Musterstadt", Box(1, 2, 3, 4)), Word("ä", Box(5, 6, 7, 8), 0.5)))
    with pytest.raises(ValueError, match=r"."):
        from_answer(answer[:cut])


def test_words_nowhere_are_refused() -> None:
    """A box with a side at infinity, or at no number at all, is no place on a page."""
    for side in (math.inf, math.nan):
        with pytest.raises(ValueError, match="columns"):
            from_answer(to_answer(reading(Word("Amt", Box(1, 2, 3, side)))))


def test_only_a_page_stands_for_a_page() -> None:
    """Where a page was asked for, nothing else will do."""
    with pytest.raises(ValueError, match="not a page"):
        page_from_answer(to_answer(Opening()))
