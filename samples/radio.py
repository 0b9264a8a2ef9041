"""Joins check boxes to groups of radio buttons, which PyMuPDF cannot make (PDF 32000-1, 12.7.4.2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

RADIO_FLAGS = 1 << 15 | 1 << 14
"""Field flags: a radio button; one button stays on."""


class Button(NamedTuple):
    """A check box that is to be a button of the group of its question."""

    xref: int
    field: str
    chosen: bool


def group(document: Any, buttons: Sequence[Button]) -> None:
    """Turn the boxes of each question, which stand together in ``buttons``, into one field.

    The groups are named ``Gruppe 1``, ``Gruppe 2``...; the states of a group's buttons are 1, 2...
    """
    fields = []
    for number, (_, boxes) in enumerate(groupby(buttons, key=lambda button: button.field), start=1):
        parent = document.get_new_xref()
        kids = list(boxes)
        on = next((f"/{state}" for state, kid in enumerate(kids, start=1) if kid.chosen), "/Off")
        listed = " ".join(f"{kid.xref} 0 R" for kid in kids)
        entries = f"/FT/Btn/Ff {RADIO_FLAGS}/T(Gruppe {number})/V{on}/Kids[{listed}]"
        document.update_object(parent, f"<<{entries}>>")
        for state, kid in enumerate(kids, start=1):
            _adopt(document, kid, parent, state=state)
        fields.append(parent)
    if fields:
        _register(document, fields, {button.xref for button in buttons})


def _adopt(document: Any, kid: Button, parent: int, *, state: int) -> None:
    on, off = (document.xref_get_key(kid.xref, f"AP/N/{name}")[1] for name in ("Yes", "Off"))
    document.xref_set_key(kid.xref, "AP", f"<</N<</{state} {on}/Off {off}>>>>")
    document.xref_set_key(kid.xref, "AS", f"/{state}" if kid.chosen else "/Off")
    document.xref_set_key(kid.xref, "Parent", f"{parent} 0 R")
    for key in ("T", "FT", "Ff", "V", "DV"):
        document.xref_set_key(kid.xref, key, "null")


def _register(document: Any, groups: list[int], kids: set[int]) -> None:
    """Put the groups into the form's list of fields in place of their buttons."""
    catalog = document.pdf_catalog()
    kind, where = document.xref_get_key(catalog, "AcroForm")
    holder, key = (int(where.split()[0]), "Fields") if kind == "xref" else (catalog, "AcroForm/Fields")
    _, listed = document.xref_get_key(holder, key)
    known = [int(entry) for entry in listed.strip("[]").replace(" 0 R", "").split()]
    kept = [xref for xref in known if xref not in kids]
    document.xref_set_key(holder, key, f"[{' '.join(f'{xref} 0 R' for xref in [*kept, *groups])}]")
