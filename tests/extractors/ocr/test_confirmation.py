"""Answers on scans, read by a second network."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw, ImageFont

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize
from extractors.forms.values.answer_words import with_words, words_of_answers
from extractors.ocr.confirmation import AGREED, DOUBT, Confirmation, confirmed, with_point
from extractors.ocr.latin_network import Letter
from extractors.sandbox import ReadingPool
from tests.extractors.drawn import scan_pdf

DPI = 200
SCALE = DPI / 72


def letters(text: str, probability: float = 1.0) -> list[Letter]:
    return [Letter(each, probability) for each in text]


def word(text: str, confidence: float = 0.95, box: Box | None = None) -> Word:
    return Word(text, box or Box(10, 10, 60, 20), confidence)


def page_with(*texts: str) -> tuple[Image.Image, list[Box]]:
    """Return a picture with words below each other, and where they stand, in points."""
    picture = Image.new("L", (1654, 2339), 255)
    draw, font, boxes = ImageDraw.Draw(picture), ImageFont.load_default(size=30), []
    for number, text in enumerate(texts):
        at = (200, 200 + 100 * number)
        draw.text(at, text, font=font, fill=0)
        boxes.append(Box(*(side / SCALE for side in draw.textbbox(at, text, font=font))))
    return picture, boxes


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Hagedom", "Hagedorn", "Hagedorn"),
        ("Malgorzata,", "Małgorzata", "Małgorzata,"),
        ("®stergaard", "Østergaard", "Østergaard"),
        ("(tasse", "(Lasse", "(Lasse"),
    ],
)
def test_a_sure_second_reading_that_is_like_the_first_counts(first: str, second: str, expected: str) -> None:
    """Signs around the word are kept, specks before it are not."""
    found = confirmed(word(first), letters(second))
    assert found.text == expected
    assert found.confidence == AGREED


def test_a_sign_read_for_a_letter_goes() -> None:
    """The first network does not know "é", and reads "&" behind the word, or in it; a comma stays."""
    assert confirmed(word("Andre&", 0.4), letters("André")) == word("André", AGREED)
    assert confirmed(word("He&lene", 0.4), letters("Hélène")) == word("Hélène", AGREED)
    assert confirmed(word("Hagedom,"), letters("Hagedorn")) == word("Hagedorn,", AGREED)
    assert confirmed(word("He&lene", 0.9), letters("Hélène")) == word("He&lene", 0.9)


def test_a_degree_ends_in_its_point() -> None:
    """A comma for it is a point with a tail, where the second network is sure of that."""
    assert with_point(word("Dipl.-Ing,"), letters("Dipl.-Ing.")) == word("Dipl.-Ing.")
    assert with_point(word("Dipl.-Ing,", 0.7), letters("Dipl.-Ing.", 0.8)) == word("Dipl.-Ing,", 0.7)
    assert with_point(word("Muster,"), letters("Muster.")) == word("Muster,")


def test_agreement_makes_sure() -> None:
    """Two readings alike, except for a capital: the first stays, and is believed."""
    assert confirmed(word("Wünsche", 0.5), letters("wünsche", 0.7)) == word("Wünsche", AGREED)


def test_agreement_does_not_take_a_doubt_away() -> None:
    """Letters that neither network knows make both agree."""
    assert confirmed(word("Ake", DOUBT), letters("Ake")).confidence == DOUBT


def test_marks_that_were_settled_before_stay() -> None:
    """No network of one kind knows "ı", none of the other "ą"; sure readings without the mark do count."""
    assert confirmed(word("Yıldırım-Groß"), letters("Yildirim-Groß")) == word("Yıldırım-Groß")
    assert confirmed(word("Dąbrowski", 0.93), letters("Dabrowski", 0.6)) == word("Dąbrowski", 0.93)
    assert confirmed(word("Dąbrowski", 0.93), letters("Dabrowski")) == word("Dabrowski", AGREED)
    assert confirmed(word("Martın", 0.7), letters("Martin")) == word("Martin", AGREED)


def test_contradiction_is_a_doubt() -> None:
    """Where the second is not sure, or reads another word, nobody knows."""
    assert confirmed(word("Malgorzata"), letters("Małgorzata", 0.6)) == word("Malgorzata", DOUBT)
    assert confirmed(word("Meier"), letters("Schulze")) == word("Meier", DOUBT)


def test_an_illegible_second_reading_changes_nothing() -> None:
    """Nor do numbers and signs, which the second network does not know."""
    assert confirmed(word("Żaneta"), letters("Žaneta", 0.3)) == word("Żaneta")
    assert confirmed(word("12a/4"), letters("lza")) == word("12a/4")
    assert confirmed(word("Meier"), ()) == word("Meier")


def test_words_are_read_from_the_page() -> None:
    """What was misread is put right from the picture; a letter alone is left as it is."""
    picture, boxes = page_with("Hagedorn", "Bernd", "X")
    read = [word("Hagedom", 0.99, boxes[0]), word("Bernd", 0.6, boxes[1]), word("Y", 0.9, boxes[2])]
    again = Confirmation().of_words(read, picture.crop, scale=SCALE)
    assert [each.text for each in again] == ["Hagedorn", "Bernd", "Y"]
    assert again[1].confidence == AGREED


def test_words_are_read_in_a_child_process() -> None:
    """Pages are parsed nowhere else; a page that there is not has no answer."""
    picture, (box,) = page_with("Hagedorn")
    with ReadingPool(workers=1) as pool:
        wanted = {0: [word("Hagedom", 0.99, box)], 7: [word("Hagedom")]}
        found = pool.confirm(scan_pdf(picture, dpi=DPI), wanted, turned={0: 0.0, 7: 0.0})
    assert {page: [each.text for each in words] for page, words in found.items()} == {0: ["Hagedorn"]}


def test_only_words_of_answers_are_read_again() -> None:
    """Labels and ticks are not; in a name a digit is a letter that was misread."""
    label, name = word("Name", box=Box(10, 10, 40, 20)), word("1da", box=Box(50, 10, 80, 20))
    street, number = word("Weg", box=Box(50, 40, 70, 50)), word("12", box=Box(75, 40, 90, 50))
    words = (label, name, street, number)
    page = PageText(index=0, size=PageSize(595, 842), source=TextSource.OCR, words=words)

    def answer(box: Box) -> FieldReading:
        return FieldReading(raw="…", value="…", state=FieldState.FILLED, page=0, box=box, confidence=1)

    fields = {
        "vorname": FieldSpec(kind=FieldKind.NAME, labels=("Name",)),
        "anschrift": FieldSpec(kind=FieldKind.ADDRESS, labels=("Anschrift",)),
        "tag": FieldSpec(kind=FieldKind.DATE, labels=("Tag",)),
    }
    read = {
        "vorname": answer(name.box),
        "anschrift": answer(Box(50, 40, 90, 50)),
        "tag": answer(label.box),
    }
    assert words_of_answers(read, fields, [page]) == {0: (name, street, number)}
    native = page.model_copy(update={"source": TextSource.TEXT})
    assert words_of_answers(read, fields, [native]) == {}
    ida = name._replace(text="Ida")
    assert with_words(page, [name], [ida]).words == (label, ida, street, number)
