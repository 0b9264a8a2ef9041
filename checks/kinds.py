"""Proofs of which several kinds are asked for: ground plan, section and view of a building."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checks.case import Paper
from checks.documents import Assessed
from checks.messages import listed, noun, reason
from checks.verdict import Verdict, best, evidence_of
from checks.words import ALMOST, ENOUGH_CONFIDENCE, PERHAPS, Words, split_words, words_of_pages
from contracts.findings import FindingState
from contracts.procedure import Proof
from contracts.reading import PageGrade

OTHER_WORDS = frozenset(
    split_words(
        "Abschnitt Ausschnitt Durchschnitt Zuschnitt Anschnitt Hausansichtskarte Abschnitte "
        "Schnittführung Schnittlinie Schnittlinien Schnittebene Schnittgrößen"
    )
)
"""Words that begin or end like a kind, but mean something else."""

REFERENCES = frozenset(split_words("siehe vgl vergleiche s"))
SHEETS = frozenset(split_words("Blatt Plan Zeichnung Anlage Seite"))
"""Words that send the reader to another sheet: "vgl. Schnitt A-A", "Schnitt siehe Blatt 4"."""

SHORTEST_ENDING = 6
"""A word of so many letters is also the end of longer ones: "Nordansicht"."""


class Sheet(NamedTuple):
    """One page of a drawing; facts of its document count on every page."""

    words: Words
    facts: frozenset[str]

    def says(self, name: str, words: Sequence[str]) -> bool:
        """Whether the page says that it shows a kind."""
        wanted = {"".join(split_words(word)) for word in (name, *words)}
        tokens = {token.text for token in self.words.tokens} - self._elsewhere | self.facts
        if any(_is_kind(token, word) for word in wanted for token in tokens):
            return True
        return any(self.words.find(word).certainty >= ALMOST for word in wanted - self._elsewhere)

    @property
    def _elsewhere(self) -> frozenset[str]:
        """Words that only stand in references to other sheets."""
        texts = [token.text for token in self.words.tokens]
        here: set[str] = set()
        elsewhere: set[str] = set()
        around = ["", *texts, "", ""]
        for before, text, after, last in zip(around, around[1:], around[2:], around[3:], strict=False):
            refers = before in REFERENCES or (after in REFERENCES and last in SHEETS)
            (elsewhere if refers else here).add(text)
        return frozenset(elsewhere - here)

    def may_be_any(self, proof: Proof) -> bool:
        """Whether the page may show a kind that it does not name: it names none, or is hard to read."""
        unread = not self.words.tokens or self.words.confidence < ENOUGH_CONFIDENCE
        return unread or not any(self.says(name, words) for name, words in proof.kinds.items())


def have_kinds(proof: Proof, assessed: Sequence[Assessed]) -> Verdict:
    """Say whether each kind is there once; one page may hold several.

    A page that names no kind at all may be any of them: then a person has to look.
    """
    good = [each for each in assessed if each.verdict.present]
    if not good:
        return best([each.verdict for each in assessed]) if assessed else _none()
    sheets = [sheet for each in good for sheet in _sheets(each.paper)]
    absent = [
        name for name, words in proof.kinds.items() if not any(each.says(name, words) for each in sheets)
    ]
    evidence = evidence_of(each.paper for each in good)
    surest = min(each.verdict.confidence for each in good)
    if not absent:
        return Verdict(state=FindingState.PRESENT, reason=reason("ok"), evidence=evidence, confidence=surest)
    kinds = listed(name.capitalize() for name in absent)
    if any(each.may_be_any(proof) for each in sheets) or any(each.paper.lost_pages for each in good):
        why = reason("kind_unreadable", noun=noun(proof.type), kinds=kinds)
        return Verdict(state=FindingState.UNCLEAR, reason=why, evidence=evidence, confidence=PERHAPS)
    why = reason("kinds", kinds=kinds)
    return Verdict(state=FindingState.MISSING, reason=why, evidence=evidence, confidence=surest)


def _sheets(paper: Paper) -> list[Sheet]:
    facts = frozenset(word for reading in paper.facts.values() for word in split_words(reading.value or ""))
    pages = [page for page in paper.attachment.pages if page.grade is not PageGrade.BLANK]
    return [Sheet(words_of_pages([page]), facts) for page in pages]


def _is_kind(token: str, word: str) -> bool:
    """Whether a word is that of a kind, begins with it ("Ansichten"), or ends with it ("Querschnitt")."""
    if token in OTHER_WORDS:
        return False
    return token.startswith(word) or (len(word) >= SHORTEST_ENDING and token.endswith(word))


def _none() -> Verdict:
    return Verdict(state=FindingState.MISSING, reason=reason("none"))
