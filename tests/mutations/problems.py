"""F: problems."""

from tests.mutations.mutation import Mutation

PROBLEMS = "lazdesk/rules/problems.py"
DESK = "lazdesk/models/desk.py"

RULES = "tests/rules/test_problems.py::"
TAB = "tests/views/test_problems.py::"
CONNECTIONS = "tests/sync/test_connection_problems.py::"
KINDS = "tests/sync/test_kinds_of_orders.py::"

MUTATIONS = (
    Mutation(
        "F",
        "a missing barcode is said in other words than the seed's",
        PROBLEMS,
        '"MISSING_BARCODE": "{variant} không có barcode",',
        '"MISSING_BARCODE": "{variant} thiếu barcode",',
        (
            RULES + "test_f_the_three_rows_of_the_help_page_word_for_word",
            "tests/sync/test_links.py::"
            "test_b3_each_variant_links_for_itself_b5_a_missing_barcode_is_a_problem",
        ),
    ),
    Mutation(
        "F",
        "Lazada's words are not looked at, its number alone",
        PROBLEMS,
        "        if part.casefold() in said or part == code:\n",
        "        if part == code:\n",
        (RULES + "test_f_lazada_codes",),
    ),
    Mutation(
        "F",
        "a code means the same in every call",
        PROBLEMS,
        "    return lazada_codes.BY_OPERATION.get((operation, bare), by_code)\n",
        "    return by_code\n",
        (RULES + "test_f_pack_codes",),
    ),
    Mutation(
        "F",
        "a read that Haravan refuses is explained like a write",
        PROBLEMS,
        "    if first_word not in _WRITES and code in haravan.READS:\n",
        "    if False:\n",
        (RULES + "test_f_haravan_codes",),
    ),
    Mutation(
        "F",
        "a problem does not go when its cause has gone",
        DESK,
        "chosen & table.c.code.in_(codes) if codes else chosen, now)",
        "chosen & table.c.code.in_(codes), now)",
        (
            KINDS + "test_d12_what_haravan_refused_is_in_the_history_with_its_words",
            "tests/models/test_writing.py::test_problems_are_counted_replaced_and_cleared",
        ),
    ),
    Mutation(
        "F",
        "what is over is forgotten rather than kept apart",
        "lazdesk/models/solved.py",
        "    moved = connection.execute(\n",
        "    connection.execute(sa.delete(p).where(over))\n    moved = connection.execute(\n",
        (CONNECTIONS + "test_a_clock_that_is_off",),
    ),
    Mutation(
        "F",
        "what ended a step of the cycle is told once and not listed",
        "lazdesk/sync/connection_problems.py",
        "                yield _of_call(error, name)\n",
        "                yield from ()\n",
        (CONNECTIONS + "test_no_network",),
    ),
    Mutation(
        "F",
        "how often it happened is not counted",
        DESK,
        "            count=table.c.count + 1,\n",
        "            count=table.c.count,\n",
        (
            "tests/models/test_writing.py::test_problems_are_counted_replaced_and_cleared",
            TAB + "test_the_seeds_problems_word_for_word",
        ),
    ),
    Mutation(
        "F",
        "what cannot succeed is offered to be tried again",
        "lazdesk/rules/explanations/kinds.py",
        "    retryable: bool = False\n",
        "    retryable: bool = True\n",
        (
            RULES + "test_f_only_what_can_succeed_is_retried",
            TAB + "test_only_what_can_succeed_is_retried",
        ),
    ),
    Mutation(
        "F",
        "a refused follow-up is sent again in every cycle",
        "lazdesk/sync/follow_orders.py",
        "            _is_followed(order, connection)\n            said, now",
        "            said, now",
        (KINDS + "test_f_what_haravan_refused_is_not_sent_again_until_something_changes",),
    ),
)
