"""What the vocabulary is cut to: the commonest words of German and its neighbours, and the banks'."""

from __future__ import annotations

from typing import Final

import wordfreq

from training.bank import authors, banks

COMMONEST: Final = {
    "de": 70_000,
    "en": 5000,
    "tr": 2500,
    "pl": 2000,
    "uk": 2000,
    "ar": 2000,
    "ru": 1500,
    "fr": 1500,
    "it": 1000,
    "ro": 1000,
    "es": 1000,
}
"""Language -> words of it; foreign papers need to be seen as foreign, not to be understood."""
_CAPITALISED: Final = ("de", "en", "fr")


def vocabulary_texts() -> list[str]:
    """Return texts that use every piece the vocabulary is to keep."""
    texts = []
    for language, count in COMMONEST.items():
        words = wordfreq.top_n_list(language, count)
        texts += words
        if language in _CAPITALISED:
            texts += [word.capitalize() for word in words]
    for author in authors():
        texts += [text for kinds in banks(author).values() for bank in kinds for text in bank.texts()]
    return [*texts, "".join(map(chr, range(33, 127))), "äöüÄÖÜßéèàç§€°²³½„“”‚‘’–—…·•«»†☐☒□■✓"]
