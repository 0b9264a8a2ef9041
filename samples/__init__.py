"""Fictitious applications and attachments, for the demo, tests and training."""
