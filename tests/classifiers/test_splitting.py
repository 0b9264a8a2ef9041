"""Where documents begin inside a file, and what becomes of the pages."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from classifiers import Classification, Excerpt, parts_of
from classifiers.cues import cues, has_heading, numbering
from classifiers.splitting import boundary, split
from contracts.document_types import BLANK, FORM, OTHER
from contracts.reading import DocumentText, PageGrade, PageText, TextSource, Widget, WidgetKind, Word
from contracts.records import Box, PageSize


class FirstWord:
    """A classifier for tests: a page is of the type that its first word names, for sure.

    A page without words could be anything.
    """

    version = "first-word"

    def classify(self, excerpts: Sequence[Excerpt]) -> tuple[Classification, ...]:
        """Return the first words."""
        return tuple(self._classify(excerpt) for excerpt in excerpts)

    def _classify(self, excerpt: Excerpt) -> Classification:
        words = [word.text for page in excerpt.pages for word in page.words]
        if not words:
            return Classification(probabilities={"ausweis": 0.4, OTHER: 0.3}, version=self.version)
        return Classification(
            probabilities={words[0]: 0.9, OTHER: 0.1}, words=tuple(words[:1]), version=self.version
        )


def page(index: int, text: str, foot: str = "", *, grade: PageGrade = PageGrade.GOOD) -> PageText:
    """Return a sheet: each word of ``text`` on a line of its own, ``foot`` at its foot."""
    words = [Word(word, Box(60, 60 + 20 * at, 160, 70 + 20 * at)) for at, word in enumerate(text.split())]
    words += [Word(word, Box(60 + 40 * at, 800, 95 + 40 * at, 810)) for at, word in enumerate(foot.split())]
    return PageText(
        index=index, size=PageSize(595, 842), source=TextSource.TEXT, words=tuple(words), grade=grade
    )


def starts(*pages: PageText) -> list[int]:
    """Return the page numbers with which documents begin."""
    return [document[0].index for document in split(pages, classifier=FirstWord())]


def document(*pages: PageText) -> DocumentText:
    return DocumentText(file="scan.pdf", sha256="0" * 64, pages=pages)


def test_another_type_begins_another_document() -> None:
    """A lease, then a bill."""
    assert starts(page(0, "mietvertrag Vermieter Mieter"), page(1, "rechnung Summe Betrag")) == [0, 1]


def test_printed_page_numbers_hold_a_document_together() -> None:
    """Page 2 of 2 belongs to page 1 of 2, whatever it looks like."""
    assert starts(page(0, "mietvertrag", "Seite 1 von 2"), page(1, "rechnung", "Seite 2 von 2")) == [0]


def test_printed_page_numbers_that_start_anew_part_documents() -> None:
    """Three payslips of one page each are three documents."""
    assert starts(*(page(n, "gehaltsabrechnung Lohnsteuer Netto", "Seite 1 von 1") for n in range(3))) == [
        0,
        1,
        2,
    ]


def test_blank_backs_neither_begin_nor_end_a_document() -> None:
    """A duplex scan of a single-sided contract stays one part; its blank backs are parts of their own."""
    pages = (
        page(0, "mietvertrag", "Seite 1 von 2"),
        page(1, "", grade=PageGrade.BLANK),
        page(2, "mietvertrag", "Seite 2 von 2"),
        page(3, "", grade=PageGrade.BLANK),
    )
    parts = parts_of([document(*pages)], classifier=FirstWord(), procedures=())
    assert [(part.type, part.pages) for part in parts] == [
        ("mietvertrag", (0, 2)),
        (BLANK, (1,)),
        (BLANK, (3,)),
    ]


def test_known_pages_are_certain_and_cut_the_stack() -> None:
    """Consecutive pages of a known form are one part of it, with its procedure."""
    pages = [page(index, "rechnung Summe") for index in range(4)]
    known = {(0, 1): "wohngeld-mietzuschuss", (0, 2): "wohngeld-mietzuschuss"}
    parts = parts_of([document(*pages)], classifier=FirstWord(), procedures=(), known_pages=known)
    assert [part.pages for part in parts] == [(0,), (1, 2), (3,)]
    assert (parts[1].type, parts[1].procedure, parts[1].confidence) == (FORM, "wohngeld-mietzuschuss", 0.99)


def test_an_illegible_page_proves_nothing() -> None:
    """A page without a readable word is "other", with little confidence; the guess is the runner-up."""
    (part,) = parts_of(
        [document(page(0, "", grade=PageGrade.ILLEGIBLE))], classifier=FirstWord(), procedures=()
    )
    assert part.type == OTHER
    assert part.confidence < 0.3
    assert part.runner_up is not None
    assert part.runner_up.type == "ausweis"


def test_no_pages_no_parts() -> None:
    """An unreadable file has no parts; the others keep their number."""
    parts = parts_of([document(), document(page(0, "rechnung"))], classifier=FirstWord(), procedures=())
    assert [part.document for part in parts] == [1]


@given(
    st.lists(st.tuples(st.sampled_from(["rechnung", "ausweis", ""]), st.booleans()), max_size=8), st.randoms()
)
def test_every_page_is_in_exactly_one_part(kinds: list[tuple[str, bool]], rng: random.Random) -> None:
    """Nothing is lost and nothing counted twice, whatever is blank or known."""
    pages = [
        page(index, text, grade=PageGrade.BLANK if blank else PageGrade.GOOD)
        for index, (text, blank) in enumerate(kinds)
    ]
    known = {(0, index): "p" for index in range(len(pages)) if rng.random() < 0.3}
    parts = parts_of([document(*pages)], classifier=FirstWord(), procedures=(), known_pages=known)
    assert sorted(number for part in parts for number in part.pages) == list(range(len(pages)))
    assert all(list(part.pages) == sorted(part.pages) for part in parts)


def test_numbers_are_read_in_the_order_of_the_line() -> None:
    """Some PDFs store "Seite 2 von 3" as "Seite von 2 3"."""
    words = tuple(
        Word(text, Box(left, 800, left + 20, 810))
        for text, left in (("Seite", 60), ("von", 110), ("2", 90), ("3", 140))
    )
    shown = page(0, "").model_copy(update={"words": words})
    assert numbering(shown) == (2, 3)


def test_impossible_numbers_are_none() -> None:
    """Page 5 of 3 is something else, and so is text in the middle of the page."""
    assert numbering(page(0, "", "Seite 5 von 3")) is None
    assert numbering(page(0, "a b c d e f g h i j k Seite 2 von 3")) is None
    assert numbering(page(0, "", "2 / 4")) == (2, 4)


def test_cues_see_bare_numbers_live_fields_and_headings() -> None:
    """What holds a form together when its pages are not named."""
    live = (Widget(name="a", kind=WidgetKind.TEXT, box=Box(0, 0, 1, 1)),)
    one = page(0, "x", "Fassung 04/2024 7").model_copy(update={"widgets": live})
    other = page(1, "x", "Fassung 04/2024 8").model_copy(update={"widgets": live})
    types = FirstWord().classify([Excerpt(pages=(one,)), Excerpt(pages=(other,))])
    found = cues(one, other, (types[0], types[1]))
    assert found.counts_up
    assert found.both_live
    assert found.same_foot == 1
    assert boundary(one, other, (types[0], types[1])) < 0.1
    assert not has_heading(one)
    assert not has_heading(page(0, ""))
