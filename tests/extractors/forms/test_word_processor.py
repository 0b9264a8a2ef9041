"""Forms as small offices write them in a word processor: labels under lines, dots that lead to answers."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from contracts.reading import Word
from contracts.records import Box
from extractors.forms.page.paper import is_letter_of
from samples.pdf import pymupdf
from tests.extractors.forms.test_running_text import Letter
from tests.extractors.forms.test_tables import BORN, Sheet

PROJECT = FieldSpec(kind=FieldKind.TEXT, required=True, long=True, labels=("Bezeichnung des Vorhabens",))
OWNER = FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Name des Eigentümers",))
SIGNED_AT = FieldSpec(kind=FieldKind.PLACE_DATE, required=True, labels=("Ort, Datum",))
NATION = FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Staatsangehörigkeit",))
STATUS = FieldSpec(kind=FieldKind.TEXT, required=True, labels=("Familienstand",))


def under_lines(*answers: str, lines: str = "dots") -> Letter:
    """Return a form with an owner, and a project over as many lines, each with its label under the line."""
    page = Letter(line=lines)
    page.gap(60, 500, 100, "Erika Musterfrau").text(60, 108, "Name des Eigentümers", size=6)
    for number, answer in enumerate(answers):
        page.gap(60, 500, 124 + 16 * number, answer)
    page.text(60, 132 + 16 * (len(answers) - 1), "Bezeichnung des Vorhabens", size=6)
    page.gap(60, 500, 220, "Musterhausen").text(60, 228, "Gemarkung", size=6)
    page.gap(60, 500, 244, "Am Anger 3").text(60, 252, "Straße, Hausnummer", size=6)
    return page


@pytest.mark.parametrize("lines", ["dots", "ruling"])
def test_an_answer_over_a_label_has_all_its_lines(lines: str) -> None:
    """Only the last line was taken: the project was "Doppelhauses"."""
    found = under_lines("Neubau eines Mehrfamilienhauses und Abbruch des", "Doppelhauses", lines=lines)
    readings = found.read(project=PROJECT, owner=OWNER)
    assert [each.value for each in readings.values()] == [
        "Neubau eines Mehrfamilienhauses und Abbruch des Doppelhauses",
        "Erika Musterfrau",
    ]


def test_the_answer_to_the_label_above_is_no_line_of_the_next_one() -> None:
    """The lines of two labels stand as close as two lines of one answer: small print is between them."""
    found = under_lines("Neubau eines Wohnhauses").read(project=PROJECT)["project"]
    assert found.value == "Neubau eines Wohnhauses"


def test_a_label_in_the_middle_under_a_line_names_all_that_stands_on_it() -> None:
    """Of "Musterhausen, 09.11.2026" only the day over the label was taken."""
    page = Letter(line="ruling")
    page.gap(60, 250, 700, "Musterhausen, 09.11.2026").text(140, 709, "(Ort, Datum)", size=5.5)
    page.gap(300, 500, 700).text(380, 709, "(Unterschrift)", size=5.5)
    assert page.read(day=SIGNED_AT)["day"].value == "Musterhausen, 2026-11-09"


def test_dots_that_lead_to_answers_are_no_gaps_of_sentences() -> None:
    """The dots between "Staatsangehörigkeit" and "italienisch" were gaps to fill in, and bare."""
    page = Sheet()
    for number, (label, answer) in enumerate(
        (
            ("Die neue Wohnung ist", "alleinige Wohnung"),
            ("Familienstand", "geschieden"),
            ("Datum und Ort der Eheschließung", "keine"),
            ("Staatsangehörigkeit", "italienisch"),
            ("ausgestellt von, gültig bis", "Stadt Musterhausen"),
        )
    ):
        y = 100 + 17 * number
        page.text(60, y, label).dots(64 + 4.6 * len(label), 252, y).text(258, y, answer)
    page.text(60, 190, "Wird die Wohnung beibehalten? ja, als").dots(216, 260, 190).text(263, 190, "wohnung")
    found = page.read(nation=NATION, status=STATUS)
    assert [each.value for each in found.values()] == ["italienisch", "geschieden"]


def test_letters_behind_a_box_of_the_font_are_no_boxes() -> None:
    """In "☐Sonstiges" the loop of the "g" was a tick box, and ticked."""
    word = Word("☐Sonstiges", Box(303, 567, 358, 578))
    assert is_letter_of(word, Box(343, 570, 350, 577))
    assert not is_letter_of(word, Box(304, 567, 312, 576))


GIVEN = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Vorname",))
FAMILY = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Familienname",))
HOME = FieldSpec(kind=FieldKind.ADDRESS, required=True, labels=("Wohnhaft in", "Anschrift der Wohnung"))
ACTIVITY = FieldSpec(
    kind=FieldKind.TEXT, required=True, long=True, labels=("Welche Tätigkeit wird angemeldet",)
)
KIND_OF = FieldSpec(
    kind=FieldKind.CHOICE,
    required=True,
    labels=("Welchen Antrag möchten Sie stellen",),
    options={"erst": ("Erstantrag",), "weiter": ("Weiterleistung",), "mehr": ("Erhöhungsantrag",)},
)


def letter_of(name: str, *, hint: str = "") -> Letter:
    """Return a letter in which somebody names themselves and where they live, in four gaps."""
    page = Letter(line="ruling")
    page.text(50, 100, "Ich,")
    page.gap(70, 330, 100, name, hint).text(333, 100, ", geboren am")
    page.gap(395, 500, 100, "11.04.1967")
    page.text(50, 128, "wohnhaft in")
    page.gap(105, 520, 128, "Am Anger 3", "(Straße, Hausnummer)")
    page.gap(50, 260, 156, "12345 Musterhausen", "(PLZ, Ort)").text(263, 156, ", seit dem")
    page.gap(310, 400, 156, "01.03.2011").text(404, 156, "mit Hauptwohnung gemeldet,")
    page.text(50, 180, "beantrage den Ausweis.")
    return page


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Musterfrau, Erika", "(Familienname, Vorname)"),
        ("Musterfrau Erika", "(Familienname, Vorname)"),
        ("Erika Musterfrau", "(Vor- und Zuname)"),
        ("Musterfrau, Erika", ""),
        ("Erika Musterfrau", ""),
    ],
)
def test_who_writes_names_themselves_in_a_gap(name: str, hint: str) -> None:
    """Family name and given name of "Ich, ____, geboren am" stood in one gap and were both unclear."""
    found = letter_of(name, hint=hint).read(familienname=FAMILY, vorname=GIVEN)
    assert [each.value for each in found.values()] == ["Musterfrau", "Erika"]


def test_one_word_in_a_gap_is_no_full_name() -> None:
    """Which part of the name it is, nobody knows."""
    found = letter_of("Musterfrau", hint="(Familienname, Vorname)").read(familienname=FAMILY, vorname=GIVEN)
    assert [each.state for each in found.values()] == [FieldState.UNCLEAR, FieldState.UNCLEAR]


def test_an_address_goes_on_in_the_next_gap() -> None:
    """What follows "wohnhaft in" alone was no address: postcode and town stood in a gap of their own."""
    assert letter_of("Erika Musterfrau").read(home=HOME)["home"].value == "Am Anger 3, 12345 Musterhausen"


def test_both_parts_of_an_address_may_name_it() -> None:
    """Print-outs of online applications: "Anschrift der Wohnung – PLZ, Ort" was part of the answer."""
    page = Sheet().text(50, 100, "Anschrift der Wohnung – Straße, Hausnummer").text(272, 100, "Am Anger 3")
    page.text(50, 118, "Anschrift der Wohnung – PLZ, Ort").text(272, 118, "12345 Musterhausen")
    page.text(50, 136, "Telefon (freiwillig)").text(272, 136, "0171 5550 432")
    assert page.read(home=HOME)["home"].value == "Am Anger 3, 12345 Musterhausen"


def test_words_in_a_bracket_that_is_open_are_no_label() -> None:
    """The third line of the question begins with what is a label elsewhere: the answer was cut there."""
    page = Sheet()
    question = ("Welche Tätigkeit wird angemeldet? (genau", "angeben; bei mehreren Tätigkeiten den")
    for number, line in enumerate((*question, "Schwerpunkt nennen)")):
        page.text(50, 100 + 11.5 * number, line)
    for number, line in enumerate(
        ("Hausmeisterdienste, Winterdienst und", "Gartenpflege, Vermietung von", "Anhängern")
    ):
        page.text(272, 100 + 11.5 * number, line)
    assert page.read(activity=ACTIVITY)["activity"].value == (
        "Hausmeisterdienste, Winterdienst und Gartenpflege, Vermietung von Anhängern"
    )


def test_an_option_may_be_named_in_its_last_line() -> None:
    """The words of a box end in "(Erhöhungsantrag)", on the next line: its tick meant nothing."""
    page = Sheet().text(50, 100, "Welchen Antrag möchten Sie stellen?", size=11)
    options = (
        ("Ich beziehe noch kein Wohngeld und stelle heute einen Antrag (Erstantrag).", ""),
        ("Ich beantrage die Weiterleistung nach Ablauf des Zeitraums.", ""),
        ("Ich beziehe Wohngeld; Miete oder Einkommen haben sich verändert", "(Erhöhungsantrag)."),
    )
    for number, (line, more) in enumerate(options):
        page.box(60, 113 + 16 * number, ticked=number == len(options) - 1)
        page.text(76, 120 + 16 * number, line).text(76, 131 + 16 * number, more)
    assert page.read(kind=KIND_OF)["kind"].value == "mehr"


def test_what_the_office_fills_in_beside_its_letterhead_ends_with_its_lines() -> None:
    """Without a frame the block took half of the page: the applicant's name was nobody's answer."""
    page = (
        Sheet()
        .text(50, 60, "Landkreis Musterhausen", size=14)
        .text(400, 60, "Wird von der Behörde ausgefüllt")
    )
    page.text(400, 78, "Eingang am:").text(50, 130, "Antrag", size=14)
    page.text(50, 160, "Familienname:").text(130, 160, "Musterfrau")
    assert page.read(name=FAMILY)["name"].value == "Musterfrau"


def test_a_bracket_that_closes_is_no_answer() -> None:
    """The name of the shop was "…“) Nähstube"."""
    shop = FieldSpec(kind=FieldKind.TEXT, labels=("Geschäftsbezeichnung",))
    page = (
        Sheet()
        .text(50, 100, "Geschäftsbezeichnung (z. B. Gasthaus zum ...)")
        .text(290, 100, "Nähstube Erika")
    )
    assert page.read(shop=shop)["shop"].value == "Nähstube Erika"


def test_live_fields_stand_over_small_labels() -> None:
    """The label under one field was taken for that of the next field, below it."""
    page = Sheet()
    rows = (
        ("Familienname, Vorname", "Musterfrau, Erika"),
        ("Straße, Hausnummer", "Am Anger 3"),
        ("PLZ, Ort", "12345 Musterhausen"),
        ("Geburtsdatum", "09.05.1990"),
    )
    for number, (label, typed) in enumerate(rows):
        field = pymupdf.Widget()
        field.field_type, field.field_name = pymupdf.PDF_WIDGET_TYPE_TEXT, f"feld{number}"
        field.rect = pymupdf.Rect(60, 88 + 28 * number, 400, 103 + 28 * number)
        field.field_value = typed
        page.page.add_widget(field)
        page.page.draw_line((60, 103 + 28 * number), (400, 103 + 28 * number), width=0.6)
        page.text(190, 110 + 28 * number, f"({label})", size=6)
    found = page.read(familienname=FAMILY, vorname=GIVEN, born=BORN)
    assert [each.value for each in found.values()] == ["Musterfrau", "Erika", "1990-05-09"]
