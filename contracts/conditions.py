"""The condition language of contracts: ``verhaeltnis in [rentner, beamt] or kindergeld == ja``.

A condition compares form fields (left) with values (right): ``==``, ``!=``, ``in``, ``not in``, ``<``,
``<=``, ``>``, ``>=``, joined by ``and``, ``or``, ``not`` and brackets. ``meta.vertreter`` is what
meta.json says; ``any_person(rolle == ehepartner)`` holds when it holds for one of the persons listed. The
syntax is a subset of Python's, so Python's parser reads it; nothing is ever executed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from contracts.records import Record

Value = str | float

OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


class Comparison(Record):
    """One comparison; ``values`` has one value except for ``in`` and ``not in``."""

    field: str
    operator: str
    values: tuple[Value, ...]


class Negation(Record):
    """``not term``."""

    term: Term


class Junction(Record):
    """Terms joined by ``and`` (all) or ``or``."""

    all: bool
    terms: tuple[Term, ...]


class AnyPerson(Record):
    """``any_person(term)``: the term holds for one of the persons on the form."""

    term: Term


Term = Comparison | Negation | Junction | AnyPerson


class Condition(Record):
    """A condition as written, and as understood."""

    source: str
    term: Term

    def fields(self) -> Iterator[str]:
        """Yield the names of the form fields that the condition looks at (``meta.`` names included)."""
        yield from _fields(self.term)


def parse_condition(source: str) -> Condition:
    """Understand a condition.

    Raises:
        ValueError: with a German explanation of what is not understood.
    """
    try:
        tree = ast.parse(source.strip(), mode="eval")
    except SyntaxError as error:
        raise ValueError(f"Die Bedingung ist nicht zu verstehen (Zeichen {error.offset}).") from None
    return Condition(source=source, term=_term(tree.body))


def _term(node: ast.expr) -> Term:
    match node:
        case ast.BoolOp(op=op, values=values):
            return Junction(all=isinstance(op, ast.And), terms=tuple(map(_term, values)))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return Negation(term=_term(operand))
        case ast.Call(func=ast.Name(id="any_person"), args=[argument], keywords=[]):
            return AnyPerson(term=_term(argument))
        case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in OPERATORS:
            return Comparison(field=_field(left), operator=OPERATORS[type(operator)], values=_values(right))
        case _:
            raise ValueError(
                "Erlaubt sind Vergleiche (==, !=, in, <, >=, …), and, or, not und any_person(…)."
            )


def _field(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id="meta"), attr=name):
            return f"meta.{name}"
        case _:
            raise ValueError("Links vom Vergleich muss der Name eines Formularfelds oder meta.… stehen.")


def _values(node: ast.expr) -> tuple[Value, ...]:
    match node:
        case ast.List(elts=elements) | ast.Tuple(elts=elements):
            return tuple(value for element in elements for value in _values(element))
        case ast.Name(id=name):
            return (name,)
        case ast.Constant(value=str() | int() | float() as value):
            return (value,)
        case _:
            raise ValueError("Rechts vom Vergleich muss ein Wert oder eine Liste von Werten stehen.")


def _fields(term: Term) -> Iterator[str]:
    match term:
        case Comparison(field=name):
            yield name
        case Negation(term=inner) | AnyPerson(term=inner):
            yield from _fields(inner)
        case Junction(terms=terms):
            for inner in terms:
                yield from _fields(inner)


def _from_text(value: Any) -> Any:
    return parse_condition(value) if isinstance(value, str) else value


ConditionText = Annotated[
    Condition,
    BeforeValidator(_from_text),
    PlainSerializer(lambda condition: condition.source, return_type=str),
    WithJsonSchema({"type": "string"}),
]
"""A condition that is written as text in YAML."""
