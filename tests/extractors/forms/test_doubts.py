"""What scans of forms lost or bent: a doubt is told as one, and nothing that was lost is called empty."""

from __future__ import annotations

import zlib

import numpy as np
import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import PageInk, PageText, TextSource, Word
from contracts.records import Box, PageSize
from extractors.forms.generic import read_by_labels
from extractors.forms.labelling.label_hits import LabelHit, first_come
from extractors.forms.labelling.labels import Hit, find_label
from extractors.forms.labelling.print_only import print_of
from extractors.forms.page.hints import is_only_print, is_sentence
from extractors.forms.page.layout import segments
from extractors.forms.parts.readings import Written, value_of
from extractors.forms.ticks.tick_boxes import without_loops
from tests.extractors.typed import ADVANCE, HEIGHT, PITCH, typed_page

SCALE = 150 / 72
ZONE = FieldSpec(kind=FieldKind.TEXT, labels=("Gewünschte Parkzone",))
NAME = FieldSpec(kind=FieldKind.NAME, labels=("Familienname",))
PHONE = FieldSpec(kind=FieldKind.PHONE, labels=("Telefon",))
DAY = FieldSpec(kind=FieldKind.PLACE_DATE, required=True, labels=("Ort, Datum", "Datum"))
TAX_ID = FieldSpec(
    kind=FieldKind.TAX_ID,
    labels=("Identifikationsnummer",),
    sections=("Elternteil 1",),
    not_sections=("Elternteil 2",),
)


def at(line: int, column: int, width: int = 1) -> Box:
    """Return the place of so many letters of a typed page."""
    left, top = 30 + column * ADVANCE, 40 + line * PITCH
    return Box(left, top, left + width * ADVANCE, top + HEIGHT)


def ink(*letters: Box, cells: tuple[Box, ...] = ()) -> dict[int, PageInk]:
    """Return the ink of the first page: crosses as high as letters, and the rulings of cells."""
    mask = np.zeros((round(842 * SCALE), round(595 * SCALE)), dtype=np.bool_)
    for box in letters:
        left, top, right, bottom = (round(edge * SCALE) for edge in box)
        for step in range(max(right - left, bottom - top)):
            x = left + min(step, right - left - 1)
            mask[top + min(step, bottom - top - 1), x : x + 2] = True
            mask[bottom - 1 - min(step, bottom - top - 1), x : x + 2] = True
    for box in cells:
        left, top, right, bottom = (round(edge * SCALE) for edge in box)
        mask[top : bottom + 1, [left, left + 1, right - 1, right]] = True
        mask[[top, top + 1, bottom - 1, bottom], left : right + 1] = True
    bits = zlib.compress(np.packbits(mask, axis=1).tobytes())
    return {0: PageInk(dpi=150, width=mask.shape[1], height=mask.shape[0], bits=bits)}


def scanned(*lines: str) -> PageText:
    """Return a page that was read by OCR."""
    return typed_page(*lines, by_ocr=True, confidence=0.97)


def read(
    page: PageText, inks: dict[int, PageInk] | None = None, **fields: FieldSpec
) -> dict[str, FieldReading]:
    """Read a page by these fields' labels."""
    return read_by_labels([page], fields, inks or ink())


def by_ocr(spec: FieldSpec, raw: str) -> FieldReading:
    """Return the reading of what OCR saw, well legible."""
    return value_of(spec, raw, [Written(raw, Box(0, 0, 90, 9), 0, 0.97, TextSource.OCR)])


def test_ink_that_no_word_explains_is_not_empty() -> None:
    """A single letter beside a label that OCR overlooked: the field is unclear; on bare paper it is empty."""
    page = scanned("Gewünschte Parkzone:")
    assert read(page, ink(at(0, 24)), zone=ZONE)["zone"].state is FieldState.UNCLEAR
    assert read(page, zone=ZONE)["zone"].state is FieldState.EMPTY


def test_an_unread_digit_in_the_first_row_of_a_table_is_not_empty() -> None:
    """Under the head of a column stands a digit that OCR overlooked."""
    head, row = Box(28, 38, 98, 53), Box(28, 53, 98, 68)
    flur = FieldSpec(kind=FieldKind.NUMBER, labels=("Flur",))
    inks = ink(Box(35, 56, 40, 64), cells=(head, row))
    assert read(scanned("Flur"), inks, flur=flur)["flur"].state is FieldState.UNCLEAR
    assert read(scanned("Flur"), ink(cells=(head, row)), flur=flur)["flur"].state is FieldState.EMPTY


@pytest.mark.parametrize("raw", ["98862 1177", "e152 07714936"])
def test_a_telephone_number_that_begins_with_no_zero_was_misread(raw: str) -> None:
    """Dots before a number, and its first digit, are misread on scans: nobody dials such a number."""
    assert by_ocr(PHONE, raw).state is FieldState.UNCLEAR
    assert by_ocr(PHONE, "+49 8862 1177").value == "+49 8862 1177"


def test_a_telephone_number_ends_with_its_line() -> None:
    """The number of the next heading is no part of it."""
    assert by_ocr(PHONE, "+49 6598 77120\n2. Unternehmen").value == "+49 6598 77120"


