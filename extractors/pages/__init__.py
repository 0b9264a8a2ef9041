"""Pages: which need OCR and how much of it, and what they say in the end."""
