"""Contracts from blank forms: what an admin finds in the proposal."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.catalogue import load_catalogue
from contracts.fields import FieldKind
from contracts.procedure import Procedure
from contracts.yaml_file import load_yaml
from drafting.from_form import NothingToFill, draft_from_form
from drafting.saving import save
from extractors.limits import ReadingLimits
from extractors.pages.reader import page_inks, read_document
from samples.forms import fill, flatten
from samples.pdf import pymupdf, saved
from tests.extractors.engines import SteadyEngine

LIMITS = ReadingLimits()


def drafted(data: bytes, folder: Path, *, name: str = "formular") -> Procedure:
    """Draft a contract from a form, write it, and read it as the product does."""
    document = read_document(data, file=f"{name}.pdf", engine=SteadyEngine(), limits=LIMITS)
    flat = [page.index for page in document.pages if not page.widgets]
    inks = page_inks(data, flat, turned={}, limits=LIMITS)
    return load_yaml(save(draft_from_form(document, inks, procedure=name), folder), Procedure)


@pytest.mark.parametrize("flat", [False, True])
def test_fields_of_a_form(flat: bool, tmp_path: Path) -> None:  # noqa: FBT001 - the question of the test
    """Live or flat: what the form asks for is there under ids that all contracts share."""
    pdf = fill("wohngeld-musterhausen", {}, signed=False).pdf
    contract = drafted(flatten(pdf) if flat else pdf, tmp_path)
    fields = contract.form.fields
    assert contract.title == "Antrag auf Wohngeld (Mietzuschuss)"
    assert {name: fields[name].kind for name in ("familienname", "geburtsdatum", "anschrift", "iban")} == {
        "familienname": FieldKind.NAME,
        "geburtsdatum": FieldKind.DATE,
        "anschrift": FieldKind.ADDRESS,
        "iban": FieldKind.IBAN,
    }
    assert set(contract.form.required) == {
        "familienname",
        "vorname",
        "geburtsdatum",
        "anschrift",
        "ort_datum",
        "unterschrift",
    }
    assert fields["ich_bin_zurzeit"].options["rentner"] == ("Rentner/in",)
    assert [rule.id for rule in contract.requirements] == ["antrag"]


def test_a_table_of_persons_is_a_list(tmp_path: Path) -> None:
    """Rows of names with a day of birth are persons; a column may be ticked."""
    contract = drafted(fill("wohngeld-musterhausen", {}, signed=False).pdf, tmp_path)
    columns = contract.form.fields["weitere_personen"].columns
    assert columns["vorname"].kind is FieldKind.NAME
    assert columns["eigenes_einkommen"].kind is FieldKind.YES_NO


def test_options_in_two_columns_answer_one_question(tmp_path: Path) -> None:
    """What stands left of several rows of tick boxes asks for all of them."""
    contract = drafted(fill("wohngeld-musterhausen", {}, signed=False).pdf, tmp_path)
    assert len(contract.form.fields["kontoinhaber"].options) == 4


def test_questions_below_each_other_are_two(tmp_path: Path) -> None:
    """Sex and marital status share a column of tick boxes, not a question."""
    fields = drafted(fill("anmeldung-musterhausen", {}, signed=False).pdf, tmp_path).form.fields
    assert set(fields["geschlecht"].options) == {"weiblich", "maennlich", "divers"}
    assert "ledig" in fields["familienstand"].options


def test_equal_addresses_are_told_apart(tmp_path: Path) -> None:
    """Two addresses in parts are two fields."""
    fields = drafted(fill("anmeldung-musterhausen", {}, signed=False).pdf, tmp_path).form.fields
    assert [spec.kind for spec in fields.values()].count(FieldKind.ADDRESS) == 2


def test_a_page_without_anything_to_fill_is_no_form() -> None:
    """A leaflet is not taken for a form."""
    with pymupdf.open() as leaflet:
        leaflet.new_page().insert_text(
            (72, 72), "Dieses Merkblatt erklärt, wie lange die Bearbeitung dauert."
        )
        data = saved(leaflet)
    document = read_document(data, file="merkblatt.pdf", engine=SteadyEngine(), limits=LIMITS)
    with pytest.raises(NothingToFill):
        draft_from_form(document, {}, procedure="merkblatt")


def test_all_real_forms_become_contracts(shared_data: Path, tmp_path: Path) -> None:
    """Whatever real forms hold, the result passes lint, and the usual fields are found."""
    forms = sorted((shared_data / "forms").glob("*.pdf"))
    for path in forms:
        drafted(path.read_bytes(), tmp_path, name=path.stem.lower().replace("_", "-"))
    contracts = {each.id: each.form.fields for each in load_catalogue(tmp_path).procedures}
    assert len(contracts) == len(forms) > 0
    buergergeld = contracts["buergergeld-hauptantrag"]
    assert buergergeld["vorname"].labels[0] == "Vorname"
    assert set(buergergeld["geschlecht"].options) >= {"maennlich", "weiblich", "divers"}
    assert buergergeld["iban"].kind is FieldKind.IBAN
    assert "nebenerwerb" not in contracts["gewerbeanmeldung-gewa1"]
    assert contracts["gewerbeanmeldung-gewa1"]["geschlecht"].kind is FieldKind.CHOICE
