"""Machine readable zones obey ICAO Doc 9303."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from samples.attachments.mrz import Holder, check_digit, checked, latin, td1, td2, td3

HOLDER = Holder("MUSTERMANN", "ERIKA", date(1964, 8, 12), date(2020, 10, 31))


def test_check_digits_of_the_standard() -> None:
    """The examples of Doc 9303 part 3, section 4.9, come out."""
    assert check_digit("520727") == "3"
    assert check_digit("AB2134<<<") == "5"


def test_td3_of_the_standard() -> None:
    """The passport of Anna Maria Eriksson in Doc 9303 part 4 comes out, but for its optional data."""
    holder = Holder("ERIKSSON", "ANNA MARIA", date(1974, 8, 12), date(2012, 4, 15), "F", "UTO")
    first, second = td3("L898902C3", holder)
    assert first == "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
    assert second.startswith("L898902C36UTO7408122F1204159")


def test_td1_of_a_german_card() -> None:
    """The specimen of the German identity card comes out with its composite check digit."""
    first, second, third = td1("IDD", "T22000129", HOLDER)
    assert first == "IDD<<T220001293<<<<<<<<<<<<<<<"
    assert second == "6408125<2010315D<<<<<<<<<<<<<4"
    assert third == "MUSTERMANN<<ERIKA<<<<<<<<<<<<<"


def test_special_letters_are_spelled_out() -> None:
    """Umlauts become two letters, accents go, hyphens become fillers."""
    assert latin("Öztürk-Groß") == "OEZTUERK<GROSS"
    assert latin("Łukasz Ñández") == "LUKASZ<NANDEZ"


def test_long_names_keep_a_given_letter() -> None:
    """A family name that fills the line is cut, so that the given names still begin."""
    holder = HOLDER._replace(family="van den Beispiel-Großmüller zu Musterstadt")
    assert td1("IDD", "T22000129", holder)[2] == "VAN<DEN<BEISPIEL<GROSSMUELL<<E"


@given(
    st.text("ABCDEFGHÄÖÜß- ", min_size=1, max_size=60),
    st.dates(date(1930, 1, 1), date(2025, 1, 1)),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
)
def test_lines_have_their_length_and_check_digits(name: str, born: date, expires: date) -> None:
    """Whatever the name, lines are exactly 30, 36 or 44 characters long and their digits check."""
    holder = Holder(name, name, born, expires)
    card, provisional, passport = (
        td1("IDD", "L01X00T47", holder),
        td2("ITD", "L01X00T47", holder),
        td3("L01X00T47", holder),
    )
    assert [len(line) for line in [*card, *provisional, *passport]] == [30, 30, 30, 36, 36, 44, 44]
    assert card[1][:7] == checked(born.strftime("%y%m%d"))
    assert passport[1][21:28] == checked(expires.strftime("%y%m%d"))
    assert card[1][29] == check_digit(card[0][5:30] + card[1][0:7] + card[1][8:15] + card[1][18:29])
    assert provisional[1][35] == check_digit(
        provisional[1][0:10] + provisional[1][13:20] + provisional[1][21:35]
    )
