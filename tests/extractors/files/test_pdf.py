"""PDFs: words, widgets and pictures on the upright page."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from contracts.reading import ProblemCode, WidgetKind
from contracts.records import Box, PageSize
from extractors.errors import UnreadableFileError
from extractors.files.pdf import PdfFile
from extractors.files.pdf_widgets import clean_text, decode_name, widget_words
from extractors.limits import ReadingLimits
from tests.extractors.drawn import add_field, pdf_of, pymupdf, scan_pdf, text_pdf
from tests.extractors.drawn import letter_picture as letter

LIMITS = ReadingLimits()


def opened(data: bytes) -> PdfFile:
    return PdfFile(data, limits=LIMITS)


def fields(document: Any) -> dict[str, Any]:
    native = opened(pdf_of(document)).native(0)
    return {widget.name: widget for widget in native.widgets}


def test_words_have_their_place() -> None:
    """A word's box is where it was printed, in points from the upper left corner."""
    native = opened(text_pdf()).native(0)
    first = native.words[0]
    assert first.text == "Sehr"
    assert first.box.left == pytest.approx(72, abs=1)
    assert first.box.top < 100 <= first.box.bottom
    assert native.size == PageSize(595, 842)
    assert "Grüßen" in {word.text for word in native.words}


def test_rotated_page_is_seen_upright() -> None:
    """Boxes of a page with /Rotate 90 lie on the page as the viewer shows it."""
    native = opened(text_pdf(rotation=90)).native(0)
    assert native.size == PageSize(842, 595)
    box = native.words[0].box
    assert box.top == pytest.approx(72, abs=1)
    assert box.left < 842 - 100 < box.right
    assert opened(text_pdf(rotation=90)).picture(0, dpi=72).size == (842, 595)


def test_widgets_of_a_rotated_page_are_seen_upright() -> None:
    """A widget lies beside its printed label, however the page is turned."""
    document = pymupdf.open()
    page = document.new_page()
    add_field(page, "ort", pymupdf.PDF_WIDGET_TYPE_TEXT, (100, 200, 300, 220), field_value="Köln")
    page.set_rotation(90)
    assert fields(document)["ort"].box == pytest.approx(Box(842 - 220, 100, 842 - 200, 300), abs=0.1)


def test_typed_text_appears_once_and_after_the_native_words() -> None:
    """What was typed into a field is a word of the page exactly once."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 90), "Familienname")
    add_field(page, "name", pymupdf.PDF_WIDGET_TYPE_TEXT, (72, 100, 300, 120), field_value="Musterfrau")
    native = opened(pdf_of(document)).native(0)
    assert [word.text for word in native.words] == ["Familienname"]
    (typed,) = widget_words(native.widgets[0])
    assert typed.text == "Musterfrau"
    assert native.widgets[0].box.holds(*typed.box.middle)


def test_notes_typed_onto_a_page_are_words() -> None:
    """People without live fields type with their viewer's note tool: that is text of the page."""
    document = pymupdf.open()
    page = document.new_page()
    page.add_freetext_annot(pymupdf.Rect(72, 150, 300, 170), "Mustermann")
    assert [word.text for word in opened(pdf_of(document)).native(0).words] == ["Mustermann"]


def test_comb_keeps_its_cells() -> None:
    """A comb's digits stand in its cells, and are one word."""
    document = pymupdf.open()
    add_field(
        document.new_page(),
        "datum",
        pymupdf.PDF_WIDGET_TYPE_TEXT,
        (100, 100, 180, 120),
        field_value="0105",
        text_maxlen=8,
        field_flags=1 << 24,
    )
    widget = fields(document)["datum"]
    assert widget.comb == 8
    (word,) = widget_words(widget)
    assert word.text == "0105"
    assert word.box == pytest.approx(Box(100, 100, 140, 120), abs=0.1)


