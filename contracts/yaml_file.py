"""YAML files into records, with errors that name the file, the line and the next step."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]

EXPLANATIONS = {
    "missing": "Diese Angabe fehlt.",
    "extra_forbidden": "Diesen Schlüssel gibt es nicht; vielleicht ein Tippfehler?",
    "enum": "Erlaubt ist: {expected}.",
    "literal_error": "Erlaubt ist: {expected}.",
    "string_type": "Hier wird Text erwartet; Zahlen und Daten bitte in Anführungszeichen setzen.",
    "string_pattern_mismatch": "Nur Kleinbuchstaben, Ziffern und Bindestriche.",
    "tuple_type": "Hier wird eine Liste erwartet.",
    "dict_type": "Hier wird eine Zuordnung (Schlüssel: Wert) erwartet.",
    "model_type": "Hier wird eine Zuordnung (Schlüssel: Wert) erwartet.",
    "too_short": "Hier muss wenigstens ein Eintrag stehen.",
    "int_parsing": "Hier wird eine ganze Zahl erwartet.",
    "greater_than": "Die Zahl muss größer als {gt} sein.",
    "date_from_datetime_parsing": "Hier wird ein Datum erwartet, z. B. 2026-01-31.",
    "date_type": "Hier wird ein Datum erwartet, z. B. 2026-01-31.",
    "bool_parsing": "Hier wird true oder false erwartet.",
}


class Mistake(NamedTuple):
    """One mistake in a contract file; ``line`` counts from 1."""

    file: str
    line: int
    place: str
    message: str

    def __str__(self) -> str:
        where = f" ({self.place})" if self.place else ""
        return f"{self.file}:{self.line}{where}: {self.message}"


class ContractError(ValueError):
    """A contract file is wrong; ``mistakes`` says where and why."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


def load_yaml(path: Path, model: type[Model]) -> Model:
    """Read one YAML file into a record.

    Raises:
        ContractError: if the file is not YAML, or does not fit the record; with line numbers.
    """
    root = _compose(path)
    try:
        return model.model_validate(_Loader("").construct_document(root))
    except ValidationError as error:
        raise ContractError([_mistake(path, root, dict(entry)) for entry in error.errors()]) from None
    except yaml.constructor.ConstructorError as error:
        mark = error.problem_mark
        raise ContractError([_wrong_yaml(path, mark.line if mark else 0, error.problem)]) from None


class _Loader(yaml.SafeLoader):
    """Safe YAML in which ``yes``, ``no``, ``on`` and ``off`` stay words, as in YAML 1.2."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _compose(path: Path) -> yaml.Node:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise ContractError([_wrong_yaml(path, mark.line if mark else 0, error.problem)]) from None
    except UnicodeDecodeError:
        raise ContractError([_wrong_yaml(path, 0, "Die Datei ist nicht in UTF-8.")]) from None
    if root is None:
        raise ContractError([_wrong_yaml(path, 0, "Die Datei ist leer.")])
    return root


def _wrong_yaml(path: Path, line: int, problem: str | None) -> Mistake:
    return Mistake(path.name, line + 1, "", f"Das ist kein gültiges YAML: {problem or 'unbekannter Fehler'}.")


def _mistake(path: Path, root: yaml.Node, error: dict[str, Any]) -> Mistake:
    place: Place = error["loc"]
    context = error.get("ctx", {})
    if error["type"] == "value_error":
        message = str(context["error"])
    else:
        message = EXPLANATIONS.get(error["type"], error["msg"]).format_map({**context})
    shown = ".".join(str(step) for step in place if step != "[key]")
    return Mistake(path.name, _line(root, place), shown, message)


def _line(root: yaml.Node, place: Place) -> int:
    """Return the line (from 1) of the deepest node on the way to ``place`` that the file has."""
    node, line = root, root.start_mark.line + 1
    for step in place:
        child = _child(node, step)
        if child is None:
            break
        key, node = child
        line = key.start_mark.line + 1
    return line


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None
