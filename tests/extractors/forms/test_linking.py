"""Questions and answers are linked by where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contracts.records import Box
from extractors.forms.page.linking import Side, link

LINE = 10.0


def at(left: float, top: float, width: float = 60) -> Box:
    """Return a box as high as a line of print."""
    return Box(left, top, left + width, top + LINE)


def linked(questions: list[Box], answers: list[Box]) -> list[int]:
    """Return the number of each answer's question."""
    return [found.question for found in link(questions, answers) if found is not None]


def test_answers_on_the_right_belong_to_the_question_on_their_line() -> None:
    """Rows of a form: each answer belongs to the label on its line, not to the one above it."""
    questions = [at(0, row * 15) for row in range(5)]
    answers = [at(120, row * 15) for row in range(5)]
    assert linked(questions, answers) == [0, 1, 2, 3, 4]


def test_answers_below_belong_to_the_question_of_their_column() -> None:
    """A label over the line: the answer stands in the label's column."""
    questions = [at(0, 0), at(100, 0), at(0, 40), at(100, 40)]
    answers = [at(0, 15), at(105, 15), at(0, 55), at(105, 55)]
    assert linked(questions, answers) == [0, 1, 2, 3]


def test_a_form_keeps_to_its_way() -> None:
    """With labels under the lines, an answer just between two labels belongs to the one below it."""
    questions = [at(0, 11 + row * 40) for row in range(6)]
    answers = [at(0, row * 40) for row in range(5)]
    between = at(0, 191)
    assert linked(questions, [*answers, between]) == [0, 1, 2, 3, 4, 5]
    assert linked(questions[4:], [between]) == [0]


def test_a_question_on_the_line_parts_what_stands_beyond_it() -> None:
    """Two questions on one line: the second answer is never the first question's."""
    questions = [at(0, 0), at(200, 0)]
    answers = [at(100, 0), at(300, 0)]
    assert linked(questions, answers) == [0, 1]


def test_a_question_may_have_many_answers() -> None:
    """A column of a table is answered in every row, a group of options side by side."""
    questions = [at(0, 0), at(100, 0), at(0, 200)]
    rows = [at(column, 20 + 15 * row) for row in range(4) for column in (0, 100)]
    options = [at(80 + 70 * number, 200) for number in range(3)]
    assert linked(questions, [*rows, *options]) == [0, 1] * 4 + [2] * 3


def test_without_questions_nothing_is_linked() -> None:
    """No question, no link; no answer, no link."""
    assert link([], [at(0, 0)]) == [None]
    assert link([at(0, 0)], []) == []


BOXES = st.lists(st.builds(at, st.integers(0, 500), st.integers(0, 700), st.integers(5, 200)), max_size=25)


@given(BOXES, BOXES)
def test_any_page_is_linked(questions: list[Box], answers: list[Box]) -> None:
    """Whatever lies on a page, each answer gets one of its questions."""
    found = link(questions, answers)
    assert len(found) == len(answers)
    assert all((each is None) == (not questions) for each in found)
    assert all(each is None or 0 <= each.question < len(questions) for each in found)


def test_a_link_says_where_the_answer_stands() -> None:
    """The side is that of the answer, seen from its question; what is near costs little."""
    beside, under = link([at(0, 0), at(0, 40)], [at(70, 0), at(0, 52)])
    assert beside is not None
    assert (beside.side, beside.question) == (Side.RIGHT, 0)
    assert under is not None
    assert (under.side, under.question) == (Side.BELOW, 1)
    assert 0 <= beside.cost < under.cost < 2
