"""D8–D12: what becomes of an order: its status, money, cancels, returns, and what is told of it."""

from tests.mutations.mutation import Mutation

STATUS = "lazdesk/rules/status.py"
BOOKS = "lazdesk/rules/books.py"
FOLLOW = "lazdesk/sync/follow_orders.py"
EFFECTS = "lazdesk/sync/effects.py"
BOOKINGS = "lazdesk/sync/bookings.py"
SIDES = "lazdesk/sync/sides.py"
RETURN_GOODS = "lazdesk/sync/return_goods.py"
VOUCHERS = "lazdesk/sync/vouchers.py"
RETURNS = "lazdesk/sync/pull_returns.py"
IMPORT = "lazdesk/sync/import_orders.py"

STATUSES = "tests/rules/test_status.py::"
PLANS = "tests/rules/test_books.py::"
LIVES = "tests/sync/test_lives.py::test_random_lives_agree_with_the_book"
FOLLOWS = "tests/sync/test_follow.py::"
LOST = "tests/sync/test_lost_answers.py::test_not_again_before_d_and_l_and_then_once"
MONIES = "tests/sync/test_money.py::"
BACK = "tests/sync/test_return_goods.py::"
LEDGER = "tests/sync/test_lost_ledger.py::"
AFTER = "tests/sync/test_after_the_courier.py::"
KINDS = "tests/sync/test_kinds_of_orders.py::"
TWO_BOOKS = "tests/sync/test_two_books.py::"
D9_MONTH = (
    "tests/sync/test_month.py::"
    "test_d9_handled_at_haravan_a_month_leaves_nothing_but_new_orders_and_the_buttons"
)

