"""Case references survive being read aloud, and typing errors don't survive the check digit."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from storage.references import make_reference, read_reference

references = st.builds(make_reference, st.integers(2000, 2099), st.integers(0, 9_999_999))


@given(references)
def test_a_reference_is_read_back(reference: str) -> None:
    """Whatever case it is typed in."""
    assert read_reference(f" {reference.lower()} ") == reference


@given(references, st.data())
def test_one_wrong_digit_is_found(reference: str, data: st.DataObject) -> None:
    """Somebody else's case is not opened by a slip."""
    places = [index for index, letter in enumerate(reference) if letter.isdigit()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from("0123456789"))
    assume(reference[place] != digit)
    assert read_reference(reference[:place] + digit + reference[place + 1 :]) is None


@given(st.text())
def test_other_text_is_no_reference(text: str) -> None:
    """Folder names are tried, so nothing may go wrong with any."""
    assume(not text.strip().upper().startswith("AL-"))
    assert read_reference(text) is None
