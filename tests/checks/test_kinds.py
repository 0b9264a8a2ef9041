from __future__ import annotations

from tests.checks.cases import FILLER, LOST_PAGE, Case, page, procedure

CONTRACT = procedure("zeichnungen")


def drawings(*texts: str) -> Case:
    case = Case()
    for text in texts:
        case = case.add("bauzeichnung", f"{text} {FILLER}")
    return case


def test_each_kind_must_be_there_once() -> None:
    """On one sheet or on several, in whatever form of the word."""
    assert drawings("Grundriss EG", "Schnitt A-A", "Ansichten").outcome("zeichnungen") == ("present", "ok")
    assert drawings("Grundriss Querschnitt Südansicht").outcome("zeichnungen") == ("present", "ok")


def test_missing_kinds_are_named() -> None:
    """A drawing of another kind is no replacement; "Abschnitt" is no section."""
    finding = drawings("Grundrisse Abschnitt 3").check(CONTRACT)["zeichnungen"]
    assert (finding.state.value, finding.reason.code) == ("missing", "kinds")
    assert finding.reason.message == "Es fehlt: Schnitt, Ansicht."
    assert Case().outcome("zeichnungen") == ("missing", "none")


def test_a_reference_to_another_sheet_is_no_drawing() -> None:
    """A ground plan that says where the section is to be found does not replace it."""
    for note in ("Schnitt siehe Blatt 4", "vgl. Schnitt A-A", "Schnittführung A-A"):
        assert drawings(f"Grundriss {note}", "Ansichten").outcome("zeichnungen") == ("missing", "kinds")
    both = drawings("Grundriss siehe Schnitt", "Schnitt A-A", "Ansichten")
    assert both.outcome("zeichnungen") == ("present", "ok")


def test_a_kind_may_be_a_fact() -> None:
    """What the extraction says about a drawing counts like its words."""
    case = drawings("Grundriss", "Schnitt").add("bauzeichnung", FILLER, facts={"art": "Ansicht Nord"})
    assert case.outcome("zeichnungen") == ("present", "ok")


def test_drawings_with_few_words_need_a_person() -> None:
    """What can hardly be read may be of any kind."""
    case = drawings("Grundriss", "Schnitt").add("bauzeichnung", "M 1:100")
    assert case.outcome("zeichnungen") == ("unclear", "kind_unreadable")
    lost = drawings("Grundriss Schnitt").add_pages(
        "bauzeichnung", page(FILLER), LOST_PAGE.model_copy(update={"index": 1})
    )
    assert lost.outcome("zeichnungen") == ("unclear", "kind_unreadable")


def test_a_page_that_names_no_kind_may_be_any() -> None:
    """An untitled drawing may be the view that is asked for; where every page says what it is, it is not."""
    titled = drawings("Grundriss EG", "Schnitt A-A")
    assert titled.outcome("zeichnungen") == ("missing", "kinds")
    assert titled.add("bauzeichnung", FILLER).outcome("zeichnungen") == ("unclear", "kind_unreadable")


def test_a_contract_may_give_more_words_for_a_kind() -> None:
    """An elevation is a view, whatever the architect calls it."""
    kinds = {"grundriss": [], "ansicht": ["Fassade"]}
    contract = procedure(zeichnungen={"all_of": [{"type": "bauzeichnung", "kinds": kinds}]})
    assert drawings("Grundriss", "Fassaden").outcome("zeichnungen", contract) == ("present", "ok")


def test_misread_kinds() -> None:
    """OCR may misread the title of a sheet."""
    sheet = page(f"Grundrlss Schnitt Ansicht {FILLER}", scanned=True, confidence=0.9)
    assert Case().add_pages("bauzeichnung", sheet).outcome("zeichnungen") == ("present", "ok")


def test_drawings_of_another_plot() -> None:
    """A drawing that does not fit the form does not count."""
    contract = procedure(
        zeichnungen={"all_of": [{"type": "bauzeichnung", "kinds": ["grundriss"]}], "match": ["flurstueck"]}
    )
    other = drawings("Grundriss, Flurstück 125").outcome("zeichnungen", contract)
    assert other == ("mismatch", "other_parcel")
    assert drawings("Grundriss 123/4").outcome("zeichnungen", contract) == ("present", "ok")
