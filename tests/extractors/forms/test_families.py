"""Families on registration forms: cards, a spouse's own column, children in a table of their own."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from contracts.reading import PageInk
from contracts.records import Box
from extractors.forms.choosing.option_lines import meant
from extractors.forms.generic import read_by_labels
from extractors.forms.page.layout import segments
from extractors.forms.page.ruled_apart import parted_at_rulings
from extractors.forms.ticks.marks import InkPicture
from tests.extractors.forms.test_people import fields_of
from tests.extractors.forms.test_unseen import ink
from tests.extractors.typed import typed_page

APPLICANT = (
    "Familienname",
    "Muster",
    "",
    "Vorname",
    "Erika",
    "",
    "Geburtsdatum",
    "08.12.1988",
    "",
)

Person = tuple[str | None, str | None, str | None]


def people(*lines: str, rules: Mapping[int, PageInk] | None = None) -> list[Person]:
    """Return given name, birthday and role of each further person on a registration form."""
    fields = fields_of("wohnsitzanmeldung")
    listed = read_by_labels([typed_page(*lines)], fields, rules or {})["personen"].items
    return [(each["vorname"].value, each["geburtsdatum"].value, each["rolle"].value) for each in listed]


def card(number: int, given: str, born: str, *, child: bool) -> tuple[str, ...]:
    """Return the lines of a person's card, whose first line counts the person."""
    partner, own = ("☐", "☒") if child else ("☒", "☐")
    return (
        f"Person {number}      {partner} Ehe- oder Lebenspartner/in      {own} Kind",
        "Familienname                  Vorname",
        f"Muster                        {given}",
        "",
        "Geburtsdatum",
        born,
        "",
    )


def test_a_card_begins_with_the_line_that_counts_its_person() -> None:
    """Each person got the ticks on the first line of the next one's card: a spouse became a child."""
    cards = (*card(2, "Max", "21.04.1986", child=False), *card(3, "Mia", "17.07.2020", child=True))
    assert people(*APPLICANT, "Wer zieht mit Ihnen ein?", "", *cards) == [
        ("Max", "1986-04-21", "ehepartner"),
        ("Mia", "2020-07-17", "kind"),
    ]


def test_a_spouse_may_have_a_column_and_the_children_a_table() -> None:
    """The spouse was left out beside two children, whose table says only in its heading who they are."""
    assert people(
        "Person 1 - Meldepflichtige Person       Person 2 - Ehegatte / Lebenspartner",
        "",
        "Familienname                            Familienname",
        "Muster                                  Muster",
        "",
        "Vorname                                 Vorname",
        "Erika                                   Max",
        "",
        "Geburtsdatum                            Geburtsdatum",
        "08.12.1988                              21.04.1986",
        "",
        "Kinder unter 18 Jahren, die mit anzumelden sind",
        "",
        "Familienname        Vorname        Geburtsdatum",
        "",
        "Muster              Mia            17.07.2020",
        "",
        "Muster              Ben            03.01.2022",
    ) == [
        ("Max", "1986-04-21", "ehepartner"),
        ("Mia", "2020-07-17", "kind"),
        ("Ben", "2022-01-03", "kind"),
    ]


def test_both_kinds_and_a_word_for_both_mean_both() -> None:
    """A line that named both kinds of income, and in brackets the word for it, was none of the options."""
    options = {"paid": ("selbständiger Arbeit",), "own": ("Gewerbe",), "both": ("Mischeinkünfte",)}
    line = "selbständiger Arbeit und Gewerbe (Mischeinkünfte)"
    assert meant(line, options, {"both": ("paid", "own")}) == "both"


def test_a_table_may_go_on_in_another_one_by_the_numbers_of_its_persons() -> None:
    """Who is a spouse and who a child stands in a second table; every family's roles were unclear."""
    assert people(
        "Die Anmeldung bezieht sich auf folgende Personen",
        "",
        "Nr.   Familienname        Vorname        Geburtsdatum",
        "",
        "1     Muster              Erika          08.12.1988",
        "",
        "2     Muster              Max            21.04.1986",
        "",
        "3     Muster              Mia            17.07.2020",
        "",
        "Nr.   Geburtsort          Staat          Stellung zu Nr. 1",
        "",
        "1     Musterstadt         deutsch",
        "",
        "2     Musterstadt         deutsch        Ehemann",
        "",
        "3     Musterstadt         deutsch        Kind",
    ) == [("Max", "1986-04-21", "ehepartner"), ("Mia", "2020-07-17", "kind")]


def test_a_ruling_parts_the_headings_of_narrow_columns() -> None:
    """The words "Nr." and "Familienname" stood a blank apart, and nobody had a family name."""
    page = typed_page("Nr. Familienname")
    (printed,) = segments(page, page.words)
    columns = (Box(28, 30, 46.5, 60), Box(46.5, 30, 150, 60))
    assert [each.text for each in parted_at_rulings(printed, None)] == ["Nr. Familienname"]
    ruled = parted_at_rulings(printed, InkPicture(ink(*columns)[0]))
    assert [each.text for each in ruled] == ["Nr.", "Familienname"]
    bar = InkPicture(ink(*(Box(28, row, 150, row + 1) for row in range(34, 60)))[0])
    assert [each.text for each in parted_at_rulings(printed, bar)] == ["Nr. Familienname"]


def test_a_row_may_have_several_lines() -> None:
    """A double name that filled two lines of its cell lost its second half."""
    columns = ((28, 128), (128, 203), (203, 290), (290, 380))
    tops = (58, 82, 106, 142, 178)
    cells = [Box(left, top, right, below) for left, right in columns for top, below in pairwise(tops)]
    assert people(
        "Angemeldet werden folgende Personen",
        "",
        "Familienname        Vorname        Geburtsdatum     Stellung",
        "",
        "Muster              Erika          08.12.1988",
        "",
        "Muster              Max-           21.04.1986       Ehegatte",
        "                    Moritz",
        "",
        "Muster              Mia            17.07.2020       Kind",
        rules=ink(*cells),
    ) == [("Max-Moritz", "1986-04-21", "ehepartner"), ("Mia", "2020-07-17", "kind")]
