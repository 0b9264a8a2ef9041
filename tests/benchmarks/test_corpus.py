"""The corpus: what may be tuned on is never measured on, and pages are the same on every machine."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.corpus import KINDS, corpus, joined
from benchmarks.engines import checked, words_of_pdf
from benchmarks.everything import kept
from benchmarks.prose import LAYOUTS
from contracts.reading import DocumentText, Problem, ProblemCode
from samples.attachments import held_out

PAGES = 12


def test_the_splits_share_no_wording_layout_or_form() -> None:
    """Else a measurement would say how well the reading was fitted to its pages."""
    tune = {page.name for page in corpus("tune", "native", pages=PAGES)}
    test = {page.name for page in corpus("test", "native", pages=PAGES)}
    assert not tune & test
    for name in tune | test:
        kind, _, layout = name.partition("/")
        if kind not in {"prose", "form"}:
            assert (int(layout) == held_out(kind)) == (name in test)
    assert not {each.name for each in LAYOUTS["tune"]} & {each.name for each in LAYOUTS["test"]}


def test_equal_calls_give_equal_pages() -> None:
    """A longer corpus begins with the pages of a shorter one: figures of both can be compared."""
    few, many = list(corpus("tune", "native", pages=3)), list(corpus("tune", "native", pages=5))
    assert few == many[:3]
    assert len({page.pdf for page in many}) == 5
    assert all(page.words for page in many)


def test_kinds_differ_in_their_pages() -> None:
    """An engine cannot profit from having seen a page clean before it sees it photographed."""
    names = [tuple(word.text for word in next(corpus("tune", kind, pages=1)).words) for kind in KINDS[:2]]
    assert names[0] != names[1]


def test_joined_pages_keep_their_words() -> None:
    """What engines are given as one file is what single pages say."""
    pages = list(corpus("test", "native", pages=3))
    words = words_of_pdf(joined([page.pdf for page in pages]))
    assert [len(each) for each in words] == [len(page.words) for page in pages]


def test_nobody_measures_how_fast_reading_fails() -> None:
    """A page that could not be read ends the measurement; one that is illegible was read."""
    bad = Problem(code=ProblemCode.TIMEOUT, page=0, message="zu lange")
    poor = Problem(code=ProblemCode.PAGE_ILLEGIBLE, page=0, message="unleserlich")
    document = DocumentText(file="x.pdf", sha256="0", problems=(poor,))
    assert checked(document) is document
    with pytest.raises(RuntimeError, match="timeout"):
        checked(document.model_copy(update={"problems": (poor, bad)}))


def test_a_failing_section_costs_the_others_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """The run goes on, and says what failed."""

    def fails() -> object:
        raise ValueError("no such page")

    results: dict[str, Any] = {}
    assert not kept("bad", fails, results)
    assert kept("good", lambda: [1], results)
    assert results == {"good": [1]}
    assert "no such page" in capsys.readouterr().err
