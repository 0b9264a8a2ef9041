"""Which layouts of which types there are, and ``render``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import jinja2

from samples.attachments import building, certificates, filters, housing, identity, income, money
from samples.attachments.engine import typeset
from samples.attachments.facts import Facts, Incidentals

CONTEXTS = (
    building.CONTEXTS
    | certificates.CONTEXTS
    | housing.CONTEXTS
    | identity.CONTEXTS
    | income.CONTEXTS
    | money.CONTEXTS
)
"""Document type -> function that computes what its templates need beside the facts."""

_ROOT = files("samples.attachments").joinpath("templates")


@cache
def layouts(type_id: str) -> int:
    """Return how many layouts there are of a document type; they are numbered from 0."""
    return sum(entry.name.endswith(".html") for entry in _ROOT.joinpath(type_id).iterdir())


TYPES = tuple(sorted(entry.name for entry in _ROOT.iterdir() if entry.is_dir()))
"""The document types that can be made."""


def held_out(type_id: str) -> int:
    """Return the layout that training never sees: the last one, worded by another author."""
    return layouts(type_id) - 1


def training_layouts(type_id: str) -> range:
    """Return the layouts for training."""
    return range(held_out(type_id))


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("samples.attachments"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= filters.FILTERS
    environment.globals["t"] = filters.svg_text
    return environment


def render(type_id: str, facts: Facts, *, layout: int) -> bytes:
    """Return an attachment as a PDF with a text layer; equal arguments give equal bytes.

    Args:
        type_id: A document type of the contract, see ``TYPES``.
        facts: What it says.
        layout: Number of the layout, below ``layouts(type_id)``.
    """
    incidentals = Incidentals(f"{facts.seed}/{type_id}/{layout}")
    pictures = filters.Pictures()
    template = _environment().get_template(f"{type_id}/{layout}.html")
    context = CONTEXTS[type_id](facts, incidentals)
    html = template.render(f=facts, p=facts.person, x=incidentals, pictures=pictures, **context)
    css = _ROOT.joinpath("base.css").read_text(encoding="utf-8")
    return typeset(html, base_css=css, pictures=pictures.made)
