"""One submission, from files to a report: the stages in a row, with no server."""
