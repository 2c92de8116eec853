"""*Dữ liệu trên máy này*: a copy to keep, a copy restored, a file for a helper; and a window whose
data cannot be opened (G2, G3)."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from lazdesk import app, opening
from lazdesk.models import desk as stored
from lazdesk.models.database import open_database
from lazdesk.models.mirror_file import Key
from lazdesk.vault import NO_KEYRING, MemoryVault, VaultError
from lazdesk.views import answers
from lazdesk.views.cannot_open import AnewDialog, CannotOpen
from lazdesk.views.configuration.keeping_card import RestoreDialog
from lazdesk.views.configuration.passphrase import PassphraseDialog
from tests.views import office
from tests.views.office import Merchant, when_shown

PASSPHRASE = "một câu dài dễ nhớ"


@pytest.fixture
def merchant(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> Iterator[Merchant]:
    with office.merchant(qtbot, monkeypatch, qapp, products=20) as somebody:
        somebody.connect_both()
        yield somebody


def choose(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """What the system's file dialogs answer."""
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (str(file), ""))


def type_passphrase(dialog: PassphraseDialog) -> None:
    for line in (dialog.first, dialog.second):
        line.setText(PASSPHRASE)
    dialog.accept()


def agree(dialog: RestoreDialog) -> None:
    when_shown(PassphraseDialog, type_passphrase)
    dialog.restore_button.click()


def buffer(merchant: Merchant) -> str | None:
    assert merchant.program.office is not None
    with merchant.program.office.desk.database.read() as connection:
        return stored.settings(connection, merchant.window.shop).get("stock.buffer")


def set_buffer(merchant: Merchant, value: str) -> None:
    assert merchant.program.office is not None
    with merchant.program.office.desk.database.write() as connection:
        stored.set_setting(connection, merchant.window.shop, "stock.buffer", value)


