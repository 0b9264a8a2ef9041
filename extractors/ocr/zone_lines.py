"""Machine-readable zones, read again by their rules: so many signs per line, and check digits.

The network was trained for German text: of a document's number it makes words, and it loses count of
fillers. Told what may stand where, it reads both right.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product
from statistics import fmean, median
from typing import Final

from PIL import Image

from contracts.reading import Word
from contracts.records import Box
from extractors.ocr.line_network import STEP, LineNetwork
from extractors.ocr.line_pictures import SMOOTH, TextLine, cut
from extractors.ocr.set_lines import SetLine, read_set_line
from extractors.ocr.zone_rules import FILLER, SIGNS, ZONES, Zone, agreeing, folded

_SHORTEST: Final = 15
"""Signs that are read of a zone's line, at least."""
_SLENDER: Final = 12
"""A zone's line is longer than so many times its height."""
_TELLING: Final = 3
"""Fillers that tell a zone from other long lines."""
_ALIKE: Final = 0.7
"""Lines of a zone have this share of their width in common at least."""
_CHANCE: Final = 1
"""Check digits that may agree by chance."""
_SURE: Final = -0.5
"""Lines that are no zone, or one of another kind, fit less: logarithms of about -1 to -8."""
_DEAREST: Final = 8.0
"""Difference of logarithms that repairs of a number may cost."""
_RATHER: Final = 2.0
"""Logarithm by which a filler is more probable than the network, trained for text, believes."""
_NEAR: Final = 4
"""Heights of a line from the top of one to the top of the next, at most."""


def read_zones(
    lines: Sequence[TextLine],
    readings: Sequence[Sequence[Word]],
    *,
    picture: Image.Image,
    network: LineNetwork,
) -> Iterator[dict[int, Word]]:
    """Yield each zone of which more check digits agree than before: by number of the line, its word.

    Args:
        lines: All that were found on the page.
        readings: What was read of each.
        picture: The page, grey.
        network: Reads them again.
    """
    texts = [folded("".join(word.text for word in words)) for words in readings]
    done: set[int] = set()
    for zone, numbers in _places(lines, texts):
        if done.intersection(numbers):
            continue
        block = [lines[number] for number in numbers]
        whole, before = len(zone.checked) + 1, agreeing(zone, [texts[number] for number in numbers])
        best = () if before == whole else _best(zone, block, picture, network)
        agreed = agreeing(zone, _texts(best))
        if whole in {before, agreed}:
            done.update(numbers)
        if agreed > max(before, _CHANCE):
            yield {
                number: Word(each.text, Box(*lines[number][:4]), _confidence(each))
                for number, each in zip(numbers, best, strict=True)
            }


def _places(lines: Sequence[TextLine], texts: Sequence[str]) -> Iterator[tuple[Zone, tuple[int, ...]]]:
    """Yield where zones may stand: lines below each other, as long as each other."""
    slender = [
        number
        for number, line in enumerate(lines)
        if line.right - line.left > _SLENDER * (line.bottom - line.top) and len(texts[number]) >= _SHORTEST
    ]
    slender.sort(key=lambda number: lines[number].top)
    for zone in ZONES:
        for start in range(len(slender) - zone.size + 1):
            numbers = tuple(slender[start : start + zone.size])
            told = sum(texts[number].count(FILLER) >= _TELLING for number in numbers)
            if told > 1 and all(_follows(lines[one], lines[other]) for one, other in pairwise(numbers)):
                yield zone, numbers


def _follows(line: TextLine, below: TextLine) -> bool:
    common = min(line.right, below.right) - max(line.left, below.left)
    whole = max(line.right, below.right) - min(line.left, below.left)
    height = max(line.bottom - line.top, below.bottom - below.top)
    return common >= _ALIKE * whole and 0 < below.top - line.top < _NEAR * height


def _best(
    zone: Zone, lines: Sequence[TextLine], picture: Image.Image, network: LineNetwork
) -> tuple[SetLine, ...]:
    """Return the zone's lines as most check digits agree; none where they are hardly such a zone's."""
    ways = _read(zone, lines, picture, network)
    fitting = [said for said in product(*ways) if min(map(_certainty, said)) > _SURE]
    return max(
        (_repaired(zone, said) for said in fitting),
        key=lambda said: (agreeing(zone, _texts(said)), sum(map(_certainty, said))),
        default=(),
    )


def _read(
    zone: Zone, lines: Sequence[TextLine], picture: Image.Image, network: LineNetwork
) -> list[list[SetLine]]:
    """Return what each of the zone's lines may say: from the picture as it is, and smoothed.

    All lines of a zone begin and end where the others do.
    """
    left, right = median(line.left for line in lines), median(line.right for line in lines)
    whole = [line._replace(left=round(left), right=round(right)) for line in lines]
    pictures = [cut(picture, line, finish=finish) for line in whole for finish in (None, SMOOTH)]
    steps = network.probabilities([each.pixels for each in pictures], SIGNS)
    for each in steps:
        each[:, 1 + SIGNS.index(FILLER)] += _RATHER
    places = [each for each in zone.signs for _ in (False, True)]
    read = [
        read_set_line(each, SIGNS, allowed, rim=(left - cutting.left) / cutting.scale / STEP)
        for each, allowed, cutting in zip(steps, places, pictures, strict=True)
    ]
    return [[each for each in pair if each] for pair in zip(read[::2], read[1::2], strict=True)]


def _repaired(zone: Zone, said: Sequence[SetLine]) -> tuple[SetLine, ...]:
    """Return the lines, one or two signs of the number being others if all check digits agree then."""
    line, start, end = zone.checked[0]
    number = said[line]
    if len(zone.checked) - 1 != agreeing(zone, _texts(said)):
        return tuple(said)
    swaps = [(at, rival) for at in range(start, end) for rival in number.rivals[at] if rival.cost < _DEAREST]
    ways = [(swap,) for swap in swaps] + [
        (one, other) for one, other in combinations(swaps, 2) if one[0] != other[0]
    ]
    for way in sorted(ways, key=lambda way: sum(rival.cost for _, rival in way)):
        if sum(rival.cost for _, rival in way) > _DEAREST:
            break
        signs = list(number.text)
        for at, rival in way:
            signs[at] = rival.sign
        repaired = (*said[:line], number._replace(text="".join(signs)), *said[line + 1 :])
        if agreeing(zone, _texts(repaired)) > len(zone.checked):
            return repaired
    return tuple(said)


def _texts(said: Sequence[SetLine]) -> list[str]:
    return [each.text for each in said]


def _certainty(line: SetLine) -> float:
    return fmean(line.certainties)


def _confidence(line: SetLine) -> float:
    """Return the mean probability of a line's signs."""
    return fmean(math.exp(min(certainty, 0)) for certainty in line.certainties)
