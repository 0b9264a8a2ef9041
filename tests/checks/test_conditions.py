from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.case import Subject
from checks.conditions import Truth, World, all_of, any_of, evaluate, unknown_fields
from contracts.conditions import parse_condition
from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import TextSource
from tests.checks.cases import EMPTY, UNCLEAR, Case, read

TRUTHS = st.sampled_from(Truth)
FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE


def world(*persons: dict[str, FieldReading], unread: bool = False, **fields: FieldReading) -> World:
    spec = FieldSpec(kind=FieldKind.TEXT)
    subject = Subject("antragsteller", dict.fromkeys(fields, spec), fields)
    others = tuple(Subject("person", dict.fromkeys(person, spec), person) for person in persons)
    return World(subject, others, unread, {"vertreter": "ja"})


def ask(condition: str, place: World) -> Truth:
    return evaluate(parse_condition(condition).term, place)


@given(TRUTHS, TRUTHS, TRUTHS)
def test_laws_of_kleenes_logic(one: Truth, two: Truth, three: Truth) -> None:
    """And and or are commutative, associative and absorb each other; not swaps them (De Morgan)."""
    assert all_of([one, two]) == all_of([two, one])
    assert any_of([one, all_of([one, two])]) == one
    assert all_of([one, any_of([one, two])]) == one
    assert all_of([one, any_of([two, three])]) == any_of([all_of([one, two]), all_of([one, three])])
    assert ~all_of([one, two]) == any_of([~one, ~two])
    assert ~~one == one


def test_unknown_decides_nothing_that_is_decided() -> None:
    """What the other side decides alone is decided, whatever could not be read."""
    place = world(a=read("x"), b=UNCLEAR)
    assert ask("a == x or b == y", place) is TRUE
    assert ask("a == z and b == y", place) is FALSE
    assert ask("a == x and b == y", place) is UNKNOWN
    assert ask("not b == y", place) is UNKNOWN


@given(
    st.sampled_from(["a == x", "a != x", "a in [x, y]", "a not in [x, y]"]),
    st.sampled_from(["x", "y", "z", "X"]),
)
def test_negative_comparisons_are_the_opposite(condition: str, value: str) -> None:
    """A field that was read is either equal or not."""
    place = world(a=read(value))
    assert ask(f"not {condition}", place) is ~ask(condition, place)


@pytest.mark.parametrize(
    ("condition", "value", "truth"),
    [
        ("a == x", "x", TRUE), ("a == x", "X", TRUE), ("a in [x, y]", "y", TRUE), ("a == x", "y", FALSE),
        ("a >= 50", "50", TRUE), ("a >= 50", "49", FALSE), ("a > 50", "50", FALSE), ("a < 50", "49,5", TRUE),
        ("a <= 50", "51", FALSE), ("a == 50", "50.0", TRUE), ("a >= 50", "viel", UNKNOWN),
        ("a >= '2026-01-01'", "2026-02-03", TRUE), ("a < '2026-01-01'", "2026-02-03", FALSE),
        ("a >= '2026-01-01'", "50", UNKNOWN),
    ],
)  # fmt: skip
def test_comparisons(condition: str, value: str, truth: Truth) -> None:
    """Words compare without case, numbers as numbers, days as days; no order is made up."""
    assert ask(condition, world(a=read(value))) is truth


def test_empty_fields_equal_nothing() -> None:
    """An empty field makes a comparison false, and "is not" true."""
    place = world(a=EMPTY)
    assert [ask(text, place) for text in ("a == x", "a >= 5", "a != x", "a not in [x]")] == [
        FALSE,
        FALSE,
        TRUE,
        TRUE,
    ]


def test_what_is_not_asked_of_a_person_does_not_hold() -> None:
    """The list of persons has no such column: no comparison holds."""
    assert ask("b == x", world(a=read("x"))) is FALSE
    assert ask("b != x", world(a=read("x"))) is FALSE


def test_invalid_values_are_unknown() -> None:
    """A value that cannot be right decides nothing."""
    invalid = FieldReading(value="x", raw="x", state=FieldState.INVALID)
    assert ask("a == x", world(a=invalid)) is UNKNOWN
    assert ask("a == x", world(a=FieldReading())) is UNKNOWN


def test_meta_is_asked_by_name() -> None:
    """What meta.json does not say, it does not say."""
    assert ask("meta.vertreter == ja", world()) is TRUE
    assert ask("meta.vertreter == nein", world()) is FALSE
    assert ask("meta.reference == x", world()) is FALSE
    assert ask("meta.reference != x", world()) is TRUE


def test_any_person() -> None:
    """One person is enough; an unread line may be the one."""
    spouse, child, unread = {"rolle": read("ehepartner")}, {"rolle": read("kind")}, {"rolle": UNCLEAR}
    condition = "any_person(rolle == ehepartner)"
    assert ask(condition, world(child, spouse)) is TRUE
    assert ask(condition, world(child)) is FALSE
    assert ask(condition, world()) is FALSE
    assert ask(condition, world(child, unread)) is UNKNOWN
    assert ask(condition, world(spouse, unread)) is TRUE
    assert ask(condition, world(child, unread=True)) is UNKNOWN


def test_unknown_fields_are_named_once() -> None:
    """The reason names exactly the fields that keep the condition open."""
    place = world({"rolle": UNCLEAR}, {"rolle": UNCLEAR}, a=UNCLEAR, b=read("x"))
    term = parse_condition("not (a == x) and (b == x or a == y) and any_person(rolle == kind)").term
    assert unknown_fields(term, place) == ("a", "rolle")


def test_conditional_requirements() -> None:
    """A condition that does not hold makes a requirement not required, an open one makes it unclear."""
    assert Case().outcome("kindergeld") == ("not_required", "not_required")
    assert Case().fill(kindergeld="ja").outcome("kindergeld") == ("missing", "none")
    unclear = Case().fill(kindergeld=UNCLEAR)
    assert unclear.outcome("kindergeld") == ("unclear", "condition_unclear")
    assert unclear.add("kindergeldnachweis", "Kindergeld").outcome("kindergeld") == ("present", "ok")


def test_a_typed_dash_says_none_of_it() -> None:
    """Somebody struck the question out; on a scan a dash may be a rule or a speck."""
    dash = FieldReading(state=FieldState.UNCLEAR, raw="–", page=0, source=TextSource.TEXT)
    assert ask("beruf in [angestellt, beamt]", world(beruf=dash)) is FALSE
    assert ask("beruf != angestellt", world(beruf=dash)) is TRUE
    scanned = dash.model_copy(update={"source": TextSource.OCR})
    assert ask("beruf in [angestellt, beamt]", world(beruf=scanned)) is UNKNOWN
    word = dash.model_copy(update={"raw": "Springer"})
    assert ask("beruf in [angestellt, beamt]", world(beruf=word)) is UNKNOWN
