"""Orchestration: Prefect flows and the worker that starts them."""
