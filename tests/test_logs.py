"""The log: no secrets in it (G3), and never in the way (G2)."""

from __future__ import annotations

import logging
import logging.handlers
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from lazdesk import logs

log = logging.getLogger("lazdesk.test")


@pytest.fixture(autouse=True)
def root_level() -> Iterator[None]:
    """The root logger's level is put back."""
    root = logging.getLogger()
    level = root.level
    yield
    root.setLevel(level)


def written(folder: Path) -> str:
    return (folder / "lazdesk.log").read_text(encoding="utf-8")


def test_records_go_to_the_file_with_utc_time(tmp_path: Path) -> None:
    logs.start(tmp_path)
    log.info("đã nhập đơn %s", "280371648512345")
    line = written(tmp_path)
    assert line.endswith("INFO MainThread lazdesk.test: đã nhập đơn 280371648512345\n")
    assert line[10] == "T"
    assert line[23] == "Z"


def test_a_traceback_is_redacted_too(tmp_path: Path) -> None:
    logs.start(tmp_path)
    try:
        raise ValueError("GET /orders/get?access_token=50000abc failed for 0912345678")
    except ValueError:
        log.exception("cycle failed, sign=%s", "ABCDEF")
    text = written(tmp_path)
    assert "ValueError: GET /orders/get?access_token=*** failed for ***" in text
    for secret in ("50000abc", "0912345678", "ABCDEF"):
        assert secret not in text


def test_the_http_library_is_not_heard(tmp_path: Path) -> None:
    logs.start(tmp_path)
    logging.getLogger("httpx").info("HTTP Request: GET https://api.lazada.vn/rest")
    logging.getLogger("httpcore.connection").error("connect")
    log.info("heard")
    assert written(tmp_path).count("\n") == 1


def test_verbose_shows_the_same_on_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.start(tmp_path, verbose=True)
    log.info("Bearer abc")
    assert capsys.readouterr().err == written(tmp_path)


def test_quiet_shows_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logs.start(tmp_path)
    log.warning("only in the file")
    assert capsys.readouterr() == ("", "")


def test_starting_again_moves_the_log(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        logs.start(tmp_path / name)
        log.info("in %s", name)
    assert written(tmp_path / "first").count("\n") == 1
    assert written(tmp_path / "second").count("\n") == 1


def test_the_file_rotates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MAX_BYTES", 500)
    logs.start(tmp_path)
    for number in range(40):
        log.info("record %s", number)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lazdesk.log", "lazdesk.log.1"]
    assert all(path.stat().st_size <= 500 for path in tmp_path.iterdir())
    assert "record 39\n" in written(tmp_path)


def test_a_file_that_cannot_be_renamed_grows_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows while another process has the log open."""

    def refuse(source: str, target: str) -> None:
        raise PermissionError(13, "in use", source)

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(logs, "MAX_BYTES", 500)
    logs.start(tmp_path)
    for number in range(40):
        log.info("record %s", number)
    assert written(tmp_path).count("\n") == 40


def test_a_disk_that_refuses_is_mentioned_once_and_harms_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.start(tmp_path / "missing")
    for _ in range(3):
        log.info("lost")
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "không ghi được nhật ký" in said


def test_a_full_disk_harms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.start(tmp_path)
    log.info("fits")

    def full(handler: logging.Handler) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(logging.handlers.RotatingFileHandler, "flush", full)
    log.info("does not")
    monkeypatch.undo()
    assert "không ghi được nhật ký" in capsys.readouterr().err
