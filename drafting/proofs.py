"""Proofs by what they are called: which document type is meant, and when it is usually asked for."""

from __future__ import annotations

import re
from typing import Final

from contracts.document_types import BLANK, FORM, OTHER, DocumentTypes
from contracts.values import fold
from drafting.draft import DraftProof
from drafting.ids import field_id, plain_label

_ASKING: Final = re.compile(
    r"^(laden sie (hier|bitte)?|fügen sie( bitte)?|bitte|nachweise?( über| der| des)?|upload|"
    r"kopie( der| des)?|ein(e|en)?|gültige[rsn]?)\s+"
)
_HINTS: Final = (
    (r"identitat|ausweis|reisepass|personaldokument", ("ausweis", "aufenthaltstitel")),
    (r"aufenthalts(titel|gestattung|erlaubnis)", ("aufenthaltstitel",)),
    (r"handels.*register|registerauszug", ("handelsregisterauszug",)),
    (r"erlaubnis|genehmigung", ("erlaubnis",)),
    (r"geburtsurkunde|abstammungsurkunde", ("geburtsurkunde",)),
    (r"ehe(urkunde)?\b|lebenspartner|heirat", ("heiratsurkunde",)),
    (r"immatrikulation|studien", ("immatrikulationsbescheinigung",)),
    (r"gehalt|lohn|verdienst|einkommensnachweis", ("gehaltsabrechnung", "verdienstbescheinigung")),
    (r"fahrzeugschein|zulassung", ("zulassungsbescheinigung",)),
    (r"meldebescheinigung|meldebestatigung", ("meldebescheinigung",)),
    (r"mietvertrag", ("mietvertrag",)),
    (r"krankenversicherung|krankenkasse", ("krankenkassenbescheinigung",)),
    (r"lageplan", ("lageplan",)),
    (r"kontoauszug", ("kontoauszug",)),
)
"""Words in a proof's name, and the document types that they mean; the first that fits decides."""

_NO_TYPES: Final = frozenset({FORM, OTHER, BLANK})
_REPRESENTED: Final = "meta.vertreter == ja"


def proof_for(label: str, name: str, *, types: DocumentTypes) -> DraftProof:
    """Return the proof that a label asks for; ``name`` is what it is called in the source."""
    title = plain_label(name) or plain_label(label)
    found = types_named(title, types) or types_named(label, types)
    made = field_id(_bare(title)).replace("_", "-")
    when = _REPRESENTED if "vollmacht" in found else None
    return DraftProof(id=made, title=title, types=found, when=when)


def types_named(text: str, types: DocumentTypes) -> tuple[str, ...]:
    """Return the document types that a proof's name means; none where that is not clear."""
    folded = fold(text)
    named = [
        each.id
        for each in types.document_types
        if each.id not in _NO_TYPES and any(_says(folded, title) for title in (each.title, *each.titles))
    ]
    if len(named) == 1:
        return (named[0],)
    known = set(types.ids)
    for pattern, meant in _HINTS:
        if re.search(pattern, folded) and known.issuperset(meant):
            return meant
    return ()


def _says(folded: str, title: str) -> bool:
    """Whether a text names a document by its title, in any case: "des Mietvertrags"."""
    words = fold(title)
    return bool(words) and re.search(rf"\b{re.escape(words)}(s|es|en|n)?\b", folded) is not None


def _bare(title: str) -> str:
    folded = title
    while (match := _ASKING.match(folded.lower())) is not None:
        folded = folded[match.end() :]
    return folded or title
