"""Where documents begin inside a file, and what becomes of the pages."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers import Classification, Excerpt, load_classifier, parts_of
from classifiers.cues import cues
from classifiers.heads import Heads, compare_heads, head
from classifiers.numbering import numbering
from classifiers.separators import is_separator
from classifiers.sheets import sheet_of
from classifiers.splitting import boundary, split
from contracts.document_types import BLANK, FORM, OTHER
from contracts.reading import Barcode, DocumentText, PageGrade, PageText, TextSource, Widget, WidgetKind, Word
from contracts.records import Box, PageSize
from extractors.limits import ReadingLimits
from extractors.ocr.engines import fastest_engine
from extractors.pages.reader import read_document
from samples.attachments import facts_of, layouts, render
from samples.degrade import degrade, pdf_of, pictures_of
from samples.pdf import pymupdf, saved
from samples.people import random_household


class FirstWord:
    """A classifier for tests: a page is of the type that its first word names, for sure.

    A page without words could be anything.
    """

    version = "first-word"
    sure = 0.5

    def classify(self, excerpts: Sequence[Excerpt]) -> tuple[Classification, ...]:
        """Return the first words."""
        return tuple(self._classify(excerpt) for excerpt in excerpts)

    def _classify(self, excerpt: Excerpt) -> Classification:
        words = [word.text for page in excerpt.pages for word in page.words]
        if not words:
            return Classification(probabilities={"ausweis": 0.4, OTHER: 0.3}, version=self.version)
        return Classification(
            probabilities={words[0]: 0.9, OTHER: 0.1}, words=tuple(words[:1]), version=self.version
        )


def page(index: int, text: str, foot: str = "", *, grade: PageGrade = PageGrade.GOOD) -> PageText:
    """Return a sheet: each word of ``text`` on a line of its own, ``foot`` at its foot."""
    words = [Word(word, Box(60, 60 + 20 * at, 160, 70 + 20 * at)) for at, word in enumerate(text.split())]
    words += [Word(word, Box(60 + 40 * at, 800, 95 + 40 * at, 810)) for at, word in enumerate(foot.split())]
    return PageText(
        index=index, size=PageSize(595, 842), source=TextSource.TEXT, words=tuple(words), grade=grade
    )


def headed(index: int, head: str, body: str, foot: str = "", *, off: float = 0) -> PageText:
    """Return a sheet with a head in lines of four words and, far below, its text; ``off`` moves all down."""
    lines = [words[start : start + 4] for words in [head.split()] for start in range(0, len(words), 4)]
    words = [
        Word(word, Box(60 + 90 * at, 60 + 20 * row + off, 140 + 90 * at, 70 + 20 * row + off))
        for row, line in enumerate(lines)
        for at, word in enumerate(line)
    ]
    words += [
        Word(word, Box(60, 300 + 15 * at, 160, 310 + 15 * at)) for at, word in enumerate(body.split(), 1)
    ]
    words += page(index, "", foot).words
    return PageText(index=index, size=PageSize(595, 842), source=TextSource.TEXT, words=tuple(words))


def starts(*pages: PageText) -> list[int]:
    """Return the page numbers with which documents begin."""
    return [document[0].index for document in split(pages, classifier=FirstWord())]


def document(*pages: PageText) -> DocumentText:
    return DocumentText(file="scan.pdf", sha256="0" * 64, pages=pages)


def test_another_type_begins_another_document() -> None:
    """A lease, then a bill."""
    assert starts(page(0, "mietvertrag Vermieter Mieter"), page(1, "rechnung Summe Betrag")) == [0, 1]


def test_printed_page_numbers_hold_a_document_together() -> None:
    """Page 2 of 2 belongs to page 1 of 2, whatever it looks like."""
    assert starts(page(0, "mietvertrag", "Seite 1 von 2"), page(1, "rechnung", "Seite 2 von 2")) == [0]


@pytest.mark.parametrize("number", ["Seite 2", "- 2 -", "Blatt 2", "Seite: 2", "Bl. 2"])
def test_a_second_page_needs_no_number_on_the_first(number: str) -> None:
    """Letters are numbered from their second page on; the first may end early."""
    first, unlike = headed(0, "rentenbescheid Musterstadt", "Betrag"), "leistungsbescheid Anlage Hinweise"
    assert starts(first, page(1, unlike)) == [0, 1]
    other = page(1, f"{unlike} Summe")
    top = tuple(Word(word, Box(60 + 40 * at, 30, 95 + 40 * at, 40)) for at, word in enumerate(number.split()))
    assert starts(first, other.model_copy(update={"words": (*other.words, *top)})) == [0]


def test_printed_page_numbers_that_start_anew_part_documents() -> None:
    """Three payslips of one page each are three documents."""
    assert starts(*(page(n, "gehaltsabrechnung Lohnsteuer Netto", "Seite 1 von 1") for n in range(3))) == [
        0,
        1,
        2,
    ]


HEAD = "{} Musterwerk Metallbau GmbH Abrechnung für Monat {} Personalnummer 00417 Mustermann Erika"
PAY = "Gehalt Lohnsteuer Solidaritätszuschlag Rentenversicherung Nettobetrag"


def test_payslips_of_several_months_are_several_documents() -> None:
    """The same head with another month begins the next payslip, however the sheets lie on the scanner."""
    months = ("06/2026", "07/2026", "08/2026")
    pages = [
        headed(n, HEAD.format("gehaltsabrechnung", month), PAY, off=15 * (n % 2))
        for n, month in enumerate(months)
    ]
    assert starts(*pages) == [0, 1, 2]


def test_a_payslip_handed_in_twice_is_two_documents() -> None:
    """Even when nothing differs: a document of one page by nature does not go on with its own copy."""
    assert starts(*(headed(n, HEAD.format("gehaltsabrechnung", "08/2026"), PAY) for n in range(2))) == [0, 1]


def test_a_running_head_does_not_part_a_contract() -> None:
    """A contract whose head stands on every page, with other text down to the foot, is one document."""
    bodies = (
        "Mieträume Mietzeit Miete ",
        "Tierhaltung Hausordnung Kaution ",
        "Kündigung Schlüssel Heizung ",
    )
    pages = [headed(n, HEAD.format("mietvertrag", "08/2026"), 10 * body) for n, body in enumerate(bodies)]
    assert starts(*pages) == [0]


def test_numbers_that_go_on_outweigh_a_head_that_comes_again() -> None:
    """The second page of a long payslip repeats its head and says that it is the second."""
    head = HEAD.format("gehaltsabrechnung", "08/2026")
    pages = [headed(n, head, 6 * f"{PAY} ", f"Blatt: {n + 1}") for n in range(2)]
    assert starts(*pages) == [0]


def test_first_pages_in_a_row_are_documents_of_their_own() -> None:
    """Two statements that both say "Blatt: 1" are two, although statements run over pages."""
    heads = (HEAD.format("kontoauszug", month) for month in ("07/2026", "08/2026"))
    pages = [
        headed(n, head, body, "Blatt: 1")
        for n, (head, body) in enumerate(zip(heads, ("Miete Strom", "Einkauf Gas"), strict=True))
    ]
    assert starts(*pages) == [0, 1]


def test_cards_of_two_people_keep_their_backs() -> None:
    """Front, back, front, back: the second front begins like the document before, not like its back."""
    front = "ausweis Bundesrepublik Deutschland Name {} Geburtstag {} Staatsangehörigkeit deutsch"
    back = "ausweis Anschrift Musterstadt Größe IDD<<T220001293<<<<<<<<<<<<<<<"
    pages = [
        headed(0, front.format("Mustermann", "12.03.1984"), "Ablaufdatum Unterschrift"),
        headed(1, back, "Augenfarbe braun"),
        headed(2, front.format("Musterfrau", "01.02.1990"), "Ablaufdatum Unterschrift"),
        headed(3, back, "Augenfarbe blau"),
    ]
    assert starts(*pages) == [0, 2]


def heads_of(before: PageText, after: PageText) -> Heads:
    return compare_heads(head(before), head(after))


def test_heads_of_few_words_are_not_compared() -> None:
    """Two words at the same place are alike by chance."""
    assert heads_of(page(0, "ausweis Mia"), page(1, "ausweis Mia")) == (0, 0)
    assert heads_of(page(0, ""), page(1, "")) == (0, 0)


def test_only_labelled_facts_renew_a_head() -> None:
    """The month beside words that come again counts; the first date of a table differs on every page."""
    march, april = (
        headed(n, f"Kontoauszug Musterbank Filiale Musterstadt Zeitraum {month}", "")
        for n, month in enumerate(("März", "April"))
    )
    assert heads_of(march, april) == (1, 1)
    assert heads_of(march, march) == (1, 0)
    assert heads_of(march, with_date(march, "03.08.2026")) == (1, 0)
    assert heads_of(with_date(march, "03.08.2026"), with_date(march, "17.08.2026")) == (1, 0)


def with_date(shown: PageText, day: str) -> PageText:
    """Return the sheet with a date that nothing stands beside or right above."""
    return shown.model_copy(update={"words": (*shown.words, Word(day, Box(60, 200, 140, 210)))})


@pytest.mark.parametrize("layout", range(layouts("gehaltsabrechnung")))
def test_made_up_payslips_of_three_months_are_parted(layout: int) -> None:
    """Three months in one file are three parts in every layout, whatever the shipped classifier thinks."""
    assert payslips_found(joined(payslips(layout))) == [(0,), (1,), (2,)]


def test_scanned_payslips_of_three_months_are_parted() -> None:
    """The same from an office scanner, skewed and read by OCR."""
    pictures = degrade(pictures_of(joined(payslips(0))), "office_scan", seed=3)
    assert payslips_found(pdf_of(pictures)) == [(0,), (1,), (2,)]


def payslips(layout: int) -> list[bytes]:
    today = date(2026, 9, 14)
    rng = random.Random(7)  # noqa: S311 - for made-up people, not for secrets
    facts = facts_of(random_household(rng, today=today), today=today)
    months = [date(2026, month, 1) for month in (6, 7, 8)]
    return [
        render("gehaltsabrechnung", facts.model_copy(update={"month": month}), layout=layout)
        for month in months
    ]


def joined(pdfs: Sequence[bytes]) -> bytes:
    """Return the pages of several PDFs in one."""
    with pymupdf.open() as whole:
        for pdf in pdfs:
            with pymupdf.open("pdf", pdf) as part:
                whole.insert_pdf(part)
        return saved(whole)


def payslips_found(pdf: bytes) -> list[tuple[int, ...]]:
    read = read_document(pdf, file="scan.pdf", engine=fastest_engine(), limits=ReadingLimits())
    parts = parts_of([read], classifier=load_classifier(), procedures=())
    return [part.pages for part in parts]


def test_blank_backs_neither_begin_nor_end_a_document() -> None:
    """A duplex scan of a single-sided contract stays one part; its blank backs are parts of their own."""
    pages = (
        page(0, "mietvertrag", "Seite 1 von 2"),
        page(1, "", grade=PageGrade.BLANK),
        page(2, "mietvertrag", "Seite 2 von 2"),
        page(3, "", grade=PageGrade.BLANK),
    )
    parts = parts_of([document(*pages)], classifier=FirstWord(), procedures=())
    assert [(part.type, part.pages) for part in parts] == [
        ("mietvertrag", (0, 2)),
        (BLANK, (1,)),
        (BLANK, (3,)),
    ]


def test_known_pages_are_certain_and_cut_the_stack() -> None:
    """Consecutive pages of a known form are one part of it, with its procedure."""
    pages = [page(index, "rechnung Summe") for index in range(4)]
    known = {(0, 1): "wohngeld-mietzuschuss", (0, 2): "wohngeld-mietzuschuss"}
    parts = parts_of([document(*pages)], classifier=FirstWord(), procedures=(), known_pages=known)
    assert [part.pages for part in parts] == [(0,), (1, 2), (3,)]
    assert (parts[1].type, parts[1].procedure, parts[1].confidence) == (FORM, "wohngeld-mietzuschuss", 0.99)


def test_an_illegible_page_proves_nothing() -> None:
    """A page without a readable word is "other", with little confidence; the guess is the runner-up."""
    (part,) = parts_of(
        [document(page(0, "", grade=PageGrade.ILLEGIBLE))], classifier=FirstWord(), procedures=()
    )
    assert part.type == OTHER
    assert part.confidence < 0.3
    assert part.runner_up is not None
    assert part.runner_up.type == "ausweis"


def test_no_pages_no_parts() -> None:
    """An unreadable file has no parts; the others keep their number."""
    parts = parts_of([document(), document(page(0, "rechnung"))], classifier=FirstWord(), procedures=())
    assert [part.document for part in parts] == [1]


@given(
    st.lists(st.tuples(st.sampled_from(["rechnung", "ausweis", ""]), st.booleans()), max_size=8), st.randoms()
)
def test_every_page_is_in_exactly_one_part(kinds: list[tuple[str, bool]], rng: random.Random) -> None:
    """Nothing is lost and nothing counted twice, whatever is blank or known."""
    pages = [
        page(index, text, grade=PageGrade.BLANK if blank else PageGrade.GOOD)
        for index, (text, blank) in enumerate(kinds)
    ]
    known = {(0, index): "p" for index in range(len(pages)) if rng.random() < 0.3}
    parts = parts_of([document(*pages)], classifier=FirstWord(), procedures=(), known_pages=known)
    assert sorted(number for part in parts for number in part.pages) == list(range(len(pages)))
    assert all(list(part.pages) == sorted(part.pages) for part in parts)


def test_numbers_are_read_in_the_order_of_the_line() -> None:
    """Some PDFs store "Seite 2 von 3" as "Seite von 2 3"."""
    words = tuple(
        Word(text, Box(left, 800, left + 20, 810))
        for text, left in (("Seite", 60), ("von", 110), ("2", 90), ("3", 140))
    )
    shown = page(0, "").model_copy(update={"words": words})
    assert numbering(shown) == (2, 3)


def test_impossible_numbers_are_none() -> None:
    """Page 5 of 3 is something else, and so is text in the middle of the page."""
    assert numbering(page(0, "", "Seite 5 von 3")) is None
    assert numbering(page(0, "a b c d e f g h i j k Seite 2 von 3")) is None
    assert numbering(page(0, "", "2 / 4")) == (2, 4)


def test_bare_numbers_and_live_fields_hold_a_form_together() -> None:
    """What holds a form together when its pages are not named."""
    live = (Widget(name="a", kind=WidgetKind.TEXT, box=Box(0, 0, 1, 1)),)
    bodies = ("Einkünfte der Eltern und des Kindes ", "Vermögen am Tag der Antragstellung ")
    one, other = (
        page(n, 6 * body, f"Fassung 04/2024 {n + 7}").model_copy(update={"widgets": live})
        for n, body in enumerate(bodies)
    )
    types = FirstWord().classify([Excerpt(pages=(one,)), Excerpt(pages=(other,))])
    found = cues(sheet_of(one), sheet_of(other), (types[0], types[1]))
    assert found.counts_up
    assert found.both_live
    assert found.same_foot == 1
    assert boundary(found) < 0.1


def test_drawings_of_a_set_share_a_title_block() -> None:
    """It is no foot that runs through a document."""
    block = "Anbau eines Wohnraums Bauherr Max Mustermann Am Markt 1 Planinhalt"
    site, floor = page(0, "lageplan Gemarkung Grenze", block), page(1, "bauzeichnung Bad Diele", block)
    types = FirstWord().classify([Excerpt(pages=(site,)), Excerpt(pages=(floor,))])
    assert cues(sheet_of(site), sheet_of(floor), (types[0], types[1])).same_foot < 0.2


def test_a_large_title_of_another_document_begins_one() -> None:
    """Papers of one house style about one building share heads, margins and print."""
    shared = "Bauvorhaben Ersatzneubau Bauherr Mustermann Bauort Musterstadt Flurstück 39/2"
    description = headed(0, f"baubeschreibung {shared}", "Außenwände Dach Treppe Haustechnik")
    proof = headed(1, f"standsicherheitsnachweis {shared}", "Lastannahmen Schneelast Winddruck Sparren")
    assert starts(description, proof) == [0]
    assert starts(description, with_large_title(proof)) == [0, 1]


def with_large_title(shown: PageText) -> PageText:
    """Return a page whose first word is set twice as high."""
    first, *others = shown.words
    large = first._replace(box=first.box._replace(top=first.box.top - first.box.height))
    return shown.model_copy(update={"words": (large, *others)})


def test_separator_sheet_parts_documents_and_belongs_to_none() -> None:
    """A sheet whose bar code says so ends the document before it, however alike the pages around it are."""
    first, second = (page(index, "kontoauszug Umsatz Saldo", f"Seite {index} von 9") for index in (0, 2))
    code = Barcode(symbology="Code39", text="PATCHT", box=Box(50, 50, 300, 120))
    sheet = first.model_copy(update={"index": 1, "words": (), "barcodes": (code,)})
    document = DocumentText(file="stapel.pdf", sha256="0" * 64, pages=(first, sheet, second))
    parts = parts_of([document], classifier=FirstWord(), procedures=())
    assert [part.pages for part in parts] == [(0,), (1,), (2,)]
    assert parts[1].type == BLANK


def test_document_with_a_code_of_its_own_is_no_separator() -> None:
    """Bar codes of tickets and forms, and full pages that bear a separator's code, part nothing."""
    sheet = page(0, "kontoauszug Umsatz Saldo")
    ticket = Barcode(symbology="QRCode", text="M1MUSTERMANN", box=Box(50, 50, 300, 120))
    patch = ticket.model_copy(update={"text": "PATCHT"})
    many = sheet.model_copy(update={"words": sheet.words * 50, "barcodes": (patch,)})
    assert not is_separator(sheet.model_copy(update={"barcodes": (ticket,)}))
    assert not is_separator(many)


@pytest.mark.parametrize(
    ("text", "type_id"),
    [
        (
            "antragsformular Ihr Antrag auf eine Erlaubnis Sehr geehrte Frau Musterfrau, er ist eingegangen",
            OTHER,
        ),
        ("antragsformular Antrag auf eine Erlaubnis Name Vorname Sehr geehrte Damen und Herren", FORM),
    ],
)
def test_a_letter_to_somebody_is_no_form(text: str, type_id: str) -> None:
    """It may speak of an application all the time; forms greet nobody by name."""
    (part,) = parts_of([document(page(0, text))], classifier=FirstWord(), procedures=())
    assert part.type == type_id
