"""Which pages need OCR."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from contracts.reading import Word
from contracts.records import Box, PageSize
from extractors.opened import NativePage
from extractors.pages.triage import TextLayer, is_blank, judge_text_layer
from extractors.plausible import is_garbled
from tests.extractors.drawn import LETTER, letter_picture

A4 = PageSize(595, 842)


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(each, Box(0, 0, 10, 10)) for each in text.split())


def judged(text: str, picture_share: float = 0.0) -> TextLayer:
    return judge_text_layer(NativePage(A4, words(text), picture_share=picture_share))


PROSE = " ".join(LETTER)


def test_native_text_is_usable() -> None:
    """A typed page is never read by OCR."""
    assert judged(PROSE) is TextLayer.USABLE


def test_a_scanners_own_good_text_is_to_be_proven() -> None:
    """A scan with a plausible text layer over the whole page has to be compared with its picture."""
    assert judged(PROSE * 2, picture_share=1.0) is TextLayer.UNPROVEN


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_no_text_is_none(share: float) -> None:
    """A page without words goes to OCR, whether its picture is a picture or drawn."""
    assert judged("", picture_share=share) is TextLayer.NONE


def test_few_words_beside_a_picture_are_partial() -> None:
    """A scanned card under a typed heading is read by OCR as well."""
    assert judged("Kopie meines Personalausweises für das Amt", picture_share=0.4) is TextLayer.PARTIAL


def test_a_mere_page_number_is_partial() -> None:
    """A stamp of the scanner's software is not the page's text."""
    assert judged("Seite 1") is TextLayer.PARTIAL


@pytest.mark.parametrize(
    "text",
    [
        "\ufffd\ufffd\ufffd Miete \ufffd\ufffd",
        "\ue001\ue002\ue003 \ue004\ue005 ab",
        "\x01\x02\x03 \x04\x05\x06 Wort",
        "".join(chr(ord(sign) - 29) if "a" <= sign <= "z" else sign for sign in PROSE),
    ],
)
def test_garbage_is_told(text: str) -> None:
    """Signs of no meaning, and letters shifted by a broken font, are no text."""
    assert judged(text) is TextLayer.NONE


@pytest.mark.parametrize(
    "text", [PROSE, "Заява про надання житлової субсидії", "طلب بدل السكن", "GmbH BLZ IBAN DE89"]
)
def test_other_scripts_and_short_forms_are_no_garbage(text: str) -> None:
    """Ukrainian and Arabic attachments are text; so are abbreviations."""
    assert not is_garbled(words(text))


def test_blank_backs_are_blank() -> None:
    """Paper with noise, tint and a scanner's dark edge is blank."""
    rng = np.random.default_rng(1)
    paper = rng.normal(228, 5, (1169, 827))
    paper[:, :15] = 40
    assert is_blank(Image.fromarray(paper.clip(0, 255).astype(np.uint8)))


def test_a_page_with_one_line_is_not_blank() -> None:
    """A single short line is content."""
    picture = Image.new("L", (1654, 2339), 255)
    line = letter_picture().crop((200, 240, 1000, 290))
    picture.paste(line, (400, 1000))
    assert not is_blank(picture)
