"""Which wishes are errands: done one after the other beside the cycle."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from lazdesk.views import cancel_wishes, print_wishes, problem_wishes, ship_wishes, wishes

ERRANDS: Mapping[type, str] = MappingProxyType(
    {
        wishes.Publish: "publish",
        wishes.Unpublish: "unpublish",
        wishes.Link: "link",
        wishes.Unlink: "unlink",
        wishes.FollowCodes: "follow_codes",
        wishes.Suggest: "suggest",
        wishes.ExportLinks: "export_links",
        wishes.ReadLinks: "read_links",
        wishes.ApplyLinks: "apply_links",
        wishes.Lock: "lock",
        wishes.Unlock: "unlock",
        wishes.PlanUndo: "plan_undo",
        wishes.UndoPrices: "undo_prices",
        wishes.Preview: "preview",
        wishes.Agree: "agree",
        wishes.SetSettings: "set_settings",
        wishes.SetWrites: "set_writes",
        wishes.Explain: "explain",
        wishes.Numbers: "numbers",
        wishes.ReadyToShip: "ready_to_ship",
        wishes.PlanReturn: "plan_return",
        wishes.ReturnGoods: "return_goods",
        wishes.TakeStock: "take_stock",
        cancel_wishes.PlanCancel: "plan_cancel",
        cancel_wishes.CancelOrders: "cancel_orders",
        cancel_wishes.AgreeToCancel: "agree_to_cancel",
        cancel_wishes.RefuseCancel: "refuse_cancel",
        cancel_wishes.AgreeToReturn: "agree_to_return",
        cancel_wishes.PlanRefusal: "plan_refusal",
        cancel_wishes.RefuseReturn: "refuse_return",
        wishes.TakeAgain: "take_again",
        print_wishes.PrintOrders: "print_orders",
        print_wishes.CountPrints: "count_prints",
        ship_wishes.Pack: "pack",
        problem_wishes.RetryProblems: "retry_problems",
        problem_wishes.IgnoreProblems: "ignore_problems",
        problem_wishes.HeedProblems: "heed_problems",
        wishes.Reconcile: "reconcile",
        wishes.StopReconcile: "stop_reconcile",
        wishes.ExportProof: "export_proof",
        wishes.ConnectHaravan: "connect_haravan",
        wishes.TestConnection: "test_connection",
        wishes.Disconnect: "disconnect_side",
        wishes.ForgetShop: "forget_shop",
        wishes.Backup: "backup",
        wishes.SendSupport: "send_support",
        wishes.ForgetBuyer: "forget_buyer",
    }
)
"""The wishes that the action thread does, and the signals of ``Wishes`` they come by."""

SYNC_AFTER = frozenset(
    {
        *("publish", "agree", "set_settings", "set_writes", "retry_problems"),
        *("connect_haravan", "connect_lazada", "take_again"),
    }
)
"""After these a cycle makes what was wished visible at once."""
