"""Made-up people are varied, reproducible and writable in live PDF fields."""

from datetime import date

from stdnum import iban

from samples.people import EXAMPLE_IBAN, fictitious_iban, names, random_household, seeded

TODAY = date(2026, 11, 21)


def test_ibans_have_right_check_digits() -> None:
    """Each IBAN passes the check of ISO 13616, so that readers need not accept wrong ones."""
    rng = seeded(3)
    assert iban.is_valid(EXAMPLE_IBAN)
    assert all(iban.is_valid(fictitious_iban(rng)) for _ in range(50))


def test_same_seed_same_household() -> None:
    """A seed names a household; other seeds give other people."""
    made = [random_household(seeded(seed), today=TODAY) for seed in (1, 1, 2)]
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_names_fit_the_fonts_of_live_fields() -> None:
    """All names can be written in Latin-1: the standard fonts of live fields have no more."""
    for words in names().values():
        "".join("".join(word) for word in words).encode("latin-1")


def test_children_are_younger_than_seventeen() -> None:
    """Generated children have a plausible age and no job."""
    households = [random_household(seeded(seed), today=TODAY) for seed in range(60)]
    children = [person for house in households for person in house.persons if person.rolle == "kind"]
    assert children
    assert all(TODAY.year - child.geburtsdatum.year <= 17 for child in children)
    assert {child.verhaeltnis for child in children} == {"sonstige"}
