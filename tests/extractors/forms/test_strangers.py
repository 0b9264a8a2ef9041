"""What forms of strangers got wrong at first sight: headings, bars of the authority, refused numbers."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from contracts.reading import TextSource, Word
from contracts.records import Box
from extractors.forms.answering.answers import Answer, without_label
from extractors.forms.answering.best_answer import best_answer
from extractors.forms.choosing.option_lines import meant
from extractors.forms.labelling.label_hits import with_small_words
from extractors.forms.labelling.labels import find_label
from extractors.forms.labelling.office_use import office_blocks
from extractors.forms.page.layout import segments, with_rest_of_comb
from extractors.forms.page.linking import Side
from extractors.forms.parts.blocks import person_blocks
from extractors.forms.parts.headings import Headings
from extractors.forms.parts.readings import Written
from extractors.forms.parts.sheet import Sheet
from extractors.forms.values.abbreviations import spelled_out
from extractors.forms.values.mending import mended
from extractors.forms.values.normalise import normalise
from tests.extractors.forms.test_cells_for_letters import row
from tests.extractors.forms.test_layout import line, page
from tests.extractors.forms.test_unseen import ink, read, words
from tests.extractors.typed import typed_page

NAMES = {
    name: FieldSpec(kind=FieldKind.NAME, labels=(label,))
    for name, label in (("familienname", "Familienname"), ("vorname", "Vorname"), ("einkommen", "Einkommen"))
}
DISABILITY = FieldSpec(kind=FieldKind.NUMBER, labels=("Grad der Behinderung",))


def test_the_name_of_an_accounts_owner_is_no_further_person() -> None:
    """All that stands under "Name, Vorname Kontoinhaber/in" passed for a person's, the signature too."""
    sheet = page(
        line("Familienname", top=100),
        line("Vorname", top=120),
        line("Einkommen", top=200),
        line("Einkommen", top=300),
        line("Familienname, Vorname", top=700),
    )
    printed = segments(sheet, sheet.words)
    assert not any(block.holds(0, 750) for block in person_blocks(NAMES, printed))


def test_the_end_of_a_sentence_is_no_heading() -> None:
    """A signature under small print that ends in "Erklärung des Halters" passed for the owner's."""
    sign = FieldSpec(
        kind=FieldKind.SIGNATURE, labels=("Unterschrift",), not_sections=("Erklärung des Halters",)
    )
    sentence = "Kopien des Scheins sind beigefügt und bei fremden Autos auch die unterschriebene"
    below = Box(50, 150, 100, 160)
    for top, verdict in ((112, 0.0), (130, -1.0)):
        sheet = page(line(sentence, top=100), line("Erklärung des Halters.", top=top))
        assert Headings({"sign": sign}, segments(sheet, sheet.words)).verdict(sign, 0, below) == verdict


def test_a_question_well_above_a_heading_is_no_part_of_it() -> None:
    """A heading that OCR had read with dirt over it reached up to the last question about the child."""
    born = FieldSpec(
        kind=FieldKind.DATE,
        labels=("Geburtsdatum",),
        sections=("Angaben zur Person",),
        not_sections=("Geschwister",),
    )
    sheet = words(
        ("Geschwister", 50, 311, 99, 318),
        *(
            (text, left, 321, left + 30, 339)
            for text, left in (("Angaben", 59), ("zur", 92), ("Person", 125))
        ),
    )
    headings = Headings({"born": born}, segments(sheet, sheet.words))
    assert headings.verdict(born, 0, Box(50, 384, 108, 391)) == 1.0


def test_the_cells_under_a_bar_of_the_authority_are_its_own() -> None:
    """The zone under "Bearbeitungsvermerke der Behörde (nicht ausfüllen)" passed for the applicant's."""
    rows = [Box(50, 100, 500, 120), Box(50, 120, 200, 140), Box(50, 140, 500, 160)]
    sheet = page(line("Bearbeitungsvermerke der Behörde (nicht ausfüllen)", top=105))

    def cell(_: int, box: Box) -> Box | None:
        return next((row for row in rows if row.holds(*box.middle)), None)

    [(_, block)] = office_blocks(segments(sheet, sheet.words), cell, ())
    assert [block.holds(60, y) for y in (110, 130, 150)] == [True, True, False]