def test_square_metres_have_a_raised_two() -> None:
    """OCR reads it as a question mark; a question stays one."""
    text = FieldSpec(kind=FieldKind.TEXT)
    assert by_ocr(text, "Halle (ca. 380 m?) mit Büro").value == "Halle (ca. 380 m²) mit Büro"
    assert by_ocr(text, "Wie hoch in m?").value == "Wie hoch in m?"


def test_a_dot_of_the_line_parts_no_house_number_from_its_letter() -> None:
    """What was written on dots is read with some of them."""
    address = FieldSpec(kind=FieldKind.ADDRESS)
    assert by_ocr(address, "Musterweg 31 .b, 12345 Musterstadt").value == "Musterweg 31 b, 12345 Musterstadt"


def test_of_printed_options_and_another_one_none_is_told() -> None:
    """Both stand there where the tick could not be seen: one of them must not be taken."""
    citizen = FieldSpec(kind=FieldKind.WORD, options={"deutsch": ("deutsch",)})
    assert by_ocr(citizen, "deutsch andere: kroatisch").state is FieldState.UNCLEAR
    assert by_ocr(citizen, "deutsch").value == "deutsch"
    assert by_ocr(citizen, "kroatisch").value == "kroatisch"


def test_a_number_beside_an_illegible_word_of_its_label_is_not_the_second_parents() -> None:
    """The word "Steuerliche" was lost; the number under it begins where that word stood."""
    page = scanned(
        "Elternteil 1                          Elternteil 2",
        "",
        "            Identifikationsnummer     Steuerliche Identifikationsnummer",
        "12345678911                           86095742719",
    )
    left, right = Box(25, 58, 210, 88), Box(212, 58, 420, 88)
    assert read(page, ink(cells=(left, right)), steuer_id=TAX_ID)["steuer_id"].value != "86095742719"


def test_labels_under_anothers_heading_do_not_answer_for_an_own_one() -> None:
    """The second parent's number is theirs even where the first one's place is bare."""
    page = scanned(
        "Elternteil 1",
        "Identifikationsnummer:",
        "",
        "Elternteil 2",
        "Identifikationsnummer: 86095742719",
    )
    assert read(page, steuer_id=TAX_ID)["steuer_id"].value is None


def test_a_date_without_its_place_is_unclear() -> None:
    """Where the label asks for both, or something else stands before the date, OCR lost the town."""
    assert read(scanned("Ort, Datum:  03.11.2026"), day=DAY)["day"].state is FieldState.UNCLEAR
    lost = read(scanned("                Datum:  03.11.2026"), ink(at(0, 4)), day=DAY)
    assert lost["day"].state is FieldState.UNCLEAR
    assert read(scanned("                Datum:  03.11.2026"), day=DAY)["day"].value == "2026-11-03"


def test_the_left_one_of_labels_side_by_side_comes_first() -> None:
    """The line of a scan may rise a little to the right."""
    left, right = (
        LabelHit("name", Hit(0, Box(x, y, x + 50, y + 7), (), 0.8), 0.8)
        for x, y in ((40, 187.4), (300, 187.0))
    )
    assert [each.hit.box.left for each in first_come([right, left])] == [40, 300]


def test_an_answer_right_behind_its_label_is_no_part_of_it() -> None:
    """A label may go on in unknown words; behind "des Kindes", which are known, the name follows."""
    found = segments(page := scanned("Familienname des Kindes Muster"), page.words)
    hits = [hit for label in ("Familienname", "Familienname des Kindes") for hit in find_label(label, found)]
    word = page.words[-1]
    assert not any(hit.box.holds(*word.box.middle) for hit in print_of(hits))


def test_a_court_right_under_its_question_is_the_answer() -> None:
    """What begins with "Amtsgericht" has a label on some forms; under "Registergericht" it is the answer."""
    found = segments(page := scanned("Registergericht", "Amtsgericht  Musterstadt"), page.words)
    hits = [hit for label in ("Registergericht", "Amtsgericht") for hit in find_label(label, found)]
    assert [hit.box.top for hit in print_of(hits)] == [page.words[0].box.top]


def test_words_out_of_the_middle_of_a_line_are_no_answer() -> None:
    """Under a label in the right column runs a sentence that begins in the left one."""
    page = scanned(
        "Kennzeichen    Gewünschte Parkzone", "", "Ich erkläre wahrheitsgemäß hier zu wohnen und zu parken"
    )
    assert read(page, zone=ZONE)["zone"].value is None


def test_a_label_goes_on_in_small_letters() -> None:
    """The answer under "Art des Vorhabens - kurze Beschreibung" is as wide as both."""
    plan = FieldSpec(kind=FieldKind.TEXT, labels=("Art des Vorhabens", "kurze Beschreibung"))
    page = scanned("Art des Vorhabens   kurze Beschreibung", "Neubau eines Hauses mit Garage")
    assert read(page, plan=plan)["plan"].value == "Neubau eines Hauses mit Garage"


