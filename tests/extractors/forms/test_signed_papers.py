"""Papers with a place for signatures, signed and not."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from contracts.reading import Extent, PageText, TextSource, Word
from contracts.records import Box, PageSize
from extractors.forms.signing.signed_papers import is_unsigned, place_to_sign
from extractors.pictures.page_ink import page_ink

PARTIES = ("Vermieter", "Mieter")
DPI = 150


def page(*captions: str, **changed: object) -> PageText:
    """Return a page of a contract with captions in one row."""
    words = [Word("Mietvertrag", Box(60, 60, 130, 72)), Word("Wohnung", Box(60, 100, 110, 112))]
    for at, caption in enumerate(captions):
        left = 60.0 + 200 * at
        for word in caption.split():
            words.append(Word(word, Box(left, 600, left + 5 * len(word), 608)))
            left += 5 * len(word) + 4
    read = PageText(index=0, size=PageSize(595, 842), source=TextSource.TEXT, words=tuple(words))
    return read.model_copy(update=changed)


def signed(*places: tuple[float, float]) -> Image.Image:
    """Return a picture of rulings above the captions, with a wave of a pen at each place (in points)."""
    picture = Image.new("L", (round(595 * DPI / 72), round(842 * DPI / 72)), 255)
    draw, scale = ImageDraw.Draw(picture), DPI / 72
    for left in (60, 260):
        draw.line((left * scale, 596 * scale, (left + 140) * scale, 596 * scale), fill=0, width=2)
    for x, y in places:
        points = [((x + 6 * at) * scale, (y - 12 * (at % 2)) * scale) for at in range(14)]
        draw.line(points, fill=0, width=3, joint="curve")
    return picture


@pytest.mark.parametrize(
    "captions",
    [
        ("Vermieter", "Mieter"),
        ("(Vermieterin)", "(Mieter)"),
        ("Vermieter/in", "Mieter/in"),
        ("Unterschrift Vermieter",),
    ],
)
def test_a_place_is_told_by_its_captions(captions: tuple[str, ...]) -> None:
    """Of both parties, or one that speaks of a signature."""
    place = place_to_sign(page(*captions), PARTIES)
    assert place is not None
    assert place.top < 596 < place.bottom
    assert is_unsigned(page(*captions), page_ink(signed(), dpi=DPI), place)
    assert not is_unsigned(page(*captions), page_ink(signed((70, 590)), dpi=DPI), place)
    assert not is_unsigned(page(*captions), page_ink(signed((300, 592)), dpi=DPI), place)


@pytest.mark.parametrize(
    "captions",
    [("Mieter",), ("Der Vermieter haftet", "Mieter"), ("Unterschriften werden von beiden Seiten geleistet",)],
)
def test_what_only_names_a_party_is_no_place(captions: tuple[str, ...]) -> None:
    """A label of a table, or a sentence."""
    assert place_to_sign(page(*captions), PARTIES) is None


def test_where_nothing_can_be_said() -> None:
    """On a page that was read in part or badly, and where something else stands for the signature."""
    captions = ("Vermieter", "Mieter")
    assert place_to_sign(page(*captions, extent=Extent.HEAD), PARTIES) is None
    assert place_to_sign(page(*captions, confidence=0.6), PARTIES) is None
    words = (
        *page(*captions).words,
        *(Word(text, Box(60, 700, 90, 708)) for text in ("elektronisch", "signiert")),
    )
    assert place_to_sign(page(words=words), PARTIES) is None
