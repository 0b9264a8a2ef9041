"""Starts the review queue on the address of the settings."""

from __future__ import annotations

import uvicorn

from config.settings import Settings

if __name__ == "__main__":
    review = Settings().review
    uvicorn.run("review.serve:app", factory=True, host=review.host, port=review.port, server_header=False)