def test_lines_of_a_long_answer_share_the_box() -> None:
    """Words of a field with several lines stand below each other."""
    document = pymupdf.open()
    add_field(
        document.new_page(),
        "grund",
        pymupdf.PDF_WIDGET_TYPE_TEXT,
        (100, 100, 300, 160),
        field_value="Umzug\nMiete gestiegen",
        field_flags=1 << 12,
    )
    first, second, third = widget_words(fields(document)["grund"])
    assert first.box.bottom == second.box.top == third.box.top
    assert second.box.right < third.box.left


def test_ticks_are_on_or_none() -> None:
    """A check box has its state's name when on, and None when off."""
    document = pymupdf.open()
    page = document.new_page()
    kind = pymupdf.PDF_WIDGET_TYPE_CHECKBOX
    add_field(page, "ja", kind, (100, 100, 110, 110), field_value=True)
    add_field(page, "nein", kind, (100, 120, 110, 130), field_value=False)
    found = fields(document)
    assert found["ja"].kind is WidgetKind.CHECKBOX
    assert found["ja"].checked
    assert found["ja"].value == found["ja"].on_state
    assert found["nein"].value is None
    assert found["nein"].on_state is not None


def test_choices_have_their_chosen_text() -> None:
    """A choice field's value is the text chosen, and it is among the page's words."""
    document = pymupdf.open()
    page = document.new_page()
    kind = pymupdf.PDF_WIDGET_TYPE_COMBOBOX
    options = {"choice_values": ["ledig", "verheiratet"], "field_value": "verheiratet"}
    add_field(page, "familienstand", kind, (100, 100, 200, 120), **options)
    widget = fields(document)["familienstand"]
    assert widget.kind is WidgetKind.CHOICE
    assert [word.text for word in widget_words(widget)] == ["verheiratet"]


@pytest.mark.parametrize(
    ("value", "seen"),
    [("2", "verheiratet"), ("0", None), ("9", "9"), ("verwitwet", "verwitwet")],
)
def test_choices_have_the_words_that_people_see(value: str, seen: str | None) -> None:
    """Programs number the options of a list; the prompt to choose one is no answer."""
    document = pymupdf.open()
    page = document.new_page()
    kind = pymupdf.PDF_WIDGET_TYPE_COMBOBOX
    pairs = [("0", "– bitte auswählen –"), ("1", "ledig"), ("2", "verheiratet"), ("3", "verwitwet")]
    add_field(page, "stand", kind, (100, 100, 200, 120), choice_values=pairs, field_value=value)
    assert fields(document)["stand"].value == seen


def test_empty_and_hidden_fields() -> None:
    """An empty field has no value; a field that nobody can see is none."""
    document = pymupdf.open()
    page = document.new_page()
    kind = pymupdf.PDF_WIDGET_TYPE_TEXT
    add_field(page, "leer", kind, (100, 100, 200, 120))
    add_field(page, "unsichtbar", kind, (100, 130, 200, 150), field_display=1)
    found = fields(document)
    assert set(found) == {"leer"}
    assert found["leer"].value is None


@pytest.mark.parametrize(
    ("name", "decoded"),
    [
        ("Arbeiter#28in#29", "Arbeiter(in)"),
        ("Erh#F6hungsantrag", "Erhöhungsantrag"),
        ("#C3#96ffnung", "Öffnung"),
        ("Ja", "Ja"),
        ("#", "#"),
    ],
)
def test_names_are_decoded(name: str, decoded: str) -> None:
    """PDF names hide letters behind #-escapes, in UTF-8 or Latin-1."""
    assert decode_name(name) == decoded


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Erh\udcf6hung", "Erhöhung"),
        ("halb \ud800", "halb ?"),
        ("a\0b", "ab"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("Weiß", "Weiß"),
    ],
)
def test_text_is_fit_for_records(text: str, cleaned: str) -> None:
    """Nothing that JSON or a database would choke on leaves the door to PDFs."""
    assert clean_text(text) == cleaned


