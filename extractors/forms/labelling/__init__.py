"""Labels: where the pages name what a field asks for."""
