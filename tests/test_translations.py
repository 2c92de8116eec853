"""Every text of the window is translatable, and has its English."""

from __future__ import annotations

import ast
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from resources import update_translations as translations

TRANSLATED_BY = {"tr", "translate", "QT_TR_NOOP", "QT_TRANSLATE_NOOP"}
# Qt's methods and widgets whose text the merchant reads.
SHOWN_BY = re.compile(
    r"^(Q(Label|PushButton|CheckBox|RadioButton|GroupBox|Action|ToolButton|CommandLinkButton)"
    r"|set(Text|Title|WindowTitle|ToolTip|StatusTip|PlaceholderText|Accessible(Name|Description)"
    r"|InformativeText|DetailedText|LabelText|TabText|Suffix|Prefix)"
    r"|add(Action|Button|Item|Menu|Tab|Row))$"
)
# A language is called what its speakers call it.
NUMBERS = (1, 2)  # a form for one, and one for several
NAMES = {"Tiếng Việt", "English", "LazDesk", "Lazada", "Haravan"}


def test_the_translation_file_has_the_texts_of_the_code(tmp_path: Path) -> None:
    fresh = tmp_path / "en.ts"
    shutil.copy(translations.SOURCE, fresh)
    translations.extract(fresh)
    known, now = translations.messages().keys(), translations.messages(fresh).keys()
    assert (now - known, known - now) == (set(), set()), "run resources/update_translations.py"


def test_every_text_is_known_by_its_class_or_module() -> None:
    """`tr` under another name is not understood: its first argument becomes the text."""
    assert [text for context, text in translations.messages() if not context] == []


def test_every_text_has_its_english() -> None:
    assert translations.unfinished(translations.SOURCE) == []


def test_the_english_fills_in_the_same_values() -> None:
    def values(text: str) -> list[str]:
        return sorted(re.findall(r"\{[^}]*\}|%\d|%n", text))

    odd = [
        (text, english)
        for (_, text), forms in translations.messages().items()
        for english in forms
        if values(text) != values(english)
    ]
    assert odd == []


def test_the_english_is_english() -> None:
    odd = [
        english
        for forms in translations.messages().values()
        for english in forms
        if vietnamese(english) and not any(f"“{word}”" in english for word in quoted(english))
    ]
    assert odd == []


def quoted(text: str) -> list[str]:
    """What the Vietnamese platforms call a thing is quoted as it stands there."""
    return re.findall(r"“([^”]+)”", text)


def test_the_compiled_translation_is_the_written_one() -> None:
    compiled = QTranslator()
    assert compiled.load(str(translations.COMPILED))
    stale = [
        text
        for (context, text), english in translations.messages().items()
        if [compiled.translate(context, text, "", n) for n in NUMBERS[: len(english)]] != english
    ]
    assert stale == [], "run resources/update_translations.py"


@pytest.mark.parametrize(
    "file", translations.sources(), ids=lambda file: str(file.relative_to(translations.ROOT))
)
def test_no_text_goes_around_the_translation(file: Path) -> None:
    assert list(untranslatable(ast.parse(file.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('self.tr("Đồng bộ")', []),
        ('labels.translate("labels", "Hủy")', []),
        ('"""Đồng bộ."""', []),
        ('label.setText("Đồng bộ")', ["Đồng bộ"]),
        ('QLabel("Sync", self)', ["Sync"]),
        ('QLabel("–")', []),
        ('QLabel("Lazada: ")', []),
        ('line.setPlaceholderText("http://127.0.0.1/?code=…")', []),
        ('words = {1: "Chờ xử lý"}', ["Chờ xử lý"]),
        ('self.tr(f"{n} đơn")', [" đơn"]),
        ('QLabel(f"{n} orders")', [" orders"]),
        ('label.setText(self.tr("Đơn") + "abc")', ["abc"]),
        ('QLabel(self.tr("{n} đơn").format(n=f"{x:,}"))', []),
        ('label.setText(texts["name"])', []),
        ("""text = f"<b>{labels.translate('labels', 'Hủy')}</b>\"""", ["Hủy"]),
        ("""text = f"<b>{escape(self.tr('Hủy'))}</b>\"""", ["Hủy"]),
    ],
)
def test_what_goes_around_is_found(code: str, found: list[str]) -> None:
    assert list(untranslatable(ast.parse(code))) == found


def untranslatable(tree: ast.AST, shown: bool = False) -> Iterator[str]:
    """The texts below `tree` that Qt cannot translate: Vietnamese ones anywhere, and any words in a
    call that shows them."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, ast.Subscript | ast.Compare):
            yield from untranslatable(node)  # keys, not texts
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if is_text(node.value, shown):
                yield node.value
        elif isinstance(node, ast.Call):
            yield from _of_call(node, shown)
        elif isinstance(node, ast.FormattedValue):
            yield from _unseen(node)
            yield from untranslatable(node, shown)
        else:
            yield from untranslatable(node, shown)


def _unseen(value: ast.FormattedValue) -> Iterator[str]:
    """Who collects the texts does not look into the braces of an f-string."""
    for call in ast.walk(value):
        if isinstance(call, ast.Call) and called(call) in TRANSLATED_BY:
            yield from (
                str(text.value) for text in call.args[-1:] if isinstance(text, ast.Constant)
            )


def _of_call(call: ast.Call, shown: bool) -> Iterator[str]:
    name = called(call)
    if name in TRANSLATED_BY:
        texts = [argument for argument in call.args if not isinstance(argument, ast.Constant)]
        yield from untranslatable(ast.Module([ast.Expr(text) for text in texts], []), True)
        return
    # What a shown call's other calls are given is theirs: only tr's result is shown.
    inside = name is not None and SHOWN_BY.match(name) is not None
    yield from untranslatable(call, inside)


def is_text(value: str, shown: bool) -> bool:
    """Whether it needs another wording in another language."""
    if value.strip(" :·") in NAMES or "://" in value:
        return False
    return vietnamese(value) or (shown and re.search(r"[^\W\d_]{2}", value) is not None)


def called(call: ast.Call) -> str | None:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return None


def vietnamese(text: str) -> bool:
    """Whether a letter of the text carries a mark, or is a đ."""
    return (
        re.search(r"[a-z][\u0300-\u0323]|đ", unicodedata.normalize("NFD", text.lower())) is not None
    )