def test_each_radio_button_knows_its_own_state(shared_data: Path) -> None:
    """Buttons of a group are widgets of one name with states of their own; the chosen one is on."""
    document = pymupdf.open(shared_data / "forms" / "wohngeld_nrw.pdf")
    for widget in document[0].widgets():
        if widget.field_name == "antragsart" and widget.on_state() == "Erstantrag":
            widget.field_value = True
            widget.update()
    found = [each for each in opened(pdf_of(document)).native(0).widgets if each.name == "antragsart"]
    assert {each.on_state for each in found} == {"Erstantrag", "Weiterleistungsantrag", "Erhöhungsantrag"}
    assert [each.value for each in found if each.checked] == ["Erstantrag"]


def test_all_fields_of_real_forms_are_found(shared_data: Path) -> None:
    """No field of an official form gets lost, and labels are kept."""
    expected = {"wohngeld_nrw": 157, "anmeldung_berlin": 61, "gewerbeanmeldung_gewa1": 82}
    for name, count in expected.items():
        pdf = opened((shared_data / "forms" / f"{name}.pdf").read_bytes())
        widgets = [each for page in range(pdf.page_count) for each in pdf.native(page).widgets]
        assert len(widgets) == count
    assert any(each.comb == 12 for each in opened_wohngeld(shared_data))


def opened_wohngeld(shared_data: Path) -> tuple[Any, ...]:
    return opened((shared_data / "forms" / "wohngeld_nrw.pdf").read_bytes()).native(0).widgets


def test_signed_fields_are_told(shared_data: Path) -> None:
    """A signature field with a digital signature has the value "signed"."""
    native = opened((shared_data / "hostile" / "qpdf__digitally-signed.pdf").read_bytes()).native(0)
    assert [each.value for each in native.widgets if each.kind is WidgetKind.SIGNATURE] == ["signed"]


def test_pictures_cover_a_share_of_the_page() -> None:
    """A scanned page is all picture, a typed one none."""
    assert opened(scan_pdf(letter())).native(0).picture_share == pytest.approx(1, abs=0.01)
    assert opened(text_pdf()).native(0).picture_share == 0


def test_embedded_files_are_listed() -> None:
    """Files inside a PDF are named as a problem, as nobody reads them."""
    document = pymupdf.open(stream=text_pdf())
    document.embfile_add("rechnung.pdf", b"%PDF-1.7")
    pdf = opened(pdf_of(document))
    assert pdf.embedded == ("rechnung.pdf",)
    assert [each.code for each in pdf.problems] == [ProblemCode.EMBEDDED_FILES]


def test_dynamic_xfa_is_told(shared_data: Path) -> None:
    """A form whose pages only Adobe's programs draw says so."""
    name = "verapdf__veraPDF_test_suite_6-4-2-t01-fail-b.pdf"
    pdf = opened((shared_data / "hostile" / name).read_bytes())
    assert ProblemCode.DYNAMIC_XFA in {each.code for each in pdf.problems}


