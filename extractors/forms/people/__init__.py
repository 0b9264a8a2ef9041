"""Lists of persons: tables, columns, cards."""
