"""Tolerant readers (lazada.md §1.6, haravan.md §3.1)."""

from datetime import UTC, datetime, timedelta

import pytest

from lazdesk.platforms import reading
from lazdesk.platforms.errors import scrub


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("null", ""),
        ("", ""),
        ("Áo thun", "Áo thun"),
        (711433089764242, "711433089764242"),
        (12.0, "12"),
        (0.6, "0.6"),
        (True, "true"),
        ([], ""),
    ],
)
def test_text(value: object, text: str) -> None:
    assert reading.text(value) == text


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (349.0, 349),
        ("106.00", 106),
        ("0.50", 1),
        (1.5, 2),
        (123121, 123121),
        (-225000.0, -225000),
        ("", None),
        ("null", None),
        (None, None),
        ("NaN", None),
        ("abc", None),
        ({}, None),
    ],
)
def test_amounts_are_whole_half_up(value: object, amount: int | None) -> None:
    assert reading.whole_or_none(value) == amount


@pytest.mark.parametrize(
    ("value", "truth"),
    [
        *((yes, True) for yes in (True, "true", "True", 1, "1", 1.0)),
        *((no, False) for no in (False, "false", 0, "0", None, "", "null")),
    ],
)
def test_flags(value: object, truth: bool) -> None:
    assert reading.flag(value) is truth


NOON = datetime(2018, 10, 31, 2, 38, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "when"),
    [
        ("2018-10-31 09:38:42 +0700", NOON),
        ("2018-10-31T09:38:42+07:00", NOON),
        ("2018-10-31T10:38:42+08:00", NOON),
        ("2018-10-31T02:38:42Z", NOON),
        ("2018-10-31T02:38:42.1Z", NOON.replace(microsecond=100_000)),
        ("2018-10-31T02:38:42.0230186Z", NOON.replace(microsecond=23_018)),
        ("2018-10-31T02:38:42", NOON),
        ("1540953522000", NOON),
        (1540953522000, NOON),
        (1540953522, NOON),
        (0, None),
        ("", None),
        ("null", None),
        ("yesterday", None),
        ("99999999999999999999", None),
    ],
)
def test_moments_are_utc(value: object, when: datetime | None) -> None:
    assert reading.moment(value) == when


def test_a_time_without_zone_is_the_shops() -> None:
    assert reading.moment("2021-11-11 07:00", reading.VIETNAM) == datetime(2021, 11, 11, tzinfo=UTC)
    assert reading.VIETNAM.utcoffset(None) == timedelta(hours=7)


def test_lists_also_come_as_json_text() -> None:
    assert reading.rows('[{"a": 1}, 2]') == [{"a": 1}]
    assert reading.rows("[broken") == []
    assert reading.rows(None) == []
    assert reading.words('["pending", "", null]') == ("pending",)
    assert reading.words("Lazada, VIP") == ("Lazada", "VIP")
    assert reading.words(None) == ()


@pytest.mark.parametrize("body", [b"", b"[]", b'{"a":', b"<html>", b"\xff\xfe", b"null"])
def test_only_a_json_object_is_an_answer(body: bytes) -> None:
    with pytest.raises(reading.Garbled):
        reading.document(body)


def test_scrubbed_text_keeps_words_and_ids_but_no_secrets() -> None:
    said = "E016: 711433089764242 Invalid Order ID, request 2101430e16796518321617734"
    assert scrub(said) == said
    token = "50000601c30atpedfgu3LVvik87Ixlsvle3mSoB7701ceb156fPunYZ43GBg"
    assert scrub(f"token {token} is bad") == "token *** is bad"
    assert len(scrub("x " * 1_000)) == 400


@pytest.mark.parametrize(
    "name", ["THD_IC_ERR_F_IC_ABILITY_PG_003", "BIZ_CHECK_SPECIAL_PRICE_FROM_DATE_AFTER_2"]
)
def test_lazadas_names_of_errors_are_no_secrets(name: str) -> None:
    """A lock is learned from such a name (C13): it must not be taken for a token."""
    assert scrub(f"501: {name}") == f"501: {name}"
    assert scrub(f"token {name.lower()}") == "token ***"
    assert scrub(f"token 500006{name}") == "token ***"