def test_static_xfa_is_read_by_its_fields() -> None:
    """A form with an XFA template beside its live fields is read as any other."""
    document = pymupdf.open(stream=text_pdf())
    add_field(document[0], "ort", pymupdf.PDF_WIDGET_TYPE_TEXT, (72, 500, 300, 520), field_value="Köln")
    xref = document.get_new_xref()
    document.update_object(xref, "<<>>")
    document.update_stream(xref, b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
    document.xref_set_key(document.pdf_catalog(), "AcroForm/XFA", f"{xref} 0 R")
    pdf = opened(pdf_of(document))
    assert not pdf.problems
    assert [each.value for each in pdf.native(0).widgets] == ["Köln"]


def test_dynamic_xfa_without_fields_is_told() -> None:
    """A stand-in page for Adobe's programs, without a live field, is said to be one."""
    document = pymupdf.open(stream=text_pdf())
    xref = document.get_new_xref()
    document.update_object(xref, "<<>>")
    document.update_stream(xref, b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
    document.xref_set_key(document.pdf_catalog(), "AcroForm", f"<</Fields [] /XFA {xref} 0 R>>")
    document.xref_set_key(document.pdf_catalog(), "NeedsRendering", "true")
    assert [each.code for each in opened(pdf_of(document)).problems] == [ProblemCode.DYNAMIC_XFA]


def test_a_signed_file_is_only_read(shared_data: Path) -> None:
    """Reading and drawing a signed file leaves each of its bytes, and its signature, as it was."""
    data = (shared_data / "hostile" / "qpdf__digitally-signed.pdf").read_bytes()
    pdf = PdfFile(data, limits=LIMITS)
    before = hashlib.sha256(data).hexdigest()
    pdf.native(0)
    pdf.picture(0, dpi=72)
    assert hashlib.sha256(data).hexdigest() == before
    assert not pdf._document.is_dirty  # noqa: SLF001 - what saving would write


def test_locked_file() -> None:
    """A file that asks for a password is refused with the next step."""
    data = pdf_of(pymupdf.open(stream=text_pdf()), encryption=4, user_pw="geheim", owner_pw="o")
    with pytest.raises(UnreadableFileError, match="ohne Kennwortschutz neu einreichen") as caught:
        opened(data)
    assert caught.value.problem.code is ProblemCode.ENCRYPTED


@pytest.mark.parametrize("encryption", [2, 3, 4, 5])
def test_owner_password_alone_locks_nothing(encryption: int) -> None:
    """A file that only forbids copying can be read, as any viewer does; 40-bit RC4 to 256-bit AES."""
    data = pdf_of(pymupdf.open(stream=text_pdf()), encryption=encryption, owner_pw="o", permissions=0)
    assert opened(data).native(0).words[0].text == "Sehr"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"1 0 obj" * 50])
def test_damaged_file(data: bytes) -> None:
    """A file without a page that can be found is damaged."""
    with pytest.raises(UnreadableFileError) as caught:
        opened(data)
    assert caught.value.problem.code is ProblemCode.DAMAGED


def test_repaired_file_says_so() -> None:
    """A truncated file that could be mended is read, with a warning."""
    data = text_pdf(3)
    pdf = opened(data[: data.rindex(b"xref")])
    assert pdf.native(0).words
    assert [each.code for each in pdf.problems] == [ProblemCode.REPAIRED]


def test_large_pages_are_drawn_coarser() -> None:
    """A page of 200 inches is drawn within the limit on pixels, not refused."""
    document = pymupdf.open()
    document.new_page(width=14400, height=14400)
    picture = opened(pdf_of(document)).picture(0, dpi=200)
    assert 0.9 * LIMITS.page_pixels < picture.width * picture.height < 1.1 * LIMITS.page_pixels


@pytest.mark.parametrize("dpi", [72, 96, 100])
def test_a_photo_fits_into_a_sheet_of_paper(dpi: int) -> None:
    """Its pixels were taken for points: letters as large as hands were read for half a minute."""
    pdf = opened(scan_pdf(Image.new("L", (3000, 4000), 200), dpi=dpi))
    assert pdf.native(0).size == pytest.approx((595, 793), abs=1)
    assert pdf.native(0).picture_share == 1.0
    assert pdf.picture(0, dpi=144).size == pytest.approx((1190, 1587), abs=2)
    assert opened(scan_pdf(Image.new("L", (4000, 3000)), dpi=dpi)).native(0).size.width == pytest.approx(
        793, 1
    )


def test_plans_are_as_large_as_they_are() -> None:
    """A scanner's resolution, or anything beside the picture, gives a page its size."""
    large = Image.new("L", (3311, 4681), 255)
    assert opened(scan_pdf(large, dpi=150)).native(0).size.height == pytest.approx(2247, abs=1)
    with pymupdf.open(stream=scan_pdf(large, dpi=100), filetype="pdf") as document:
        document[0].insert_text((100, 100), "Lageplan")
        assert opened(pdf_of(document)).native(0).size.height == pytest.approx(3370, abs=1)


def test_absurd_pages_are_refused() -> None:
    """A page larger than any PDF page may be is not drawn."""
    document = pymupdf.open()
    document.new_page(width=2e6, height=10)
    with pytest.raises(ValueError, match="page size"):
        opened(pdf_of(document)).picture(0, dpi=200)
