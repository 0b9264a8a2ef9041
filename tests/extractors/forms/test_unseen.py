"""What forms of municipalities nobody had seen got wrong: each test tells one cause."""

from __future__ import annotations

import zlib

import numpy as np
import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import PageInk, PageText, TextSource, Word
from contracts.records import Box, PageSize
from contracts.values import parse_plate
from extractors.forms.answering.register_entry import with_parted_entry
from extractors.forms.generic import read_by_labels
from extractors.forms.labelling.labels import find_label
from extractors.forms.labelling.print_only import print_of
from extractors.forms.labelling.sides import is_under, surroundings
from extractors.forms.labelling.telling_words import TellingWords
from extractors.forms.page.hints import hints, is_only_print
from extractors.forms.page.layout import legible, lines, segments
from extractors.forms.parts.headings import Headings
from extractors.forms.parts.readings import UNKNOWN_LETTER, Written, value_of
from extractors.forms.values.normalise import normalise
from tests.extractors.typed import ADVANCE, PITCH, typed_page

DPI, SCALE = 150, 150 / 72
WORK = FieldSpec(kind=FieldKind.TEXT, required=True, long=True, labels=("Angemeldete Tätigkeit",))
NAME = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Familienname",))
CITIZEN = FieldSpec(kind=FieldKind.WORD, labels=("Staatsangehörigkeit",))


def ink(*boxes: Box, ticked: tuple[Box, ...] = (), signed: tuple[Box, ...] = ()) -> dict[int, PageInk]:
    """Return the ink of the first page: tick boxes, crosses in them, and places somebody signed."""
    mask = np.zeros((round(842 * SCALE), round(595 * SCALE)), dtype=np.bool_)
    for box in boxes:
        left, top, right, bottom = (round(edge * SCALE) for edge in box)
        mask[top : bottom + 1, [left, left + 1, right - 1, right]] = True
        mask[[top, top + 1, bottom - 1, bottom], left : right + 1] = True
    for box in ticked:
        for step in range(round(box.width * SCALE)):
            x, y = round(box.left * SCALE) + step, round(box.top * SCALE) + step
            mask[y : y + 3, x : x + 3] = True
            mask[round(box.bottom * SCALE) - step : round(box.bottom * SCALE) - step + 3, x : x + 3] = True
    for box in signed:
        for step in range(160):
            x, y = round((box.left + step / 2) * SCALE), round((box.top + 8 + 6 * np.sin(step / 9)) * SCALE)
            mask[y : y + 3, x : x + 3] = True
    bits = zlib.compress(np.packbits(mask, axis=1).tobytes())
    return {0: PageInk(dpi=DPI, width=mask.shape[1], height=mask.shape[0], bits=bits)}


def place(line: int, column: int, *, width: int = 2) -> Box:
    """Return the place of so many letters of a typed page."""
    left, top = 30 + column * ADVANCE, 40 + line * PITCH
    return Box(left, top, left + width * ADVANCE - 1, top + 9)


def read(
    page: PageText, inks: dict[int, PageInk] | None = None, **fields: FieldSpec
) -> dict[str, FieldReading]:
    """Read a page by these fields' labels."""
    return read_by_labels([page], fields, inks or {})


def words(*texts: tuple[str, float, float, float, float]) -> PageText:
    """Return a page of words with their boxes."""
    return PageText(
        index=0,
        size=PageSize(595, 842),
        source=TextSource.TEXT,
        words=tuple(Word(text, Box(*box), 1.0) for text, *box in texts),
    )


def test_an_answer_of_several_lines_is_read_to_its_end() -> None:
    """What a business does filled three ruled lines, and only the first of them was read."""
    page = typed_page(
        *[""] * 5,
        "Angemeldete Tätigkeit",
        "Reinigung und Vermietung von",
        "Bühnen",
        "",
        "",
        "",
        "Sonst nichts",
    )
    assert read(page, work=WORK)["work"].value == "Reinigung und Vermietung von Bühnen"


def test_the_next_question_is_no_further_line() -> None:
    """An answer ends where a label begins, or where print of another size goes on."""
    page = typed_page("Angemeldete Tätigkeit", "Reinigung", "Familienname", "Muster")
    assert read(page, work=WORK, name=NAME)["work"].value == "Reinigung"


def test_words_beside_tick_boxes_are_no_answer() -> None:
    """A row of boxes under the heading was taken for what is to be built."""
    page = typed_page(
        "Angemeldete Tätigkeit",
        "   Errichtung      Änderung",
        "",
        "Angemeldete Tätigkeit",
        "Neubau eines Hauses",
    )
    found = read(page, ink(place(1, 0), place(1, 16)), work=WORK)["work"]
    assert found.value == "Neubau eines Hauses"


