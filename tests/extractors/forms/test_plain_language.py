"""Forms in plain language: whole questions, explained in sentences, with captions over the answers."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from extractors.forms.page.hints import is_request
from samples.pdf import pymupdf
from tests.extractors.drawn import add_field
from tests.extractors.forms.test_headed_cells import Printed
from tests.extractors.forms.test_live_cells import TEXT
from tests.extractors.forms.test_tables import BORN, GIVEN, NAME, PEOPLE, values

LANDLORD = FieldSpec(kind=FieldKind.TEXT, labels=("Wer vermietet die Wohnung",))
NUMBER = FieldSpec(kind=FieldKind.TEXT, labels=("Haben Sie schon eine Nummer", "Aktenzeichen"))
ASKED_DAY = FieldSpec(kind=FieldKind.DATE, required=True, labels=("Wann sind Sie geboren", "Geburtsdatum"))
ACCOUNT = FieldSpec(kind=FieldKind.IBAN, required=True, labels=("IBAN",))
CHILDREN = FieldSpec(kind=FieldKind.YES_NO, labels=("Kindergeld", "Bekommen Sie Kindergeld"))
IBAN = "DE77 9900 4000 0123 4567 01"


def boxed(form: Printed, left: float, top: float, right: float, caption: str, answer: str) -> None:
    """Draw a box with a small caption over it and an answer in it."""
    form.page.draw_rect((left, top, right, top + 20), width=0.7)
    form.text(left, top - 4, caption, size=8).text(left + 3, top + 14, answer, size=11)


def table(form: Printed, top: float) -> Printed:
    """Draw a table of two people."""
    sides = (40, 180, 320, 450)
    for number, row in enumerate(
        (
            ("Familienname", "Vorname", "Geburtsdatum"),
            ("Muster", "Max", "01.02.2015"),
            ("Muster", "Mia", "03.04.2017"),
        )
    ):
        cells = zip(sides, sides[1:], row, strict=False)
        form.row(top + 20 * number, top + 20 * number + 20, *cells)
    return form


def test_a_label_may_speak_for_the_reader() -> None:
    """The applicant's own cells were not known: the first person of a table stood for them."""
    form = Printed()
    boxed(form, 40, 80, 280, "Mein Vorname", "Erika")
    boxed(form, 300, 80, 540, "Mein Familienname", "Mustermann")
    boxed(form, 40, 130, 280, "Mein Geburtsdatum", "09.05.1990")
    found = table(form, 300).read(familienname=NAME, vorname=GIVEN, geburtsdatum=BORN, people=PEOPLE)
    assert values(found)[:3] == ["Mustermann", "Erika", "1990-05-09"]
    assert [each["vorname"].value for each in found["people"].items] == ["Max", "Mia"]


@pytest.mark.parametrize(
    "question", ["Wer wohnt noch bei Ihnen?", "13 Welche Personen wohnen mit Ihnen zusammen?"]
)
def test_who_is_asked_for_besides_is_not_the_applicant(question: str) -> None:
    """Nobody else was named on the form: the first person of the table stood for the applicant."""
    form = Printed().text(40, 270, question, size=12).text(40, 285, "Auch Kinder schreiben Sie hier auf.")
    found = table(form, 300).read(familienname=NAME, vorname=GIVEN, geburtsdatum=BORN, people=PEOPLE)
    assert values(found)[:3] == [None, None, None]


def test_an_article_before_a_label_goes_without_saying() -> None:
    """The label was not known, and the account unclear."""
    form = Printed()
    boxed(form, 40, 80, 380, "Die IBAN (sie beginnt mit DE)", IBAN)
    assert form.read(account=ACCOUNT)["account"].value == IBAN.replace(" ", "")


@pytest.mark.parametrize("live", [False, True])
def test_an_answer_stands_under_what_explains_its_question(*, live: bool) -> None:
    """The explanation was taken for the answer."""
    form = Printed().text(40, 72, "8", size=12).text(60, 72, "Wer vermietet die Wohnung?", size=12)
    form.text(60, 86, "Schreiben Sie den Namen der Firma auf. Sie finden ihn im Mietvertrag.", size=8)
    boxed(form, 60, 104, 500, "Name", "" if live else "Wohnbau Sonnenfels eG")
    if live:
        add_field(form.page, "F1", TEXT, (61, 105, 499, 123), field_value="Wohnbau Sonnenfels eG")
    assert form.read(landlord=LANDLORD)["landlord"].value == "Wohnbau Sonnenfels eG"


