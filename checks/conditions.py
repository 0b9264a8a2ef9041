"""Conditions of contracts in three-valued logic: a field that could not be read makes them unknown.

Kleene's strong logic: ``unknown or true`` is true, ``unknown and false`` is false.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from checks.case import Subject
from checks.options import options_named
from contracts.conditions import AnyPerson, Comparison, Junction, Negation, Term, Value
from contracts.findings import FieldReading, FieldState
from contracts.reading import TextSource

META = "meta."
_DASHES = " -–—/"
_TYPED = frozenset({TextSource.TEXT, TextSource.WIDGET})


class Truth(IntEnum):
    """The three truth values, in their order."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def __invert__(self) -> Truth:
        return Truth(Truth.TRUE - self)


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return the least true value; true for none."""
    return min(truths, default=Truth.TRUE)


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return the truest value; false for none."""
    return max(truths, default=Truth.FALSE)


class World(NamedTuple):
    """What a condition is asked about.

    Attributes:
        subject: Whose fields the names in the condition mean.
        persons: The persons on the form, for ``any_person``.
        persons_unread: Whether there may be more persons than could be read.
        meta: What meta.json says.
    """

    subject: Subject
    persons: tuple[Subject, ...]
    persons_unread: bool
    meta: Mapping[str, str]


def evaluate(term: Term, world: World) -> Truth:
    """Say whether a condition holds.

    An empty field equals nothing (``!=`` and ``not in`` hold); of one that must be filled in nobody knows.
    A field that is not asked of this person makes every comparison false.
    """
    match term:
        case Comparison():
            return _compare(term, world)
        case Negation(term=inner):
            return ~evaluate(inner, world)
        case Junction(all=every, terms=terms):
            truths = [evaluate(inner, world) for inner in terms]
            return all_of(truths) if every else any_of(truths)
        case AnyPerson(term=inner):
            truths = [evaluate(inner, world._replace(subject=person)) for person in world.persons]
            return any_of([*truths, Truth.UNKNOWN if world.persons_unread else Truth.FALSE])


def unknown_fields(term: Term, world: World) -> tuple[str, ...]:
    """Return the names of the fields that keep a condition from being true or false."""
    match term:
        case Comparison(field=name):
            return (name,) if _compare(term, world) is Truth.UNKNOWN else ()
        case Negation(term=inner):
            return unknown_fields(inner, world)
        case Junction(terms=terms):
            names = [name for inner in terms for name in unknown_fields(inner, world)]
            return tuple(dict.fromkeys(names))
        case AnyPerson(term=inner):
            subjects = [world._replace(subject=person) for person in world.persons]
            names = [name for each in subjects for name in unknown_fields(inner, each)]
            return tuple(dict.fromkeys(names))


def _compare(comparison: Comparison, world: World) -> Truth:
    negative = comparison.operator in {"!=", "not in"}
    if comparison.field.startswith(META):
        said = world.meta.get(comparison.field.removeprefix(META))
        return _truth(negative if said is None else _holds(comparison, said))
    reading = world.subject.reading(comparison.field)
    if reading is None:
        return Truth.FALSE
    if _struck_out(reading):
        return _truth(negative)
    if reading.state is FieldState.EMPTY and world.subject.specs[comparison.field].required:
        return Truth.UNKNOWN
    options = world.subject.options(comparison.field)
    if options and reading.state is FieldState.FILLED:
        return _compare_options(comparison, options_named(reading.value or "", options))
    return _compare_reading(comparison, reading, negative=negative)


def _struck_out(reading: FieldReading) -> bool:
    """Whether somebody typed a dash: none of it all. On a scan a dash may be a rule or a speck."""
    return bool(reading.raw) and not reading.raw.strip(_DASHES) and reading.source in _TYPED


def _compare_options(comparison: Comparison, named: frozenset[str]) -> Truth:
    """Compare what a text names; unknown if it names nothing that is known, or this and that."""
    truths = {_truth(_holds(comparison, option)) for option in named}
    return truths.pop() if len(truths) == 1 else Truth.UNKNOWN


def _compare_reading(comparison: Comparison, reading: FieldReading, *, negative: bool) -> Truth:
    if reading.state is FieldState.EMPTY:
        return _truth(negative)
    if reading.state is not FieldState.FILLED or reading.value is None:
        return Truth.UNKNOWN
    return _truth(_holds(comparison, reading.value))


def _truth(holds: bool | None) -> Truth:  # noqa: FBT001 - the question is the value itself
    if holds is None:
        return Truth.UNKNOWN
    return Truth.TRUE if holds else Truth.FALSE


def _holds(comparison: Comparison, said: str) -> bool | None:
    """Compare; None where an order is asked of what is neither number nor day."""
    match comparison.operator:
        case "==" | "in":
            return any(_equal(said, value) for value in comparison.values)
        case "!=" | "not in":
            return not any(_equal(said, value) for value in comparison.values)
        case sign:
            return _ordered(sign, said, comparison.values[0])


def _equal(said: str, value: Value) -> bool:
    one, other = _number(said), _number(str(value))
    if one is not None and other is not None:
        return one == other
    return said.casefold() == str(value).casefold()


_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _ordered(sign: str, said: str, value: Value) -> bool | None:
    for scale in (_number, _day):
        one, other = scale(said), scale(str(value))
        if one is not None and other is not None:
            return _ORDERS[sign](one, other)
    return None


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _day(text: str) -> float | None:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None
