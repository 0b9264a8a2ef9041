"""Application forms: live fields, flat text and scans to field readings."""
