"""The one door to Typst: templates and words become accessible PDFs (PDF/UA-1 and PDF/A-2a) or pictures.

Words reach a template as data only (``sys.inputs``), so nothing that anybody wrote can become markup.
Fonts come with the templates and those of the machine are ignored: every machine makes the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from importlib.resources import as_file, files

import typst

TEMPLATES = files("followups") / "templates"


class TypesettingFailed(RuntimeError):
    """Typst gave back something else than was asked for."""


def pdf(template: str, words: Mapping[str, str], *, day: date) -> bytes:
    """Return a PDF; ``day`` is its date of creation."""
    with as_file(TEMPLATES) as folder:
        made = typst.compile(
            folder / template,
            font_paths=[folder / "fonts"],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs=dict(words),
            pdf_standards=["ua-1", "a-2a"],
            timestamp=datetime.combine(day, time(), tzinfo=UTC),
        )
    return _one_file(made, b"%PDF")


def pictures(template: str, words: Mapping[str, str], *, dpi: int) -> tuple[bytes, ...]:
    """Return all pages as PNG."""
    with as_file(TEMPLATES) as folder:
        made: object = typst.compile(
            folder / template,
            font_paths=[folder / "fonts"],
            ignore_system_fonts=True,
            format="png",
            ppi=float(dpi),
            sys_inputs=dict(words),
        )
    pages = made if isinstance(made, list) else [made]
    return tuple(_one_file(page, b"\x89PNG") for page in pages)


def _one_file(made: object, start: bytes) -> bytes:
    """Distrust silence: return what Typst made only if it is a file of the right kind."""
    if not isinstance(made, bytes) or not made.startswith(start):
        raise TypesettingFailed("Typst hat keine brauchbare Datei geliefert; bitte die Installation prüfen.")
    return made
