"""Holds a request against the platforms' documents: path, method, names and types of parameters.

Written from the documents alone: it shares nothing with the practice shops' own checks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree as ET

from lazdesk.sandbox.world import Call

# The seller's browser, not LazDesk; and the link of a label, which only Lazada knows.
NOT_APIS = re.compile(r"/oauth/authorize|/oss/PDF/.+")
SIGNED = {"app_key", "timestamp", "sign_method", "sign"}
NAIVE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")


def complaints(call: Call) -> list[str]:
    """What is wrong with a request by the documents; empty when nothing is."""
    if NOT_APIS.fullmatch(call.path):
        return []
    check = _lazada if call.face == "lazada" else _haravan
    return [f"{call.face} {call.method} {call.path}: {what}" for what in check(call)]


@cache
def _reference(platform: str) -> Mapping[str, Any]:
    text = Path(__file__).with_name(f"{platform}.json").read_text(encoding="utf-8")
    reference: dict[str, Any] = json.loads(text)
    return reference


# --- Lazada ---------------------------------------------------------------------------------------


def _lazada(call: Call) -> Iterator[str]:
    api = _reference("lazada").get(call.path)
    if api is None:
        yield "no such path"
        return
    if call.method not in api["methods"]:
        yield "no such method"
    sent = call.params | dict(parse_qsl(call.body.decode(), keep_blank_values=True))
    needed = SIGNED | ({"access_token"} if api["auth"] else set())
    yield from (f"{name} is missing" for name in needed - sent.keys())
    if not sent.get("timestamp", "").isdecimal():
        yield "timestamp is no number of milliseconds"
    business = {name: text for name, text in sent.items() if name not in needed}
    yield from _params(api, business)


def _params(api: Mapping[str, Any], sent: Mapping[str, str]) -> Iterator[str]:
    params: Mapping[str, Any] = api["params"]
    top = {name: rule for name, rule in params.items() if "." not in name}
    yield from (
        f"{name} is missing" for name, (_, must) in top.items() if must and name not in sent
    )
    for name, text in sent.items():
        if name not in top:
            yield f"{name} is not documented"
        elif "nodes" in api:
            yield from _xml(text, set(api["nodes"]))
        elif top[name][0] in ("Object", "Object[]", "Number[]", "String[]"):
            try:
                value = json.loads(text)
            except ValueError:
                yield f"{name} is no JSON"
                continue
            yield from _json(params, name, value)
        elif not _is_text_of(top[name][0], text):
            yield f"{name} is no {top[name][0]}: {text}"


def _json(params: Mapping[str, Any], name: str, value: Any) -> Iterator[str]:
    kind = params[name][0]
    if kind.endswith("[]"):
        if not isinstance(value, list) or not value:
            yield f"{name} is no list"
            return
        for each in value:
            yield from _json({**params, name: [kind[:-2], True]}, name, each)
    elif kind == "Object":
        if not isinstance(value, dict):
            yield f"{name} is no object"
            return
        below = {
            child.rpartition(".")[2]: (child, rule[1])
            for child, rule in params.items()
            if child.rpartition(".")[0] == name
        }
        yield from (f"{name}.{key} is not documented" for key in value.keys() - below.keys())
        for key, (child, must) in below.items():
            if key in value:
                yield from _json(params, child, value[key])
            elif must:
                yield f"{child} is missing"
    elif not isinstance(value, {"Number": int, "String": str, "Boolean": bool}[kind]):
        yield f"{name} is no {kind}: {value!r}"


def _is_text_of(kind: str, text: str) -> bool:
    match kind:
        case "Number":
            return text.isdecimal()
        case "Boolean":
            return text in ("true", "false")
        case _:
            return bool(text)


def _xml(text: str, nodes: set[str]) -> Iterator[str]:
    try:
        root = ET.fromstring(text)  # noqa: S314 - our own request
    except ET.ParseError:
        yield "the payload is no XML"
        return
    skus = root.findall("./Product/Skus/Sku")
    if root.tag != "Request" or not 1 <= len(skus) <= 20:
        yield f"the payload holds {len(skus)} SKUs"
    for sku in skus:
        yield from (
            f"{e.tag} is not documented" for e in sku.iter() if e.tag not in nodes | {"Sku"}
        )
        if sku.find("ItemId") is None or sku.find("SkuId") is None:
            yield "a SKU without its ids"
        for number in (*sku.iter("SellableQuantity"), *sku.iter("Price"), *sku.iter("SalePrice")):
            if not (number.text or "").isdecimal():
                yield f"{number.tag} is no whole number: {number.text}"


# --- Haravan --------------------------------------------------------------------------------------


def _haravan(call: Call) -> Iterator[str]:
    entry = next(filter(None, (_matching(call, name) for name in _reference("haravan"))), None)
    if entry is None:
        yield "no such method and path"
        return
    for name, text in call.params.items():
        kind = entry.get("query", {}).get(name)
        if kind is None:
            yield f"{name} is not documented"
        elif not _is_query_of(kind[0], text):
            yield f"{name} is no {kind[0]}: {text}"
    for name, (_, must) in entry.get("query", {}).items():
        if must and not call.params.get(name):
            yield f"{name} is missing"
    if call.method != "GET":
        yield from _body(entry, json.loads(call.body) if call.body else {})


def _matching(call: Call, name: str) -> Mapping[str, Any] | None:
    """The documented call that this is: ``{order_id}`` stands for its documented type."""
    entry: Mapping[str, Any] = _reference("haravan")[name]
    method, _, path = name.partition(" ")
    pattern = re.escape(path)
    for part, kind in entry["path"].items():
        pattern = pattern.replace(rf"\{{{part}\}}", r"\d+" if kind == "integer" else "[a-z]+")
    return entry if method == call.method and re.fullmatch(pattern, call.path) else None


def _is_query_of(kind: str, text: str) -> bool:
    match kind:
        case "integer":
            return text.isdecimal()
        case "datetime":
            return NAIVE_TIME.fullmatch(text) is not None
        case _:
            return bool(text)


def _body(entry: Mapping[str, Any], body: Any) -> Iterator[str]:
    sent = dict(_leaves(body, ""))
    for name, value in sent.items():
        rule = entry["body"].get(name)
        kind = rule[0] if rule else entry["inner"].get(name)
        if kind is None and not _is_envelope(entry, name):
            yield f"{name} is not documented"
        elif kind is not None and not _is_value_of(kind, value):
            yield f"{name} is no {kind}: {value!r}"
    yield from (
        f"{name} is missing"
        for name, (_, must) in entry["body"].items()
        if must and name not in sent
    )


def _is_envelope(entry: Mapping[str, Any], name: str) -> bool:
    return any(known.startswith((f"{name}.", f"{name}[]")) for known in entry["body"])


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every key of a body by its dotted path; rows of a list are ``name[]``."""
    if isinstance(value, dict):
        for key, child in value.items():
            name = f"{path}.{key}" if path else key
            yield name, child
            yield from _leaves(child, name)
    elif isinstance(value, list):
        for child in value:
            yield from _leaves(child, f"{path}[]")


def _is_value_of(kind: str, value: Any) -> bool:
    kinds: dict[str, Any] = {
        "string": str,
        "integer": int,
        "number": int | float,
        "boolean": bool,
        "array": list,
        "object": dict,
    }
    if value is None:
        return True  # nothing, as the samples write it
    if isinstance(value, bool):
        return "boolean" in kind
    return kind == "any" or any(isinstance(value, kinds[each]) for each in kind.split("|"))
