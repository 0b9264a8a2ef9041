"""The commands of the long-running parts: the same in ``lotse up`` and in docker-compose.yml."""

from __future__ import annotations

PREFECT = ("python", "-m", "config.run", "prefect", "server", "start")
WORKER = ("python", "-m", "config.run", "flows.worker")
REVIEW = ("python", "-m", "review")
MIGRATE = ("lotse", "migrate")
