"""D1–D7: which orders come into Haravan, once, with which lines, money, buyer and location."""

from tests.mutations.mutation import Mutation

ORDER = "lazdesk/rules/order.py"
MONEY = "lazdesk/rules/money.py"
BOOKS = "lazdesk/rules/books.py"
ADDRESS = "lazdesk/rules/address.py"
STOCK = "lazdesk/rules/stock.py"
BODIES = "lazdesk/sync/bodies.py"
BUYERS = "lazdesk/sync/buyers.py"
IMPORT = "lazdesk/sync/import_orders.py"
DUPLICATES = "lazdesk/sync/duplicates.py"
PULL = "lazdesk/sync/pull_orders.py"
FOLLOW = "lazdesk/sync/follow_orders.py"
LATE = "lazdesk/sync/late_links.py"
VOUCHERS = "lazdesk/sync/vouchers.py"

RULES = "tests/rules/test_order.py::"
ADDRESSES = "tests/rules/test_address.py::"
IMPORTS = "tests/sync/test_import.py::"
CASES = "tests/sync/test_import_cases.py::"
KINDS = "tests/sync/test_kinds_of_orders.py::"
FOLLOWS = "tests/sync/test_follow.py::"
MONIES = "tests/sync/test_money.py::"
LATE_LINKS = "tests/sync/test_late_links.py::"

