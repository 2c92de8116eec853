"""Hosts from the environment (G4) and the data folder."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from lazdesk.settings import Hosts, SettingsError, data_dir


def test_without_variables_the_real_platforms_are_meant() -> None:
    assert Hosts.from_environment({}) == Hosts(
        lazada_api="https://api.lazada.vn/rest",
        lazada_auth="https://auth.lazada.com",
        haravan_api="https://apis.haravan.com",
    )


def test_every_host_can_be_another() -> None:
    hosts = Hosts.from_environment(
        {
            "LAZDESK_LAZADA_API_URL": "http://127.0.0.1:8001/rest/",
            "LAZDESK_LAZADA_AUTH_URL": "http://localhost:8002",
            "LAZDESK_HARAVAN_API_URL": " https://haravan.example ",
        }
    )
    assert hosts == Hosts(
        lazada_api="http://127.0.0.1:8001/rest",
        lazada_auth="http://localhost:8002",
        haravan_api="https://haravan.example",
    )


def test_an_empty_variable_is_none() -> None:
    assert Hosts.from_environment({"LAZDESK_HARAVAN_API_URL": "  "}) == Hosts()


def test_the_process_environment_is_read_when_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAZDESK_HARAVAN_API_URL", "http://127.0.0.1:9")
    assert Hosts.from_environment().haravan_api == "http://127.0.0.1:9"


@pytest.mark.parametrize(
    "url",
    [
        "apis.haravan.com",
        "ftp://apis.haravan.com",
        "https://",
        "https:///com",
        "https://host:port",
        "https://host:0",
        "https://host:99999",
        "https://[::1",
    ],
)
def test_what_is_no_url_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(SettingsError, match="Ví dụ đúng: https://apis") as caught:
        Hosts.from_environment({"LAZDESK_HARAVAN_API_URL": url})
    assert str(caught.value).startswith("LAZDESK_HARAVAN_API_URL không phải là địa chỉ hợp lệ")


@pytest.mark.parametrize(
    "url", ["http://apis.haravan.com", "http://192.168.1.10:8000", "http://127.0.0.1.example"]
)
def test_plain_http_stays_on_this_machine(url: str) -> None:
    with pytest.raises(SettingsError, match="Hãy dùng https://"):
        Hosts.from_environment({"LAZDESK_LAZADA_API_URL": url})


@pytest.mark.parametrize(
    "url",
    ["https://me:pa55@api.lazada.vn/rest", "https://api.lazada.vn/rest?access_token=pa55"],
)
def test_a_url_with_a_secret_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(SettingsError, match="không kèm tên đăng nhập") as caught:
        Hosts.from_environment({"LAZDESK_LAZADA_API_URL": url})
    assert "pa55" not in str(caught.value)


def test_the_data_folder_is_made_for_its_user_only(tmp_path: Path) -> None:
    folder = data_dir({"LAZDESK_DATA_DIR": str(tmp_path / "deep" / "data")})
    assert folder == tmp_path / "deep" / "data"
    assert folder.is_dir()
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert data_dir({"LAZDESK_DATA_DIR": str(folder)}) == folder


def test_the_data_folder_may_be_given_from_home_or_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME" if os.name == "posix" else "USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert data_dir({"LAZDESK_DATA_DIR": "~/shop"}) == tmp_path / "shop"
    assert data_dir({"LAZDESK_DATA_DIR": "here"}) == tmp_path / "here"


def test_by_default_it_is_the_platforms_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "AppData" / "Local"))
    folder = data_dir({})
    assert folder.name == "LazDesk"
    if sys.platform == "linux":
        assert folder == tmp_path / "share" / "LazDesk"


def test_a_data_folder_that_cannot_be_made_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(SettingsError, match="đặt biến LAZDESK_DATA_DIR sang thư mục khác"):
        data_dir({"LAZDESK_DATA_DIR": str(tmp_path / "file" / "data")})
