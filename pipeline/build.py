"""Building the pipeline from what an installation decides."""

from __future__ import annotations

from pathlib import Path

from classifiers import load_classifier
from classifiers.blend import TARGET
from classifiers.resemblance import load_gate
from contracts.catalogue import SHIPPED, load_catalogue
from extractors.children.reading_cache import ReadingCache
from extractors.limits import ReadingLimits
from extractors.sandbox import ReadingPool
from pipeline.depth import needed_depth
from pipeline.stages import Pipeline


def open_pipeline(
    *,
    contracts: Path = SHIPPED,
    limits: ReadingLimits | None = None,
    workers: int | None = None,
    cache: ReadingCache | None = None,
    whole: bool = False,
    target_error: float = TARGET,
) -> Pipeline:
    """Return a pipeline, to be used in a ``with`` statement.

    Args:
        contracts: Folder of the contracts.
        limits: What reading one file may cost.
        workers: Processes that read; one per core when not given.
        cache: Where readings of pages are kept, if they are.
        whole: Read every page to its end, needed or not.
        target_error: Share of wrong document types that is accepted; less sure ones a person decides on.

    Raises:
        contracts.yaml_file.ContractError: if a contract is wrong.
    """
    catalogue = load_catalogue(contracts)
    depth = None if whole else needed_depth(catalogue.document_types)
    pool = ReadingPool(limits, workers=workers, cache=cache, depth=depth)
    return Pipeline(catalogue, load_classifier(target=target_error), pool, load_gate())
