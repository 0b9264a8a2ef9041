"""Run a module in the environment that our settings want for Prefect, which reads its own at import.

python -m config.run prefect server start
python -m config.run flows.worker
"""

from __future__ import annotations

import os
import sys

from config.prefect import prefect_environment
from config.settings import Settings, child_environment


def main(arguments: list[str]) -> None:
    """Become ``python -m ARGUMENTS``."""
    settings = Settings()
    (settings.data / "prefect").mkdir(parents=True, exist_ok=True)
    environment = child_environment(settings, prefect_environment(settings))
    os.execve(sys.executable, [sys.executable, "-m", *arguments], environment)  # noqa: S606 - no shell wanted


if __name__ == "__main__":
    main(sys.argv[1:])
