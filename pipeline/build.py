"""Building the pipeline from what an installation decides."""

from __future__ import annotations

from pathlib import Path

from classifiers.baseline import load_classifier
from contracts.catalogue import SHIPPED, load_catalogue
from extractors.limits import ReadingLimits
from extractors.sandbox import ReadingPool
from pipeline.stages import Pipeline


def open_pipeline(
    *, contracts: Path = SHIPPED, limits: ReadingLimits | None = None, workers: int | None = None
) -> Pipeline:
    """Return a pipeline, to be used in a ``with`` statement.

    Args:
        contracts: Folder of the contracts.
        limits: What reading one file may cost.
        workers: Processes that read; one per core when not given.

    Raises:
        contracts.yaml_file.ContractError: if a contract is wrong.
    """
    return Pipeline(load_catalogue(contracts), load_classifier(), ReadingPool(limits, workers=workers))
