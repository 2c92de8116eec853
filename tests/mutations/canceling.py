"""E2, E4: *Hủy đơn hàng*, and the answers to what buyers ask for."""

from tests.mutations.mutation import Mutation

ACTIONS = "lazdesk/sync/actions.py"
CANCEL = "lazdesk/sync/cancel_orders.py"
ANSWER = "lazdesk/sync/answer_cancel.py"
CANCEL_RULES = "lazdesk/rules/cancel.py"

CANCELS = "tests/sync/test_cancel.py::"
LOST = "tests/sync/test_cancel_lost.py::"
ZEROS = "tests/sync/test_cancel_stock.py::test_e2_the_next_push_restores_what_lazada_zeroed"
DIALOGS = "tests/views/test_cancel_dialogs.py::"
ANSWERS = "tests/sync/test_answer_cancel.py::"
RETURNS = "tests/sync/test_answer_return.py::"

MUTATIONS = (
    # --- E2: Hủy đơn hàng -------------------------------------------------------------------------
    Mutation(
        "E2",
        "a reason that Lazada does not offer for the order is sent",
        CANCEL,
        '    if told["reason"] in names:\n        told["reason_name"] = names[told["reason"]]\n',
        '    if names:\n        told["reason_name"] = names.get(told["reason"], "other")\n',
        (CANCELS + "test_a_reason_that_lazada_does_not_offer",),
    ),
    Mutation(
        "E2",
        "what else lies in a packed package is canceled, too",
        CANCEL_RULES,
        "        if others and all(unit.status in buttons.PACKED for unit in inside):\n",
        "        if False:\n",
        (
            "tests/rules/test_cancel.py::test_e2_repacked_first_where_that_saves_the_others",
            CANCELS + "test_e2_a_packed_package_is_dissolved_so_that_the_others_stay",
        ),
    ),
    Mutation(
        "E2",
        "package mates go without a word of the merchant's",
        CANCEL,
        '        elif not set(plan.mates) <= set(clicks.open[order_id].arguments["mates"]):\n',
        "        elif False:\n",
        (CANCELS + "test_e2_mates_that_nothing_saves_go_only_if_the_merchant_said_so",),
    ),
    Mutation(
        "E2",
        "the dialog does not say that Lazada sets the stock to 0",
        "lazdesk/views/orders/cancel_dialog.py",
        "        if reason.zeroes:\n",
        "        if False:\n",
        (DIALOGS + "test_what_a_reason_entails_is_said_and_the_goods_preset",),
    ),
    Mutation(
        "E2",
        "what is out of stock goes back into stock",
        CANCEL_RULES,
        "    return by_itself and not is_out_of_stock(reason_id, name)\n",
        "    return by_itself\n",
        (
            "tests/rules/test_cancel.py::test_e2_what_a_reason_entails",
            CANCELS + "test_what_is_preset_for_the_goods",
        ),
    ),
    Mutation(
        "E2",
        "the merchant's choice for the goods does not bind D10",
        "lazdesk/models/cancels.py",
        '_units(row.arguments), row.arguments["restock"])',
        "_units(row.arguments), True)",
        (
            CANCELS + "test_the_choice_for_the_goods_binds_d10",
            CANCELS + "test_the_choice_survives_a_power_cut_between_the_halves",
        ),
    ),
    Mutation(
        "E2",
        "what a refused cancel said of the goods binds the buyer's own",
        "lazdesk/models/cancels.py",
        "_WITHOUT_EFFECT = (REJECTED, EXPIRED, SUPERSEDED)\n",
        "_WITHOUT_EFFECT = (EXPIRED, SUPERSEDED)\n",
        (CANCELS + "test_one_that_the_buyer_cancels_between_the_look_and_the_call",),
    ),
    Mutation(
        "E2",
        "the stock that Lazada zeroed is not looked at",
        "lazdesk/models/cancels.py",
        'row.state not in _WITHOUT_EFFECT and row.arguments["zeroes"]:',
        'row.state not in _WITHOUT_EFFECT and row.arguments["zeroes"] == 1.5:',
        (ZEROS,),
    ),
    Mutation(
        "E2",
        "sent again without knowing what the first did",
        CANCEL,
        "    if not clicks.would_show(order_id):\n        return False\n",
        "",
        (LOST + "test_never_sent_twice_without_knowing_what_the_first_did",),
    ),
    Mutation(
        "E2",
        "a reverse order alone is no sign that it was taken",
        CANCEL,
        "    return taken.isdisjoint(unit.order_item_id for unit in left)\n",
        "    return taken.isdisjoint(())\n",
        (LOST + "test_a_reverse_order_alone_tells_that_it_was_taken",),
    ),
    Mutation(
        "E2",
        "a cancel goes out an hour after it was clicked",
        CANCEL_RULES,
        "LIFE = timedelta(minutes=10)\n",
        "LIFE = timedelta(hours=10)\n",
        (
            LOST + "test_offline_for_an_hour_nothing_is_canceled_any_more",
            LOST + "test_a_cancel_that_never_happened_is_given_up_after_ten_minutes",
        ),
    ),
    Mutation(
        "E2",
        "a canceled order is packed all the same",
        ACTIONS,
        "        supersedes=frozenset({packing.KIND, ready_to_ship.KIND}),\n",
        "",
        (CANCELS + "test_what_was_to_be_packed_is_not_packed_any_more",),
    ),
    # --- E4: what buyers ask for ------------------------------------------------------------------
    Mutation(
        "E4",
        "a buyer's request is not counted down",
        "lazdesk/views/orders/columns.py",
        "    if row.answer_by is not None:\n        return row.answer_by\n    return row.ship_by",
        "    return row.ship_by",
        (DIALOGS + "test_a_buyers_request_is_counted_down_and_answered",),
    ),
    Mutation(
        "E4",
        "refusing agrees",
        ANSWER,
        'clicks.session.lazada.answer_cancel(request, agree=click.arguments["agree"])',
        "clicks.session.lazada.answer_cancel(request, agree=True)",
        (ANSWERS + "test_refused_the_order_goes_on",),
    ),
    Mutation(
        "E4",
        "an answer is given to whatever waits by then",
        ANSWER,
        "requests = [id_ for id_ in waiting if asked is None or id_ in asked]",
        "requests = list(waiting)",
        (ANSWERS + "test_an_answer_is_bound_to_its_request",),
    ),
    Mutation(
        "E4",
        "an answer that got lost is given again at once",
        ANSWER,
        "return clicks.open[order_id].step != request or clicks.would_show(order_id)\n",
        "return True\n",
        (ANSWERS + "test_a_lost_answer_is_looked_up_before_it_is_given_again",),
    ),
    Mutation(
        "E4",
        "refused, though Lazada had canceled by then, is confirmed",
        ANSWER,
        'if all(gone) if click.arguments["agree"] else not any(gone):',
        "if gone:",
        (ANSWERS + "test_lazada_is_quicker_between_the_look_and_the_call",),
    ),
    Mutation(
        "E4",
        "a refund without goods is refused without the evidence Lazada asks for",
        "lazdesk/rules/returns.py",
        '        return None if agree else "dispute"',
        "        return None",
        (RETURNS + "test_what_is_not_the_sellers_to_answer_here",),
    ),
)
