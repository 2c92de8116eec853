"""C: price and quantity."""

from tests.mutations.mutation import Mutation

STOCK = "lazdesk/rules/stock.py"
WANTED = "lazdesk/sync/wanted.py"
PUSH = "lazdesk/sync/push.py"
SENDING = "lazdesk/sync/sending.py"

RULES = "tests/rules/test_stock.py::"
CELLS = "tests/rules/test_stock_cells.py::"
END_TO_END = "tests/sync/test_stock_end_to_end.py::test_every_cell_arrives_on_lazada_to_the_unit"
PUSHES = "tests/sync/test_push.py::"
BARRIER = "tests/sync/test_push_barrier.py::"
REFUSALS = "tests/sync/test_push_refusals.py::"
PREVIEW = "tests/sync/test_preview.py::"
EVERY_CELL = CELLS + "test_every_cell_of_c2_to_c4"
ORACLE = CELLS + "test_random_worlds_agree_with_the_oracle"

MUTATIONS = (
    Mutation(
        "C1",
        "the first push goes without a preview",
        WANTED,
        "    return None if consented else PREVIEW\n",
        "    return None\n",
        (
            PUSHES + "test_the_first_push_is_previewed_and_waits",
            PREVIEW + "test_nothing_is_sent_while_nobody_agreed",
        ),
    ),
    Mutation(
        "C1",
        "a consent is to whatever is wanted by now",
        WANTED,
        "    if change.agreed is not None and not consented:\n        return CHANGED\n",
        "    if change.agreed is not None and not consented:\n        return None\n",
        (PREVIEW + "test_a_value_that_changed_meanwhile_waits_and_is_said",),
    ),
    Mutation(
        "C1",
        "the switch of quantities is not asked",
        WANTED,
        "count = _Count(session, connection, only) if policy.push_quantity else None",
        "count = _Count(session, connection, only)",
        (PUSHES + "test_a_switch_that_is_off_sends_not_one_call",),
    ),
    Mutation(
        "C2",
        "at 0 there is nothing to order although it may be oversold",
        STOCK,
        "return n if n > 0 else OVERSELL_QUANTITY",
        "return n if n >= 0 else OVERSELL_QUANTITY",
        (RULES + "test_c2_quantity", EVERY_CELL, ORACLE, END_TO_END),
    ),
    Mutation(
        "C2",
        "less than nothing is sent as it is",
        STOCK,
        "            return max(n, 0)\n",
        "            return n\n",
        (RULES + "test_c2_quantity", EVERY_CELL, ORACLE),
    ),
    Mutation(
        "C2",
        "untracked goods have the quantity of others",
        STOCK,
        "        return StockRule.UNTRACKED\n",
        "        return StockRule.DENY\n",
        (RULES + "test_c2_rule_of_a_variant", EVERY_CELL),
    ),
    Mutation(
        "C3",
        "goods on the road count",
        STOCK,
        'if location.type.strip().lower() != "ontheroad" and not location.unavailable',
        "if not location.unavailable",
        (RULES + "test_c3_counted_locations", EVERY_CELL, END_TO_END),
    ),
    Mutation(
        "C3",
        "an unavailable place that the merchant names himself does not count",
        STOCK,
        "        return tuple(dict.fromkeys(chosen))\n",
        "        chosen_places = [place for place in locations if not place.unavailable]\n"
        "        return tuple(place.id for place in chosen_places if place.id in chosen)\n",
        (RULES + "test_c3_counted_locations", EVERY_CELL, END_TO_END),
    ),
    Mutation(
        "C4",
        "u: what no Haravan order holds is forgotten",
        STOCK,
        "    return unit.held_since is None or unit.held_since > read_at\n",
        "    return False\n",
        (RULES + "test_c4_u_counts_sold_units", EVERY_CELL, ORACLE, END_TO_END),
    ),
    Mutation(
        "C4",
        "u: an order that came in after q was read is taken off twice over",
        STOCK,
        "    return unit.held_since is None or unit.held_since > read_at\n",
        "    return unit.held_since is None\n",
        (
            RULES + "test_c4_u_counts_what_no_haravan_order_held_when_q_was_read",
            ORACLE,
            "tests/sync/test_rolling_read.py::"
            "test_a_unit_imported_after_an_old_reading_is_still_taken_off",
        ),
    ),
    Mutation(
        "C4",
        "w: Lazada gives unpaid units back a minute late",
        STOCK,
        "UNPAID_HOLD = timedelta(minutes=30)",
        "UNPAID_HOLD = timedelta(minutes=31)",
        (RULES + "test_c4_w_counts_unpaid_units_younger_than_30_minutes", EVERY_CELL, ORACLE),
    ),
    Mutation(
        "C4",
        "b: the buffer is not taken off",
        STOCK,
        "return self.q - self.u - self.w - self.b",
        "return self.q - self.u - self.w",
        (RULES + "test_c4_n_is_what_is_available_less_everything_spoken_for", END_TO_END),
    ),
    Mutation(
        "C5",
        "a failed poll holds up nothing",
        PUSH,
        'if change.held is None and (orders_fresh or change.kind == "price" or change.wanted == 0)',
        "if change.held is None",
        (
            PUSHES + "test_after_a_failed_poll_only_zeros_go_out",
            BARRIER + "test_when_the_second_poll_fails_only_zeros_go_out",
        ),
    ),
    Mutation(
        "C5",
        "a sale after the poll looks like a number too low",
        PUSH,
        "        orders_fresh = _poll_again(session)\n        moves",
        "        moves",
        (BARRIER + "test_a_sale_after_the_poll_is_not_taken_for_a_number_too_low",),
    ),
    Mutation(
        "C5",
        "a long push knows only the orders from before it",
        PUSH,
        "POLL_LIFE = timedelta(seconds=10)",
        "POLL_LIFE = timedelta(days=10)",
        (BARRIER + "test_a_long_push_hears_of_orders_between_its_batches",),
    ),
    Mutation(
        "C5",
        "a sale right before the write is written over for a cycle",
        PUSH,
        "MAKE_GOOD_ROUNDS = 3",
        "MAKE_GOOD_ROUNDS = 0",
        (BARRIER + "test_a_sale_right_before_the_write_is_made_good_in_the_same_cycle",),
    ),
    Mutation(
        "C6",
        "a price of 0 is sent",
        STOCK,
        "    if selling <= 0:\n",
        "    if selling < 0:\n",
        (RULES + "test_c6_price",),
    ),
    Mutation(
        "C6",
        "half a đồng is rounded down",
        "lazdesk/rules/money.py",
        "rounding=ROUND_HALF_UP))",
        'rounding="ROUND_HALF_DOWN"))',
        (RULES + "test_c6_price",),
    ),
    Mutation(
        "C7",
        "what is not different is sent too",
        WANTED,
        "        if have.wanted == holds:\n",
        "        if have.wanted is holds is None:\n",
        (REFUSALS + "test_only_differences_are_sent_and_read_back",),
    ),
    Mutation(
        "C7",
        "another program that writes here raises no alarm",
        "lazdesk/rules/drift.py",
        "    return sum(now - at < FLIPS_WITHIN for at in times) > FLIPS\n",
        "    return sum(now - at < FLIPS_WITHIN for at in times) > 99\n",
        (
            "tests/rules/test_drift.py::test_more_than_three_flips_in_an_hour",
            "tests/sync/test_drift.py::test_another_writer_raises_the_alarm_and_ends_the_push",
        ),
    ),
    Mutation(
        "C7",
        "whatever moves a quantity passes for sales",
        "lazdesk/rules/drift.py",
        "    return any(-sold <= after - base <= given_back for base in (before, *sent))\n",
        "    return sold >= 0\n",
        (
            "tests/rules/test_drift.py::test_explained",
            "tests/sync/test_drift.py::test_more_than_sales_explain_is_drift",
        ),
    ),
    Mutation(
        "C8",
        "a batch is one too long",
        SENDING,
        "BATCH = 20\n",
        "BATCH = 21\n",
        (REFUSALS + "test_batches_of_twenty_and_zeros_first",),
    ),
    Mutation(
        "C8",
        "who was refused is tried again at once",
        SENDING,
        "REST_STEPS = (timedelta(minutes=10),",
        "REST_STEPS = (timedelta(0),",
        ("tests/sync/test_bad_skus.py::test_seven_bad_ones_hold_up_nobody_and_cost_few_calls",),
    ),
    Mutation(
        "C9",
        "no price jump waits",
        STOCK,
        "    return abs(new - old) * 100 > policy.price_change_percent * old\n",
        "    return new < 0\n",
        (
            RULES + "test_c9_a_price_change_beyond_half_waits",
            REFUSALS + "test_a_price_jump_waits_for_consent",
        ),
    ),
    Mutation(
        "C9",
        "goods sold out by orders count for the guard",
        WANTED,
        "    return why.need.q - why.need.b <= 0\n",
        "    return True\n",
        (REFUSALS + "test_sold_out_by_orders_is_no_case_for_the_guard",),
    ),
    Mutation(
        "C10",
        "Dừng ghi stops from the next cycle on only",
        "lazdesk/platforms/http.py",
        "if operation.effect is not Effect.READ and not self.may_write():",
        "if operation.effect is Effect.READ and not self.may_write():",
        ("tests/sync/test_stop_writes.py::test_the_very_next_call_inside_a_push_is_stopped",),
    ),
    Mutation(
        "C11",
        "the answer to a push is not kept",
        SENDING,
        '                    "answer": answer,\n',
        '                    "answer": "",\n',
        (PUSHES + "test_explain_keeps_the_inputs_of_that_push",),
    ),
    Mutation(
        "C12",
        "with two warehouses none need be picked",
        "lazdesk/rules/warehouse.py",
        "return self.chosen is None and max(len(self.codes), shown) > 1",
        "return False",
        (
            "tests/sync/test_warehouses.py::"
            "test_quantity_stays_off_with_one_problem_until_a_warehouse_is_picked",
        ),
    ),
    Mutation(
        "C13",
        "a merchant's lock keeps nothing",
        "lazdesk/rules/locks.py",
        "        case Source.MERCHANT:\n            return True\n",
        "        case Source.MERCHANT:\n            return False\n",
        (
            "tests/rules/test_locks.py::test_a_merchants_lock_keeps_every_value",
            "tests/sync/test_locks.py::test_a_value_the_merchant_locked_is_not_sent",
        ),
    ),
    Mutation(
        "C13",
        "a campaign's refusal teaches nothing",
        "lazdesk/sync/locking.py",
        "    if not locks.is_campaign(error.operation, error.code, error.message):\n",
        "    if error.operation:\n",
        (
            "tests/sync/test_locks.py::"
            "test_a_frozen_price_is_learned_from_its_refusal_and_not_tried_again",
        ),
    ),
)
