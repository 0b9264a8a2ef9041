"""Connected ink, rulings, and the places that are written by hand."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize
from extractors.forms.page.by_hand import UNREAD, told_apart, unread
from extractors.pictures.components import components, painted
from extractors.pictures.handwriting import handwritten, load_trees
from extractors.pictures.page_ink import page_ink
from extractors.pictures.strokes import FEATURES, without_rulings

DPI = 150
SCALE = DPI / 72
HAND = Box(100, 100, 200, 115)


def page(*words: Word, handwriting: Sequence[Box] = ()) -> PageText:
    """Return a scanned page."""
    return PageText(
        index=0,
        size=PageSize(595, 842),
        source=TextSource.OCR,
        words=words,
        engine="test",
        handwriting=tuple(handwriting),
    )


def read(kind: FieldKind, value: str, *, confidence: float, box: Box = HAND) -> FieldReading:
    """Return what becomes of a reading whose place is written by hand."""
    reading = FieldReading(
        value=value, raw=value, page=0, box=box, confidence=confidence, source=TextSource.OCR
    )
    spec = FieldSpec(kind=kind, labels=("Angabe",))
    return told_apart({"angabe": reading}, {"angabe": spec}, [page(handwriting=[HAND])])["angabe"]


def test_pieces_hang_together_over_corners() -> None:
    """A diagonal line is one piece, two strokes with paper between are two."""
    mask = np.eye(8, dtype=bool)
    mask[0, 5:8] = True
    pieces = components(mask)
    assert sorted(pieces.area.tolist()) == [3, 8]
    assert painted(pieces, np.ones(2, bool), mask.shape).tolist() == mask.tolist()


def test_a_spiral_is_one_piece() -> None:
    """However long the way, ink without a gap is one piece; noise has as many as there are."""
    mask = np.zeros((41, 41), bool)
    for ring in range(0, 20, 4):
        mask[ring, ring : 41 - ring] = mask[40 - ring, ring : 41 - ring] = True
        mask[ring : 41 - ring, 40 - ring] = mask[ring + 4 : 41 - ring, ring] = True
        mask[ring + 4, ring : ring + 5] = True
    assert len(components(mask).area) == 1
    assert len(components(np.zeros((5, 5), bool)).area) == 0


def test_rulings_are_no_strokes() -> None:
    """The line that is written on is taken out; what crosses it stays."""
    image = Image.new("1", (900, 300), 0)
    pen = ImageDraw.Draw(image)
    pen.line((50, 150, 850, 150), fill=1, width=2)
    pen.line((400, 120, 420, 180), fill=1, width=3)
    rest = without_rulings(np.asarray(image), SCALE)
    assert not rest[150, 500:].any()
    assert rest[125:145].any()


def test_print_is_not_written_by_hand() -> None:
    """Printed lines are left alone, and a page without ink has no places at all."""
    image = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(image)
    words = []
    for row in range(20):
        at = (150, 150 + 60 * row)
        text = "Angaben zur Person und zur Wohnung"
        pen.text(at, text, fill=0, font_size=26)
        left, top, right, bottom = pen.textbbox(at, text, font_size=26)
        words.append(Word(text, Box(left / SCALE, top / SCALE, right / SCALE, bottom / SCALE), 0.95))
    assert handwritten(page_ink(image, dpi=DPI), words) == ()
    assert handwritten(page_ink(Image.new("L", (300, 300), 255), dpi=DPI), ()) == ()


def test_a_scrawl_is_written_by_hand() -> None:
    """Joined-up strokes of changing height, that OCR did not read, are found."""
    image = Image.new("L", (1240, 1754), 255)
    pen, rng = ImageDraw.Draw(image), random.Random(3)  # noqa: S311 -- reproducible chance
    for row in range(6):
        x, y = 200.0, 250.0 + 120 * row
        points = [(x, y)]
        for _ in range(30):
            x, lean = x + rng.uniform(8, 16), rng.uniform(4, 12)
            points += [(x + lean, y - rng.uniform(15, 50)), (x + lean / 2, y + rng.uniform(-4, 12))]
        pen.line(points, fill=0, width=4, joint="curve")
    found = handwritten(page_ink(image, dpi=DPI), ())
    assert len(found) >= 4
    assert all(box.width > 50 for box in found)


def test_the_model_fits_the_features() -> None:
    """The shipped trees ask for features that there are, and are small."""
    trees = load_trees()
    assert trees.feature.max() < len(FEATURES)
    assert trees.limit.nbytes < 100_000


@pytest.mark.parametrize(
    ("kind", "value"),
    [(FieldKind.IBAN, "DE02120300000000202051"), (FieldKind.ACCOUNT, "DE02120300000000202051")],
)
def test_check_digits_vouch_for_handwriting(kind: FieldKind, value: str) -> None:
    """A written IBAN counts however unsure OCR was: chance would not meet its check digits."""
    reading = read(kind, value, confidence=0.5)
    assert reading.handwritten
    assert reading.value == value


def test_a_written_name_is_never_a_wrong_value() -> None:
    """What OCR makes of handwriting is unclear, its raw text kept for the person who looks."""
    reading = read(FieldKind.NAME, "Mustermonn", confidence=0.7)
    assert (reading.state, reading.value, reading.raw) == (FieldState.UNCLEAR, None, "Mustermonn")
    assert reading.handwritten


def test_a_written_name_read_with_confidence_speaks_against_no_document() -> None:
    """It counts, but below the confidence from which a document with another name is a mismatch."""
    reading = read(FieldKind.NAME, "Mustermann", confidence=0.96)
    assert reading.value == "Mustermann"
    assert reading.confidence < 0.6


def test_a_written_day_counts_when_it_is_strict() -> None:
    """Day, month and year in full, read with some confidence."""
    assert read(FieldKind.DATE, "24.10.2026", confidence=0.8).value == "24.10.2026"
    assert read(FieldKind.DATE, "24.10.26", confidence=0.8).value is None
    assert read(FieldKind.DATE, "24.10.2026", confidence=0.6).value is None


def test_print_beside_handwriting_stays_as_it_is() -> None:
    """Only answers whose own place is written by hand are touched, and ticks never."""
    assert not read(FieldKind.NAME, "Muster", confidence=0.7, box=Box(300, 300, 340, 310)).handwritten
    assert read(FieldKind.YES_NO, "ja", confidence=0.4).value == "ja"


def test_writing_that_ocr_did_not_see_is_not_an_empty_field() -> None:
    """A stand-in word marks its place, unless a word was read there."""
    assert [word.text for word in unread(page(handwriting=[HAND]))] == [UNREAD]
    assert unread(page(Word("Max", Box(110, 102, 130, 113), 0.4), handwriting=[HAND])) == []


def test_a_piece_of_a_frame_is_no_handwriting() -> None:
    """Beside a typed answer in a cell, the end of the cell is not taken for something unread."""
    picture = Image.new("L", (round(595 * SCALE), round(842 * SCALE)), 255)
    pen = ImageDraw.Draw(picture)
    pen.rectangle([40 * SCALE, 98 * SCALE, 198 * SCALE, 117 * SCALE], outline=0, width=2)
    corner = Box(175, 97, 200, 118)
    framed = page(handwriting=[corner]).model_copy(update={"ink": page_ink(picture, dpi=DPI)})
    assert unread(framed) == []
    pen.line([(x * SCALE, (107 + 4 * (-1) ** (x // 4)) * SCALE) for x in range(178, 195, 4)], fill=0, width=2)
    written = framed.model_copy(update={"ink": page_ink(picture, dpi=DPI)})
    assert [word.text for word in unread(written)] == [UNREAD]


def test_persons_are_told_apart_too() -> None:
    """A table's cells are answers like others."""
    name = FieldReading(value="Mia", raw="Mia", page=0, box=HAND, confidence=0.5, source=TextSource.OCR)
    persons = FieldReading(value="1", items=({"vorname": name},))
    column = FieldSpec(kind=FieldKind.NAME, labels=("Vorname",))
    spec = FieldSpec(kind=FieldKind.PERSONS, labels=("Personen",), columns={"vorname": column})
    told = told_apart({"personen": persons}, {"personen": spec}, [page(handwriting=[HAND])])
    assert told["personen"].items[0]["vorname"].state is FieldState.UNCLEAR
