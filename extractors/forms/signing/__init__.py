"""Signatures: whether the applicant signed."""
