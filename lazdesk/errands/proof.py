"""The wishes about comparing both sides that read the mirror alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lazdesk import sheets, texts
from lazdesk.errands.links import RefusedError
from lazdesk.models import proofs
from lazdesk.rules.agreement import What
from lazdesk.rules.explanations import differences
from lazdesk.shop import Desk
from lazdesk.views import answers, wishes
from lazdesk.views.answers import Answer
from lazdesk.views.overview import held

VALUES = ("lazada", "haravan", "wanted", "mirror")


def export_proof(desk: Desk, wish: wishes.ExportProof, language: str) -> Iterable[Answer]:
    with desk.database.read() as connection:
        differ = proofs.differences(connection, wish.shop)
    rows = list(_rows(differ, language))
    try:
        sheets.write(Path(wish.path), rows)
    except sheets.SheetError as fault:
        raise RefusedError(fault.key, **fault.values) from fault
    message = texts.say("proof_exported", language, count=len(rows) - 1, file=wish.path)
    yield answers.Done("export_proof", message)


def _rows(differ: Sequence[Mapping[str, Any]], language: str) -> Iterator[list[sheets.Cell]]:
    heads = ("title", "object", *VALUES, "remedy")
    yield [texts.say(f"proof_head_{head}", language) for head in heads]
    for row in differ:
        told = differences.TOLD[What(row["what"])]
        yield [
            told.title(language),
            row["object"],
            *(_cell(row[name]) for name in VALUES),
            told.remedy(language),
        ]


def _cell(value: int | str | None) -> sheets.Cell:
    if value is None:
        return ""
    return held.told(value) if isinstance(value, str) else value


ERRANDS: Mapping[type, Callable[[Desk, Any, str], Iterable[Answer]]] = MappingProxyType(
    {wishes.ExportProof: export_proof}
)
