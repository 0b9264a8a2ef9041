"""Names with letters that German OCR does not know."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import pytest
from PIL import Image

from contracts.reading import Word
from contracts.records import Box
from extractors.limits import ReadingLimits
from extractors.ocr.latin_network import LatinNetwork, Letter
from extractors.ocr.network_engine import NetworkEngine
from extractors.ocr.second_reading import DOUBT, LineReading, SecondReader, agreed
from extractors.ocr.strange_letters import in_names
from extractors.pages.reader import read_document
from samples.degrade import degraded
from samples.pdf import pymupdf

FONT = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
PLACE = Box(10, 10, 90, 30)
FOREIGN = ("Szőke", "Ágnes", "Lefèvre", "João", "Şahin", "Čapek", "Łukasiewicz", "Dvořák")
GERMAN = ("Müller", "Größmann", "Jäger", "Köln", "Özdemir", "Schmidt", "Änne", "Weiß")


def letters(text: str, probability: float = 0.99) -> tuple[Letter, ...]:
    return tuple(Letter(each, probability) for each in text)


def said(first: str, second: str, *, strange: float = 5.0, sure: float = 0.99) -> str | None:
    """Return what both networks agree on; the letters that they read differently are the strange ones."""
    odds = [
        strange if one != other else -9.0 for one, other in zip(first, f"{second:{len(first)}}", strict=False)
    ]
    found = agreed(first, letters(second, sure), odds)
    return found.text if found else None


@pytest.mark.parametrize(
    ("first", "second"),
    [("Szöke", "Szőke"), ("Capek", "Čapek"), ("Noölle", "Noëlle"), ("Famuta", "Famuła"), ("Ter6z", "Teréz")],
)
def test_marks_of_the_second_reading_count(first: str, second: str) -> None:
    """German OCR has no better word for such letters; all others agree."""
    assert said(first, second) == second


@pytest.mark.parametrize(
    ("first", "second", "meant"),
    [
        ("BoZanovie", "Božanović", "Božanović"),
        ("Gamok", "çamok", "Çamok"),
        ("Yıldız", "Yildiz", "Yıldız"),
        ("Rozalıa", "Rozália", "Rozália"),
    ],
)
def test_capitals_and_dots(first: str, second: str, meant: str) -> None:
    """A name begins with its capital; "ı" stands in Turkish names only."""
    assert said(first, second) == meant


@pytest.mark.parametrize(
    ("first", "second", "sure"),
    [
        ("Szöke", "Szőka", 0.99),
        ("Szöke", "Szőke", 0.5),
        ("Müller", "Muller", 0.99),
        ("vö", "võ", 0.99),
        ("Ab", "", 1),
        ("Pörsson", "pórsson", 0.99),
    ],
)
def test_two_readings_that_differ_are_a_doubt(first: str, second: str, sure: float) -> None:
    """Nobody knows a word whose letters are others, or whose mark is uncertain or lost."""
    assert said(first, second, sure=sure) is None


def test_a_strange_letter_that_neither_knows_is_a_doubt() -> None:
    """Both read "Yildiz" for "Yıldız": only the odds tell. Umlauts both know."""
    assert agreed("Yildiz", letters("Yildiz"), [-5, 3.0, -5, -5, 3.0, -5]) is None
    assert agreed("Yildiz", letters("Yildiz"), [-5, 0.5, -5, -5, 0.5, -5]) == Letter("Yildiz", 0.99)
    assert agreed("Jähn", letters("Jähn"), [-5, 3.0, -5, -5]) == Letter("Jähn", 0.99)


def test_what_is_said_for_enye() -> None:
    """German OCR sees two letters, "fi", in an "ñ"."""
    odds = [-9.0, -9, -9, -9, 5, 3, -9]
    assert agreed("Espafia", letters("España"), odds) == Letter("España", 0.99)
    assert agreed("Espania", letters("España"), odds) is None


class Deaf(LatinNetwork):
    """Says the same of each word, and counts them."""

    def __init__(self, text: str) -> None:
        self.text, self.asked = text, 0

    def read(self, picture: Image.Image, *, numbers: bool = False) -> tuple[Letter, ...]:
        """Return the same as ever."""
        del picture, numbers
        self.asked += 1
        return letters(self.text)


def settled(word: Word, strange: float, second: str) -> tuple[Word, int]:
    reader = SecondReader()
    reader._network = network = Deaf(second)  # noqa: SLF001 - a network that says what the test wants
    line = LineReading((word,), ((strange,) * len(word.text),))
    ((found,),) = reader.settle([line], Image.new("L", (100, 40), 255))
    return found, network.asked


def test_words_are_asked_only_where_it_matters() -> None:
    """The second network is slow: known letters, small words, numbers, senseless pages are not read."""
    assert settled(Word("Szöke", PLACE, 0.99), -3.0, "Szőke") == (Word("Szöke", PLACE, 0.99), 0)
    assert settled(Word("für", PLACE, 0.99), 0.0, "fúr")[1] == 0
    assert settled(Word("12.03.", PLACE, 0.99), 5.0, "")[1] == 0
    assert settled(Word("Szöke", PLACE, 0.4), 5.0, "Szőke")[1] == 0


def test_plates_and_degrees_are_no_names() -> None:
    """They have no foreign letters: the B of a typewriter made a plate unclear, its p a degree."""
    for text in ("B-SP", "Dipl.-Ing,"):
        assert settled(Word(text, PLACE, 0.99), 5.0, text) == (Word(text, PLACE, 0.99), 0)


def test_doubt_is_less_than_forms_take_as_certain() -> None:
    """A name that nobody knows is shown to a person; what stands around a name stays."""
    assert settled(Word("Szöke", PLACE, 0.99), 5.0, "Szabo")[0].confidence == DOUBT
    assert settled(Word("(Szöke),", PLACE, 0.9), 1.5, "Szőke")[0] == Word("(Szőke),", PLACE, 0.99)


def test_names_stand_in_short_lines() -> None:
    """Running text is not looked at, nor are numbers and single letters."""
    assert list(in_names("Szöke 12 a")) == [0, 1, 2, 3, 4]
    assert list(in_names("die Frau und der Mann und das Haus")) == []


def test_the_latin_network_reads_marks() -> None:
    """Its letters are those of the languages around: it reads them from print."""
    with pymupdf.open() as document:
        page = document.new_page(width=120, height=30)
        page.insert_text((10, 20), "João", fontsize=11)
        pixmap = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY, clip=(8, 9, 36, 24))
        picture = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
    assert "".join(letter.text for letter in LatinNetwork().read(picture)) == "João"


def names_on(way: str) -> dict[str, float]:
    """Return the words read from a treated page of names, with their confidence."""
    with pymupdf.open() as document:
        page = document.new_page()
        font = pymupdf.Font(fontfile=str(FONT))
        for row, pair in enumerate(zip(FOREIGN, GERMAN, strict=True)):
            for column, name in enumerate(pair):
                writer = pymupdf.TextWriter(page.rect)
                writer.append((80 + 200 * column, 100 + 40 * row), name, font=font, fontsize=11)
                writer.write_text(page)
        pdf = document.tobytes()
    read = read_document(
        degraded(pdf, way, seed=1),  # type: ignore[arg-type]  # a name of a way
        file="names.pdf",
        engine=NetworkEngine(),
        limits=ReadingLimits(),
    )
    return {word.text: word.confidence for word in read.pages[0].words}


@pytest.mark.parametrize("way", ["office_scan", "photo"])
def test_names_are_right_or_in_doubt_on_scans(way: str) -> None:
    """No name with foreign letters is certain and wrong, most are right; German ones stay certain."""
    read = names_on(way)
    assert {name for name, sure in read.items() if sure > DOUBT} <= {*FOREIGN, *GERMAN}
    assert len(read.keys() & set(FOREIGN)) >= len(FOREIGN) - 1
    assert all(read[name] > DOUBT for name in GERMAN)
