"""What forms that were once read well lost again: heads, lines of underscores, answers."""

from __future__ import annotations

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import FontRun, Word
from contracts.records import Box
from extractors.forms.page.layout import segments
from extractors.forms.page.typed_words import fonts_of
from extractors.forms.parts.headings import Headings
from tests.extractors.forms.test_layout import page
from tests.extractors.forms.test_tables import GIVEN, PEOPLE, Sheet


def test_an_answer_over_a_heading_is_no_heading_beside_it() -> None:
    """A site had no town: "Architektin", typed large over its heading, is nearer to the town's label."""
    site = FieldSpec(kind=FieldKind.ADDRESS, sections=("Baugrundstück",), not_sections=("Architektin",))
    answer = Word("Architektin", Box(210, 414, 256, 428))
    heading = Word("Baugrundstück", Box(72, 432, 134, 440))
    printed = segments(page([answer], [heading]), [answer, heading])
    assert Headings({"site": site}, printed).verdict(site, 0, Box(307, 446, 360, 452)) == 1.0


def test_the_last_line_of_a_tables_head_is_no_heading() -> None:
    """A list of persons was empty: its head "Verwandtschaft zur antragstellenden Person" has three lines."""
    applicant = ("Antragstellende Person", "Person")
    given = GIVEN.model_copy(update={"sections": applicant})
    edges = ((40, 160), (160, 280), (280, 400), (400, 500))
    heads = ("Familienname", "Vorname", "Verwandt-\nschaft zur\nPerson", "Geburtsdatum")
    people = ("Mustermann", "Ida", "Tochter", "09.07.2018")
    sheet = Sheet().text(40, 30, "Vorname: Erika").text(40, 50, "Mitziehende")
    for top, bottom, texts in ((60, 94, heads), (94, 112, people)):
        sheet.row(top, bottom, *((*edge, text) for edge, text in zip(edges, texts, strict=True)))
    found = sheet.read(vorname=given, people=PEOPLE)["people"]
    assert [person["vorname"].value for person in found.items] == ["Ida"]


def test_an_answer_on_underscores_keeps_its_own_font() -> None:
    """Answers passed for print: the underscores that they stand on are of the font of labels."""
    answer = Word("Muster", Box(120, 101, 160, 111))
    runs = [FontRun(Box(50, 103, 300, 113), "Arial"), FontRun(Box(120, 101, 160, 111), "Courier")]
    assert fonts_of([answer], runs) == {answer: "Courier"}
