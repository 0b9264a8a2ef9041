"""A draft as the commented YAML file that an admin goes on with."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any, Final

import yaml

from contracts.document_types import FORM
from contracts.fields import FieldKind, FieldSpec
from drafting.draft import Draft, DraftField, DraftProof

_WIDTH: Final = 110
_HEAD: Final = """\
Vorschlag, gemacht aus {source}.
Bitte durchsehen:
- Kennungen (links vor dem Doppelpunkt) dürfen geändert werden; Anforderungen nennen die Felder so.
- `kind` sagt, wie gelesen wird; `labels` sind die Beschriftungen auf Formularen, weitere dürfen dazu.
- `required: true` macht ein Feld zur Pflicht. Was nicht gebraucht wird, darf weg.
- Danach: lotse contracts lint ORDNER, dann Beispiele schreiben und lotse contracts test {id}.
Alles dazu steht in docs/contracts-guide.md."""
_NEXT_PROOF: Final = """\
Nachweise: je Nachweis ein Eintrag wie dieser. Dokumenttypen stehen in contracts/document_types.yaml.
- id: identitaet
  title: Identitätsnachweis
  legal_basis: ["§ …"]
  any_of: [ausweis, aufenthaltstitel]        # einer davon genügt; all_of: alle zusammen
  valid: {ausweis: not_expired, aufenthaltstitel: not_expired}
  match: [familienname, vorname]             # muss mit diesen Feldern des Formulars übereinstimmen
  when: staatsangehoerigkeit != deutsch      # nur wenn das zutrifft; weglassen für "immer"
  message: {what: ein gültiges Ausweisdokument, why: "Wir müssen …", proofs: [Kopie des Personalausweises]}"""

_WHY: Final = "(Bitte in einfachen Worten sagen, wozu das gebraucht wird.)"


def write_contract(draft: Draft) -> str:
    """Return the contract's YAML text, with comments."""
    return "\n".join([*_head(draft), "", *_form(draft), "", *_requirements(draft), ""])


def _head(draft: Draft) -> Iterator[str]:
    yield from _comment(_HEAD.format(source=draft.source, id=draft.id))
    for note in draft.notes:
        yield from _comment(note)
    yield from _entry("id", draft.id)
    yield from _entry("title", draft.title)
    yield from _entry("version", draft.version)
    yield "# valid_from: 2027-01-01   # erster Eingangstag, für den diese Fassung gilt; ohne: immer"
    if draft.fim:
        yield from _entry("fim", draft.fim)
    if draft.legal_basis:
        yield from _entry("legal_basis", list(draft.legal_basis))
    else:
        yield 'legal_basis: ["§ … (bitte eintragen)"]'
    yield "deadline_days: 30          # Frist für Nachforderungen, in Tagen"


def _form(draft: Draft) -> Iterator[str]:
    yield "form:"
    yield from _entry("titles", list(draft.titles), indent=2)
    yield "  fields:"
    section = ""
    for field in draft.fields:
        if field.section and field.section != section:
            section = field.section
            yield ""
            yield from _comment(section, indent=4)
        yield from _field(field)


def _field(field: DraftField) -> Iterator[str]:
    for note in field.notes:
        yield from _comment(note, indent=4)
    columns = _spec(field.spec).pop("columns", None)
    yield f"    {field.name}:"
    for key, value in _spec(field.spec).items():
        if key != "columns":
            yield from _entry(key, value, indent=6)
    if columns:
        yield "      columns:"
        for name, column in columns.items():
            yield from _entry(name, column, indent=8)


def _spec(spec: FieldSpec) -> dict[str, Any]:
    """Return what a field's entry says; what is as usual is left out."""
    said: dict[str, Any] = {"kind": spec.kind.value}
    if spec.required:
        said["required"] = True
    said |= {
        key: value
        for key, value in spec.model_dump(mode="json", exclude={"columns"}, exclude_defaults=True).items()
        if key not in said
    }
    if spec.kind is FieldKind.PERSONS:
        said["columns"] = {name: _spec(column) for name, column in spec.columns.items()}
    return said


def _requirements(draft: Draft) -> Iterator[str]:
    yield "requirements:"
    form = DraftProof(
        id="antrag",
        title="Antragsformular",
        types=(FORM,),
        legal_basis=draft.legal_basis[:1],
    )
    yield from _requirement(form, what="das ausgefüllte und unterschriebene Antragsformular")
    for proof in draft.proofs:
        if proof.types:
            yield from _requirement(proof, what=proof.title)
        else:
            yield from _open_proof(proof)
    yield from _comment(_NEXT_PROOF, indent=2)


def _requirement(proof: DraftProof, *, what: str) -> Iterator[str]:
    for note in proof.notes:
        yield from _comment(note, indent=2)
    rule: dict[str, Any] = {"id": proof.id, "title": proof.title}
    if proof.legal_basis:
        rule["legal_basis"] = list(proof.legal_basis)
    if proof.when:
        rule["when"] = proof.when
    rule["any_of" if len(proof.types) > 1 else "all_of"] = list(proof.types)
    if proof.soft:
        rule["soft"] = True
    rule["message"] = {"what": what, "why": _WHY, "proofs": [what]}
    lines = [line for key, value in rule.items() for line in _entry(key, value, indent=4)]
    yield from ["  - " + lines[0].lstrip(), *lines[1:]]


def _open_proof(proof: DraftProof) -> Iterator[str]:
    """A proof whose document type is not known is no rule yet."""
    text = (
        f"Nachweis ohne Dokumenttyp: {proof.title}. Passt ein Typ aus contracts/document_types.yaml, dann "
        "ausfüllen und die Rauten entfernen:"
    )
    yield from _comment(text, indent=2)
    for note in proof.notes:
        yield from _comment(note, indent=2)
    (what,) = _yaml(proof.title, flow=True)
    yield from (
        f"  # - id: {proof.id}",
        f"  #   title: {what}",
        "  #   all_of: […]",
        f"  #   message: {{what: {what}, why: …, proofs: [{what}]}}",
    )


def _entry(key: str, value: Any, *, indent: int = 0) -> list[str]:
    """Return ``key: value`` as YAML lines; lists and mappings stand in one line where they fit."""
    lead = " " * indent
    if not isinstance(value, list | dict):
        return [lead + line for line in _yaml({key: value}, flow=False)]
    flow = _yaml(value, flow=True)
    if len(flow) == 1 and len(lead) + len(key) + len(flow[0]) + 2 <= _WIDTH:
        return [f"{lead}{key}: {flow[0]}"]
    if isinstance(value, list):
        return [f"{lead}{key}:", *(f"{lead}  - {line}" for each in value for line in _yaml(each, flow=True))]
    return [
        f"{lead}{key}:",
        *(line for name, each in value.items() for line in _entry(name, each, indent=indent + 2)),
    ]


def _yaml(value: Any, *, flow: bool) -> list[str]:
    text = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=flow, width=10_000
    )
    return text.removesuffix("...\n").rstrip("\n").split("\n")


class _Dumper(yaml.SafeDumper):
    """Writes everything out, however often it comes."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        """Use no anchors: an admin would have to learn what they are."""
        return True


def _comment(text: str, *, indent: int = 0) -> list[str]:
    lead = " " * indent + "# "
    wrapped: Sequence[str] = [
        part
        for line in text.split("\n")
        for part in (
            textwrap.wrap(line, _WIDTH - len(lead), subsequent_indent="  ") if len(line) > _WIDTH else [line]
        )
    ]
    return [(lead + line).rstrip() for line in wrapped]