def test_the_print_around_answers_is_no_value() -> None:
    """Brackets that a line does not close explain a label; a declaration is a sentence, cut off or not."""
    assert is_only_print("Weitere Vertreterinnen und Vertreter (Vorstand,")
    assert not is_only_print("Muster, Erika")
    assert is_sentence("Ich erkläre, dass ich hier wohne und")
    assert not is_sentence("Einbau einer Dachgaube")


def test_a_loop_of_the_pen_is_no_tick_box() -> None:
    """A signature has loops as large as tick boxes; a cross in a box is written by hand, too."""
    loop, signature = Box(439, 365, 446, 372), Box(370, 360, 459, 372)
    assert without_loops([loop], [signature]) == []
    assert without_loops([loop], [loop.grown(2)]) == [loop]


def test_round_digits_of_a_date_are_no_tick_boxes_of_the_row_below() -> None:
    """A cell with a date answers the head of its column; a digit that looks like a box asks nothing."""
    head, row = Box(28, 38, 98, 53), Box(28, 53, 98, 68)
    page = PageText(
        index=0,
        size=PageSize(595, 842),
        source=TextSource.OCR,
        words=(
            Word("Geburtsdatum", Box(30, 40, 70, 46), 0.97),
            Word("22.04.1975", Box(32, 56, 82, 64), 0.97),
        ),
        engine="test",
        confidence=0.97,
    )
    born = FieldSpec(kind=FieldKind.DATE, labels=("Geburtsdatum",))
    inks = ink(cells=(head, row, Box(48, 56.5, 54.5, 63)))
    assert read(page, inks, born=born)["born"].value == "1975-04-22"


def test_a_loop_beside_a_date_is_no_tick_box() -> None:
    """The signature beside place and date has a loop as large as a box: the date is the answer."""
    page = typed_page("Musterstadt, 02.11.2026", "Ort, Datum")
    beside = Box(160, 41, 168, 49)
    assert read(page, ink(cells=(beside,)), day=DAY)["day"].value == "Musterstadt, 2026-11-02"


def test_an_address_behind_a_comma_was_cut_off() -> None:
    """OCR sees a comma for a point: what follows it is not the whole address."""
    email = FieldSpec(kind=FieldKind.EMAIL)
    assert by_ocr(email, "e,musterfrau@post.example").state is FieldState.UNCLEAR
    assert by_ocr(email, "Mail: musterfrau@post.example").value == "musterfrau@post.example"


def test_place_and_date_under_a_name_are_no_name() -> None:
    """The builder's name heads the place to sign, too; the name itself stands further up."""
    builder = FieldSpec(kind=FieldKind.TEXT, labels=("Bauherr", "Name oder Firma"))
    page = typed_page("Name oder Firma:  Muster GmbH", "", "", "Bauherr", "Musterstadt, 06.11.2026")
    assert read(page, builder=builder)["builder"].value == "Muster GmbH"


def test_a_value_that_is_hard_to_read_is_not_empty() -> None:
    """Another label, whose place is bare, does not speak for the first one's."""
    page = typed_page("Datum:", "30.10.2026", "", "", "Datum:", by_ocr=True, confidence=0.35)
    assert read(page, day=DAY)["day"].state is FieldState.UNCLEAR


def test_a_telephone_in_anothers_row_is_not_the_applicants() -> None:
    """The row of the premises has a telephone, too; where the own label was lost, the field is unclear."""
    phone = PHONE.model_copy(update={"not_sections": ("Betriebsstätte",)})
    page = scanned(
        "Anschrift der Betriebsstätte    Telefon", "", "Musterweg 1                     030 123456"
    )
    inks = ink(cells=(Box(26, 36, 250, 90),))
    assert read(page, inks, phone=phone)["phone"].state is FieldState.UNCLEAR


def test_another_question_below_is_no_answer() -> None:
    """The next line asks something else, and has its answer behind a colon."""
    owner = FieldSpec(kind=FieldKind.TEXT, labels=("Vermieter",))
    page = scanned("Vermieter (Name, Anschrift):", "Monatliche Miete (warm): 390,00")
    assert read(page, owner=owner)["owner"].value is None


def test_a_colon_may_be_read_as_a_semicolon() -> None:
    """What follows the brackets is the answer all the same."""
    owner = FieldSpec(kind=FieldKind.TEXT, labels=("Vermieter",))
    page = scanned("Vermieter (Name, Anschrift);  Erika Musterfrau, Musterweg 1")
    assert read(page, owner=owner)["owner"].value == "Erika Musterfrau, Musterweg 1"


def test_a_number_that_was_cut_off_is_not_empty() -> None:
    """Of a telephone number five digits are left."""
    assert read(scanned("Telefon  20202"), phone=PHONE)["phone"].state is FieldState.UNCLEAR


def test_words_out_of_a_sentence_are_no_option() -> None:
    """A letter of small print looks like a ticked box; an option of a zone begins with a capital or digit."""
    page = scanned("Gewünschte Parkzone:  ja", "", "      ich in der")
    box = at(2, 3, 2)
    assert read(page, ink(box, cells=(box,)), zone=ZONE)["zone"].value != "ich in der"
