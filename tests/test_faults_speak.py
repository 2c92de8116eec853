"""What is wrong with the mirror or the keyring is said in the merchant's language (G1, G2)."""

from __future__ import annotations

import pytest

from lazdesk import opening, vault
from lazdesk.models import faults
from lazdesk.models.database import DatabaseError
from lazdesk.vault import VaultError
from tests.test_translations import vietnamese

FAULTS = [
    faults.unwritable(),
    faults.damaged(),
    faults.locked(),
    faults.translated(OSError(), OSError("database or disk is full")),
    *(
        VaultError(*both)
        for both in (vault.NO_KEYRING, vault.LOCKED, vault.BROKEN, vault.NOT_LOADED)
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_is_said_in_both_languages(fault: Exception) -> None:
    assert isinstance(fault, DatabaseError | VaultError)
    assert fault.words("vi") == str(fault) == opening.why(fault, "vi")
    assert vietnamese(fault.words("vi"))
    assert opening.why(fault, "en") == fault.words("en")
    assert not vietnamese(fault.words("en"))
    assert fault.words("en").endswith(".")
