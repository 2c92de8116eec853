"""E: the buttons on an order."""

from tests.mutations.mutation import Mutation

ACTIONS = "lazdesk/sync/actions.py"
CLICKS = "lazdesk/sync/clicks.py"
PACKING = "lazdesk/sync/packing.py"
READY = "lazdesk/sync/ready_to_ship.py"
CANCEL = "lazdesk/sync/cancel_orders.py"
ANSWER = "lazdesk/sync/answer_cancel.py"
LABELS = "lazdesk/sync/label_store.py"
RULES = "lazdesk/rules/buttons.py"
CANCEL_RULES = "lazdesk/rules/cancel.py"

PRESS = "tests/sync/test_actions.py::"
WHY = "tests/rules/test_buttons.py::test_e1_each_order_that_is_not_packed_says_why"
CANCELS = "tests/sync/test_cancel.py::"
LOST = "tests/sync/test_cancel_lost.py::"
ZEROS = "tests/sync/test_cancel_stock.py::test_e2_the_next_push_restores_what_lazada_zeroed"
DIALOGS = "tests/views/test_cancel_dialogs.py::"
KEPT = "tests/sync/test_labels.py::"
PRINTING = "tests/views/test_printing.py::"
PRINTS = "tests/views/test_print_buttons.py::"
ANSWERS = "tests/sync/test_answer_cancel.py::"
RETURNS = "tests/sync/test_answer_return.py::"
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
        "lazdesk/views/order_ship_buttons.py",
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
        "lazdesk/views/cancel_dialog.py",
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
        "    if sent_at is None or clicks.session.now() < sent_at + wait:\n        return False\n",
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
    # --- E3: In đơn hàng --------------------------------------------------------------------------
    Mutation(
        "E3",
        "the pages are not in the order shown",
        "lazdesk/sync/print_orders.py",
        "        for order_id in order_ids\n        if order_id in numbers\n",
        "        for order_id in sorted(order_ids)\n        if order_id in numbers\n",
        (KEPT + "test_the_merged_pdf_has_its_pages_in_the_order_asked_for",),
    ),
    Mutation(
        "E3",
        "the pages of a call are taken for those of its packages, one by one",
        LABELS,
        "        found.setdefault(named[0], []).append(number)\n",
        "        found.setdefault(some[number], []).append(number)\n",
        (KEPT + "test_pages_in_another_order_are_told_apart_by_their_numbers",),
    ),
    Mutation(
        "E3",
        "what is kept is fetched again",
        LABELS,
        "if parcel.package_id not in there[parcel.order_id]]\n",
        "if parcel]\n",
        (KEPT + "test_each_print_is_counted_and_stands_in_the_history",),
    ),
    Mutation(
        "E3",
        "without a PDF there is no label",
        LABELS,
        "        return _fetch_html(session, some[0], refusal)\n",
        "        return {some[0].package_id: refusal}\n",
        (
            KEPT + "test_without_a_pdf_the_label_is_kept_as_html",
            KEPT + "test_a_link_that_leads_to_no_pdf_is_made_up_for_by_html",
        ),
    ),
    Mutation(
        "E3",
        "an order packed anew has its old label, too",
        "lazdesk/sync/print_orders.py",
        "        for id_ in packages\n        if id_ in kept\n",
        "        for id_ in kept\n",
        (KEPT + "test_a_repacked_order_has_its_new_label_alone",),
    ),
    Mutation(
        "E3",
        "a label is made as large as its paper",
        "lazdesk/views/paper_sizes.py",
        "    shown = (size[1], size[0]) if turned else size\n",
        "    shown = (width, height)\n",
        (PRINTING + "test_a_label_is_printed_in_its_own_size_and_in_the_middle",),
    ),
    Mutation(
        "E3",
        "đã in n lần is never more than once",
        "lazdesk/models/labels.py",
        "prints=table.c.prints + 1",
        "prints=1",
        (
            KEPT + "test_each_print_is_counted_and_stands_in_the_history",
            PRINTS + "test_a_print_is_counted_and_shown",
        ),
    ),
    Mutation(
        "E3",
        "looking at a label counts as a print",
        "lazdesk/views/print_dialog.py",
        "        self.view.show_document(self._document, self.preset)\n",
        "        self.view.show_document(self._document, self.preset)\n"
        "        self.printed.emit()\n",
        (PRINTS + "test_the_labels_are_previewed_in_the_order_shown",),
    ),
    Mutation(
        "E3",
        "what is packed to be printed is made ready to ship",
        "lazdesk/print_errands.py",
        "actions.click(session, packing.KIND, order_id)",
        'actions.click(session, "ready_to_ship", order_id)',
        (PRINTS + "test_orders_that_are_not_packed_may_be_packed_first",),
    ),
    Mutation(
        "E3",
        "labels stay after the retention has ended",
        LABELS,
        "    gone = [row.package_id for row in old if _deleted(folder / row.file)]\n",
        "    gone: list[str] = []\n",
        (KEPT + "test_labels_end_with_the_retention",),
    ),
    # --- E4: what buyers ask for ------------------------------------------------------------------
    Mutation(
        "E4",
        "a buyer's request is not counted down",
        "lazdesk/views/orders.py",
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
        "    return clicks.session.now() >= click.sent_at + wait\n",
        "    return clicks.session.now() + wait >= click.sent_at\n",
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
        "lazdesk/views/order_words.py",
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
