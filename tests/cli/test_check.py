"""``lotse check`` and ``lotse contracts``: reports, exit codes, and wrong use explained."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from cli.main import build
from contracts.report import Report
from samples.submissions import Submission, anmeldung_case, demo_submissions
from scripts.write_schema import SCHEMA

TODAY = date(2026, 11, 21)
CASE = anmeldung_case(TODAY, defect="expired_id")


def write(folder: Path, sample: Submission, *, meta: bool = True) -> Path:
    """Put a sample's files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in sample.files.items():
        (folder / name).write_bytes(data)
    if meta:
        (folder / "meta.json").write_text(json.dumps(sample.meta), encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> tuple[int, str]:
    """Run a command in this process; return its exit code and all it wrote."""
    words = [str(argument) for argument in arguments]
    result = CliRunner().invoke(build(words), words)
    return result.exit_code, result.output


def test_the_json_report_fits_the_schema(tmp_path: Path) -> None:
    """What integrators get, from a real process, on standard output, and nothing else there."""
    folder = write(tmp_path / "case", CASE, meta=False)
    command = [
        "check",
        "--procedure",
        CASE.procedure,
        "--received",
        "2026-11-21",
        "--format",
        "json",
        str(folder),
    ]
    done = subprocess.run([Path(sys.executable).parent / "lotse", *command], capture_output=True, check=False)
    assert done.returncode == 0
    report = json.loads(done.stdout)
    jsonschema.validate(report, json.loads(SCHEMA.read_text(encoding="utf-8")))
    states = {finding["requirement"]: finding["state"] for finding in report["findings"]}
    assert states["identitaet"] == "expired"
    assert report["proposal"] == "request_documents"


def test_meta_json_says_what_the_options_leave_open(tmp_path: Path) -> None:
    """A folder with its meta.json needs no options; text is for people."""
    code, output = run("check", write(tmp_path / "case", CASE))
    assert code == 0
    assert "abgelaufen" in output
    assert "Unterlagen nachfordern" in output


def test_english_is_the_second_language(tmp_path: Path) -> None:
    """``--lang en``."""
    code, output = run("--lang", "en", "check", write(tmp_path / "case", CASE))
    assert code == 0
    assert "request documents" in output
    assert run("--lang", "fr", "check", tmp_path)[0] == 2


def test_a_report_can_be_written_to_a_file(tmp_path: Path) -> None:
    """``--out`` for both formats."""
    folder = write(tmp_path / "case", CASE)
    assert run("check", "--format", "json", "--out", tmp_path / "report.json", folder)[0] == 0
    Report.model_validate_json((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert run("check", "--out", tmp_path / "report.txt", folder)[0] == 0
    assert "identitaet" in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_an_unreadable_file_ends_with_3_and_is_reported(tmp_path: Path) -> None:
    """The report still says which and why; the other files are checked."""
    locked = next(sample for sample in demo_submissions(TODAY) if sample.name == "wohngeld-kennwort")
    code, output = run("check", write(tmp_path / "case", locked))
    assert code == 3
    assert "kontoauszug.pdf" in output
    assert "nicht gelesen" in output


def test_a_batch_writes_one_report_each(tmp_path: Path) -> None:
    """A folder that is not as it should be is said, and costs the others nothing."""
    write(tmp_path / "in" / "eins", CASE)
    write(tmp_path / "in" / "zwei", CASE)
    (tmp_path / "in" / "kaputt").mkdir()
    (tmp_path / "in" / "kaputt" / "meta.json").write_text("{", encoding="utf-8")
    code, output = run("check", "--batch", tmp_path / "in", "--out", tmp_path / "out")
    assert code == 2
    assert "kaputt" in output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["eins.json", "zwei.json"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "PFADE"),
        (["check", "--batch", "."], "--out"),
        (["check", "gibt-es-nicht.pdf"], "gibt es nicht"),
        (["check", "--procedure", "x", "--received", "gestern", "README.md"], "kein Datum"),
        (["check", "README.md"], "Welches Verfahren"),
        (["check", "--procedure", "hundesteuer", "README.md"], "wohnsitzanmeldung"),
        (["check", "--batch", "gibt-es-nicht", "--out", "x"], "gibt es nicht"),
        (["contracts", "lint", "gibt-es-nicht"], "gibt es nicht"),
    ],
)
def test_wrong_use_is_explained(arguments: list[str], said: str) -> None:
    """Exit code 2, and the next step in the message."""
    code, output = run(*arguments)
    assert code == 2
    assert said in " ".join(output.replace("│", " ").split())


def test_a_wrong_meta_json_is_named_but_not_quoted(tmp_path: Path) -> None:
    """The message says which key is wrong and repeats nothing that may be personal."""
    folder = write(tmp_path / "case", CASE, meta=False)
    (folder / "meta.json").write_text('{"received": "Erika Musterfrau"}', encoding="utf-8")
    code, output = run("check", folder)
    assert code == 2
    assert "received" in output
    assert "Musterfrau" not in output


def test_lint_accepts_the_shipped_contracts_and_explains_mistakes(tmp_path: Path) -> None:
    """Exit code 1 and every mistake with file and line."""
    assert run("contracts", "lint")[0] == 0
    (tmp_path / "procedures").mkdir()
    (tmp_path / "procedures" / "x.yaml").write_text("id: x\ntitel: y\n", encoding="utf-8")
    code, output = run("contracts", "lint", tmp_path)
    assert code == 1
    assert "x.yaml:2" in output


def test_all_commands_are_listed() -> None:
    """The help names everything that there is."""
    code, output = run("--help")
    assert code == 0
    for command in ("check", "up", "demo", "doctor", "bench", "migrate", "contracts"):
        assert command in output
