"""Parts of a submission: where a document begins and ends, and of which type it is."""

from classifiers.blend import load_classifier
from classifiers.interface import Classification, Excerpt, TypeClassifier
from classifiers.parts import KnownPages, parts_of

__all__ = ["Classification", "Excerpt", "KnownPages", "TypeClassifier", "load_classifier", "parts_of"]
