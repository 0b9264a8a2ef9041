"""Examples beside contracts: told in YAML, tried by the checks, and explained where they differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.catalogue import SHIPPED, load_catalogue
from contracts.findings import FieldReading, FindingState
from contracts.yaml_file import ContractError
from drafting.examples import Example, examples_folder, load_examples
from drafting.rehearsal import Checked, Result, mistakes_of, rehearse

CATALOGUE = load_catalogue()
PROCEDURES = sorted({procedure.id for procedure in CATALOGUE.procedures})
COMPLETE = (examples_folder(SHIPPED, "bewohnerparkausweis") / "vollstaendig.yaml").read_text(encoding="utf-8")


def no_files(_: Example) -> Checked:
    """Stand for the pipeline where no example has files."""
    raise AssertionError


def tried(folder: Path) -> dict[str, Result]:
    """Try the examples of a folder on the contract of the residents' parking permit."""
    examples = load_examples(folder)
    assert mistakes_of(examples, "bewohnerparkausweis", CATALOGUE) == []
    results = rehearse(examples, "bewohnerparkausweis", CATALOGUE, read_files=no_files)
    return {result.example.name: result for result in results}


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_shipped_examples_come_out_as_expected(procedure: str) -> None:
    """Whoever changes a rule sees here what it does to applicants."""
    examples = load_examples(examples_folder(SHIPPED, procedure))
    assert mistakes_of(examples, procedure, CATALOGUE) == []
    results = list(rehearse(examples, procedure, CATALOGUE, read_files=no_files))
    assert {result.example.name: result.differences for result in results if result.differences} == {}


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_requirement_has_an_example_in_which_it_is_missing(procedure: str) -> None:
    """An example for each thing that applicants forget, and one in which nothing is forgotten."""
    examples = load_examples(examples_folder(SHIPPED, procedure))
    lacking = {
        place.partition("/")[0]
        for example in examples
        for place, state in example.expect.items()
        if state in {FindingState.MISSING, FindingState.EXPIRED}
    }
    requirements = {each.id for each in CATALOGUE.procedure(procedure, examples[0].received).requirements}
    assert lacking == requirements
    assert any(not example.expect for example in examples)


def test_what_differs_is_named(tmp_path: Path) -> None:
    """An expectation that does not come true, and a finding that nobody expected."""
    (tmp_path / "vollstaendig.yaml").write_text(COMPLETE + "expect: {fahrzeug: missing}\n", encoding="utf-8")
    (tmp_path / "ohne.yaml").write_text("like: vollstaendig\nwithout: [ausweis]\n", encoding="utf-8")
    results = tried(tmp_path)
    (wrong,) = results["vollstaendig"].differences
    assert (wrong.place, wrong.expected, wrong.found) == ("fahrzeug", "missing", "present")
    (unexpected,) = results["ohne"].differences
    assert (unexpected.place, unexpected.expected, unexpected.found) == ("identitaet", None, "missing")


def test_doubts_can_be_told(tmp_path: Path) -> None:
    """An answer or a document that nobody can read."""
    (tmp_path / "vollstaendig.yaml").write_text(COMPLETE, encoding="utf-8")
    text = 'like: vollstaendig\nform: {kennzeichen: "?"}\nexpect: {antrag: unclear, fahrzeug: unclear}\n'
    (tmp_path / "antwort.yaml").write_text(text, encoding="utf-8")
    text = (
        "like: vollstaendig\nwithout: [ausweis]\ndocuments: [{type: ausweis, legible: false}]\n"
        "expect: {identitaet: illegible}\n"
    )
    (tmp_path / "seite.yaml").write_text(text, encoding="utf-8")
    assert [result.differences for result in tried(tmp_path).values()] == [(), (), ()]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        (COMPLETE + "expect: {fahrzeg: missing}\n", 14, "Anforderung „fahrzeg“"),
        (COMPLETE.replace("  vorname:", "  vornahme:"), 5, "Formularfeld „vornahme“"),
        (COMPLETE.replace("type: ausweis", "type: personalausweis"), 12, "Dokumenttyp „personalausweis“"),
        (COMPLETE.replace("gueltig_bis", "gultig_bis"), 12, "gelesen werden: gueltig_bis"),
        (COMPLETE.replace("vorname: Erika\n", "vorname: [{a: b}]\n", 1), 5, "eine Liste"),
    ],
)
def test_names_that_the_contract_does_not_have(text: str, line: int, told: str, tmp_path: Path) -> None:
    """A slip of the pen is said with its line; else an example would silently test nothing."""
    (tmp_path / "beispiel.yaml").write_text(text, encoding="utf-8")
    (found,) = mistakes_of(load_examples(tmp_path), "bewohnerparkausweis", CATALOGUE)
    assert (found.file, found.line) == ("beispiel.yaml", line)
    assert told in found.message


def test_examples_that_cannot_be_read(tmp_path: Path) -> None:
    """Every mistake in every file is said at once."""
    (tmp_path / "ohne-tag.yaml").write_text("form: {}\n", encoding="utf-8")
    (tmp_path / "wie.yaml").write_text("like: gibt-es-nicht\n", encoding="utf-8")
    (tmp_path / "kein.yaml").write_text("form: [\n", encoding="utf-8")
    (tmp_path / "dateien").mkdir()
    with pytest.raises(ContractError) as caught:
        load_examples(tmp_path)
    assert {mistake.file for mistake in caught.value.mistakes} == {
        "ohne-tag.yaml",
        "wie.yaml",
        "kein.yaml",
        "dateien/expected.yaml",
    }


def test_examples_with_files_are_read_by_the_product(tmp_path: Path) -> None:
    """The form's fields can be expected as well as findings."""
    folder = tmp_path / "echt"
    folder.mkdir()
    (folder / "antrag.pdf").write_bytes(b"%PDF")
    (folder / "meta.json").write_text("{}", encoding="utf-8")
    fields = "{familienname: Mustermann, vorname: Max}"
    text = f"received: 2026-11-02\nexpect: {{identitaet: missing}}\nfields: {fields}\n"
    (folder / "expected.yaml").write_text(text, encoding="utf-8")
    (example,) = load_examples(tmp_path)
    assert [path.name for path in example.files] == ["antrag.pdf"]
    read = {"familienname": FieldReading(value="Mustermann")}
    (result,) = rehearse([example], "bewohnerparkausweis", CATALOGUE, read_files=lambda _: Checked((), read))
    assert [(each.place, each.found) for each in result.differences] == [
        ("identitaet", None),
        ("vorname", None),
    ]
