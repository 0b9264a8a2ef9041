"""OCR: from the picture of a page to its lines, words, combs and machine-readable zones."""
