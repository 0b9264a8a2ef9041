"""The review queue: the web app of the caseworkers."""
