"""Completeness: contract + facts -> findings. Pure functions."""