def test_a_bar_of_the_authority_without_a_frame_ends_at_the_next_heading() -> None:
    """Where a copy had broken the frame, the child's name and birthday were taken for the authority's."""
    sheet = page(line("Vermerke der Elterngeldstelle", top=100), line("Angaben zum Kind", top=140))
    printed = segments(sheet, sheet.words)
    headings = {(0, printed[1].box), (1, Box(50, 110, 90, 120))}
    [(_, block)] = office_blocks(printed, lambda *_: None, headings)
    assert [block.holds(60, y) for y in (110, 130, 150)] == [True, True, False]


def test_a_number_that_no_denies_is_empty() -> None:
    """A degree of disability was invalid, "☒ nein ☐ ja, GdB:", where there is none."""
    for answer, state in (
        ("☒ nein ☐ ja, GdB:", FieldState.EMPTY),
        ("☐ nein ☒ ja, GdB: 50", FieldState.FILLED),
    ):
        assert read(typed_page(f"Grad der Behinderung   {answer}"), gdb=DISABILITY)["gdb"].state is state


def test_options_may_be_abbreviated() -> None:
    """Nobody knew whose account it is: "die antragst. Person"."""
    options = {"selbst": ("die antragstellende Person",), "andere": ("ein Haushaltsmitglied",)}
    assert meant("die antragst. Person", options, {}) == "selbst"


def test_a_town_abroad_keeps_its_country() -> None:
    """The country of a birthplace abroad was lost; behind a German town it says nothing."""
    spec = FieldSpec(kind=FieldKind.PLACE)
    assert normalise(spec, "Pamplona, Spanien") == "Pamplona, Spanien"
    assert normalise(spec, "Musterstadt, Deutschland") == "Musterstadt"
    assert normalise(spec, "Musterstadt\nMax") == "Musterstadt"


def test_letters_in_cells_stand_beside_a_label_at_the_top_of_these() -> None:
    """The cells of a comb are twice as high as its letters: an account beside its label was "empty"."""
    sheet = words(
        ("IBAN", 42, 380, 60, 386.5),
        ("DE02", 148, 384.5, 213, 392),
        ("1203", 218, 384.5, 283, 392),
        ("BIC", 42, 408, 54, 414),
    )
    account = FieldSpec(kind=FieldKind.IBAN, labels=("IBAN",))
    assert "DE02" in read(sheet, account=account)["account"].raw


def test_a_day_is_no_place() -> None:
    """Where "Datum" stands under "Ort", the day between the two was taken for both, and the town lost."""
    sheet = words(
        ("Musterstadt", 42, 279, 95, 288),
        ("Ort", 39, 295, 48, 300),
        ("27.10.2026", 42, 303, 87, 310),
        ("Datum", 39, 314, 57, 319),
    )
    spec = FieldSpec(kind=FieldKind.PLACE_DATE, required=True, labels=("Ort, Datum", "Datum"))
    assert read(sheet, signed_at=spec)["signed_at"].value == "Musterstadt, 2026-10-27"


@pytest.mark.parametrize("by_ocr", [True, False])
def test_a_postcode_right_before_its_town_needs_no_label(*, by_ocr: bool) -> None:
    """OCR read the small label and the postcode under it as one line, and the address had no postcode."""
    sheet = typed_page(
        "Straße                    Hausnummer",
        "Alter Weg                 4",
        "          Wohnort",
        "12345     Musterstadt",
        by_ocr=by_ocr,
    )
    home = FieldSpec(kind=FieldKind.ADDRESS, required=True, labels=("Anschrift",))
    address = "Alter Weg 4, 12345 Musterstadt" if by_ocr else None
    assert read(sheet, home=home)["home"].value == address


def test_the_mark_behind_a_label_is_no_answer() -> None:
    """A birthday beside "Geburtsdatum [N]", which asks for evidence, was none: "[N] 14 03 1988"."""
    born = FieldSpec(kind=FieldKind.DATE, labels=("Geburtsdatum",))
    assert read(typed_page("Geburtsdatum  [N]  14 03 1988"), born=born)["born"].value == "1988-03-14"


