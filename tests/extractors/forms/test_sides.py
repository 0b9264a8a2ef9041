"""A form keeps to one side: its labels stand under the lines that they name, or over their answers."""

from __future__ import annotations

import zlib

import numpy as np

from contracts.reading import PageInk
from contracts.records import Box
from extractors.forms.labelling.sides import (
    Surroundings,
    are_over,
    is_under,
    keeps_labels_under,
    surroundings,
)
from extractors.forms.page.cells import rule_above
from extractors.forms.ticks.marks import InkPicture

LABEL = Box(50, 100, 110, 109)
NAMED = Surroundings(ruled=True, over=True, under=True)
BORDERED = Surroundings(ruled=True, over=False, under=True)


def picture(line: slice) -> InkPicture:
    """Return a page at 150 dpi whose label stands under a printed line of ``line``'s pixels."""
    mask = np.zeros((400, 400), dtype=np.bool_)
    mask[202:204, 90:260][:, line] = True
    mask[210:226, 104:228:7] = True
    bits = zlib.compress(np.packbits(mask, axis=1).tobytes())
    return InkPicture(PageInk(dpi=150, width=400, height=400, bits=bits))


def test_a_dotted_line_is_a_ruling() -> None:
    """Dots may be small and stand apart; words are no dots."""
    assert rule_above(picture(slice(None)), LABEL)
    assert rule_above(picture(slice(None, None, 5)), LABEL)
    assert not rule_above(picture(slice(None, None, 40)), LABEL)


def test_words_over_and_under_a_label_are_seen() -> None:
    """The words on its line and right below it count, those of the next rows don't."""
    over, under, far = Box(52, 84, 90, 94), Box(52, 113, 90, 123), Box(52, 150, 90, 160)
    assert surroundings(LABEL, [over, far], ruled=True) == (True, True, False, False)
    assert surroundings(LABEL, [under, far], ruled=False) == (False, False, True, False)


def test_the_border_of_a_table_is_no_line_to_be_filled_in() -> None:
    """Under a ruling over which nothing stands, an answer right below the label is the label's."""
    assert not is_under(BORDERED, way=False)
    assert is_under(NAMED, way=False)


def test_an_empty_line_stays_empty_on_a_form_with_labels_under_its_lines() -> None:
    """There what stands below the label is the next question's answer."""
    assert keeps_labels_under([NAMED] * 4 + [BORDERED])
    assert not keeps_labels_under([BORDERED] * 4 + [NAMED])
    assert is_under(BORDERED, way=True)


def test_on_a_form_with_answers_under_labels_a_ruling_above_is_a_border() -> None:
    """The border of one field was taken for the line over the label of the next one."""
    free = Surroundings(ruled=False, over=False, under=True)
    assert are_over([free] * 9 + [NAMED])
    assert not are_over([free] * 2 + [NAMED] * 2)
    assert not are_over([free])


def test_headings_over_labels_do_not_change_a_forms_way() -> None:
    """A sum under whose label other words stand was lost, on a form with its labels under lines."""
    heading = Surroundings(ruled=False, over=False, under=True)
    under_line = Surroundings(ruled=True, over=True, under=False)
    assert not are_over([under_line] * 18 + [heading] * 5 + [NAMED])


def test_an_answer_close_under_another_label_is_not_over_this_one() -> None:
    """The line over "Telefon" is that of the street, which stands right under its own label."""
    street, number, above = Box(42, 82, 62, 92), Box(66, 82, 90, 92), Box(40, 70, 90, 79)
    nothing = (False, False, False, False)
    assert surroundings(LABEL, [street, number], ruled=True, labels=[above]) == nothing
    assert surroundings(LABEL, [street], ruled=True, labels=[Box(40, 40, 90, 49)]).over


def test_a_long_answer_over_the_next_label_stays_its_own_labels() -> None:
    """It goes on to the right of the label that it answers; the empty line under the next one is empty."""
    asked = Box(50, 73, 90, 82)
    answer = [Box(52, 84, 84, 94), Box(87, 84, 130, 94), Box(133, 84, 190, 94)]
    found = surroundings(LABEL, answer, ruled=True, line=Box(50, 94, 300, 95), labels=[asked, LABEL])
    assert found == (False, False, False, False)


def test_an_answer_midway_between_two_labels_may_stand_on_the_line_of_the_lower_one() -> None:
    """On a scan it stood a little closer to the label of the line before, and was said to be missing."""
    upper, answer, line = Box(50, 73, 110, 80), Box(50, 86, 94, 92), Box(50, 97, 300, 98)
    found = surroundings(LABEL, [answer], ruled=True, line=line, labels=[upper, LABEL])
    assert (found.ruled, found.over) == (True, True)
