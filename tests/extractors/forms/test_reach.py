"""How far headings and numbered questions reach, and what is only a line of a longer text."""

from __future__ import annotations

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from contracts.reading import Widget, WidgetKind, Word
from contracts.records import Box
from extractors.forms.labelling.labels import find_label
from extractors.forms.page.layout import segments
from extractors.forms.page.spaced_letters import is_spread
from extractors.forms.parts.headings import Headings
from extractors.forms.values.mending import mended
from tests.extractors.forms.test_headed_cells import SMALL, Printed
from tests.extractors.forms.test_unseen import read, words

WORK = FieldSpec(
    kind=FieldKind.TEXT,
    required=True,
    long=True,
    labels=("Angemeldete Tätigkeit", "Tätigkeit"),
    not_sections=("Frühere Betriebsstätte",),
)
OLD_HOME = FieldSpec(
    kind=FieldKind.ADDRESS,
    required=True,
    labels=("Bisherige Wohnung",),
    sections=("Bisherige Wohnung",),
    not_sections=("Neue Wohnung",),
)
HOME = FieldSpec(
    kind=FieldKind.ADDRESS,
    required=True,
    labels=("Anschrift der Wohnung",),
    not_sections=("Betriebsstätte",),
)


def test_a_numbered_question_is_no_heading_of_the_next_one() -> None:
    """What a business does was not read, for the question before it was about its former place."""
    sheet = (
        Printed()
        .cells(60, 96, (40, 550, "17 Frühere Betriebsstätte (bei Verlegung)", ""))
        .cells(96, 132, (40, 550, "18 Angemeldete Tätigkeit", "Polstern von Möbeln"))
    )
    assert sheet.read(work=WORK)["work"].value == "Polstern von Möbeln"


def test_a_numbered_question_is_no_heading_of_the_next_page() -> None:
    """On the page behind the question about the former place, what a business does was not read."""
    sheet = Printed().cells(600, 636, (40, 550, "5 Tätigkeit im Ausland", "keine"))
    sheet.cells(700, 736, (40, 550, "17 Frühere Betriebsstätte", ""))
    sheet.page = sheet.document.new_page()
    sheet.cells(60, 96, (40, 550, "18 Angemeldete Tätigkeit", "Polstern von Möbeln"))
    assert sheet.read(work=WORK)["work"].value == "Polstern von Möbeln"


def test_a_question_in_its_cell_is_no_heading_of_the_next_column() -> None:
    """An address under its own heading was not read: a question about the new home stood nearer above it."""
    sheet = Printed().cells(60, 90, (40, 300, "", ""), (300, 560, "", ""))
    sheet.text(130, 78, "Neue Wohnung", size=11).text(390, 78, "Bisherige Wohnung", size=11)
    for left, home in ((40, "neue"), (300, "bisherige")):
        sheet.cells(90, 114, (left, left + 100, "Datum", ""), (left + 100, left + 260, "", ""))
        sheet.text(left + 103, 97, f"Die {home} Wohnung ist", size=SMALL)
        sheet.box(left + 103, 102, ticked=True).text(left + 114, 109, "alleinige Wohnung", size=SMALL)
    town, street = "Postleitzahl, Gemeinde, Ortsteil / Staat", "Straße, Hausnummer"
    sheet.cells(114, 144, (40, 300, town, "24159 Kiel"), (300, 560, town, "25746 Heide"))
    sheet.cells(144, 174, (40, 300, street, "Am Markt 1"), (300, 560, street, "Alte Gasse 2"))
    assert sheet.read(home=OLD_HOME)["home"].value == "Alte Gasse 2, 25746 Heide"


def test_the_second_line_of_a_question_is_no_label() -> None:
    """Where the question ended in the word for another label, its first line was the answer - wrong."""
    sheet = (
        Printed()
        .text(50, 100, "Nur für Ausländer: Liegt ein Titel vor, der die", size=8)
        .text(50, 110, "Tätigkeit erlaubt?", size=8)
        .box(300, 98, ticked=True)
        .text(314, 106, "ja", size=8)
        .box(340, 98, ticked=False)
        .text(354, 106, "nein", size=8)
        .text(400, 110, "14.02.2025, Stadt Musterstadt")
    )
    assert sheet.read(work=WORK)["work"].value is None