def test_the_second_line_of_a_question_is_no_answer() -> None:
    """The landlord was called "untervermietet? [N] Max Muster"."""
    landlord = FieldSpec(kind=FieldKind.TEXT, labels=("Wer hat Ihnen den Wohnraum vermietet",))
    sheet = typed_page("Wer hat Ihnen den Wohnraum vermietet oder", "untervermietet? [N]    Max Muster")
    assert read(sheet, landlord=landlord)["landlord"].value == "Max Muster"


def test_a_form_may_print_the_place_itself() -> None:
    """A place before "den .....", beside the signature, is the place: no label has to ask for it."""
    fields = {
        "signed_at": FieldSpec(kind=FieldKind.PLACE_DATE, required=True, labels=("Ort, Datum",)),
        "signature": FieldSpec(kind=FieldKind.SIGNATURE, required=True, labels=("Unterschrift",)),
    }
    lines = ("Musterstadt, den   12.11.2026", "", "                        (Unterschrift)")
    assert read(typed_page(*lines), None, **fields)["signed_at"].value == "Musterstadt, 2026-11-12"
    letter = (lines[0], *[""] * 12, lines[2])
    assert read(typed_page(*letter), None, **fields)["signed_at"].value is None


def test_an_answer_in_cells_ends_with_them() -> None:
    """A number plate took in the next question, "Art: Pkw", whose label nobody knows."""
    plate = FieldSpec(kind=FieldKind.PLATE, required=True, labels=("Amtl. Kennzeichen",))
    page = words(
        ("Amtl.", 50, 100, 75, 109),
        ("Kennzeichen", 78, 100, 130, 109),
        *row("RF –VS 274", 150, 100),
        ("Art", 340, 100, 352, 109),
        ("Pkw", 356, 100, 374, 109),
    )
    assert read(page, plate=plate)["plate"].value == "RF-VS274"


def test_what_stands_under_an_empty_line_to_write_on_is_no_answer() -> None:
    """The next question's answer passed for an e-mail address that nobody gave."""
    email = FieldSpec(kind=FieldKind.EMAIL, labels=("E-Mail",))
    page = typed_page("E-Mail", "", "Nebenwohnung seit 15.03.2025")
    sheet = Sheet([page], {"email": email}, ink(Box(64, 50, 300, 50.5)))
    found = best_answer(email, sheet.labels["email"], sheet)
    assert found is not None
    assert found.state is FieldState.EMPTY


def test_half_a_number_of_a_house_is_read() -> None:
    """OCR sees "3 %" for "3 ½", and "Str, Nr." for "Str., Nr."."""
    spec = FieldSpec(kind=FieldKind.ADDRESS)
    assert mended(spec, "Am Wall 3 %", cells=False) == "Am Wall 3 ½"
    assert spelled_out("Str,") == spelled_out("Str.")


def test_a_comb_goes_on_over_a_tooth_that_looks_like_a_side() -> None:
    """Of "47 281 365 048" the first groups were read: a tooth between two passed for the side of a cell."""
    groups = [Word(text, Box(left, 100, left + 50, 107), 1.0) for text, left in (("281", 50), ("365", 107))]
    far = Word("048", Box(250, 100, 300, 107), 1.0)
    typed = Word("Fax", Box(110, 100, 124, 107), 1.0)
    assert with_rest_of_comb(groups[:1], [*groups, far]) == groups
    assert with_rest_of_comb([typed], [*groups, typed]) == [typed]


def test_a_comb_ends_behind_a_day() -> None:
    """The days of two persons stood so close that they were taken for one answer."""
    lefts = (100, 128, 156, 212, 240, 268)
    parts = zip(("08", "12", "1988", "21", "04", "1986"), lefts, strict=True)
    days = [Word(text, Box(left, 100, left + 12 * len(text), 107), 1.0) for text, left in parts]
    assert with_rest_of_comb(days[:3], days) == days[:3]
    assert with_rest_of_comb(days[:1], days) == days[:3]