def test_what_explains_a_question_is_no_answer() -> None:
    """Nobody wrote under it."""
    form = Printed().text(60, 72, "Wer vermietet die Wohnung?", size=12)
    form.text(60, 86, "Schreiben Sie den Namen der Firma auf. Sie finden ihn im Mietvertrag.", size=8)
    boxed(form, 60, 104, 500, "Name", "")
    assert form.read(landlord=LANDLORD)["landlord"].value is None
    assert is_request("Schreiben Sie den Namen der Firma auf.")
    assert not is_request("Wohnbau Sonnenfels eG")


@pytest.mark.parametrize(("day", "said"), [("09", "1990-05-09"), ("", None)])
def test_a_day_may_have_a_box_for_each_part(day: str, said: str | None) -> None:
    """The month alone was read, or the first day of a table."""
    form = Printed().text(40, 72, "Wann sind Sie geboren?", size=12)
    for left, caption, part in ((40, "Tag", day), (100, "Monat", "05"), (160, "Jahr", "1990")):
        boxed(form, left, 92, left + 50, caption, part)
    assert form.read(born=ASKED_DAY)["born"].value == said


def test_a_question_may_go_on_in_a_request() -> None:
    """The request was taken for a part of the number."""
    form = Printed().text(40, 72, "Haben Sie schon eine Nummer? Dann schreiben Sie sie hier auf:")
    form.page.draw_rect((330, 60, 480, 78), width=0.7)
    assert form.text(334, 72, "WG-07.118").read(number=NUMBER)["number"].value == "WG-07.118"


def test_a_block_may_say_that_the_office_fills_it_in() -> None:
    """A label in it was taken for the answer to the one beside it."""
    form = Printed().text(330, 60, "Das füllen wir vom Amt aus:", size=7).text(40, 60, "Landkreis Muster")
    form.page.draw_rect((326, 50, 540, 110), width=0.7)
    form.text(330, 78, "Aktenzeichen:", size=7).text(330, 94, "Bearbeitet von:", size=7)
    assert form.read(number=NUMBER)["number"].value is None


def test_a_copied_name_of_live_boxes_is_not_believed() -> None:
    """The boxes under the next question were named as those of the one before, whose print asks clearly."""
    form = Printed()
    for top, question, name, ticked in (
        (60, "Bekommen Sie Kindergeld?", None, 0),
        (120, "Bekommen Sie Geld von einem Amt?", "Kindergeld", 1),
    ):
        form.text(40, top + 10, question, size=12)
        for number, said in enumerate(("Ja", "Nein")):
            left = 46 + 60 * number
            form.text(left + 14, top + 33, said)
            add_field(
                form.page,
                f"box{top}_{number}",
                pymupdf.PDF_WIDGET_TYPE_CHECKBOX,
                (left, top + 25, left + 10, top + 35),
                field_value=number == ticked,
                field_label=name,
            )
    assert form.read(children=CHILDREN)["children"].value == "ja"


def test_a_sentence_with_a_colon_is_no_label() -> None:
    """What is not meant, "Nicht: Kindergeld", was taken for the question."""
    form = Printed()
    for top, question, ticked in ((60, "Haben Sie Kindergeld beantragt?", 0), (120, "Bekommen Sie Geld?", 1)):
        form.text(40, top + 10, question, size=12)
        form.box(46, top + 40, ticked=not ticked).text(60, top + 48, "Ja")
        form.box(106, top + 40, ticked=bool(ticked)).text(120, top + 48, "Nein")
    form.text(40, 146, "Wir meinen Sozialleistungen. Zum Beispiel: Bürgergeld. Nicht: Kindergeld.", size=8)
    assert form.read(children=CHILDREN)["children"].value != "nein"
