"""What can be wrong with the mirror's file, in words that say what to do (G2)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from lazdesk.models import mirror_file
from lazdesk.models.mirror_file import FILE_NAME


class DatabaseError(Exception):
    """The mirror cannot be used; ``str()`` tells the merchant in Vietnamese what to do (G2)."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(vietnamese)
        self._english = english

    def words(self, language: str) -> str:
        """The same in ``vi`` or ``en``."""
        return self._english if language == "en" else str(self)


class DatabaseTooNewError(DatabaseError):
    """Written by a newer LazDesk than this one."""


class DatabaseDamagedError(DatabaseError):
    """Not a database, or one that fails SQLite's own check."""


class DatabaseUnwritableError(DatabaseError):
    """The folder or the disk takes no writes."""


class DatabaseLockedError(DatabaseError):
    """The file is encrypted, and its key is not there or is another one."""


@contextmanager
def speaking_plainly() -> Iterator[None]:
    """Turns SQLite's faults into DatabaseError with a remedy."""
    try:
        yield
    except sa.exc.DBAPIError as fault:
        raise translated(fault, fault.orig) from fault
    except mirror_file.FAULTS as fault:
        raise translated(fault, fault) from fault


@contextmanager
def writing_files() -> Iterator[None]:
    """The same for the disk's own faults, where nothing but files is touched."""
    with speaking_plainly():
        try:
            yield
        except OSError as fault:
            raise unwritable() from fault


def translated(fault: Exception, said: BaseException | None) -> Exception:
    text = str(said).lower()
    if "disk is full" in text or "database or disk" in text:
        return DatabaseUnwritableError(
            "Ổ đĩa đã đầy nên LazDesk không lưu được dữ liệu. Hãy giải phóng dung lượng rồi "
            "chạy lại; dữ liệu đã lưu vẫn còn nguyên.",
            "The disk is full, so LazDesk cannot store its data. Make room and start again; what "
            "was stored is as it was.",
        )
    if "readonly" in text or "unable to open" in text or "disk i/o" in text:
        return unwritable()
    if "malformed" in text or "not a database" in text:
        return damaged()
    return fault


def unwritable() -> DatabaseUnwritableError:
    return DatabaseUnwritableError(
        "LazDesk không ghi được vào thư mục dữ liệu. Hãy kiểm tra quyền ghi của thư mục này "
        "(hoặc chọn thư mục khác bằng LAZDESK_DATA_DIR) rồi chạy lại.",
        "LazDesk cannot write to the data folder. See whether you may write there (or choose "
        "another folder by LAZDESK_DATA_DIR), then start again.",
    )


def damaged() -> DatabaseDamagedError:
    return DatabaseDamagedError(
        f"Tệp dữ liệu {FILE_NAME} bị hỏng và không có bản sao lưu nào dùng được trong thư mục "
        "backups. Hãy khôi phục từ tệp sao lưu của bạn (lazdesk restore TỆP), hoặc đổi tên tệp này "
        "để LazDesk tải lại từ đầu. Đơn hàng trên Lazada và Haravan không bị ảnh hưởng.",
        f"The data file {FILE_NAME} is damaged, and no copy in the folder backups can be used. "
        "Restore a copy of your own (lazdesk restore FILE), or rename the file so that LazDesk "
        "reads everything anew. The orders on Lazada and Haravan are not touched.",
    )


def locked() -> DatabaseLockedError:
    return DatabaseLockedError(
        f"Tệp dữ liệu {FILE_NAME} đã được mã hóa, nhưng khóa của tệp không còn trong kho mật khẩu "
        "của máy này (hoặc là khóa khác). Tệp vẫn còn nguyên. Hãy mở đúng kho mật khẩu đã dùng; "
        "nếu không còn, khôi phục từ tệp sao lưu của bạn (lazdesk restore TỆP), hoặc đổi tên tệp "
        "để LazDesk tải lại từ đầu. Đơn hàng trên Lazada và Haravan không bị ảnh hưởng.",
        f"The data file {FILE_NAME} is encrypted, and its key is no longer in this machine's "
        "keyring (or it is another key). The file is as it was. Open the keyring it was made with; "
        "if that is gone, restore a copy of your own (lazdesk restore FILE), or rename the file so "
        "that LazDesk reads everything anew. The orders on Lazada and Haravan are not touched.",
    )