def test_labels_keep_what_copies_blur() -> None:
    """A birthday and a place were not found: OCR sees "n" for "rt" in small print."""
    misreadings = (
        ("Gebunsdatum", "Geburtsdatum"),
        ("On, Datum", "Ort, Datum"),
        ("Rechtstorm", "Rechtsform"),
        ("Teiefon", "Telefon"),
    )
    for misread, label in misreadings:
        sheet = page(line(misread))
        assert find_label(label, segments(sheet, sheet.words))


def test_small_words_behind_a_label_are_its_own_where_digits_answer() -> None:
    """The sum of another label was taken for "Baukosten gesamt", whose second word passed for its answer."""
    sheet = page(line("Baukosten  gesamt  465.000"))
    [hit] = find_label("Baukosten", segments(sheet, sheet.words))
    cost = FieldSpec(kind=FieldKind.AMOUNT)
    assert [token.text for token in with_small_words(cost, hit).rest if token.text.isalpha()] == []
    assert with_small_words(FieldSpec(kind=FieldKind.TEXT), hit) == hit


def test_the_misread_end_of_a_label_is_no_part_of_a_day() -> None:
    """The beginning of a trade was unclear: OCR was not sure of the second line of its label."""
    begin = FieldSpec(kind=FieldKind.DATE, labels=("Datum des Beginns",))
    sheet = Sheet([words(("Täpgkeit", 50, 100, 80, 107), ("15.11.2026", 50, 118, 100, 125))], {}, {})
    both = Answer(
        Side.INSIDE, Written("Täpgkeit\n15.11.2026", Box(50, 100, 100, 125), 0, 0.2, TextSource.TEXT)
    )
    own = without_label(begin, both, sheet).written
    assert own is not None
    assert (own.raw, own.confidence) == ("15.11.2026", 1.0)


def test_classes_of_buildings_are_known_by_their_number() -> None:
    """Nobody knew which class of building was ticked: OCR sees "GKl" for "GK 1"."""
    classes = {number: (number, f"GK {number}") for number in "12345"}
    assert [meant(text, classes, {}) for text in ("GKl", "GK4", "Gl")] == ["1", "4", None]


def test_a_word_with_a_tail_is_not_lower_than_the_others() -> None:
    """The word "gesamt" was parted from "Baukosten" on a copy: it has no high letter, but a tail."""
    sheet = words(("Baukosten", 301, 588.2, 343, 594.2), ("gesamt", 346, 589.5, 375, 597.0))
    copy = sheet.model_copy(update={"source": TextSource.OCR, "engine": "test"})
    assert [each.text for each in segments(copy, copy.words)] == ["Baukosten gesamt"]


def test_nobody_is_asked_who_gets_a_copy() -> None:
    """The court among those to whom the form is passed on was a label, and the next one its answer."""
    court = FieldSpec(kind=FieldKind.TEXT, labels=("Registergericht",))
    for start in ("Verteiler: Finanzamt", "Weiterleitung an: Finanzamt"):
        sheet = typed_page("Name   Muster", f"{start}     Registergericht   Gewerbeaufsicht")
        assert read(sheet, court=court)["court"].state is FieldState.EMPTY


def test_lines_to_write_on_do_not_end_a_block_of_the_authority_beside_the_letterhead() -> None:
    """They part it like rulings: what stood under the first one passed for the applicant's."""
    rows = [Box(400, 50, 500, 80), Box(400, 80, 500, 110), Box(401, 110, 500, 140), Box(40, 150, 500, 180)]
    sheet = page(
        line("Stadt Musterstadt", top=55),
        line("Nur von der Behörde auszufüllen", left=405, top=55),
        line("Aktenzeichen", left=405, top=85),
    )

    def cell(_: int, box: Box) -> Box | None:
        return next((row for row in rows if row.holds(*box.middle)), None)

    [(_, block)] = office_blocks(segments(sheet, sheet.words), cell, ())
    assert [block.holds(410, y) for y in (60, 95, 130, 160)] == [True, True, True, False]
    assert not block.holds(60, 95)
