"""Choices: which box belongs to which words, and which one is meant."""
