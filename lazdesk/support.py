"""*Tạo tệp hỗ trợ*: one file tells a helper how this desk is, without a secret or a buyer (G3).

Numbers, switches, versions and the log; never the mirror, never a name that a platform gave.
"""

from __future__ import annotations

import json
import platform
import shutil
import sys
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from lazdesk import __version__, logs, redaction
from lazdesk.models import desk as stored
from lazdesk.models import queries
from lazdesk.models.faults import writing_files
from lazdesk.rules import policy as policies
from lazdesk.shop import Desk

ABOUT = "about.json"


def bundle(desk: Desk, target: Path) -> None:
    """Writes the file; ``target`` is there whole or not at all. Raises DatabaseError."""
    unfinished = target.with_name(f"{target.name}.part")
    with writing_files():
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(ABOUT, json.dumps(about(desk), ensure_ascii=False, indent=2))
            for file in sorted(desk.folder.glob(f"{logs.FILE_NAME}*")):
                # Once more: an earlier version may have known fewer secrets.
                packed.writestr(file.name, redaction.redact(file.read_text("utf-8", "replace")))
        unfinished.replace(target)


def about(desk: Desk) -> dict[str, Any]:
    """What a helper asks first."""
    database = desk.database
    with database.read() as connection:
        shops, haravan = stored.shops(connection), stored.haravan(connection)
        return {
            "lazdesk": __version__,
            "python": sys.version.split()[0],
            "frozen": bool(getattr(sys, "frozen", False)),
            "system": platform.platform(),
            "now": _iso(desk.clock.now()),
            "hosts_are_the_platforms": desk.hosts == type(desk.hosts)(),
            "keyring": desk.vault.warning or "ok",
            "database": {
                "bytes": database.path.stat().st_size,
                "free_bytes": shutil.disk_usage(desk.folder).free,
                "schema": database.schema(),
                "encrypted": database.encrypted,
                "last_backup_at": _iso(database.last_backup()),
            },
            "haravan_connected": bool(haravan and haravan.connected),
            "shops": [
                {
                    "seller_id": row.seller_id,
                    "connected": row.connected,
                    "access_expires_at": _iso(row.access_expires_at),
                    "refresh_expires_at": _iso(row.refresh_expires_at),
                    "last_sync_at": _iso(row.last_sync_at),
                    "counts": queries.counts(connection, row.seller_id),
                    "settings": {
                        key: value
                        for key, value in stored.settings(connection, row.seller_id).items()
                        if key in policies.SETTINGS
                    },
                    "problems": Counter(
                        problem.code for problem in stored.problems(connection, row.seller_id)
                    ),
                }
                for row in shops
            ],
        }


def _iso(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()
