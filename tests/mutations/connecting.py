"""A: connection. B: linking."""

from tests.mutations.mutation import Mutation

CONNECTING = "tests/cli/test_connecting.py::"
ACCESS = "tests/platforms/test_access.py::"
ENGINE = "tests/sync/test_access.py::"
CHANNEL = "tests/sync/test_foreign_channel.py::"
SHOPS = "tests/sync/test_two_shops.py::"
LINKING = "tests/rules/test_linking.py::"
LINKS = "tests/sync/test_links.py::"

MUTATIONS = (
    Mutation(
        "A1",
        "a missing read scope is not noticed",
        "lazdesk/permissions.py",
        "            self.missing[refusal.scope or refusal.operation] = None\n",
        "            del refusal\n",
        (CONNECTING + "test_a_missing_read_scope_is_named",),
    ),
    Mutation(
        "A2",
        "any state is taken",
        "lazdesk/shop.py",
        'if not secrets.compare_digest(pending["state"].encode(), state.encode()):',
        "if not state:",
        (CONNECTING + "test_a_changed_state_is_refused",),
    ),
    Mutation(
        "A2",
        "another country's shop is connected",
        "lazdesk/shop.py",
        'if pair.country != "vn":',
        'if pair.country == "":',
        (ENGINE + "test_a_shop_of_another_country_is_not_connected",),
    ),
    Mutation(
        "A3",
        "a long secret is one entry",
        "lazdesk/vault.py",
        "PART_SIZE = 1_200",
        "PART_SIZE = 12_000",
        ("tests/test_vault.py::test_a_secret_comes_back_as_it_was",),
    ),
    Mutation(
        "A3",
        "a plain-text keyring that nobody named is taken",
        "lazdesk/vault.py",
        "    if named is None and not _asked(lambda: keyring.core.recommended(backend)):\n",
        "    if named is None and backend is None:\n",
        ("tests/test_vault.py::test_a_plain_text_keyring_nobody_named_is_refused",),
    ),
    Mutation(
        "A4",
        "the new pair is used before it is stored",
        "lazdesk/platforms/lazada/access.py",
        "        self._store.save(pair)\n        self._pair = pair\n",
        "        self._pair = pair\n        self._store.save(pair)\n",
        (ACCESS + "test_the_pair_is_stored_before_it_is_used",),
    ),
    Mutation(
        "A4",
        "every process refreshes for itself",
        "lazdesk/platforms/lazada/access.py",
        "return self._rotate(pair) if pair.access_token == old else pair",
        "return self._rotate(pair)",
        (ACCESS + "test_whoever_waited_for_another_process_takes_its_pair",),
    ),
    Mutation(
        "A5",
        "the banner waits for a tenth of the life",
        "lazdesk/rules/access.py",
        "QUARTER = 4",
        "QUARTER = 10",
        ("tests/rules/test_access.py::test_how_urgent",),
    ),
    Mutation(
        "A5",
        "another seller's consent renews",
        "lazdesk/shop.py",
        "if expected is not None and pair.seller_id != expected:",
        "if expected is not None and not pair.seller_id:",
        (ENGINE + "test_reconnecting_with_another_seller_changes_nothing",),
    ),
    Mutation(
        "A6",
        "the tokens stay after disconnecting",
        "lazdesk/shop.py",
        "tokens.forget(self.vault, seller_id)\n        with self.database.write() as "
        "connection:\n            desk.change_shop(\n",
        "with self.database.write() as connection:\n            desk.change_shop(\n",
        (CONNECTING + "test_disconnecting_asks_first_and_keeps_the_mirror",),
    ),
    Mutation(
        "A7",
        "a condition is left out",
        "lazdesk/views/connection/tab.py",
        "còn thời hạn Lazada Open Platform (liên",
        "(liên",
        ("tests/views/test_conditions.py::test_a7_the_seeds_conditions_stand_on_the_page",),
    ),
    Mutation(
        "A8",
        "the server's time is not taken over",
        "lazdesk/platforms/lazada/gateway.py",
        "        self.sender.server_time.adopt()\n",
        "",
        (ACCESS + "test_a_refused_timestamp_takes_the_servers_time_once",),
    ),
    Mutation(
        "A9",
        "import goes on while the alarm stands",
        "lazdesk/sync/foreign_orders.py",
        "        return desk.has_problem(connection, session.shop, CHANNEL)\n",
        "        return not desk.has_problem(connection, session.shop, CHANNEL) and False\n",
        (CHANNEL + "test_import_waits_for_the_choice_and_goes_on_after_it",),
    ),
    Mutation(
        "A9",
        "orders of any channel count as Lazada's",
        "lazdesk/rules/foreign.py",
        "    if source.strip().casefold() != SOURCE:\n",
        "    if not source.strip():\n",
        ("tests/rules/test_foreign.py::test_the_numbers_an_order_of_the_channel_carries",),
    ),
    Mutation(
        "A10",
        "what the other shop sold is offered once more",
        "lazdesk/sync/wanted.py",
        "        sku_id = row.sku_id if own else sku_of.get((row.shop, row.sku_id))\n",
        "        sku_id = row.sku_id if own else None\n",
        (SHOPS + "test_what_one_shop_sold_is_not_offered_by_the_other",),
    ),
    Mutation(
        "B1",
        "case does not matter",
        "lazdesk/rules/linking.py",
        '    return (text or "").strip()\n',
        '    return (text or "").strip().casefold()\n',
        (
            LINKING + "test_b1_linked_when_seller_sku_equals_barcode",
            LINKS + "test_b1_near_misses_are_suggested_and_never_linked",
        ),
    ),
    Mutation(
        "B1",
        "inner spaces are no near miss",
        "lazdesk/rules/near_misses.py",
        "    NearMiss.SPACES: _without_spaces,\n",
        "    NearMiss.SPACES: str.strip,\n",
        ("tests/rules/test_near_misses.py::test_near_misses_with_their_reason",),
    ),
    Mutation(
        "B2",
        "what is not published is synchronised",
        "lazdesk/rules/linking.py",
        "        if variant.product_id not in published:\n",
        "        if variant.product_id in published and not variant.id:\n",
        (LINKING + "test_b2_unpublished_is_linked_for_order_lines_but_not_synchronised",),
    ),
    Mutation(
        "B3",
        "a variant without barcode stops its product",
        "lazdesk/rules/linking.py",
        "        if not barcode:\n            return LinkState.MISSING_BARCODE\n",
        "        if not barcode:\n            return LinkState.DUPLICATE\n",
        (LINKING + "test_b3_each_variant_links_for_itself",),
    ),
    Mutation(
        "B4",
        "a barcode twice in a product stops its holders only",
        "lazdesk/rules/linking.py",
        "            blocked |= {id_ for id_, holders in products.items() if holders > 1}\n",
        "            blocked |= {id_ for id_, holders in products.items() if holders > 99}\n",
        (LINKING + "test_b4_a_barcode_twice_in_one_product_stops_the_whole_product",),
    ),
    Mutation(
        "B4",
        "the first of two SKUs with one SellerSku is linked",
        "lazdesk/rules/linking.py",
        "return found[0] if len(found) == 1 and barcode not in self.ambiguous else None",
        "return found[0] if found and barcode not in self.ambiguous else None",
        (
            LINKING + "test_b4_the_same_seller_sku_on_two_skus_is_ambiguous",
            LINKS + "test_b4_a_seller_sku_twice_names_both_skus",
        ),
    ),
    Mutation(
        "B5",
        "a SKU that Lazada lacks is no problem",
        "lazdesk/rules/linking.py",
        "            elif states[variant.id] is LinkState.NOT_ON_LAZADA:\n",
        "            elif not variant.id:\n",
        (
            LINKING + "test_b5_problems_say_what_they_concern",
            LINKS + "test_b5_what_lazada_does_not_have_is_a_problem_in_the_seeds_words",
        ),
    ),
    Mutation(
        "B6",
        "SKUs that only Lazada has are not counted",
        "lazdesk/rules/linking.py",
        "            if sku.sku_id not in self.taken and code(sku.seller_sku) not in self.holders",
        "            if not sku.sku_id",
        (LINKING + "test_b6_skus_that_no_variant_answers_to",),
    ),
    Mutation(
        "B7",
        "a unit's barcode is said nothing of",
        "lazdesk/rules/linking.py",
        "        if barcode not in self.holders and not self.taken.issuperset(sku_ids):\n",
        "        if not barcode:\n",
        (
            LINKING + "test_b7_a_unit_barcode_is_named_in_a_problem",
            LINKS + "test_b7_the_code_of_a_unit_is_named",
        ),
    ),
)
