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
    assert fault.words("vi") == str(fault)
    for told in (fault.words, lambda language: opening.why(fault, language)):
        assert vietnamese(told("vi"))
        assert not vietnamese(told("en"))
        assert told("en").endswith(".")


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_the_window_names_a_command_only_where_it_has_no_button(fault: Exception) -> None:
    """What only another file helps has buttons; all else is said as in the terminal."""
    assert isinstance(fault, DatabaseError | VaultError)
    if opening.is_lost(fault):
        assert "lazdesk restore" not in opening.why(fault, "vi")
    else:
        assert opening.why(fault, "vi") == fault.words("vi")