@pytest.mark.parametrize(("ticked", "value"), [(0, "deutsch"), (16, "spanisch"), (None, None)])
def test_a_word_may_be_ticked_or_written_behind_the_last_box(ticked: int | None, value: str | None) -> None:
    """The words of both boxes were one value: "deutsch andere: österreichisch"."""
    page = typed_page("Staatsangehörigkeit", "   deutsch         andere: spanisch")
    ticks = () if ticked is None else (place(1, ticked),)
    found = read(page, ink(place(1, 0), place(1, 16), ticked=ticks), citizen=CITIZEN)["citizen"]
    assert found.value == value


def test_lines_of_dots_and_signs_of_footnotes_are_no_words() -> None:
    """Dots to write on were read as e-mail addresses, the star of a required field as a family name."""
    page = typed_page("Familienname * .......... Muster ¹)")
    assert [word.text for word in legible(page)] == ["Familienname", "Muster"]


def test_an_answer_typed_a_little_over_its_line_is_not_part_of_its_label() -> None:
    """Between label and answer was no more than a wide blank: both were one segment, the answer lost."""
    label, raised = ("Name", 60.0, 196.3, 83.8, 207.3), ("Muster", 89.9, 195.4, 203.9, 206.7)
    page = words(label, raised)
    assert [each.text for each in segments(page, page.words)] == ["Name", "Muster"]


def test_small_print_under_a_label_is_a_line_of_its_own() -> None:
    """A tall answer touched both: "Straße Privatanschrift und Hausnummer" was no label any more."""
    label, answer = Word("Straße", Box(45, 235.6, 71, 244.9)), Word("Am", Box(221, 239.7, 240, 251.0))
    small = Word("Privatanschrift", Box(45, 246.4, 88, 253.4))
    assert [[word.text for word in line] for line in lines([label, small, answer])] == [
        ["Straße", "Am"],
        ["Privatanschrift"],
    ]


def test_a_hint_in_brackets_may_have_two_lines() -> None:
    """The example of a building project was read as the project."""
    page = typed_page("Kurzbezeichnung", "(z. B. Neubau eines Hauses mit", "Garage, Anbau)", "Neubau")
    found = list(hints(segments(page, page.words), []))
    assert [word.text for word in page.words if not any(box.holds(*word.box.middle) for box in found)] == [
        "Kurzbezeichnung",
        "Neubau",
    ]


@pytest.mark.parametrize(("raw", "print_"), [("v. H.", True), ("– –", True), ("30", False), ("…", False)])
def test_units_and_dashes_say_nothing(raw: str, print_: bool) -> None:  # noqa: FBT001 - a table
    """An empty number plate was said to be unclear, for the dashes between its cells."""
    assert is_only_print(raw) is print_


def test_an_answer_may_begin_like_a_label() -> None:
    """Of "Architekturbüro Said" only "Said" was read: the first word was taken for a label."""
    page = typed_page("Entwurfsverfasser", "Architekturbüro Said")
    printed = segments(page, page.words)
    hits = [*find_label("Entwurfsverfasser", printed), *find_label("Architekturbüro", printed)]
    assert [hit.box.top for hit in print_of(hits)] == [40.0]


def test_labels_over_their_lines_are_told_from_labels_under_them() -> None:
    """In a list of lines each label has a ruling and an answer over it: the closer answer is its own."""
    label = Box(40, 100, 90, 109)
    over, under = Box(40, 86, 80, 97), Box(40, 111, 80, 122)
    assert not is_under(surroundings(label, [Box(40, 82, 80, 93), under], ruled=True), way=False)
    assert is_under(surroundings(label, [over, Box(40, 115, 80, 126)], ruled=True), way=False)


def test_what_stands_beside_a_label_is_not_over_it() -> None:
    """The border of a table's row is over its label; the answer is in the cell on its right."""
    near = surroundings(Box(40, 100, 90, 109), [Box(250, 101, 300, 110)], ruled=True)
    assert not is_under(near, way=False)


def test_a_heading_of_the_right_column_says_nothing_of_the_left_one() -> None:
    """The resident's address was the holder's: "Fahrzeughalter" stood higher, but in the next column."""
    page = typed_page(
        "Bewohner/in",
        "geboren am                    Fahrzeughalter",
        "01.01.1990",
        "Straße                        Name",
    )
    spec = NAME.model_copy(update={"sections": ("Bewohner/in",), "not_sections": ("Fahrzeughalter",)})
    headings = Headings({"name": spec}, segments(page, page.words))
    assert headings.verdict(spec, 0, place(3, 0)) == 1.0
    assert headings.verdict(spec, 0, place(3, 30)) == -1.0


