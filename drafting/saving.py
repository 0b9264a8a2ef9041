"""Where drafts go: into a folder of contracts, as files that nobody has written yet."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from contracts.procedure import Procedure
from contracts.yaml_file import load_yaml
from drafting.draft import Draft
from drafting.writing import write_contract

_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class BadId(ValueError):
    """An id is not written as ids of procedures are."""


def check_id(procedure: str) -> str:
    """Return the id of a procedure.

    Raises:
        BadId: if it is none; it becomes part of paths and addresses.
    """
    if _ID.fullmatch(procedure) is None:
        raise BadId(procedure)
    return procedure


def contract_path(folder: Path, procedure: str) -> Path:
    """Return the file of a procedure's contract in a folder of contracts."""
    return folder / "procedures" / f"{procedure}.yaml"


def save(draft: Draft, folder: Path) -> Path:
    """Write a draft into a folder of contracts, and read it again as the product does.

    Raises:
        FileExistsError: if there is such a contract already; nothing is written over.
        contracts.yaml_file.ContractError: if what was written is no valid contract.
    """
    path = contract_path(folder, draft.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(write_contract(draft))
    load_yaml(path, Procedure)
    return path
