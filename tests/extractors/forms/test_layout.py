"""Lines, segments, labels and headings."""

from __future__ import annotations

import pytest

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import PageText, TextSource, Widget, WidgetKind, Word
from contracts.records import Box, PageSize
from extractors.forms.labelling.labels import find_label
from extractors.forms.labelling.phrases import find_phrase
from extractors.forms.labelling.widget_names import find_widget_label
from extractors.forms.page.layout import legible, lines, segments, without_traces
from extractors.forms.parts.blocks import person_blocks
from extractors.forms.parts.headings import Headings

NAME = FieldSpec(
    kind=FieldKind.NAME, labels=("Name",), sections=("Antragsteller",), not_sections=("Vermieter",)
)


def line(text: str, *, left: float = 50, top: float = 100, gap: float = 3) -> list[Word]:
    """Words of a line, letters 5 points wide; "|" parts words by a wide gap."""
    words, x = [], left
    for word in text.split():
        if word == "|":
            x += 40
            continue
        words.append(Word(word, Box(x, top, x + 5 * len(word), top + 10)))
        x += 5 * len(word) + gap
    return words


def page(*words: list[Word], source: TextSource = TextSource.TEXT) -> PageText:
    """A page of lines."""
    flat = tuple(word for each in words for word in each)
    return PageText(index=0, size=PageSize(595, 842), source=source, words=flat)


def test_wide_gaps_part_segments() -> None:
    """Two labels on one line are two segments."""
    sheet = page(line("Name, Vorname | Geburtsdatum"))
    assert [segment.text for segment in segments(sheet, sheet.words)] == ["Name, Vorname", "Geburtsdatum"]


@pytest.mark.parametrize(
    ("following", "gap", "parts"), [("Postleitzahl", 10, 2), ("Postleitzahl", 5, 1), ("wird", 10, 1)]
)
def test_a_label_may_almost_reach_the_next_ones_cell(following: str, gap: float, parts: int) -> None:
    """Its gap is wide for its line, if not for its type."""
    long = line("Straße, Hausnummer der Wohnung, für die Wohngeld beantragt")
    found = page([*long, *line(following, left=long[-1].box.right + gap)])
    assert len(segments(found, legible(found))) == parts


def test_lines_come_from_top_to_bottom() -> None:
    """Reading order does not depend on the order of the file."""
    sheet = page(line("unten", top=200), line("oben", top=100))
    assert [[word.text for word in each] for each in lines(sheet.words)] == [["oben"], ["unten"]]


def test_traces_of_rules_are_no_words() -> None:
    """OCR makes letters of rules and combs."""
    words = [
        Word("Max", Box(0, 0, 20, 8), 0.9),
        Word("EEE", Box(0, 20, 90, 21), 0.5),
        Word("nene", Box(0, 40, 20, 48), 0.02),
        Word("|", Box(0, 60, 2, 68), 0.9),
        Word("LIJLL]", Box(0, 80, 50, 95), 0.4),
    ]
    assert [word.text for word in legible(page(words, source=TextSource.OCR))] == ["Max"]
    assert len(legible(page(words))) == 5
    assert without_traces([Word("l", Box(0, 0, 1, 1)), Word("I", Box(2, 0, 3, 1))]) == []


@pytest.mark.parametrize(
    ("printed", "label", "found"),
    [
        ("Familienname", "Familienname", True),
        ("Familienname: Mustermann", "Familienname", True),
        ("3. Geburtsdatum", "Geburtsdatum", True),
        ("Geburtsdatum (TT.MM.JJJJ)", "Geburtsdatum", True),
        ("Name des Kreditinstituts", "Name", False),
        ("Ort und Datum der Anmeldung", "Ort und Datum", True),
        ("Seit wann bewohnen Sie die Wohnunq", "Seit wann bewohnen Sie die Wohnung", True),
        ("Der Familienname", "Familienname", False),
    ],
)
def test_labels_start_segments(printed: str, label: str, found: bool) -> None:  # noqa: FBT001 - a table
    """A label is all of a segment, or ends clearly; a longer label is another one."""
    sheet = page(line(printed))
    assert bool(find_label(label, segments(sheet, sheet.words))) is found


def test_a_label_may_go_on_in_the_next_line() -> None:
    """Labels in narrow cells wrap."""
    sheet = page(line("Familienname,"), line("ggf. Doktorgrad", top=114), line("Passname", top=128))
    (hit,) = find_label("Familienname, ggf. Doktorgrad Passname", segments(sheet, sheet.words))
    assert hit.box.bottom == 138


def test_phrases_stand_anywhere() -> None:
    """Words at a tick box may follow the box's own print."""
    sheet = page(line("x Hauptmieter(in) y"))
    assert find_phrase("Hauptmieter(in)", segments(sheet, sheet.words))


@pytest.mark.parametrize(
    ("name", "tip", "found"),
    [("antragsteller.Vorname2", "", False), ("x7", "Vorname", True), ("Vorname_1", "", True)],
)
def test_live_fields_name_their_label(name: str, tip: str, found: bool) -> None:  # noqa: FBT001 - a table
    """Tool tip and technical name are labels as well."""
    widget = Widget(name=name, label=tip, kind=WidgetKind.TEXT, box=Box(0, 0, 50, 10))
    assert (find_widget_label(("Vorname",), widget, 0) is not None) is found


def test_headings_decide_between_equal_labels() -> None:
    """The name under "Vermieter" is not the applicant's."""
    sheet = page(
        line("Antragsteller"), line("Name", top=120), line("Vermieter", top=200), line("Name", top=220)
    )
    headings = Headings({"name": NAME}, segments(sheet, sheet.words))
    assert headings.verdict(NAME, 0, Box(50, 120, 70, 130)) == 1.0
    assert headings.verdict(NAME, 0, Box(50, 220, 70, 230)) == -1.0
    assert headings.verdict(NAME, 0, Box(50, 20, 70, 30)) == 0.0


def test_persons_one_below_the_other_are_blocks() -> None:
    """The same labels again mean another person; the first one is the applicant."""
    labels = ("Familienname", "Vorname", "Geburtsdatum")
    columns = {name.lower(): FieldSpec(kind=FieldKind.NAME, labels=(name,)) for name in labels}
    rows = [
        line(name, top=100 + 100 * person + 20 * row)
        for person in range(3)
        for row, name in enumerate(labels)
    ]
    sheet = page(*rows)
    blocks = person_blocks(columns, segments(sheet, sheet.words))
    assert [block.holds(0, 150) for block in blocks] == [False, False]
    assert [block.holds(0, 230) for block in blocks] == [True, False]
    assert [block.holds(0, 330) for block in blocks] == [False, True]
    assert person_blocks(columns, segments(sheet, sheet.words)[:3]) == []


def test_small_print_on_a_copy_is_not_torn_apart() -> None:
    """OCR's boxes are as high as the letters: a blank in small print is wide for them, but parts nothing."""
    words = [
        Word("Zuzug", Box(41, 120, 60, 124.6), 0.9),
        Word("nach", Box(62, 120, 76, 124.6), 0.9),
        Word("Straße", Box(82, 120, 100, 124.6), 0.9),
        Word("Einzug", Box(140, 120, 160, 124.6), 0.9),
    ]
    copy = page(words, source=TextSource.OCR)
    assert [segment.text for segment in segments(copy, copy.words)] == ["Zuzug nach Straße", "Einzug"]
