"""Understanding pages in a child process: on pages that were made for it, it may take any time.

Which labels, answers and persons belong together is asked again and again. As with reading
(docs/adr/0011-sandbox.md), a child that takes too long, or a fault that nobody foresaw, costs a form or a
paper, never the case.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from pydantic import TypeAdapter

from contracts.faults import place_of
from contracts.reading import ProblemCode
from contracts.records import Record
from extractors.children.worker import Task
from extractors.sandbox import ReadingPool

SECONDS: Final = 10.0
"""Processor time for a form or a paper; forms with every field filled in take up to 3."""

A = TypeVar("A", bound=Record)


class NotUnderstoodError(Exception):
    """What kind of error it was, and its place in the code; no word of the pages."""

    def __init__(self, kind: str, place: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.place = place


class Fault(Record):
    """An error in the child: its kind, and its place in the code."""

    kind: str
    place: str


def ask(pool: ReadingPool, task: Task, question: Record, answer: TypeAdapter[A | Fault]) -> A:
    """Have ``task`` done in a child, which gets the question as JSON and returns ``answered``.

    Raises:
        NotUnderstoodError: if it took too long, or failed.
    """
    found = pool.compute(task, question.model_dump_json().encode(), answer.validate_json, seconds=SECONDS)
    if isinstance(found, ProblemCode):
        raise NotUnderstoodError(found.value)
    if isinstance(found, Fault):
        raise NotUnderstoodError(found.kind, found.place)
    return found


def answered(read: Callable[[], Record]) -> bytes:
    """Return what ``read`` returns as an answer, or the fault that it ended with."""
    try:
        answer = read()
    except Exception as error:  # noqa: BLE001 - whatever it is, its place helps, and its text must not get out
        answer = Fault(kind=type(error).__name__, place=place_of(error))
    return answer.model_dump_json().encode()
