"""E3: *In đơn hàng*."""

from tests.mutations.mutation import Mutation

LABELS = "lazdesk/sync/label_store.py"

KEPT = "tests/sync/test_labels.py::"
PRINTING = "tests/views/test_printing.py::"
PRINTS = "tests/views/test_print_buttons.py::"

MUTATIONS = (
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
        "lazdesk/views/printing/paper_sizes.py",
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
        "what is printed goes on waiting to be",
        "lazdesk/models/queries/order_groups.py",
        "_l.c.package_id == _t.c.package_id, _l.c.prints > 0\n",
        "_l.c.package_id == _t.c.package_id, _l.c.prints > 9\n",
        (PRINTS + "test_what_waits_to_be_printed_is_listed_until_it_is",),
    ),
    Mutation(
        "E3",
        "looking at a label counts as a print",
        "lazdesk/views/printing/dialog.py",
        "        self.view.show_document(self._document, self.preset)\n",
        "        self.view.show_document(self._document, self.preset)\n"
        "        self.printed.emit()\n",
        (PRINTS + "test_the_labels_are_previewed_in_the_order_shown",),
    ),
    Mutation(
        "E3",
        "what is packed to be printed is made ready to ship",
        "lazdesk/errands/printing.py",
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
)