MUTATIONS = (
    Mutation(
        "D8",
        "the most advanced unit gives the order's word",
        STATUS,
        "return Rollup(min(moving), tuple(badges))",
        "return Rollup(max(moving), tuple(badges))",
        (
            STATUSES + "test_d8_rollup",
            FOLLOWS + "test_each_package_has_its_fulfilment_and_the_least_advanced_counts",
        ),
    ),
    Mutation(
        "D8",
        "an order moves backwards",
        STATUS,
        "return after < before and (before, after) != (Word.FAILED, Word.DELIVERED)",
        "return False",
        (FOLLOWS + "test_a_status_never_moves_backwards",),
    ),
    Mutation(
        "D8",
        "a second attempt is not seen to arrive",
        STATUS,
        '    if (before, after) == ("cancel", "delivered"):\n        return True\n',
        "",
        (
            STATUSES + "test_d8_never_backwards_but_delivered_may_follow_cancel",
            FOLLOWS + "test_delivered_may_follow_failed",
        ),
    ),
    Mutation(
        "D8",
        "a status that no table has is passed over",
        STATUS,
        "    if unknown or not words:\n",
        "    if not words:\n",
        (STATUSES + "test_d8_a_status_not_in_the_table_is_never_mapped_by_guess",),
    ),
    Mutation(
        "D8",
        "what the merchant shipped in Haravan is shipped again",
        FOLLOW,
        "            count = min(left[line.id], len(set(line.item_ids) & set(package.item_ids)))\n",
        "            count = len(set(line.item_ids) & set(package.item_ids))\n",
        (AFTER + "test_goods_the_merchant_shipped_in_haravan_are_not_shipped_again",),
    ),
    Mutation(
        "D8",
        "goods that are back already get a parcel",
        FOLLOW,
        "        if unit.order_item_id in back:\n            continue\n",
        "",
        (KINDS + "test_d8_goods_that_are_back_before_their_parcel_was_made_get_none",),
    ),
    Mutation(
        "D10",
        "what Lazada canceled while there was no database stays in Haravan",
        IMPORT,
        "    taken = booked.imported_before(session)\n",
        "    taken = booked.imported_before(session)[:0]\n",
        (LEDGER + "test_what_lazada_canceled_while_the_database_was_lost_is_canceled_in_haravan",),
    ),
    Mutation(
        "D8",
        "a fulfilment that starts as delivered is nobody's business",
        FOLLOW,
        "                astray.add(STARTS_DELIVERED)\n",
        "                pass\n",
        (FOLLOWS + "test_a_fulfilment_that_starts_as_delivered_is_flagged",),
    ),
    Mutation(
        "D8",
        "a refused carrier status is taken for done",
        FOLLOW,
        "        except Refused:\n            return False\n",
        "        except Refused:\n            return True\n",
        (FOLLOWS + "test_a_refused_carrier_status_goes_to_the_notes_once",),
    ),
    Mutation(
        "D8",
        "a call of unknown outcome is made again at once",
        EFFECTS,
        "            is_young(session, before) or (before.state == ledger.HELD and not again)\n",
        "            before.state == ledger.HELD and not again\n",
        (LOST,),
    ),
    Mutation(
        "D8",
        "what another thread polls while an order is brought along is passed over",
        FOLLOW,
        '    if session.policy.orders_handling == "lazada" and order.is_current(connection):\n',
        '    if session.policy.orders_handling == "lazada":\n',
        (FOLLOWS + "test_what_another_thread_polls_meanwhile_is_not_passed_over",),
    ),
    Mutation(
        "D9",
        "statuses reach Haravan although orders are handled there",
        FOLLOW,
        '    if session.policy.orders_handling != "lazada" or not session.policy.writes:\n',
        "    if not session.policy.writes:\n",
        (FOLLOWS + "test_handled_at_haravan_nothing_flows", D9_MONTH),
    ),
    Mutation(
        "D9",
        "after a button at Haravan, Lazada's cancel is forgotten",
        FOLLOW,
        '    if session.policy.orders_handling == "lazada" and order.is_current(connection):\n',
        "    if order.is_current(connection):\n",
        (AFTER + "test_a_button_at_haravan_does_not_make_the_cancel_forgotten",),
    ),
    Mutation(
        "D9",
        "a button books what Lazada canceled although orders are handled at Haravan",
        FOLLOW,
        '    if order.session.policy.orders_handling == "lazada":\n',
        "    if True:\n",
        (MONIES + "test_d9_handled_at_haravan_the_button_ships_and_books_nothing_else",),
    ),
    Mutation(
        "D9",
        "goods that came back bring parcels although orders are handled at Haravan",
        "lazdesk/sync/actions.py",
        '                if session.policy.orders_handling == "lazada":\n',
        "                if True:\n",
        (
            KINDS
            + "test_d9_handled_at_haravan_the_goods_that_came_back_are_all_that_the_button_books",
        ),
    ),
    Mutation(
        "D10",
        "goods that were given back are given back again",
        BOOKS,
        "        gone = set(self.handled)\n",
        "        gone = set[str]()\n",
        (
            PLANS + "test_goods_that_are_back_are_not_given_back_again",
            LIVES,
        ),
    ),
    Mutation(
        "D10",
        "a cancel gives the money of earlier refunds back once more",
        BOOKS,
        "            amount=max(0, self.captured - self.refunded),\n",
        "            amount=self.captured,\n",
        (
            MONIES + "test_d10_one_after_the_other_until_nothing_is_left",
            LIVES,
        ),
    ),
    Mutation(
        "D10",
        "the share of what was canceled is kept when COD is delivered",
        BOOKS,
        "return step if amount > 0 and step.ids not in self._booked(Kind.SHARE) else None",
        "return None",
        (MONIES + "test_d10_cod_goods_now_and_the_share_when_delivered", LIVES),
    ),
    Mutation(
        "D10",
        "goods go back although the merchant switched that off",
        SIDES,
        'session.policy.auto_restock and session.policy.orders_handling == "lazada"',
        'session.policy.orders_handling == "lazada"',
        (
            MONIES + "test_d10_without_auto_restock_the_goods_stay_out",
            FOLLOWS + "test_without_auto_restock_the_goods_stay_out",
        ),
    ),
    Mutation(
        "D10",
        "the ledger has no row for goods that went back",
        EFFECTS,
        "                if unit_id not in known\n",
        "                if unit_id in known\n",
        (
            MONIES + "test_d10_one_after_the_other_until_nothing_is_left",
            BACK + "test_goods_come_back_to_the_orders_location_once",
        ),
    ),
    Mutation(
        "D10",
        "the merchant's own refund is not counted",
        BOOKS,
        "        return sum(refund.amount for refund in self.refunds)\n",
        "        return sum(refund.amount for refund in self.refunds if refund.kind)\n",
        (LIVES,),
    ),
    Mutation(
        "D10",
        "handled at Haravan, a cancel on Lazada is no task",
        "lazdesk/sync/tasks.py",
        "        if skus:\n",
        "        if False:\n",
        (AFTER + "test_handled_at_haravan_a_cancel_is_a_task",),
    ),
    Mutation(
        "D11",
        "a đồng lost in rounding makes a refund a part",
        BOOKS,
        "        return bool(amounts) and sum(amounts) >= unit.paid_price - TOLERANCE\n",
        "        return bool(amounts) and sum(amounts) >= unit.paid_price\n",
        (PLANS + "test_next_step", LIVES),
    ),
    Mutation(
        "D11",
        "the shipping fee is kept when all was returned",
        BOOKS,
        "return Step(Kind.REST, amount=self.left) if not self._booked(Kind.REST) else None",
        "return None",
        (MONIES + "test_d11_all_of_it_books_the_shipping_too", LIVES),
    ),
    Mutation(
        "D11",
        "a request counts before its money is with the buyer",
        BOOKS,
        "_type(request_type) in RETURNS and reverse_status.upper() in DONE",
        "_type(request_type) in RETURNS",
        (
            PLANS + "test_d11_which_reverse_lines_count",
            MONIES + "test_d11_a_return_that_is_not_complete_books_nothing",
        ),
    ),
    Mutation(
        "D11",
        "refunds without a return are passed over",
        BOOKS,
        'RETURNS = frozenset({"RETURN", "ONLY_REFUND"})',
        'RETURNS = frozenset({"RETURN"})',
        (
            PLANS + "test_d11_which_reverse_lines_count",
            MONIES + "test_d11_a_refund_of_a_part_books_lazadas_amount",
        ),
    ),
    Mutation(
        "D11",
        "a return brings goods into stock",
        BOOKS,
        "                    return Step(Kind.RETURN, (line.id,), (unit.id,), amount=amount)\n",
        "                    return Step(\n"
        "                        Kind.RETURN, (line.id,), (unit.id,), _by_line([unit]), amount\n"
        "                    )\n",
        (MONIES + "test_d11_a_part_returned_is_booked_once_as_money_only",),
    ),
    Mutation(
        "D11",
        "goods at another location are put back at the order's too",
        BOOKINGS,
        "order, step, restock=step.restock and to == home, note=_note(order, step, moved, key)",
        "order, step, restock=step.restock, note=_note(order, step, moved, key)",
        (BACK + "test_goods_come_to_another_location_by_one_voucher_with_our_key",),
    ),
    Mutation(
        "D11",
        "a failed delivery gives no money back",
        BOOKS,
        "        return Step(kind, ids, ids, quantities, min(after.left, failed))\n",
        "        return Step(kind, ids, ids, quantities, 0)\n",
        (PLANS + "test_d11_a_failed_delivery_books_the_money_too",),
    ),
    Mutation(
        "D11",
        "goods on their way back are no task",
        FOLLOW,
        "    order.flag(GOODS_COME_BACK, wrong=set(away) > set(known), is_task=True)\n",
        "",
        (AFTER + "test_goods_on_their_way_back_are_a_task_until_they_are_delivered",),
    ),
    Mutation(
        "D11",
        "a refund that Lazada changed after its booking is nobody's business",
        BOOKS,
        "        return min(self.target, self.captured) - self.refunded\n",
        "        return 0\n",
        (MONIES + "test_d11_a_refund_that_lazada_changes_after_its_booking_is_a_task",),
    ),
    Mutation(
        "D10",
        "a refund by hand is not looked at until Lazada says something new",
        "lazdesk/sync/touched.py",
        "    ledger.mark_stale(connection, session.shop, ours)\n",
        "",
        (MONIES + "test_a_refund_by_hand_long_after_is_seen",),
    ),
    Mutation(
        "D11",
        "a new database does not ask what an earlier one booked",
        "lazdesk/sync/booked.py",
        "    if not found:\n        return\n",
        "    return\n",
        (
            LEDGER + "test_the_first_sync_of_an_empty_mirror_writes_nothing",
            LEDGER + "test_what_is_back_is_not_brought_back_again",
        ),
    ),
    Mutation(
        "D11",
        "the button brings goods that the merchant took back himself",
        RETURN_GOODS,
        "    return gone - kept.put_back_by_hand\n",
        "    return gone\n",
        (
            "tests/sync/test_merchant_meanwhile.py::"
            "test_goods_that_he_took_back_himself_are_not_brought_back_by_the_button",
        ),
    ),
    Mutation(
        "D10",
        "a PC books at once in an order that another one posted",
        EFFECTS,
        "    if patient and before is None:\n",
        "    if False:\n",
        (
            TWO_BOOKS + "test_the_pc_that_posted_the_order_books_and_the_other_one_sees_it",
            TWO_BOOKS + "test_a_booking_under_way_when_the_database_was_lost_is_not_made_again",
        ),
    ),
    Mutation(
        "D10",
        "what two PCs booked is nobody's business",
        BOOKS,
        "            if any((made.kind, made.ids) == (it.kind, it.ids) for it in ours[:number])\n",
        "            if any(made is it for it in ours[:number])\n",
        (TWO_BOOKS + "test_what_both_booked_is_a_task_that_says_how_much",),
    ),
    Mutation(
        "D10",
        "tasks of an order stay although it was canceled since",
        FOLLOW,
        "    if not stands:\n        for code in OF_WHAT_STANDS:\n",
        "    if False:\n        for code in OF_WHAT_STANDS:\n",
        ("tests/sync/test_merchant_meanwhile.py::test_his_refund_counts_or_is_a_task",),
    ),
    Mutation(
        "D10",
        "handled at Haravan, a part that the merchant gave back stays a task",
        "lazdesk/sync/tasks.py",
        "unit.id for unit in kept.canceled_inside",
        "unit.id for unit in kept.canceled",
        (AFTER + "test_handled_at_haravan_the_task_goes_when_the_merchant_gave_the_part_back",),
    ),
    Mutation(
        "D11",
        "the units of a return are not read anew",
        RETURNS,
        "    pull_orders.read_items(session, [row.order_id for row in known])\n",
        "",
        (AFTER + "test_the_units_of_a_return_are_read_although_no_poll_shows_their_order",),
    ),
    Mutation(
        "D12",
        "the history does not tell what was booked",
        EFFECTS,
        '        orders.note(connection, session.shop, [order_id], details["event"],'
        ' details["said"], now)\n',
        "",
        (AFTER + "test_history_and_note_say_which_goods_went_where",),
    ),
    Mutation(
        "D12",
        "the history does not tell what was refused",
        FOLLOW,
        '            orders.note(connection, session.shop, [row.order_id], "refused", said, now)\n',
        "            pass\n",
        (KINDS + "test_d12_what_haravan_refused_is_in_the_history_with_its_words",),
    ),
    Mutation(
        "D12",
        "the history does not tell that an order was imported",
        IMPORT,
        '        orders.note(connection, session.shop, [row.order_id], "imported", haravan_id,'
        " session.now())\n",
        "",
        (
            "tests/sync/test_import.py::test_step_by_step",
            KINDS + "test_d12_each_line_has_its_time",
        ),
    ),
)
