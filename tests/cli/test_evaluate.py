"""``lotse evaluate``: figures on a folder of labelled documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from classifiers.blend import load_classifier
from cli.main import build
from samples.pdf import pymupdf, saved
from tests.training.small import tiny_model


@pytest.fixture
def labelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three small documents of two types, one of them in the wrong folder."""
    monkeypatch.setattr("cli.evaluate.load_classifier", load_classifier)
    folder = tmp_path / "unterlagen"
    for name, words in (
        ("mietvertrag/eins.pdf", "Mietvertrag Vermieter"),
        ("gehaltsabrechnung/zwei.pdf", "Gehaltsabrechnung Lohnsteuer"),
        ("gehaltsabrechnung/drei.pdf", "Mietvertrag Vermieter"),
        ("gehaltsabrechnung/vier.pdf", ""),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        document = pymupdf.open()
        document.new_page().insert_text((72, 90), words)
        path.write_bytes(saved(document))
    return folder


def run(*words: str | Path) -> tuple[int, str]:
    """Run the command line in this process; return its exit code and all it wrote, on one line."""
    texts = [str(word) for word in words]
    result = CliRunner(env={"COLUMNS": "300"}).invoke(build(texts), texts)
    return result.exit_code, " ".join(result.output.split())


def test_it_measures_and_writes_a_report(labelled: Path, tmp_path: Path) -> None:
    """Figures on the terminal and in the report; each error with the words that misled; unread files."""
    pytest.importorskip("matplotlib", reason="charts need the extra train")
    out = tmp_path / "bericht"
    code, output = run("evaluate", labelled, "--out", out, "--model", tiny_model(tmp_path / "model"))
    assert code == 0, output
    assert "4 Dokumente" in output
    assert "gehaltsabrechnung/drei.pdf: mietvertrag" in output
    assert "Mietvertrag, Vermieter" in output
    assert "Kein Text gelesen" in output
    assert "vier.pdf" in output
    figures = json.loads((out / "auswertung.json").read_bytes())
    assert (figures["version"], figures["documents"]) == ("tiny", 4)
    assert figures["types"]["mietvertrag"]["recall"] == 1
    assert "drei.pdf" in (out / "auswertung.html").read_text(encoding="utf-8")
    assert len(list(out.glob("*.png"))) == 3


def test_an_unknown_type_is_named(labelled: Path) -> None:
    """Before anything is read; the known ones are listed."""
    (labelled / "quittung").mkdir()
    code, output = run("evaluate", labelled)
    assert code == 2
    assert "„quittung“ ist kein Dokumenttyp" in output
    assert "gehaltsabrechnung" in output


def test_an_empty_folder_is_explained(tmp_path: Path) -> None:
    """It says what is expected, in the language asked for."""
    assert run("evaluate", tmp_path)[0] == 2
    assert "Unterordner" in run("evaluate", tmp_path)[1]
    assert "one folder per document type" in run("--lang", "en", "evaluate", tmp_path)[1]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """Wrong use ends with exit code 2."""
    code, output = run("evaluate", tmp_path / "nirgends")
    assert code == 2
    assert "nirgends" in output
