"""Understanding in a child process: what fails or takes too long is said without a word of the pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import TypeAdapter

import extractors.apart
from contracts.records import Record
from extractors.apart import Fault, NotUnderstoodError, ask
from extractors.sandbox import ReadingPool
from tests.extractors import engines


class Told(Record):
    """An answer that nobody gets to give."""

    name: str = "Erika Musterfrau"


ANSWER = TypeAdapter[Told | Fault](Told | Fault)


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(workers=1) as pool:
        yield pool


def test_an_error_is_told_by_its_kind_and_place(pool: ReadingPool) -> None:
    """Its text quotes the document, and stays in the child."""
    with pytest.raises(NotUnderstoodError) as raised:
        ask(pool, engines.misunderstood, Told(), ANSWER)
    assert raised.value.kind == "ValueError"
    assert "engines.py" in raised.value.place
    assert "Musterfrau" not in f"{raised.value} {raised.value.place}"


def test_what_takes_too_long_ends(pool: ReadingPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extractors.apart, "SECONDS", 1.0)
    with pytest.raises(NotUnderstoodError, match="timeout"):
        ask(pool, engines.pondered, Told(), ANSWER)
