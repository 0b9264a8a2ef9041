"""The pages of a submission's application form, in one document or photographed one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from contracts.document_types import FORM
from contracts.findings import FieldReading, Part
from contracts.reading import DocumentText, PageText, TextSource


class FormPages(NamedTuple):
    """The pages of a form, numbered as they lie in ``origins``.

    Attributes:
        main: The part that counts as the form.
        origins: Per page its document and its page number there.
    """

    main: Part
    pages: tuple[PageText, ...]
    origins: tuple[tuple[int, int], ...]

    def placed(self, reading: FieldReading) -> FieldReading:
        """Return a reading with the page's own number, and its document where that is another one."""
        items = tuple({name: self.placed(each) for name, each in item.items()} for item in reading.items)
        if reading.page is None:
            return reading.model_copy(update={"items": items})
        document, page = self.origins[reading.page]
        elsewhere = None if document == self.main.document else document
        return reading.model_copy(update={"page": page, "document": elsewhere, "items": items})

    def with_page(self, page: PageText) -> FormPages:
        """Return the form with one of its pages replaced."""
        pages = tuple(page if each.index == page.index else each for each in self.pages)
        return self._replace(pages=pages)


def form_pages(
    documents: Sequence[DocumentText], parts: Sequence[Part], procedure_id: str
) -> FormPages | None:
    """Return the pages of the procedure's form; None if there is no such form.

    A form that was split by mistake is one. Where the form is a single picture, further pictures of form
    pages in other files belong to it: people photograph page by page.
    """
    own = [part for part in parts if part.type == FORM and part.procedure == procedure_id]
    if not own:
        return None
    main = max(own, key=lambda part: len(part.pages))
    origins = [(main.document, page) for part in own if part.document == main.document for page in part.pages]
    if _is_picture(documents[main.document]):
        origins += [
            (part.document, page)
            for part in parts
            if part.document != main.document and part.type == FORM and part.procedure in {None, procedure_id}
            for page in part.pages
            if _is_picture(documents[part.document])
        ]
    ordered = tuple(sorted(origins, key=lambda origin: (origin[0] != main.document, origin)))
    pages = tuple(
        documents[document].pages[page].model_copy(update={"index": number})
        for number, (document, page) in enumerate(ordered)
    )
    return FormPages(main, pages, ordered)


def _is_picture(document: DocumentText) -> bool:
    """Whether a file is one page that had to be read by OCR."""
    return len(document.pages) == 1 and document.pages[0].source is TextSource.OCR