def test_a_place_to_sign_may_say_only_who_signs() -> None:
    """Under "Unterschriften" stood nothing but "Bauherrschaft" and "Planer": the form was unsigned."""
    spec = FieldSpec(
        kind=FieldKind.SIGNATURE,
        required=True,
        labels=("Unterschrift des Bauherrn",),
        sections=("Bauherrschaft",),
        not_sections=("Planer",),
    )
    page = typed_page(*[""] * 4, "Datum und Unterschriften", "", "Bauherrschaft", "", "", "", "Planer")
    own, others = place(7, 12), place(11, 12)
    assert read(page, ink(signed=(own,)), signature=spec)["signature"].value == "ja"
    assert read(page, ink(signed=(others,)), signature=spec)["signature"].value is None


def test_only_labels_of_somebody_else_make_a_field_unclear() -> None:
    """The only "Anschrift" found was the holder's, and empty: the applicant's was said to be missing."""
    spec = NAME.model_copy(update={"sections": ("Bewohner",), "not_sections": ("Halter",)})
    page = typed_page("Halter", "", "Familienname")
    assert read(page, name=spec)["name"].state is FieldState.UNCLEAR


def test_a_letter_without_a_name_makes_the_value_unclear() -> None:
    """A font did not say which letter it drew: the name was kept with a hole in it."""
    written = Written(f"Tr{UNKNOWN_LETTER}n", Box(0, 0, 9, 9), 0, 1.0, TextSource.TEXT)
    assert value_of(NAME, written.raw, [written]).state is FieldState.UNCLEAR


def test_register_court_and_number_are_parted() -> None:
    """Both fields held the whole entry."""
    entry = FieldReading(value="Amtsgericht Musterstadt, HRB 20417", page=0)
    found = with_parted_entry({"registergericht": entry, "registernummer": entry})
    assert found["registergericht"].value == "Amtsgericht Musterstadt"
    assert found["registernummer"].value == "HRB 20417"


@pytest.mark.parametrize(
    ("raw", "plate"),
    [("H A L – K M – 8 1 4", "HAL-KM814"), ("E F – X – 2 0 3 1", "EF-X2031"), ("B A 123", "B-A123")],
)
def test_plates_in_cells_have_dashes_and_blanks(raw: str, plate: str) -> None:
    """Each letter has a cell, and printed dashes part the groups."""
    assert parse_plate(raw) == plate


def test_the_name_at_birth_is_no_part_of_the_name() -> None:
    """Forms ask for both in one place."""
    assert normalise(NAME, "Probst, geb. Beispiel") == "Probst"


def test_a_label_in_words_of_its_own_is_told_by_them() -> None:
    """No contract lists all questions: "Wann sind Sie geboren?" has a telling word, and a day beside it."""
    page = typed_page("Wann sind Sie geboren?      06.11.1979", "Wann geheiratet?            01.02.2003")
    born = FieldSpec(kind=FieldKind.DATE, required=True, labels=("Geburtsdatum", "geboren am"))
    moved = FieldSpec(kind=FieldKind.DATE, required=True, labels=("eingezogen am",))
    found = read(page, born=born, moved=moved)
    assert found["born"].value == "1979-11-06"
    assert found["moved"].state is FieldState.UNCLEAR


def test_a_telling_word_beside_an_unknown_one_tells_nothing() -> None:
    """The partner's birthday is not the applicant's, nor is a day of birth what is no date."""
    born = FieldSpec(kind=FieldKind.DATE, required=True, labels=("geboren am",))
    for line in ("Wann ist Ihr Partner geboren?      06.11.1979", "Wo sind Sie geboren?      Musterstadt"):
        assert read(typed_page(line), born=born)["born"].value is None


def test_words_tell_among_fields_of_one_kind() -> None:
    """The more of a field's wordings have a word, and the fewer of others', the more it tells."""
    fields = {
        "born": FieldSpec(kind=FieldKind.DATE, labels=("geboren am", "Tag der Geburt")),
        "begin": FieldSpec(kind=FieldKind.DATE, labels=("Tag der Eröffnung",)),
        "name": FieldSpec(kind=FieldKind.NAME, labels=("Wie geboren",)),
    }
    words = TellingWords(fields)
    assert words.tell("born", FieldKind.DATE, ["wann", "geboren"]) == 1
    assert words.tell("born", FieldKind.DATE, ["tag"]) == pytest.approx(1 / 3)
    assert words.tell("begin", FieldKind.DATE, ["wann", "geboren"]) == 0
    assert words.tell("begin", FieldKind.DATE, ["wann"]) == 0
