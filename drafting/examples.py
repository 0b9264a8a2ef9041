"""Examples beside a contract: an application told in a few lines, and the findings that are right for it.

examples/<procedure>/<case>.yaml             told: form values and documents with their facts
examples/<procedure>/<case>/expected.yaml    shown: real files, read and checked by the whole product
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field

from contracts.document_types import DocumentTypes
from contracts.fields import FieldKind
from contracts.findings import FindingState
from contracts.procedure import Procedure
from contracts.records import Record
from contracts.yaml_file import ContractError, Mistake, load_yaml

EXPECTED: Final = "expected.yaml"
META: Final = "meta.json"
UNREADABLE: Final = "?"
"""Stands in an example for an answer that nobody can read."""


def _as_text(value: Any) -> Any:
    """Take dates, numbers and true or false as YAML reads them, for text."""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int | float) else value


Text = Annotated[str, BeforeValidator(_as_text)]
Answer = Text | None


class PaperTold(Record):
    """A document as an example tells it.

    Attributes:
        facts: What stands in it: facts of its type, and names, addresses or days from the form.
        text: Further words in it, where they matter ("Grundriss").
        legible: False for a document that nobody can read.
    """

    type: str
    facts: dict[str, Text] = Field(default_factory=dict)
    text: Text = ""
    legible: bool = True


class Told(Record):
    """An example as it is written.

    Attributes:
        like: Name of another example that this one begins as; what is written here comes on top.
        without: Document types of that one that are left out.
        form: Field -> answer; null is an empty field, "?" an answer that nobody can read. Null for no form.
        expect: Requirement, or requirement/person-1, -> state. All others must be present or not required.
    """

    title: str = ""
    like: str | None = None
    received: date | None = None
    meta: dict[str, Text] = Field(default_factory=dict)
    form: dict[str, Answer | list[dict[str, Answer]]] | None = Field(default_factory=dict)
    documents: tuple[PaperTold, ...] = ()
    without: tuple[str, ...] = ()
    expect: dict[str, FindingState] = Field(default_factory=dict)


class Shown(Record):
    """What is expected of an example with real files.

    Attributes:
        fields: Form field -> the value that must be read.
    """

    title: str = ""
    received: date
    meta: dict[str, Text] = Field(default_factory=dict)
    expect: dict[str, FindingState] = Field(default_factory=dict)
    fields: dict[str, Text] = Field(default_factory=dict)


class Example(Record):
    """An example, ready to be tried.

    Attributes:
        told: What the example tells, with all that it takes over from another one.
        own: What its own file says of that.
        files: Set for an example with real files; ``told`` is None then.
        fields: As in ``Shown``.
    """

    name: str
    path: Path
    received: date
    meta: dict[str, str]
    expect: dict[str, FindingState]
    told: Told | None = None
    own: Told | None = None
    files: tuple[Path, ...] = ()
    fields: dict[str, str] = Field(default_factory=dict)


def examples_folder(contracts: Path, procedure_id: str) -> Path:
    """Return where the examples of a procedure lie in a folder of contracts."""
    return contracts / "examples" / procedure_id


def load_examples(folder: Path) -> tuple[Example, ...]:
    """Read all examples of a procedure, by name; none if there is no such folder.

    Raises:
        ContractError: with every mistake in every file, each with file and line.
    """
    mistakes: list[Mistake] = []
    told: dict[str, tuple[Path, Told]] = {}
    shown: list[Example] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        try:
            if path.is_dir():
                shown.append(_shown(path))
            elif path.suffix == ".yaml":
                told[path.stem] = (path, load_yaml(path, Told))
        except ContractError as error:
            mistakes.extend(
                mistake._replace(file=f"{path.name}/{mistake.file}" if path.is_dir() else mistake.file)
                for mistake in error.mistakes
            )
    found = [*shown, *_told(told, mistakes)]
    if mistakes:
        raise ContractError(mistakes)
    return tuple(sorted(found, key=lambda example: example.name))


def check_names(example: Example, procedure: Procedure, types: DocumentTypes) -> Iterator[Mistake]:
    """Yield what an example names that its contract does not have."""
    for name in example.expect:
        if name.partition("/")[0] not in {requirement.id for requirement in procedure.requirements}:
            yield mistake(example.path, name, f"Die Anforderung „{name}“ gibt es im Vertrag nicht.")
    told = example.own
    fields = procedure.form.fields
    asked = {**(told.form or {} if told else {}), **example.fields}
    for name, answer in asked.items():
        if name not in fields:
            yield mistake(example.path, name, f"Das Formularfeld „{name}“ gibt es im Vertrag nicht.")
        elif isinstance(answer, list) != (fields[name].kind is FieldKind.PERSONS):
            yield mistake(
                example.path, name, f"„{name}“ ist {'' if isinstance(answer, list) else 'k'}eine Liste."
            )
    for paper in told.documents if told else ():
        yield from _unknown_facts(example.path, paper, procedure, types)


def _unknown_facts(
    path: Path, paper: PaperTold, procedure: Procedure, types: DocumentTypes
) -> Iterator[Mistake]:
    """Yield facts that are neither the type's own nor a field of the form: nothing would look at them."""
    if paper.type not in types.ids:
        yield mistake(path, paper.type, f"Den Dokumenttyp „{paper.type}“ gibt es nicht.")
        return
    own = types[paper.type].facts
    asked = {
        *procedure.form.fields,
        *(name for spec in procedure.form.fields.values() for name in spec.columns),
    }
    for name in paper.facts:
        if name not in own and name not in asked and not any(field.endswith(f"_{name}") for field in asked):
            known = ", ".join(own) or "keine"
            text = f"„{name}“ steht nicht im Formular und wird von {paper.type} nicht gelesen"
            yield mistake(path, name, f"{text} (gelesen werden: {known}).")