def test_a_line_of_a_longer_text_is_no_label() -> None:
    """Of a note on data protection the lines were read that follow one which begins with a label."""
    sheet = Printed()
    for number, line in enumerate(
        (
            "Die Angaben werden nach dem Gesetz erhoben. Name, Anschrift und angezeigte",
            "Tätigkeit dürfen allgemein zugänglich gemacht werden, die Angaben zu E-Mail sind freiwillig",
            "Durchführung der Statistik an das Landesamt; die Auskunft ergibt sich aus dem Gesetz.",
        )
    ):
        sheet.text(40, 100 + 8 * number, line, size=SMALL)
    assert sheet.read(work=WORK)["work"].value is None


def test_another_question_with_its_options_is_no_answer() -> None:
    """Behind an empty frame for a degree, a second question with its tick boxes was taken for one."""
    degree = FieldSpec(kind=FieldKind.NUMBER, labels=("Schwerbehinderung", "Grad der Behinderung"))
    sheet = Printed().text(50, 70, "13 Schwerbehinderung").text(50, 90, "Grad der Behinderung (GdB)")
    sheet.row(56, 110, (40, 550, "")).row(78, 98, (170, 220, ""))
    sheet.text(240, 90, "Pflegebedürftigkeit liegt vor").box(400, 82, ticked=False).text(412, 90, "ja")
    sheet.box(440, 82, ticked=False).text(452, 90, "nein")
    assert sheet.read(degree=degree)["degree"].state is FieldState.EMPTY


def test_a_sign_in_the_margin_is_no_part_of_an_answer() -> None:
    """The "i" of a note beside the form went with the number, which was none then."""
    tax = FieldSpec(kind=FieldKind.TAX_ID, required=True, labels=("Steuer-ID",))
    sheet = Printed().text(50, 100, "Steuer-ID").text(50, 114, "86095742719").text(450, 114, "i")
    assert sheet.read(tax=tax)["tax"].value == "86095742719"


def test_a_heading_reaches_as_far_as_its_cell() -> None:
    """The middle of the left heading was nearer to the right half's first label than that of its own."""
    sheet = Printed()
    sheet.row(60, 76, (40, 300, " " * 40 + "Neue Wohnung"), (300, 550, " " * 60 + "Bisherige Wohnung"))
    sheet.cells(76, 104, (40, 230, "Straße", "Musterweg"), (230, 300, "Hausnummer", "1"))
    sheet.cells(76, 104, (300, 480, "Straße", "Am Beispiel"), (480, 550, "Hausnummer", "22"))
    sheet.cells(104, 132, (40, 100, "Postleitzahl", "12345"), (100, 300, "Ort", "Musterstadt"))
    sheet.cells(104, 132, (300, 360, "Postleitzahl", "54321"), (360, 550, "Ort", "Beispielstadt"))
    assert sheet.read(home=OLD_HOME)["home"].value == "Am Beispiel 22, 54321 Beispielstadt"


def test_a_word_with_a_hyphen_is_another_one() -> None:
    """The number of a business, at the top right, passed for the heading of a live field as wide."""
    page = words(
        ("Betriebsstätten-Nr.", 394, 26, 446, 33),
        ("Betriebsstätte", 48, 396, 90, 403),
        ("Anschrift", 48, 288, 84, 295),
        ("der", 86, 288, 96, 295),
        ("Wohnung", 98, 288, 130, 295),
        ("Postleitzahl,", 48, 320, 90, 327),
        ("Ort", 92, 320, 102, 327),
        ("Postleitzahl,", 48, 420, 90, 427),
        ("Ort", 92, 420, 102, 427),
    )
    live = tuple(
        Widget(name=text, kind=WidgetKind.TEXT, box=Box(48, top, 382, top + 18), value=text)
        for text, top in (("Musterweg 1", 296), ("12345 Musterstadt", 328), ("54321 Beispielstadt", 428))
    )
    found = read(page.model_copy(update={"widgets": live}), None, home=HOME)["home"]
    assert found.value == "Musterweg 1, 12345 Musterstadt"


