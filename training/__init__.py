"""Training the classifier of document types: the corpus is written here, never collected (docs/adr/0016)."""
