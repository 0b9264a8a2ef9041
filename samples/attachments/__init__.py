"""Fictitious attachments of every document type, in several layouts each.

``render`` makes one; ``layouts`` counts them; the last layout of each type is held out from training.
"""

from samples.attachments.catalogue import TYPES, held_out, layouts, render, training_layouts
from samples.attachments.facts import Facts, facts_of

__all__ = ["TYPES", "Facts", "facts_of", "held_out", "layouts", "render", "training_layouts"]
