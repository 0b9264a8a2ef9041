"""What a model counts."""

from __future__ import annotations

from classifiers.interface import Excerpt
from classifiers.terms import has_mrz, term_counts, words_of
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize


def page(text: str, size: tuple[float, float] = (595, 842)) -> PageText:
    words = tuple(Word(word, Box(50, 60, 100, 70)) for word in text.split())
    return PageText(index=0, size=PageSize(*size), source=TextSource.TEXT, words=words)


def test_numbers_count_as_kinds_only() -> None:
    """A date, an amount or an IBAN of one person is no term, that there is one is."""
    assert words_of("am 01.10.2026 über 1.234,56 EUR auf DE89 3704 0044 0532 0130 00, Tel. 0123 456789") == [
        *("0date", "0amount", "0iban", "tel")
    ]


def test_paragraphs_and_field_codes_keep_their_numbers() -> None:
    """§ 19 is another law than § 34c, and D.1 is printed on every vehicle registration."""
    assert words_of("§ 19 BMG, § 34c GewO, D.1 Marke") == [
        "0par19",
        "bmg",
        "0par34c",
        "gewo",
        "0coded1",
        "marke",
    ]


def test_spellings_of_a_word_are_one_term() -> None:
    """Umlauts, case and OCR's accents do not part words."""
    assert words_of("Bestätigung BESTAETIGUNG") == ["bestatigung"] * 2


def test_long_words_share_pieces() -> None:
    """A compound that was never seen still resembles its parts."""
    one, other = (
        set(term_counts(Excerpt(pages=(page(text),)))) for text in ("Mietvertrag", "Wohnmietvertrag")
    )
    assert {"~mietv", "~ertra"} <= one & other


def test_a_machine_readable_zone_is_seen_through_bad_ocr() -> None:
    """Guillemets are what OCR makes of "<<"."""
    assert has_mrz(page("IDD<<L01X00T471<<<<<<<<<<<<<<<"))
    assert has_mrz(page("MUSTERMANN««ERIKA«««««"))
    assert not has_mrz(page("Preis < 10 Euro"))


def test_layout_counts_even_without_words() -> None:
    """A card, a plan and a receipt look different before a word is read."""
    shapes = [
        next(
            term
            for term in term_counts(Excerpt(pages=(page("", size),)))
            if "-wide" in term or "-high" in term
        )
        for size in ((243, 153), (1190, 842), (200, 700), (595, 842))
    ]
    assert shapes == ["#card-wide", "#plan-wide", "#strip-high", "#sheet-high"]


def test_no_pages_have_no_words() -> None:
    """An excerpt without pages can be asked about."""
    assert set(term_counts(Excerpt(pages=()))) == {"#pages-0"}
