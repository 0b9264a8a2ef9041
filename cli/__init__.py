"""The command line: ``lotse``."""
