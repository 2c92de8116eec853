"""E4 – what the seller may answer to a return, and what shows that he did."""

import pytest

from lazdesk.rules import buttons, returns


@pytest.mark.parametrize(
    ("request_type", "to_merchant", "agree", "reason"),
    [
        ("RETURN", True, True, None),
        ("RETURN", True, False, None),
        ("RETURN", False, True, "lazada_decides"),
        ("RETURN", False, False, "lazada_decides"),
        ("ONLY_REFUND", False, True, None),
        ("ONLY_ REFUND", True, False, "dispute"),
    ],
)
def test_e4_which_answers_are_the_sellers(
    request_type: str, to_merchant: bool, agree: bool, reason: str | None
) -> None:
    assert returns.why_not(request_type, to_merchant=to_merchant, agree=agree) == reason
    assert reason is None or buttons.REASONS[reason].vi


@pytest.mark.parametrize(
    ("status", "waiting", "agreed", "refused"),
    [
        ("REQUEST_INITIATE", True, False, False),
        ("request_initiate", True, False, False),
        ("SELLER_AGREE_RETURN", False, True, False),
        ("REFUND_SUCCESS", False, True, False),
        ("SELLER_REJECT_RETURN", False, False, True),
        ("REQUEST_CANCEL", False, False, False),
        ("BEAMED_BACK", False, False, False),
    ],
)
def test_e4_what_shows_the_answer(status: str, waiting: bool, agreed: bool, refused: bool) -> None:
    assert returns.is_waiting(status) is waiting
    assert returns.was_answered(status, agree=True) is agreed
    assert returns.was_answered(status, agree=False) is refused
