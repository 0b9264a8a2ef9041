"""Answers: what stands at a field's labels, and which of it is the answer."""
