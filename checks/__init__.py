"""Completeness: a procedure's contract and the facts of a submission become findings; pure functions."""
