"""Brings translations/en.ts up to the texts in the code, and makes en.qm of it.

python resources/update_translations.py

The code's texts are Vietnamese; en.ts holds the English. New texts come in marked `unfinished`:
write the English there (or in Qt Linguist), remove the mark, and run this again.
"""

from __future__ import annotations

import os
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "resources" / "translations"
SOURCE, COMPILED = TRANSLATIONS / "en.ts", TRANSLATIONS / "en.qm"

TOOLS = Path(PySide6.__file__).parent
SUFFIX = ".exe" if os.name == "nt" else ""


def sources() -> list[Path]:
    """The modules that talk to the merchant in the window."""
    package = ROOT / "lazdesk"
    return sorted([*(package / "views").rglob("*.py"), package / "app.py", package / "workers.py"])


def extract(target: Path) -> None:
    """Merge the code's texts into `target`; texts no longer there go, what is translated stays."""
    _tool(
        "lupdate",
        *("-silent", "-no-obsolete", "-locations", "none", "-disable-heuristic", "similartext"),
        *("-source-language", "vi_VN", "-target-language", "en_US"),
        *sources(),
        *("-ts", target),
    )


def compile_to(target: Path, source: Path = SOURCE) -> None:
    """The finished texts of `source` in the form Qt loads."""
    _tool("lrelease", "-silent", "-nounfinished", source, "-qm", target)


def messages(file: Path = SOURCE) -> dict[tuple[str, str], list[str]]:
    """(context, text) → the English, or that for one and that for several; empty where there is
    none."""
    return {
        (context.findtext("name", ""), message.findtext("source", "")): english(message)
        for context in ET.parse(file).getroot().iter("context")  # noqa: S314 - our own file
        for message in context.iter("message")
    }


def english(message: ET.Element) -> list[str]:
    texts = message.findall("translation//numerusform") or message.findall("translation")
    return [text.text or "" for text in texts]


def unfinished(source: Path) -> list[str]:
    """The texts of `source` that have no English yet."""
    return [
        message.findtext("source", "")
        for message in ET.parse(source).getroot().iter("message")  # noqa: S314 - our own file
        if message.find("translation[@type]") is not None
        or not all(form.strip() for form in english(message))
    ]


def _tool(name: str, *arguments: str | Path) -> None:
    program = TOOLS / f"{name}{SUFFIX}"
    subprocess.run([str(program), *map(str, arguments)], check=True)  # noqa: S603


def told(texts: Iterable[str]) -> str:
    return "\n".join(f"no English yet: {text}" for text in texts)


if __name__ == "__main__":
    extract(SOURCE)
    compile_to(COMPILED)
    if missing := unfinished(SOURCE):
        raise SystemExit(told(missing))
