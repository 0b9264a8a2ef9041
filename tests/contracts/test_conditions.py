"""The condition language of contracts."""

from __future__ import annotations

import pytest

from contracts.conditions import AnyPerson, Comparison, Junction, Negation, parse_condition


def test_membership_reads_bare_words_as_values() -> None:
    """A clerk writes values without quotes."""
    condition = parse_condition("verhaeltnis in [arbeiter, angestellt]")
    assert condition.term == Comparison(field="verhaeltnis", operator="in", values=("arbeiter", "angestellt"))


def test_numbers_compare() -> None:
    """Numbers stay numbers."""
    term = parse_condition("grad_der_behinderung >= 50").term
    assert term == Comparison(field="grad_der_behinderung", operator=">=", values=(50,))


def test_words_join_comparisons() -> None:
    """``or`` and ``not`` nest as in Python."""
    term = parse_condition("kindergeld == ja or not unterhalt == nein").term
    assert isinstance(term, Junction)
    assert not term.all
    assert isinstance(term.terms[1], Negation)


def test_any_person_asks_the_list_of_persons() -> None:
    """A condition may hold for one of the persons listed."""
    term = parse_condition("any_person(rolle == ehepartner)").term
    assert isinstance(term, AnyPerson)


def test_fields_are_listed_with_what_the_submission_says() -> None:
    """All names are known before any case is: a typing error shows when the contract is loaded."""
    condition = parse_condition("meta.vertreter == ja and any_person(rolle == kind)")
    assert list(condition.fields()) == ["meta.vertreter", "rolle"]


@pytest.mark.parametrize(
    "source",
    [
        "verhaeltnis in [",
        "__import__('os').system('true')",
        "verhaeltnis",
        "1 == 2",
        "a == b == c",
        "lambda: 1",
        "a.b.c == ja",
        "x == f(y)",
        "",
    ],
)
def test_anything_else_is_explained_not_run(source: str) -> None:
    """A condition is data: nothing but comparisons is understood, nothing is ever executed."""
    with pytest.raises(ValueError, match=r"Bedingung|Erlaubt|Links|Rechts"):
        parse_condition(source)