def test_a_copy_is_saved_and_put_back(
    merchant: Merchant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "copy.lazdesk"
    choose(monkeypatch, file)
    set_buffer(merchant, "4")
    when_shown(PassphraseDialog, type_passphrase)
    merchant.press(merchant.configuration.keeping.backup)
    assert str(file) in merchant.hears(answers.Done, "backup").message
    assert file.stat().st_size > 0

    set_buffer(merchant, "9")
    before = merchant.program.office
    when_shown(RestoreDialog, agree)
    merchant.press(merchant.configuration.keeping.restore)
    merchant.wait(lambda: merchant.program.office not in (None, before))
    assert buffer(merchant) == "4"
    (said,) = [strip.text for strip in merchant.window.strips.shown if "Đã khôi phục" in strip.text]
    # The keyring of this PC still has the tokens: nothing has to be connected again.
    assert "Hãy kết nối lại" not in said
    merchant.program.bridge.arrived.connect(merchant.told.append)
    merchant.told.clear()
    merchant.hears(answers.SyncEnded)


def test_a_wrong_passphrase_changes_nothing_and_says_so(
    merchant: Merchant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "copy.lazdesk"
    file.write_bytes(b"x" * 9000)
    choose(monkeypatch, file)
    set_buffer(merchant, "9")
    before = merchant.program.office
    when_shown(RestoreDialog, agree)
    merchant.press(merchant.configuration.keeping.restore)
    merchant.wait(lambda: merchant.program.office not in (None, before))
    assert buffer(merchant) == "9"
    assert any("sai mật khẩu" in strip.text for strip in merchant.window.strips.shown)


def test_a_file_for_a_helper(
    merchant: Merchant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "support.zip"
    choose(monkeypatch, file)
    merchant.press(merchant.configuration.keeping.support)
    merchant.hears(answers.Done, "send_support")
    assert "about.json" in zipfile.ZipFile(file).namelist()


def test_how_the_data_is_kept_is_said(merchant: Merchant) -> None:
    card = merchant.configuration.keeping
    merchant.wait(lambda: "Đã mã hóa" in card.told.text())
    database = merchant.window.database
    assert database is not None
    merchant.wait(lambda: database.last_backup() is not None)  # the day's first cycle made it
    card.show_database(database)
    assert "chưa có" not in card.told.text()


@pytest.mark.parametrize(
    ("first", "second", "fine"),
    [("ngắn", "ngắn", False), (PASSPHRASE, "khác hẳn đi", False), (PASSPHRASE, PASSPHRASE, True)],
)
def test_a_passphrase_is_typed_twice(qtbot: QtBot, first: str, second: str, fine: bool) -> None:
    dialog = PassphraseDialog("", "", "Sao lưu", twice=True)
    qtbot.addWidget(dialog)
    dialog.first.setText(first)
    dialog.second.setText(second)
    assert dialog.go.isEnabled() == fine


# --- what cannot be opened ------------------------------------------------------------------------


def test_without_a_keyring_the_window_says_so_and_tries_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    vault, told = MemoryVault(), []
    monkeypatch.setattr(opening, "Vault", lambda: (_ for _ in ()).throw(VaultError(*NO_KEYRING)))
    program = app.Program(qapp, None)

    def unlock(dialog: CannotOpen) -> None:
        told.append(dialog.text())
        monkeypatch.setattr(opening, "Vault", lambda: vault)
        dialog.again.click()

    when_shown(CannotOpen, unlock)
    try:
        program.start()
        qtbot.waitUntil(lambda: program.office is not None, timeout=office.PATIENCE_MS)
    finally:
        held = program.office
        program.close()
        assert held is None or held.end(office.PATIENCE_MS)
        program.window.deleteLater()
        program.deleteLater()
    assert told == [NO_KEYRING[0]]


def test_data_that_stays_closed_ends_the_program_untouched(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication, data: Path
) -> None:
    """The key is gone: the file is left as it is."""
    (data / "lazdesk.db").write_bytes(b"\x01" * 8192)
    monkeypatch.setattr(opening, "Vault", MemoryVault)
    # It would end every loop of events to come, the other tests' too.
    monkeypatch.setattr(qapp, "exit", lambda _status: None)
    program, told = app.Program(qapp, None), []

    def leave(dialog: CannotOpen) -> None:
        told.append(dialog.text())
        when_shown(AnewDialog, AnewDialog.reject)
        dialog.anew.click()  # thought better of
        dialog.leave.click()

    when_shown(CannotOpen, leave)
    program.start()
    qtbot.waitUntil(lambda: program.exit_status == 1, timeout=office.PATIENCE_MS)
    program.close()
    program.window.deleteLater()
    program.deleteLater()
    assert "khóa của tệp không còn" in told[0]
    assert "lazdesk restore" not in told[0]  # that is the terminal's remedy
    assert (data / "lazdesk.db").read_bytes() == b"\x01" * 8192


@pytest.fixture
def program(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, data: Path
) -> Iterator[app.Program]:
    """Its data does not open: the key is gone."""
    (data / "lazdesk.db").write_bytes(b"\x01" * 8192)
    (data / "lazdesk.db-wal").write_bytes(b"\x02" * 512)
    vault = MemoryVault()
    monkeypatch.setattr(opening, "Vault", lambda: vault)
    program = app.Program(qapp, None)
    yield program
    held = program.office
    program.close()
    assert held is None or held.end(office.PATIENCE_MS)
    program.window.deleteLater()
    program.deleteLater()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def test_a_new_beginning_moves_what_does_not_open_aside(
    qtbot: QtBot, program: app.Program, data: Path
) -> None:
    def agree_to_begin(dialog: CannotOpen) -> None:
        when_shown(AnewDialog, lambda asked: asked.anew_button.click())
        dialog.anew.click()

    when_shown(CannotOpen, agree_to_begin)
    program.start()
    qtbot.waitUntil(lambda: program.office is not None, timeout=office.PATIENCE_MS)
    (moved,) = (data / "backups").glob("lazdesk-old-*.db")
    assert moved.read_bytes() == b"\x01" * 8192
    assert moved.with_name(f"{moved.name}-wal").read_bytes() == b"\x02" * 512
    assert any(str(moved) in strip.text for strip in program.window.strips.shown)


def test_a_copy_takes_the_place_of_what_does_not_open(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    program: app.Program,
    data: Path,
    tmp_path: Path,
) -> None:
    """The first try is with a file that is no copy: it says so, and all is as it was."""
    other, good, told = tmp_path / "other.lazdesk", tmp_path / "copy.lazdesk", []
    other.write_bytes(b"x" * 9000)
    with closing(open_database(tmp_path, datetime.now(UTC), Key.new())) as mirror:
        mirror.save_copy(good, Key(PASSPHRASE))

    def take(file: Path) -> Callable[[CannotOpen], None]:
        def restore(dialog: CannotOpen) -> None:
            told.append(dialog.text())
            choose(monkeypatch, file)
            when_shown(RestoreDialog, agree)
            if file == other:
                dialog.finished.connect(lambda _: when_shown(CannotOpen, take(good)))
            dialog.restore.click()

        return restore

    when_shown(CannotOpen, take(other))
    program.start()
    qtbot.waitUntil(lambda: program.office is not None, timeout=office.PATIENCE_MS)
    assert "sai mật khẩu" not in told[0]
    assert "sai mật khẩu" in told[1]
    (aside,) = (data / "backups").glob("lazdesk-replaced-*.db")
    assert aside.read_bytes() == b"\x01" * 8192
