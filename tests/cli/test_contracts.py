"""``lotse contracts``: from a form or schema to a contract that is tried; each mistake with its next step."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import build
from contracts.catalogue import SHIPPED, load_catalogue
from samples.forms import fill
from storage.database import Database
from tests.review.seed import MemoryOriginals, Seed, complete

SCHEMA = Path(__file__).parents[1] / "drafting" / "schema.xdf3.xml"
PROCEDURE = SHIPPED / "procedures" / "bewohnerparkausweis.yaml"


def run(*arguments: str | Path, **env: str) -> tuple[int, str]:
    """Run ``lotse contracts`` in this process; return its exit code and all it wrote, on one line."""
    words = ["contracts", *map(str, arguments)]
    result = CliRunner().invoke(build(words), words, env={"COLUMNS": "400", "TERM": "dumb", **env})
    return result.exit_code, " ".join(result.output.replace("│", " ").split())


def test_from_a_schema_to_a_tried_contract(tmp_path: Path) -> None:
    """The way of the guide: import, lint, write an example, try it, see what differs."""
    code, told = run("import-fim", SCHEMA, "--id", "drachenhaltung", "--output", tmp_path)
    assert (code, "Vorschlag mit 6 Feldern" in told) == (0, True)
    assert run("lint", tmp_path)[0] == 0
    code, told = run("test", "drachenhaltung", "--folder", tmp_path)
    assert (code, "keine Beispiele" in told) == (2, True)
    examples = tmp_path / "examples" / "drachenhaltung"
    examples.mkdir(parents=True)
    example = examples / "vollstaendig.yaml"
    text = (
        "received: 2026-11-02\n"
        "form: {vorname: Max, wohnsitz_anschrift: 'Musterstraße 12, 12345 Musterstadt'}\n"
        "documents: [{type: ausweis, facts: {vorname: Max}}]\n"
    )
    example.write_text(text, encoding="utf-8")
    code, told = run("test", "drachenhaltung", "--folder", tmp_path)
    assert (code, "1 von 1 Beispielen" in told) == (0, True)
    example.write_text(text + "expect: {identitaetsnachweis: missing}\n", encoding="utf-8")
    code, told = run("test", "drachenhaltung", "--folder", tmp_path)
    assert (code, "identitaetsnachweis: erwartet „fehlt“, gefunden „liegt vor“" in told) == (1, True)
    example.write_text(text + "expect: {nachweis: missing}\n", encoding="utf-8")
    code, told = run("test", "drachenhaltung", "--folder", tmp_path)
    assert (code, "vollstaendig.yaml:4 (nachweis)" in told or "vollstaendig.yaml:4" in told) == (1, True)


def test_a_form_becomes_a_contract(tmp_path: Path) -> None:
    """Read in child processes, as every file from outside; nothing is ever written over."""
    form = tmp_path / "formular.pdf"
    form.write_bytes(fill("anmeldung-musterhausen", {}, signed=False).pdf)
    code, told = run("new", "ummeldung", "--from-form", form, "--output", tmp_path)
    assert (code, "lotse contracts lint" in told) == (0, True)
    assert run("lint", tmp_path)[0] == 0
    code, told = run("new", "ummeldung", "--from-form", form, "--output", tmp_path)
    assert (code, "nicht überschrieben" in told) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("new", "Hund!", "--from-form", SCHEMA), 2, "Kleinbuchstaben"),
        (("new", "hund", "--from-form", "fehlt.pdf"), 2, "gibt es nicht"),
        (("new", "hund", "--from-form", SCHEMA), 3, "nicht gelesen"),
        (("import-fim", PROCEDURE, "--id", "hund"), 3, "kein gültiges XML"),
        (("test", "gibt-es-nicht"), 2, "keine Beispiele"),
        (("simulate", "bewohnerparkausweis"), 2, "--version FASSUNG"),
        (("simulate", "bewohnerparkausweis", "--version", "1999"), 2, "keine Fassung"),
        (("simulate", "elterngeld", "--contract", PROCEDURE), 2, "nicht von"),
        (("simulate", "elterngeld", "--contract", "fehlt.yaml"), 2, "gibt es nicht"),
        (
            ("simulate", "bewohnerparkausweis", "--contract", PROCEDURE, "--reports", "fehlt"),
            2,
            "gibt es nicht",
        ),
    ],
)
def test_wrong_use_is_explained(
    arguments: tuple[str | Path, ...], code: int, told: str, tmp_path: Path
) -> None:
    """Each message names what was wrong; files that cannot be read have a code of their own."""
    more = ("--output", tmp_path) if arguments[0] in {"new", "import-fim"} else ()
    found, output = run(*arguments, *more)
    assert found == code
    assert told in output


def test_a_changed_contract_on_reports(tmp_path: Path) -> None:
    """A report of a complete application; the changed contract asks for one document more."""
    report = {
        "schema": "antragslotse/report/1",
        "procedure": {"id": "bewohnerparkausweis", "version": "2026-01"},
        "received": "2026-11-02",
        "documents": [],
        "form": {"fields": {}},
        "findings": [],
        "complete": True,
        "proposal": "accept",
        "versions": {"product": "0", "contract": "0", "classifier": "0", "ocr": "0"},
        "timing_ms": {},
    }
    reports = tmp_path / "berichte"
    reports.mkdir()
    (reports / "fall-1.json").write_text(json.dumps(report), encoding="utf-8")
    (reports / "fremd.json").write_text("{}", encoding="utf-8")
    arguments = ("simulate", "bewohnerparkausweis", "--contract", PROCEDURE, "--reports", reports)
    code, told = run(*arguments)
    assert code == 0
    assert "übergangen" in told
    assert "fall-1 antrag neu verlangt fehlt" in told
    assert "1 Vorgänge, 1 mit anderen Befunden" in told
    assert "1 × fahrzeug: neu verlangt → fehlt" in told


def test_a_changed_contract_on_the_cases_of_the_service(database: Database, tmp_path: Path) -> None:
    """The database of the running service is asked; without one, the message says how to go on."""
    reference = Seed(database, MemoryOriginals(), load_catalogue()).add(complete())
    text = (SHIPPED / "procedures" / "wohngeld-mietzuschuss.yaml").read_text(encoding="utf-8")
    changed = tmp_path / "neu.yaml"
    changed.write_text(
        text.replace("kontoauszug: {max_age_days: 92}", "kontoauszug: {max_age_days: 1}"), "utf-8"
    )
    arguments = ("simulate", "wohngeld-mietzuschuss", "--contract", changed, "--data", tmp_path)
    code, told = run(*arguments, LOTSE_DATABASE_URL=database.url)
    assert code == 0
    assert f"{reference} mietzahlung liegt vor" in told
    assert "1 Vorgänge" in told
    code, told = run(*arguments, LOTSE_DATABASE_URL="postgresql://lotse@127.0.0.1:1/lotse")
    assert (code, "--reports ORDNER" in told) == (1, True)
