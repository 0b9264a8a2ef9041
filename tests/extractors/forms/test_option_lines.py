"""Tick boxes by the order on their line: words on either side, long ones, and words nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PIL import Image, ImageDraw

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldState
from contracts.reading import PageText, TextSource, Widget, WidgetKind, Word
from contracts.records import Box, PageSize
from extractors.forms.choosing.option_lines import meant
from extractors.forms.generic import read_by_labels
from extractors.pictures.page_ink import page_ink
from samples.pdf import pymupdf
from tests.extractors.drawn import add_field
from tests.extractors.forms.test_tables import Sheet
from tests.extractors.typed import typed_page

DPI = 150
SCALE = DPI / 72
OPTIONS = {"selbst": ("ich selbst", "mich"), "andere": ("eine andere Person", "mir überlassen")}
FIELDS = {"halter": FieldSpec(kind=FieldKind.CHOICE, labels=("Fahrzeughalter ist",), options=OPTIONS)}


def page(lines: Sequence[tuple[float, float, str]], boxes: Sequence[tuple[float, float, bool]]) -> PageText:
    """A page with lines of words (left, top, text) and tick boxes (left, top, ticked), in points."""
    image = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(image)
    for left, top, is_ticked in boxes:
        box = [left * SCALE, top * SCALE, (left + 9) * SCALE, (top + 9) * SCALE]
        draw.rectangle(box, outline=0, width=2)
        if is_ticked:
            draw.line([box[0] + 3, box[1] + 3, box[2] - 3, box[3] - 3], fill=0, width=3)
            draw.line([box[0] + 3, box[3] - 3, box[2] - 3, box[1] + 3], fill=0, width=3)
    words = []
    for left, top, text in lines:
        start = left
        for word in text.split():
            words.append(Word(word, Box(start, top, start + 5 * len(word), top + 9), 1.0))
            start += 5 * len(word) + 3
    return PageText(
        index=0,
        size=PageSize(595, 842),
        source=TextSource.TEXT,
        words=tuple(words),
        ink=page_ink(image, dpi=DPI),
    )


@pytest.mark.parametrize(("first", "second"), [(True, False), (False, True)])
def test_boxes_behind_their_words_belong_to_them(*, first: bool, second: bool) -> None:
    """The printed words were read as an answer, whatever was ticked: then the wrong proof is asked for."""
    lines = [(40, 100, "Fahrzeughalter ist"), (150, 100, "ich selbst"), (282, 100, "eine andere Person")]
    read = read_by_labels([page(lines, [(255, 100, first), (480, 100, second)])], FIELDS, {})
    assert read["halter"].value == ("selbst" if first else "andere")


@pytest.mark.parametrize("ticked", [0, 1])
def test_an_option_may_begin_with_an_article(ticked: int) -> None:
    """The last word of the first option stands closer to the box of the second one than to its own."""
    lines = [(40, 100, "Fahrzeughalter ist"), (150, 100, "der/die Antragsteller/in selbst")]
    lines.append((318, 100, "eine andere Person"))
    options = {**OPTIONS, "selbst": ("Antragsteller/in", "selbst")}
    fields = {"halter": FIELDS["halter"].model_copy(update={"options": options})}
    radios = tuple(
        Widget(name="F1", kind=WidgetKind.RADIO, box=Box(left, 100, left + 9, 109), value=on)
        for left, on in ((137, "0" if ticked == 0 else None), (306, "1" if ticked == 1 else None))
    )
    read = read_by_labels([page(lines, []).model_copy(update={"widgets": radios})], fields, {})
    assert read["halter"].value == ("selbst", "andere")[ticked]


def test_printed_options_are_no_answer() -> None:
    """Where nothing is ticked, the words of the options stand there all the same."""
    lines = [(40, 100, "Fahrzeughalter ist"), (150, 100, "ich selbst"), (282, 100, "eine andere Person")]
    read = read_by_labels([page(lines, [(255, 100, False), (480, 100, False)])], FIELDS, {})
    assert read["halter"].value is None


def test_a_tick_at_unknown_words_is_unclear() -> None:
    """Who ticked something is never told that nothing is filled in."""
    lines = [
        (40, 100, "Fahrzeughalter ist"),
        (60, 120, "ich selbst"),
        (60, 135, "eine andere Person"),
        (60, 150, "die Gemeinde"),
    ]
    read = read_by_labels([page(lines, [(45, 120, False), (45, 135, False), (45, 150, True)])], FIELDS, {})
    assert read["halter"].state is FieldState.UNCLEAR


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("angestellt", "lohn"),
        ("sowohl angestellt als auch selbständig tätig", "beide"),
        ("angestellt und selbständig tätig", "beide"),
        ("angestellt oder selbständig", None),
        ("aus selbständiger Tätigkeit", "gewinn"),
        ("im Ruhestand", None),
    ],
)
def test_a_line_may_name_both_of_a_pair(text: str, option: str | None) -> None:
    """Words for two options that "und" or "als auch" joins mean both of them, as two ticks do."""
    options = {"lohn": ("angestellt",), "gewinn": ("selbständig",), "beide": ("beides",)}
    assert meant(text, options, {"beide": ("lohn", "gewinn")}) == option


def test_the_longest_words_say_what_is_meant() -> None:
    """Small words of one option may stand in the long sentence of another."""
    text = "auf eine andere Person zugelassen und mir überlassen, nicht auf mich"
    assert meant(text, OPTIONS, {}) == "andere"


def test_options_ticked_by_signs_of_a_font_are_no_long_answer() -> None:
    """What is to be built stands further down; the kind of the application is ticked."""
    page = typed_page("Gegenstand des Antrags", "Errichtung    ✘ Änderung    ✘ Nutzungsänderung", "", "")
    subject = FieldSpec(kind=FieldKind.TEXT, required=True, long=True, labels=("Gegenstand des Antrags",))
    assert read_by_labels([page], {"subject": subject}, {})["subject"].value is None


WORK = FieldSpec(
    kind=FieldKind.CHOICE,
    labels=("Einkommen vor der Geburt",),
    options={"lohn": ("Einkommen aus Arbeit",), "gewinn": ("Gewerbe", "Gewinn"), "beide": (), "kein": ()},
    combined={"beide": ("lohn", "gewinn")},
)


@pytest.mark.parametrize("live", [True, False])
def test_an_option_under_a_bar_may_name_two_others(*, live: bool) -> None:
    """The bar passed for the cell of all boxes, and those of live fields were looked for in the picture."""
    sheet = Sheet().row(60, 76, (40, 550, "5  Einkommen vor der Geburt"))
    lines = ("Einkommen aus Arbeit", "Einkommen aus Gewerbe", "sowohl Einkommen aus Arbeit als auch Gewinn")
    for number, text in enumerate(lines):
        top, chosen = 84 + 18 * number, number == len(lines) - 1
        sheet.text(58, top + 8, text)
        if live:
            box = (42, top, 51, top + 9)
            add_field(sheet.page, f"F{number}", pymupdf.PDF_WIDGET_TYPE_CHECKBOX, box, field_value=chosen)
        else:
            sheet.box(42, top, ticked=chosen)
    assert sheet.read(work=WORK)["work"].value == "beide"


@pytest.mark.parametrize("chosen", [0, 2])
def test_an_option_may_begin_as_another_one_does(chosen: int) -> None:
    """The words of the first option, to which the line of the third adds the second, said what was ticked."""
    sheet = Sheet().text(40, 70, "Einkommen vor der Geburt")
    lines = (
        "ausschließlich Einkommen aus Arbeit",
        "ausschließlich Gewinn",
        "Einkommen aus Arbeit und aus Gewerbe",
        "kein",
    )
    for number, text in enumerate(lines):
        top = 84 + 18 * number
        sheet.text(58, top + 8, text).box(42, top, ticked=number == chosen)
    assert sheet.read(work=WORK)["work"].value == ("lohn", "gewinn", "beide")[chosen]
