"""E1, E5, E6: *Sẵn sàng giao hàng*, and what holds for every button."""

from tests.mutations.mutation import Mutation

ACTIONS = "lazdesk/sync/actions.py"
CLICKS = "lazdesk/sync/clicks.py"
PACKING = "lazdesk/sync/packing.py"
READY = "lazdesk/sync/ready_to_ship.py"
CANCEL = "lazdesk/sync/cancel_orders.py"
RULES = "lazdesk/rules/buttons.py"

PRESS = "tests/sync/test_actions.py::"
WHY = "tests/rules/test_buttons.py::test_e1_each_order_that_is_not_packed_says_why"
CANCELS = "tests/sync/test_cancel.py::"
LOST = "tests/sync/test_cancel_lost.py::"
OFFLINE = "tests/sync/test_offline_clicks.py::"

MUTATIONS = (
    # --- E1: Sẵn sàng giao hàng -------------------------------------------------------------------
    Mutation(
        "E1",
        "calls are half full",
        CLICKS,
        "BATCH = 20\n",
        "BATCH = 10\n",
        (PRESS + "test_many_orders_go_in_few_calls",),
    ),
    Mutation(
        "E1",
        "Lazada's own pieces are packed, too",
        PACKING,
        "    return buttons.is_own(unit) and unit.status in buttons.PACKABLE\n",
        "    return unit.status in buttons.PACKABLE\n",
        (PRESS + "test_a_mixed_order_packs_the_shops_own_units_only",),
    ),
    Mutation(
        "E1",
        "what the seller delivers himself gets a parcel of Lazada's",
        RULES,
        "    return not (unit.is_fbl or unit.is_digital or unit.is_dbs)\n",
        "    return not (unit.is_fbl or unit.is_digital)\n",
        (WHY, PRESS + "test_what_lazada_or_the_seller_ships_otherwise"),
    ),
    Mutation(
        "E1",
        "an order whose buyer asks to cancel is packed",
        RULES,
        '    if any(unit.cancel_pending for unit in own):\n        return "cancel_request"\n'
        "    words = ",
        "    words = ",
        (WHY, PRESS + "test_unpaid_canceled_and_cancel_requests"),
    ),
    Mutation(
        "E1",
        "what stays out is told only once the others were sent",
        "lazdesk/views/orders/ship_buttons.py",
        "        if not left:\n            return wish\n",
        "        if wish:\n            return wish\n",
        ("tests/views/test_left_out.py::test_what_stays_is_said_before_anything_is_sent",),
    ),
    Mutation(
        "E1",
        "one order at fault takes nineteen others with it",
        PACKING,
        "        if len(wanted) == 1:\n"
        "            settle(clicks, {ids[0]: words(refusal)}, is_packed)\n",
        "        if wanted:\n"
        "            settle(clicks, dict.fromkeys(ids, words(refusal)), is_packed)\n",
        (PRESS + "test_a_refusal_of_the_whole_call_falls_on_the_order_at_fault",),
    ),
    Mutation(
        "E1",
        "a refusal is the end, even if the work was done",
        PACKING,
        "    for order_id in missing(clicks, units, is_done):\n"
        "        reason = buttons.why_not_ready(units[order_id])\n",
        "    for order_id in refused:\n        reason = buttons.why_not_ready(units[order_id])\n",
        (PRESS + "test_a_lost_answer_to_ready_to_ship_is_no_refusal",),
    ),
    Mutation(
        "E1",
        "without a label nothing is made ready",
        READY,
        "    failed = label_store.fetch(session, parcels)\n",
        "    if failed := label_store.fetch(session, parcels):\n"
        "        raise next(iter(failed.values()))\n",
        (
            PRESS + "test_a_label_that_fails_does_not_stop",
            PRESS + "test_a_label_that_cannot_be_kept_does_not_stop",
        ),
    ),
    Mutation(
        "E1",
        "of an order's parcels only the first is made ready",
        READY,
        "            found[order_id] = packages\n",
        "            found[order_id] = packages[:1]\n",
        ("tests/sync/test_nine_in_the_morning.py::test_a_hundred_and_fifty_orders",),
    ),
    # --- E5: once, and told as it is --------------------------------------------------------------
    Mutation(
        "E5",
        "a double click is two",
        ACTIONS,
        '"effect_key": ":".join(filter(None, (kind, session.shop, order_id, target))),\n',
        '"effect_key": session.new_id(),\n',
        (PRESS + "test_a_double_click_is_one", CANCELS + "test_a_double_click_is_one"),
    ),
    Mutation(
        "E5",
        "what was sent is sent again at once",
        CLICKS,
        "            or self.session.now() >= click.sent_at + SHOWN_WITHIN\n        )\n",
        "            or self.session.now() >= click.sent_at\n        )\n",
        (PRESS + "test_a_pack_that_never_happened_is_unknown_first_and_then_made",),
    ),
    Mutation(
        "E5",
        "a call is marked only once it has been made",
        CLICKS,
        "attempts=attempts, answer=None)\n        try:\n            yield\n",
        "attempts=attempts, answer=None) if False else None\n        try:\n            yield\n"
        "            self._change(order_ids, state=SENT, step=step, sent_at=now, attempts=1)\n",
        (LOST + "test_a_power_cut_during_the_call",),
    ),
    Mutation(
        "E5",
        "confirmed before Lazada shows it",
        READY,
        "    missing = packing.missing(clicks, units, is_ready)\n",
        "    missing: list[str] = []\n",
        ("tests/sync/test_action_failures.py::test_every_step_and_every_failure",),
    ),
    Mutation(
        "E5",
        "confirmed before Haravan shows it",
        READY,
        "        except (NotExecuted, Unavailable):\n            holds = False\n",
        "        except (NotExecuted, Unavailable):\n            holds = True\n",
        (PRESS + "test_haravans_half_is_repeated_until_it_holds",),
    ),
    Mutation(
        "E5",
        "what does not show for a minute still reads as on its way",
        ACTIONS,
        "            _give_up(session, ids)\n            return\n",
        "            return\n",
        (LOST + "test_a_cancel_that_shows_later_is_waited_for",),
    ),
    Mutation(
        "E5",
        "unknown reads as confirmed",
        "lazdesk/views/orders/words.py",
        '"Chưa rõ – đang kiểm tra"),\n        "expired"',
        '"Đã xác nhận"),\n        "expired"',
        ("tests/views/test_orders.py::test_how_a_click_stands_is_said",),
    ),
    Mutation(
        "E5",
        "a click that is too late is sent",
        ACTIONS,
        "if c.expires_at is not None and c.expires_at <= now]",
        "if c.expires_at is not None and c.expires_at > now]",
        (OFFLINE + "test_a_click_that_is_too_late_is_not_sent_and_says_so",),
    ),
    Mutation(
        "E5",
        "what cannot be reached does not hold up the clicks that follow",
        ACTIONS,
        '        return fault.platform != "lazada"\n',
        '        return fault.platform != ""\n',
        (OFFLINE + "test_one_that_cannot_be_sent_holds_up_those_behind_it",),
    ),
    Mutation(
        "E5",
        "two threads carry out the same click",
        "lazdesk/sync/session.py",
        "            self._held.update(click.id for click in picked)\n        try:\n",
        "            self._held.update(())\n        try:\n",
        (PRESS + "test_two_threads_press_once",),
    ),
    Mutation(
        "E5",
        "a click waits behind what the cycle reads",
        ACTIONS,
        "    fast = session.in_lane(Lane.CLICK)\n",
        "    fast = session.in_lane(Lane.BULK)\n",
        (PRESS + "test_i28_every_call_of_a_click_goes_in_the_first_lane",),
    ),
    Mutation(
        "E5",
        "a mirror that comes from a copy goes on with the clicks of then",
        "lazdesk/mirror.py",
        "    opened.settle(restored.settle)\n",
        "",
        (
            "tests/sync/test_restored.py::"
            "test_a_death_right_after_a_repair_leaves_no_click_of_then_to_be_pressed",
        ),
    ),
    # --- E6: both modes ---------------------------------------------------------------------------
    Mutation(
        "E6",
        "handled at Haravan, the button cancels on Lazada alone",
        CANCEL,
        "        bookings.take_out(order, unit_ids)\n",
        "        pass\n",
        (CANCELS + "test_e6_one_click_cancels_both_sides_and_restocks_once",),
    ),
)