MUTATIONS = (
    Mutation(
        "D1",
        "a pre-sale half paid is imported",
        ORDER,
        'return word not in (Word.UNPAID, Word.CANCELED) and not stage.startswith("unpaid")',
        "return word not in (Word.UNPAID, Word.CANCELED)",
        (
            RULES + "test_d1_imported_once_paid_or_cod",
            KINDS + "test_d1_a_presale_comes_in_once_its_final_payment_is_made",
        ),
    ),
    Mutation(
        "D1",
        "unpaid orders are imported",
        ORDER,
        "return word not in (Word.UNPAID, Word.CANCELED) and",
        "return word is not Word.CANCELED and",
        (IMPORTS + "test_unpaid_and_canceled_orders_stay_out_until_they_are_paid",),
    ),
    Mutation(
        "D1",
        "the day begins in Greenwich",
        ORDER,
        "order.created_at.astimezone(VIETNAM).date() < import_from",
        "order.created_at.date() < import_from",
        (RULES + "test_d1_the_day_is_vietnams",),
    ),
    Mutation(
        "D1",
        "an order canceled while it waited is created",
        IMPORT,
        "        if not order_rules.wants_import(order, session.import_from):\n",
        "        if False:\n",
        (KINDS + "test_d1_an_order_canceled_while_it_waited_is_not_created",),
    ),
    Mutation(
        "D2",
        "a post of unknown outcome is repeated at once",
        IMPORT,
        "due = [row for row in unknown if now >= row.sent_at + _deadline(session) + _lag(session)]",
        "due = [row for row in unknown if now >= row.sent_at]",
        (IMPORTS + "test_a_post_that_never_took_effect_is_made_again_after_d_and_l",),
    ),
    Mutation(
        "D2",
        "what is unknown is not looked for",
        IMPORT,
        "            if there := found.get(refs[row.order_id]):\n",
        "            if (there := found.get(refs[row.order_id])) and row in ready:\n",
        (IMPORTS + "test_a_lost_answer_is_looked_for_and_never_posted_again",),
    ),
    Mutation(
        "D2",
        "the intent is written once the answer is there",
        IMPORT,
        "                        state=orders.INTENT,\n",
        "                        state=orders.READY,\n",
        (IMPORTS + "test_the_intent_is_durable_before_the_post",),
    ),
    Mutation(
        "D2",
        "every order is confirmed at its creation",
        BODIES,
        '"is_confirm": False,',
        '"is_confirm": True,',
        (IMPORTS + "test_what_was_posted_says_whose_it_is", IMPORTS + "test_step_by_step"),
    ),
    Mutation(
        "D2",
        "the newest of several counts",
        "lazdesk/models/orders.py",
        "rows.sort(key=lambda row: (len(row.id), row.id))",
        "rows.sort(key=lambda row: (len(row.id), row.id), reverse=True)",
        (IMPORTS + "test_the_lowest_id_counts_when_both_show_in_time",),
    ),
    Mutation(
        "D2",
        "an order whose notes were wiped is nobody's",
        PULL,
        "    owner = orders.order_of_items(connection, _units(order))\n",
        "    owner = None\n",
        (IMPORTS + "test_wiped_notes_are_known_by_the_lines",),
    ),
    Mutation(
        "D2",
        "a duplicate's goods are not brought back",
        DUPLICATES,
        '                    "restock": True,\n',
        '                    "restock": False,\n',
        (IMPORTS + "test_a_post_later_than_d_is_canceled_with_restock",),
    ),
    Mutation(
        "D2",
        "a later note attribute wipes the others",
        FOLLOW,
        "merged = dict(fresh.note_attributes) | {STATUS_ATTRIBUTE: text}",
        "merged = {STATUS_ATTRIBUTE: text}",
        (FOLLOWS + "test_a_refused_carrier_status_goes_to_the_notes_once",),
    ),
    Mutation(
        "D3",
        "canceled units are in the order",
        ORDER,
        "return tuple(unit for unit in order.units if not status.is_canceled(unit.status))",
        "return order.units",
        (KINDS + "test_d3_canceled_units_are_left_out",),
    ),
    Mutation(
        "D3",
        "goods of Lazada's own warehouse are taken from the shop's stock",
        ORDER,
        "variant_id = None if unit.fbl else unit.variant_id",
        "variant_id = unit.variant_id",
        (RULES + "test_d3_lines", KINDS + "test_d3_fbl_takes_no_stock_and_asks_for_no_link"),
    ),
    Mutation(
        "D3",
        "rows without a SKU are one line",
        ORDER,
        "key = (variant_id, unit.sku or _title(unit), unit.item_price, unit.fbl)",
        "key = (variant_id, unit.sku, unit.item_price, unit.fbl)",
        (RULES + "test_d3_lines",),
    ),
    Mutation(
        "D3",
        "the correction puts goods in",
        VOUCHERS,
        "_book(order, TAKE, variants, place, -1, said, details)",
        "_book(order, TAKE, variants, place, 1, said, details)",
        (LATE_LINKS + "test_it_takes_n_once",),
    ),
    Mutation(
        "D3",
        "a correction is offered for goods of Lazada's own warehouse",
        LATE,
        "if unit.order_item_id in custom.difference(order.taken) and not unit.is_fbl",
        "if unit.order_item_id in custom.difference(order.taken)",
        (KINDS + "test_d3_fbl_takes_no_stock_and_asks_for_no_link",),
    ),
    Mutation(
        "D4",
        "Lazada's own voucher lowers the revenue",
        MONEY,
        "discount=sum(unit.voucher_seller for unit in counted),",
        "discount=sum(unit.voucher_seller + unit.voucher_platform for unit in counted),",
        (RULES + "test_d4_a_voucher_of_lazadas_does_not_lower_the_revenue_but_is_noted",),
    ),
    Mutation(
        "D4",
        "the shipping fee is left out of the order",
        BODIES,
        "    if draft.shipping_fee:\n",
        "    if False:\n",
        (KINDS + "test_d4_the_order_in_haravan_amounts_to_what_was_sold",),
    ),
    Mutation(
        "D4",
        "the seller's voucher is left out of the order",
        BODIES,
        "    if draft.discount:\n",
        "    if False:\n",
        (KINDS + "test_d4_the_order_in_haravan_amounts_to_what_was_sold",),
    ),
    Mutation(
        "D5",
        "COD is captured once the courier has it",
        BOOKS,
        "    return rollup.word in (Word.DELIVERED, Word.RETURNED)\n",
        "    return rollup.word in (Word.TRANSIT, Word.DELIVERED, Word.RETURNED)\n",
        (
            "tests/rules/test_books.py::test_d5_when_the_capture_is_owed",
            "tests/sync/test_lives.py::test_random_lives_agree_with_the_book",
        ),
    ),
    Mutation(
        "D5",
        "a prepaid order comes in unpaid",
        BODIES,
        '[{"kind": "capture", "amount": draft.total}]',
        '[{"kind": "capture"}]',
        (FOLLOWS + "test_a_prepaid_order_is_paid_at_creation",),
    ),
    Mutation(
        "D6",
        "the ward stays in the street line",
        ADDRESS,
        '        or regions.is_ward(more, wards)\n    )\n    return ", ".join',
        '    )\n    return ", ".join',
        (ADDRESSES + "test_d6_a_ward_is_dropped_wherever_it_stands",),
    ),
    Mutation(
        "D6",
        "asterisks take the place of a name that was known",
        ADDRESS,
        "return known if known and is_masked(arrived) and not is_masked(known) else arrived",
        "return arrived",
        (
            ADDRESSES + "test_d6_masked_never_replaces_unmasked",
            CASES + "test_what_lazada_hides_by_now_stays_as_it_was_known",
        ),
    ),
    Mutation(
        "D6",
        "a customer is made of a phone of asterisks",
        ADDRESS,
        'return self.phone if self.phone and "phone" not in self.masked else None',
        "return self.phone or None",
        (
            ADDRESSES + "test_d6_a_customer_is_found_by_an_unmasked_phone_only",
            KINDS + "test_d6_a_masked_buyer_is_a_guest_and_another_one_customer",
        ),
    ),
    Mutation(
        "D6",
        "the buyer gets Haravan's mail",
        BODIES,
        '"send_receipt": False,',
        '"send_receipt": True,',
        (KINDS + "test_d6_the_buyer_gets_no_mail",),
    ),
    Mutation(
        "D6",
        "the customer is made anew each time",
        BUYERS,
        "                _customer_with(session, phone)\n                or session",
        "                session",
        (KINDS + "test_d6_a_masked_buyer_is_a_guest_and_another_one_customer",),
    ),
    Mutation(
        "D7",
        "Kho tổng is no location at all",
        STOCK,
        "    return next((location.id for location in locations if location.primary), None)\n",
        "    return None\n",
        ("tests/rules/test_stock.py::test_d7_order_location",),
    ),
    Mutation(
        "D7",
        "orders are taken from the primary location, whatever was chosen",
        BODIES,
        '        body["location_id"] = int(location_id)\n',
        "        pass\n",
        (KINDS + "test_d7_sold_from_the_chosen_location_and_back_to_it",),
    ),
    Mutation(
        "D7",
        "an order location outside the stock needs no warning",
        "lazdesk/commands/desk_state.py",
        '    if not call.agreed(" ".join([warning, call.say("save_anyway")])):\n',
        "    if False:\n",
        (
            "tests/cli/test_order_location.py::"
            "test_a_location_whose_sales_would_not_count_needs_consent",
        ),
    ),
)