def mistake(path: Path, word: str, message: str) -> Mistake:
    """Return a mistake with the first line of a file that names a word."""
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next((number for number, text in enumerate(lines, start=1) if word in text), 1)
    return Mistake(path.name, line, "", message)


def _shown(folder: Path) -> Example:
    path = folder / EXPECTED
    if not path.is_file():
        text = f"Hier fehlt {EXPECTED} mit received und expect."
        raise ContractError([Mistake(EXPECTED, 1, "", text)])
    expected = load_yaml(path, Shown)
    files = [
        each for each in sorted(folder.rglob("*")) if each.is_file() and each.name not in {EXPECTED, META}
    ]
    return Example(
        name=folder.name,
        path=path,
        received=expected.received,
        meta=expected.meta,
        expect=expected.expect,
        files=tuple(files),
        fields=expected.fields,
    )


def _told(files: Mapping[str, tuple[Path, Told]], mistakes: list[Mistake]) -> Iterator[Example]:
    for name, (path, told) in files.items():
        base = files.get(told.like) if told.like else None
        if told.like and (base is None or base[1].like):
            mistakes.append(mistake(path, "like", f"„{told.like}“ ist kein Beispiel, das für sich steht."))
            continue
        whole = _on_top(told, base[1]) if base else told
        if whole.received is None:
            mistakes.append(
                Mistake(path.name, 1, "received", "Das Eingangsdatum fehlt (received: 2026-11-02).")
            )
            continue
        yield Example(
            name=name,
            path=path,
            received=whole.received,
            meta=whole.meta,
            expect=told.expect,
            told=whole,
            own=told,
        )


def _on_top(told: Told, base: Told) -> Told:
    """Return the base with what an example changes."""
    kept = tuple(paper for paper in base.documents if paper.type not in told.without)
    form = None if told.form is None else {**(base.form or {}), **told.form}
    update = {
        "received": told.received or base.received,
        "meta": {**base.meta, **told.meta},
        "form": form,
        "documents": (*kept, *told.documents),
    }
    return told.model_copy(update=update)
