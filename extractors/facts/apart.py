"""Facts of a paper read in a child process, see ``extractors.apart``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from pydantic import TypeAdapter

from contracts.fields import FieldSpec
from contracts.findings import FieldReading
from contracts.reading import PageText
from contracts.records import Record
from extractors.apart import Fault, answered, ask
from extractors.facts.fact_reader import read_facts
from extractors.limits import ReadingLimits
from extractors.sandbox import ReadingPool


class _Asked(Record):
    type_id: str
    facts: dict[str, FieldSpec]
    pages: tuple[PageText, ...]
    today: date


class _Found(Record):
    facts: dict[str, FieldReading]


_ANSWER: Final = TypeAdapter[_Found | Fault](_Found | Fault)


def read_facts_apart(
    pool: ReadingPool, type_id: str, facts: Mapping[str, FieldSpec], pages: Sequence[PageText], *, today: date
) -> dict[str, FieldReading]:
    """Do as ``read_facts`` does, in a child process of ``pool``.

    Raises:
        NotUnderstoodError: if it took too long, or for a fault that nobody foresaw.
    """
    asked = _Asked(type_id=type_id, facts=dict(facts), pages=tuple(pages), today=today)
    return ask(pool, _read, asked, _ANSWER).facts


def _read(data: bytes, limits: ReadingLimits) -> bytes:  # noqa: ARG001 - as every task
    asked = _Asked.model_validate_json(data)
    return answered(
        lambda: _Found(facts=read_facts(asked.type_id, asked.facts, asked.pages, today=asked.today))
    )
