from __future__ import annotations

import string
from datetime import date

import pytest

from review.corrections import Why
from review.pictures import Pictures, page_size
from review.texts import LANGUAGES, texts
from review.views.places import read_box
from review.words import age, page_ranges, page_words, subject_words, sureness
from storage.states import CaseState, VerdictAction


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_all_languages_say_the_same() -> None:
    """Every text is there in every language, with the same blanks to fill in."""
    german = texts("de").words
    for language in LANGUAGES:
        other = texts(language).words
        assert other.keys() == german.keys()
        assert {key: blanks(text) for key, text in other.items()} == {
            key: blanks(text) for key, text in german.items()
        }


def test_every_code_has_words() -> None:
    """Codes that the database knows never reach people bare."""
    t = texts("de")
    finals = [action for action in VerdictAction if action is not VerdictAction.CORRECT]
    keys = [f"case_state.{state}" for state in CaseState]
    keys += [f"why.{why}" for why in Why] + [f"action.{action}" for action in finals]
    assert [key for key in keys if not t.has(key)] == []


def test_another_language_than_ours_is_german() -> None:
    """Nobody is left without words."""
    assert texts("fr").language == "de"


@pytest.mark.parametrize(
    ("pages", "words"), [([1], "1"), ([1, 2, 3], "1–3"), ([1, 2, 5, 7, 8], "1–2, 5, 7–8"), ([], "")]
)
def test_page_ranges(pages: list[int], words: str) -> None:
    """Neighbours are written as a range."""
    assert page_ranges(pages) == words


def test_words_for_numbers() -> None:
    """Ages, pages, people and probabilities in words."""
    t = texts("de")
    assert age(date(2026, 11, 2), date(2026, 11, 2), t) == "heute"
    assert age(date(2026, 11, 1), date(2026, 11, 2), t) == "vor 1 Tag"
    assert age(date(2026, 10, 1), date(2026, 11, 2), t) == "vor 32 Tagen"
    assert page_words([4], t) == "Seite 4"
    assert subject_words("person-2", t) == "Person 2"
    assert subject_words("antragsteller", t) == "Antragstellende Person"
    assert [sureness(value) for value in (0.99, 0.9, 0.3)] == [
        "confidence.high",
        "confidence.good",
        "confidence.low",
    ]


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "5,5,5,9", "1,9,5,9", "nan,nan,nan,nan"])
def test_what_is_no_box_is_none(text: str) -> None:
    """Addresses are typed by people too."""
    assert read_box(text) is None


class CountingRenderer:
    """Draws one tiny picture again and again, and counts; meets ``review.pictures.Renderer``."""

    def __init__(self) -> None:
        self.drawn = 0

    def render(
        self,
        data: bytes,
        page: int,
        *,
        dpi: int = 110,
        turned: int = 0,
        member: tuple[str, ...] = (),
    ) -> bytes:
        """Return a PNG's head that says 110 × 220 pixels."""
        self.drawn += 1
        size = (110).to_bytes(4, "big") + (220).to_bytes(4, "big")
        head = b"\x89PNG\r\n\x1a\n" + bytes(4) + b"IHDR" + size
        return head + data + bytes([page, dpi % 256, turned % 256, len(member)])


def test_pictures_are_drawn_once_and_forgotten_in_time() -> None:
    """The same page is drawn once; old ones make room for new ones."""
    renderer = CountingRenderer()
    pictures = Pictures(renderer, memory_bytes=60)
    assert pictures.page(b"a", 0).size == (72, 144)
    pictures.page(b"a", 0)
    assert renderer.drawn == 1
    pictures.page(b"b", 0)
    pictures.page(b"c", 0)
    pictures.page(b"a", 0)
    assert renderer.drawn == 4


def test_what_is_no_picture_is_refused() -> None:
    """A renderer that lies is not believed."""
    with pytest.raises(ValueError, match="kein PNG"):
        page_size(b"%PDF-1.7 and more than 24 bytes", 110)
