"""Days of which day, month and year have a place each, with points printed between them."""

from __future__ import annotations

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.page.running_text import running_text
from tests.extractors.drawn import add_field
from tests.extractors.forms.test_headed_cells import BORN_IN, CITIZEN, Printed
from tests.extractors.forms.test_live_cells import TEXT
from tests.extractors.forms.test_tables import BORN, GIVEN, values
from tests.extractors.forms.test_typed_words import example, told, typed


def test_points_between_the_parts_of_a_day_make_no_sentence() -> None:
    """All live fields of a table were gaps of sentences, labels of the next row small print under them."""
    form = Printed()
    form.cells(60, 86, (40, 290, "Vorname", ""), (290, 420, "Geburtsdatum", ""))
    form.cells(86, 112, (40, 290, "Staatsangehörigkeit", ""), (290, 420, "Geburtsort", ""))
    form.text(317, 82, ".").text(343, 82, ".")
    for left, top, right, said in (
        (42, 69, 288, "Erika"),
        (294, 70, 314, "09"),
        (320, 70, 340, "05"),
        (346, 70, 382, "1990"),
        (42, 95, 288, "portugiesisch"),
        (292, 95, 418, "Musterstadt"),
    ):
        add_field(form.page, f"F{left}_{top}", TEXT, (left, top, right, top + 16), field_value=said)
    found = form.read(given=GIVEN, born=BORN, citizen=CITIZEN, place=BORN_IN)
    assert values(found) == ["Erika", "1990-05-09", "portugiesisch", "Musterstadt"]


def test_a_point_behind_a_gap_ends_a_sentence_where_print_follows() -> None:
    """Only where another gap follows is it one of a day's."""
    lines = [Box(60 + 40 * number, 110, 90 + 40 * number, 111) for number in range(3)]
    points = [Word(".", Box(line.right + 2, 101, line.right + 4, 110)) for line in lines]
    assert not running_text(0, points[:2], lines, ()).gaps
    more = [Word("Sodann", Box(line.right + 6, 101, line.right + 36, 110)) for line in lines]
    apart = [Box(60 + 100 * number, 110, 90 + 100 * number, 111) for number in range(3)]
    words = [
        word._replace(box=Box(word.box.left + 60 * at, 101, word.box.right + 60 * at, 110))
        for at, pair in enumerate(zip(points, more, strict=True))
        for word in pair
    ]
    assert running_text(0, words, apart, ()).gaps


def test_points_between_day_month_and_year_may_be_print() -> None:
    """Of a birthday only the day was taken: a point in the font of labels followed."""
    printed, answers = example()
    points = [*typed(".", top=300, left=62), *typed(".", top=300, left=82)]
    parts = [
        word
        for left, part in ((50, "29"), (70, "08"), (90, "1991"))
        for word in typed(part, top=300, left=left)
    ]
    row = sorted((*parts, *points), key=lambda word: word.box.left)
    found = told([*printed, *points], [*answers, *parts], labels=3).typed(0, row, Box(0, 300, 40, 310))
    assert " ".join(word.text for word in found) == "29 . 08 . 1991"