def test_a_label_may_have_a_roman_number() -> None:
    """The heading over the line to write on was no label, and passed for the answer's first line."""
    page = words(("III.", 40, 100, 55, 110), ("Vorhaben", 70, 100, 110, 110))
    assert find_label("Vorhaben", segments(page, page.words))


def test_a_paper_to_enclose_asks_nothing() -> None:
    """A list of enclosures, each with a box to tick, passed for the question whether money is paid."""
    sheet = Printed()
    sheet.text(40, 100, "Wird für Ihre Kinder").text(40, 108, "zurzeit das Kindergeld gezahlt?")
    sheet.box(200, 93, ticked=True).text(212, 100, "Ja").box(250, 93, ticked=False).text(262, 100, "Nein")
    sheet.box(40, 293, ticked=True).text(52, 300, "Nachweis über Kindergeld")
    sheet.box(200, 293, ticked=False).text(212, 300, "Sonstiges")
    asked = FieldSpec(kind=FieldKind.YES_NO, labels=("Nachweis über Kindergeld", "Kindergeld"))
    assert sheet.read(asked=asked)["asked"].value == "ja"


def test_a_small_label_far_behind_an_answer_is_none_of_it() -> None:
    """OCR sees no blank in "gültig ab:", and label and day passed for the rest of the zone."""
    page = words(
        ("Zone:", 40, 100, 70, 110),
        ("C2", 90, 100, 104, 110),
        ("gültigab:", 180, 100, 220, 110),
        ("15.11.2026", 230, 100, 280, 110),
    )
    zone = FieldSpec(kind=FieldKind.TEXT, labels=("Zone",))
    assert read(page, None, zone=zone)["zone"].value == "C2"


def test_what_ocr_reads_in_cells_is_no_label() -> None:
    """The second half of "Alte Straße", written in cells, passed for the label of another street."""
    label, street, filled = Box(42, 456, 64, 462), Box(183, 469, 276, 477), Box(42, 470, 120, 478)
    assert is_spread(Word("Straße", street))
    assert not is_spread(Word("Straße", label))
    assert is_spread(Word("Alter", filled))


def test_a_point_of_a_day_may_have_a_tail() -> None:
    """OCR saw a comma, and place and day were asked for again."""
    signed = FieldSpec(kind=FieldKind.PLACE_DATE, labels=("Ort, Datum",))
    assert mended(signed, "Musterstadt, 21.10,2026", cells=False) == "Musterstadt, 21.10.2026"
    born = FieldSpec(kind=FieldKind.DATE, labels=("Geburtsdatum",))
    assert mended(born, "27.11,.1992", cells=False) == "27.11.1992"


def test_the_closing_heading_may_have_a_number() -> None:
    """Below "VIII. Erklärungen" the applicant signs, whoever the headings before were about."""
    page = words(
        ("Entwurfsverfasser", 40, 40, 120, 50),
        ("VIH.", 40, 100, 60, 110),
        ("Erklärungen", 66, 100, 120, 110),
    )
    sign = FieldSpec(kind=FieldKind.SIGNATURE, labels=("Unterschrift",), not_sections=("Entwurfsverfasser",))
    headings = Headings({"sign": sign}, segments(page, page.words))
    assert headings.verdict(sign, 0, Box(40, 70, 80, 80)) == -1.0
    assert headings.verdict(sign, 0, Box(40, 170, 80, 180)) == 0.0


def test_one_heading_may_name_two_whose_fields_are_the_same() -> None:
    """Right under "gesetzliche Vertretung" stood the owner's given name: it was taken for somebody else's."""
    page = words(
        ("Angaben", 40, 40, 80, 50),
        ("zum", 83, 40, 100, 50),
        ("Inhaber", 103, 40, 140, 50),
        ("/", 143, 40, 146, 50),
        ("gesetzliche", 149, 40, 200, 50),
        ("Vertretung", 203, 40, 250, 50),
    )
    owner = FieldSpec(
        kind=FieldKind.NAME,
        labels=("Vorname",),
        sections=("Angaben zum Inhaber",),
        not_sections=("Gesetzliche Vertretung",),
    )
    headings = Headings({"owner": owner}, segments(page, page.words))
    assert headings.verdict(owner, 0, Box(220, 70, 280, 80)) == 1.0
