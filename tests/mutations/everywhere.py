"""G: language, faults, secrets and buyers, servers, limits, and what was missed."""

from tests.mutations.mutation import Mutation

TEXT = "lazdesk/rules/text.py"
NAMES = "lazdesk/commands/names.py"
CYCLE = "lazdesk/sync/cycle.py"
REDACTION = "lazdesk/redaction.py"
PRIVACY = "lazdesk/rules/privacy.py"
FORGETTING = "lazdesk/forgetting.py"
SETTINGS = "lazdesk/settings.py"
LIMITS = "lazdesk/platforms/limits.py"
ABSENCE = "lazdesk/absence.py"
ORDERS = "lazdesk/sync/pull_orders.py"

MACHINE = "tests/cli/test_bad_machine.py::"
FORGOTTEN = "tests/sync/test_forgetting.py::"
HOSTS = "tests/test_settings.py::"
IMPORT = "tests/sync/test_import.py::"
PACE = "tests/platforms/test_limits.py::"

MUTATIONS = (
    Mutation(
        "G1",
        "đ is a letter of its own when searched",
        TEXT,
        'text.casefold().replace("đ", "d")',
        "text.casefold()",
        ("tests/rules/test_address.py::test_g1_folding_drops_marks_and_maps_d",),
    ),
    Mutation(
        "G1",
        "thousands are parted by commas",
        NAMES,
        '    return f"{dong:,} ₫".replace(",", ".")\n',
        '    return f"{dong:,} ₫"\n',
        ("tests/cli/test_texts.py::test_times_and_money_are_vietnamese",),
    ),
    Mutation(
        "G2",
        "that a side could not be reached or read is not told",
        CYCLE,
        "            self.outcome.stopped.append(error)\n            return False\n",
        "            return False\n",
        (
            MACHINE + "test_without_network_nothing_is_lost",
            MACHINE + "test_garbled_answers_change_nothing",
        ),
    ),
    Mutation(
        "G3",
        "a landline's number stands in the log",
        REDACTION,
        r"(?:[ .-]?[35789]|[ .-]?2\d)(?:[ .-]?\d){8}(?!\d)",
        r"(?:[ .-]?[35789])(?:[ .-]?\d){8}(?!\d)",
        ("tests/test_redaction.py::test_secrets_and_buyers_are_hidden",),
    ),
    Mutation(
        "G3",
        "a buyer's phone that a refusal repeats is shown among the problems",
        "lazdesk/platforms/errors.py",
        '    one_line = redaction.redact(" ".join(text.split()))\n',
        '    one_line = " ".join(text.split())\n',
        (
            "tests/platforms/test_lazada_client.py"
            "::test_a_parcels_refusal_says_nothing_of_its_buyer",
            FORGOTTEN + "test_what_a_platform_says_of_a_buyer_is_not_shown_among_the_problems",
        ),
    ),
    Mutation(
        "G3",
        "the platforms' own words are kept with the buyer in them",
        PRIVACY,
        " for key, value in answer.items() if not _OWNED.match(str(key))\n",
        " for key, value in answer.items()\n",
        (FORGOTTEN + "test_a_forgotten_buyer_is_nowhere_and_does_not_come_back",),
    ),
    Mutation(
        "G3",
        "buyers are kept for a year, whatever the retention",
        FORGETTING,
        "    before = now - timedelta(days=desk.policy(seller_id).retention_days)\n",
        "    before = now - timedelta(days=365)\n",
        (FORGOTTEN + "test_a_buyer_older_than_the_retention_is_forgotten_by_itself",),
    ),
    Mutation(
        "G4",
        "Haravan is always the real one",
        SETTINGS,
        "            haravan_api=_base_url(environ, HARAVAN_API_URL, cls.haravan_api),\n",
        "            haravan_api=cls.haravan_api,\n",
        (HOSTS + "test_every_host_can_be_another",),
    ),
    Mutation(
        "G4",
        "tokens leave this machine over plain http",
        SETTINGS,
        'url.scheme == "http" and url.hostname not in LOOPBACK',
        'url.scheme == "ftp"',
        (
            HOSTS + "test_plain_http_stays_on_this_machine",
            MACHINE + "test_a_host_that_cannot_be_one",
        ),
    ),
    Mutation(
        "G5",
        "background work leaves clicks no room in Haravan's bucket",
        LIMITS,
        "            Lane.BULK: background_ceiling,\n",
        "            Lane.BULK: size - leak,\n",
        (PACE + "test_background_leaves_room_for_clicks",),
    ),
    Mutation(
        "G5",
        "calls go on before Haravan's Retry-After is over",
        LIMITS,
        "        if now < self._closed_until:\n            return self._closed_until - now\n",
        "",
        (PACE + "test_no_call_before_retry_after",),
    ),
    Mutation(
        "G5",
        "Lazada is called as fast as before although it was too fast",
        LIMITS,
        "pace.rate = max(self.FLOOR, pace.rate / 2)",
        "pace.rate = max(self.FLOOR, pace.rate)",
        (PACE + "test_too_fast_halves_the_rate_and_pauses",),
    ),
    Mutation(
        "G6",
        "orders are read from the present on, not from where reading had ended",
        ORDERS,
        "    since = cursor - OVERLAP if cursor else start_of_day(session.import_from)\n",
        "    since = session.now() - OVERLAP if cursor else start_of_day(session.import_from)\n",
        (IMPORT + "test_what_was_bought_while_nothing_ran_is_read_from_where_reading_had_ended",),
    ),
    Mutation(
        "G6",
        "nobody is told what was missed",
        ABSENCE,
        "until - since <= AWAY",
        "until - since <= 100 * AWAY",
        (
            "tests/test_absence.py::test_a_sleep_between_two_cycles_is_told",
            "tests/views/test_workers.py::"
            "test_waking_after_two_hours_starts_a_cycle_and_tells_what_was_missed",
        ),
    ),
)
