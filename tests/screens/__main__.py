"""Pictures of every tab and dialog, in both languages, themes, scales and all states.

python -m tests.screens FOLDER [WORD…]

FOLDER gets the pictures and an index.html. What is found wrong on them is told; then the exit
status is 1. A word keeps to a language, theme, scale or state (vi, dark, 1x, full), or else to the
scenes whose names begin with it (orders-print). The mirrors stay in FOLDER/mirrors for the next
run.
"""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.screens import shelves
from tests.screens.part import Part

SCALES = {"1x": "1", "2x": "2"}
LAPTOP = (1366, 728)
ROOT = Path(__file__).resolve().parents[2]

PAGE = """<!doctype html>
<html lang="vi"><meta charset="utf-8"><title>LazDesk</title>
<style>
body {{ font: 14px sans-serif; margin: 24px; background: #f4f5f8 }}
figure {{ display: inline-block; width: 440px; margin: 0 16px 24px 0; vertical-align: top }}
img {{ width: 100%; border: 1px solid #bbb }}
.wrong {{ color: #b3261e }}
</style>
<h1>LazDesk</h1><p>{summary}</p>
{figures}
</html>
"""
FIGURE = """<figure><a href="{file}"><img src="{file}" alt="" loading="lazy"></a>
<figcaption>{scene} · {state} · {language} · {theme} · {scale}{wrong}</figcaption></figure>
"""


def main(folder: Path, part: Part) -> int:
    mirrors = folder / "mirrors"
    mirrors.mkdir(parents=True, exist_ok=True)
    shelves.stock(mirrors, part.of("state"))
    pictures = [
        picture
        for scale in part.of("scale")
        for picture in photographed(folder, mirrors, scale, part)
    ]
    (folder / "index.html").write_text(page(pictures), encoding="utf-8")
    report(pictures)
    return 1 if any(picture["faults"] for picture in pictures) else 0


def photographed(folder: Path, mirrors: Path, scale: str, part: Part) -> list[dict[str, Any]]:
    """The scale is the process's, so each has a process of its own."""
    screen = mirrors / f"screen-{scale}.json"
    screen.write_text(json.dumps({"screens": [one_screen(int(SCALES[scale]))]}))
    command = [sys.executable, "-m", "tests.screens.gallery", str(folder), str(mirrors), scale]
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
        "QT_SCALE_FACTOR": SCALES[scale],
        "LAZDESK_DATA_DIR": str(mirrors / f"own-{scale}"),
    }
    done = subprocess.run(
        [*command, *part.words], env=env, cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def one_screen(scale: int) -> dict[str, Any]:
    """A laptop's, less its task bar, as the offscreen platform is told of it."""
    width, height = LAPTOP
    return {
        "name": "laptop",
        **{"x": 0, "y": 0, "width": width * scale, "height": height * scale},
        **{"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1},
    }


def page(pictures: Sequence[dict[str, Any]]) -> str:
    figures = "".join(
        FIGURE.format(
            **{key: html.escape(str(value)) for key, value in picture.items() if key != "faults"},
            wrong="".join(
                f'<br><span class="wrong">{html.escape(fault)}</span>'
                for fault in picture["faults"]
            ),
        )
        for picture in pictures
    )
    return PAGE.format(summary=summary(pictures), figures=figures)


def summary(pictures: Sequence[dict[str, Any]]) -> str:
    wrong = sum(bool(picture["faults"]) for picture in pictures)
    return f"{len(pictures)} pictures, {wrong} with something wrong"


def report(pictures: Sequence[dict[str, Any]]) -> None:
    """Each fault once, with the number of pictures it is on and the first of them."""
    counted = Counter(fault for picture in pictures for fault in picture["faults"])
    for fault, count in counted.most_common():
        first = next(picture["file"] for picture in pictures if fault in picture["faults"])
        print(f"{count}× {fault}  ({first})")  # noqa: T201
    print(summary(pictures))  # noqa: T201


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), Part(tuple(sys.argv[2:]))))
