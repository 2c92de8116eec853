"""The words of the terminal: commands and options of interfaces.md, helped along in Vietnamese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from lazdesk import __version__, texts

if TYPE_CHECKING:
    from lazdesk.commands.invocation import Invocation

# What argparse says of a mistake, and how the merchant reads it.
_MISTAKES = (
    (r"the following arguments are required: (.+)", r"thiếu \1"),
    (r"unrecognized arguments: (.+)", r"không có \1"),
    # A secret typed on the command line is not repeated.
    (
        r"argument (.+?): invalid choice: .+ \(choose from '?-'?\)",
        r"\1 chỉ nhận -, mã thì qua stdin",
    ),
    (
        r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
        r"\1 không nhận \2, chỉ nhận \3",
    ),
    (r"argument (.+?): invalid (?:int|float) value: (.+)", r"\1 cần một số, không phải \2"),
    (r"argument (.+?): expected (?:one|at least one) argument", r"\1 cần một giá trị"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 không dùng cùng với \2"),
)

USAGE = "cách dùng: "
HELP = "hiện trợ giúp này rồi thôi"


class _Help(argparse.HelpFormatter):
    def add_usage(
        self, usage: Any, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, USAGE if prefix is None else prefix)


class _Words(argparse.ArgumentParser):
    """argparse with Vietnamese headings and one line for a mistake."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Help, add_help=False, **options)
        self._positionals.title = "lệnh"
        self._optionals.title = "tùy chọn"
        self._is_mixing = False

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Options may stand before, between and after a command's codes; argparse by itself takes
        no more codes once an option came."""
        if self._subparsers is not None or self._is_mixing:
            return super().parse_known_args(args, namespace)
        self._is_mixing = True
        # argparse would take the usage now, with all words in it, and cut off an English "usage: ".
        self.usage = self.format_usage().removeprefix(USAGE).strip()
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self.usage, self._is_mixing = None, False

    def error(self, message: str) -> NoReturn:
        for pattern, said in _MISTAKES:
            message = re.sub(f"^{pattern}$", said, message)
        self.exit(2, texts.say("usage", "vi", detail=message, program=self.prog) + "\n")


def parser() -> argparse.ArgumentParser:
    """The commands and options of interfaces.md."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("-h", "--help", action="help", help=HELP)
    common.add_argument("--json", action="store_true", help="một tài liệu JSON trên stdout")
    common.add_argument("--shop", metavar="SELLER_ID", help="gian hàng Lazada, khi có nhiều")
    common.add_argument("--yes", action="store_true", help="đồng ý trước, không hỏi lại")
    common.add_argument("-v", "--verbose", action="store_true", help="ghi nhật ký ra stderr")
    root = _Words(prog="lazdesk", description="Giữ gian hàng Lazada và Haravan khớp nhau.")
    root.add_argument("-h", "--help", action="help", help=HELP)
    root.add_argument(
        "--version", action="version", version=f"LazDesk {__version__}", help="hiện phiên bản"
    )
    # Without a command: the window.
    root.add_argument(
        "--background", action="store_true", help="mở cửa sổ dưới dạng biểu tượng cạnh đồng hồ"
    )
    root.set_defaults(window=True, practice=False, verbose=False)
    commands: Any = root.add_subparsers(metavar="LỆNH")

    def command(name: str, run: str, does: str, of: Any = None) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = (of or commands).add_parser(
            name, parents=[common], help=does, description=f"{does[0].upper()}{does[1:]}."
        )
        made.set_defaults(run=_later(run), command=made.prog.partition(" ")[2], window=False)
        return made

    _connection_words(command, commands)
    _work_words(command)
    _keeping_words(command)
    _practice_words(command, commands)
    return root


def _later(where: str) -> Callable[[Invocation], int]:
    """The command ``module:function``, loaded only when it runs: --help must not wait for it."""

    def run(call: Invocation) -> int:
        from importlib import import_module

        module, _, function = where.partition(":")
        return int(getattr(import_module(f"lazdesk.{module}"), function)(call))

    return run


def _connection_words(command: Any, commands: Any) -> None:
    connect = commands.add_parser("connect", help="kết nối Haravan hoặc Lazada")
    connect.add_argument("-h", "--help", action="help", help=HELP)
    sides = connect.add_subparsers(required=True, metavar="haravan|lazada")
    haravan = command("haravan", "commands.connect:haravan", "bằng mã của ứng dụng riêng tư", sides)
    haravan.add_argument("--token", choices=["-"], help="đọc mã truy cập từ stdin")
    lazada = command("lazada", "commands.connect:lazada", "bằng ứng dụng Seller In-house", sides)
    lazada.add_argument("--app-key", required=True, metavar="KEY", help="App Key của ứng dụng")
    lazada.add_argument("--app-secret", choices=["-"], help="đọc App Secret từ stdin")
    lazada.add_argument(
        "--redirect-uri", metavar="URI", help="callback đã đăng ký, nếu khác địa chỉ có sẵn"
    )
    answer = lazada.add_mutually_exclusive_group()
    answer.add_argument("--redirected", metavar="URL", help="địa chỉ sau khi bấm cho phép")
    answer.add_argument("--code", help="mã lấy từ địa chỉ đó")
    disconnect = command("disconnect", "commands.connect:disconnect", "ngắt kết nối")
    disconnect.add_argument("platform", choices=["lazada", "haravan"], help="bên cần ngắt")
    command(
        "forget-shop", "commands.connect:forget_shop", "xóa dữ liệu của một gian hàng trên máy này"
    )


def _keeping_words(command: Any) -> None:
    support = command(
        "support", "commands.keeping:send_support", "tệp gửi hỗ trợ, không có mã hay người mua"
    )
    support.add_argument("file", metavar="FILE", help="tệp .zip sẽ ghi")
    forget = command(
        "forget-buyer", "commands.privacy:forget_buyer", "xóa thông tin người mua của một đơn"
    )
    forget.add_argument("order", metavar="ORDER", help="mã đơn Lazada")
    backup = command("backup", "commands.keeping:backup", "sao lưu dữ liệu ra một tệp")
    restore = command("restore", "commands.keeping:restore", "khôi phục dữ liệu từ tệp sao lưu")
    for made in (backup, restore):
        made.add_argument("file", metavar="FILE", help="tệp sao lưu (.lazdesk)")
        made.add_argument("--passphrase", choices=["-"], help="đọc mật khẩu của tệp từ stdin")


def _work_words(command: Any) -> None:
    command("status", "commands.desk_state:status", "tình trạng kết nối và số đếm")
    command("doctor", "commands.doctor:run", "kiểm tra máy, mạng và kết nối")
    config = command("config", "commands.desk_state:config", "xem và đổi cấu hình")
    config.add_argument("action", choices=["list", "get", "set"], help="xem hết, xem một, đổi")
    config.add_argument("key", nargs="?", metavar="KEY", help="tên cấu hình")
    config.add_argument("value", nargs="?", metavar="VALUE", help="giá trị mới")
    products = command("products", "commands.goods:run", "sản phẩm: liên kết, giá, tồn kho")
    products.add_argument(
        "action",
        choices=[
            "list",
            "publish",
            "unpublish",
            "explain",
            "preview",
            "link",
            "unlink",
            "export",
            "import",
            "lock",
            "unlock",
            "undo-price",
        ],
        help="xem, đăng lên, gỡ xuống, giải thích số đã đẩy, xem trước thay đổi; liên kết bằng tay "
        "(BARCODE SELLERSKU), bỏ liên kết, xuất và nhập liên kết (tệp .xlsx hoặc .csv); "
        "khóa và bỏ khóa giá, tồn; hoàn tác giá vừa đẩy",
    )
    products.add_argument(
        "codes", nargs="*", metavar="CODE", help="barcode hoặc SellerSku; với export, import: tệp"
    )
    products.add_argument("--all", action="store_true", help="mọi sản phẩm")
    products.add_argument(
        "--by-code", action="store_true", help="với link: các mã này liên kết theo mã trở lại"
    )
    products.add_argument("--price", action="store_true", help="khóa: chỉ giá")
    products.add_argument("--quantity", action="store_true", help="khóa: chỉ số lượng")
    products.add_argument("--until", metavar="DATE", help="khóa: đến hết ngày này")
    products.add_argument("--why", default="", metavar="TEXT", help="khóa: lý do, để nhớ")
    orders = command("orders", "commands.orders:run", "đơn hàng")
    orders.add_argument(
        "action",
        choices=[
            *("list", "show", "pack", "ready-to-ship", "cancel", "print"),
            *("return-goods", "answer-cancel"),
        ],
        help="xem, xem kỹ, đóng gói, sẵn sàng giao hàng, hủy đơn hàng, in đơn hàng, "
        "hoàn trả đơn hàng, trả lời yêu cầu hủy của người mua",
    )
    orders.add_argument(
        "orders", nargs="*", metavar="ORDER", help="mã đơn Lazada; khi hoàn trả thêm SKU=N"
    )
    orders.add_argument(
        "--refresh", action="store_true", help="lấy lại các đơn này từ Lazada rồi mới xem"
    )
    orders.add_argument("--output", metavar="DIR", help="khi in: thư mục để ghi vận đơn vào")
    orders.add_argument("--location", metavar="ID", help="kho nhận hàng hoàn, nếu khác kho của đơn")
    orders.add_argument("--lost", action="store_true", help="hàng mất, không về kho nào")
    orders.add_argument(
        "--reason", metavar="ID", help="khi hủy: mã lý do; không nêu thì liệt kê các lý do"
    )
    _either(
        orders,
        "restock",
        ("--restock", "khi hủy: nhập hàng lại kho"),
        ("--no-restock", "khi hủy: không nhập hàng lại kho"),
    )
    _either(
        orders,
        "agree",
        ("--agree", "đồng ý yêu cầu hủy của người mua"),
        ("--refuse", "từ chối yêu cầu hủy của người mua"),
    )
    problems = command("problems", "commands.problems:run", "lỗi và cách xử lý")
    problems.add_argument(
        "action",
        nargs="?",
        default="list",
        choices=["list", "retry", "ignore"],
        help="xem, thử lại, bỏ qua",
    )
    problems.add_argument("ids", nargs="*", metavar="ID", help="mã lỗi trong danh sách")
    problems.add_argument("--reason", metavar="TEXT", help="khi bỏ qua: vì sao")
    problems.add_argument("--undo", action="store_true", help="khi bỏ qua: không bỏ qua nữa")
    _either(
        problems,
        "are_solved",
        ("--solved", "khi xem: những lỗi đã hết trong 30 ngày qua"),
        ("--ignored", "khi xem: những lỗi đã bỏ qua"),
    )
    command("reconcile", "commands.reconcile:run", "so hai bên và dữ liệu của LazDesk; chỉ đọc")
    sync = command("sync", "commands.keep_running:start", "đồng bộ")
    sync.add_argument("--once", action="store_true", help="một lượt rồi thôi")
    sync.add_argument("--wait", action="store_true", help="chờ đến khi không còn đơn nào chờ")


def _either(
    command: argparse.ArgumentParser, name: str, yes: tuple[str, str], no: tuple[str, str]
) -> None:
    """Two options that exclude each other; None when neither is given."""
    both = command.add_mutually_exclusive_group()
    for (option, does), value in ((yes, True), (no, False)):
        both.add_argument(
            option, dest=name, action="store_const", const=value, default=None, help=does
        )


def _practice_words(command: Any, commands: Any) -> None:
    demo = command("demo", "demo:run", "dùng thử với gian hàng tập dượt")
    demo.set_defaults(window=True, practice=True)
    demo.add_argument("--headless", action="store_true", help="không mở cửa sổ")
    _sizes(demo)
    demo.add_argument("--orders", type=int, default=120, metavar="N", help="số đơn hàng")
    selftest = command("selftest", "selftest:run", "chương trình tự kiểm tra")
    # What it starts itself again with, for the window.
    selftest.add_argument("--visit", type=Path, help=argparse.SUPPRESS)
    selftest.set_defaults(visitor="selftest_window")
    sandbox = command("sandbox", "commands.practice:run", "chỉ mở gian hàng tập dượt")
    sandbox.add_argument("--host", default="127.0.0.1", help="địa chỉ để mở")
    sandbox.add_argument("--port", type=int, default=0, metavar="N", help="cổng đầu tiên")
    sandbox.add_argument(
        "--speed", type=float, default=1.0, metavar="K", help="thời gian nhanh K lần"
    )
    _sizes(sandbox)
    bench = commands.add_parser("bench", help="đo tốc độ đồng bộ và độ mượt của cửa sổ")
    bench.add_argument("-h", "--help", action="help", help=HELP)
    measured = bench.add_subparsers(required=True, metavar="sync|window|cipher")
    sync = command("sync", "bench.sync:run", "số lệnh gọi và thời gian đồng bộ", measured)
    _sizes(sync)
    sync.add_argument("--orders", type=int, default=500, metavar="N", help="số đơn hàng")
    cipher = command("cipher", "bench.cipher:run", "mã hóa tốn thêm bao nhiêu", measured)
    _sizes(cipher)
    cipher.add_argument("--orders", type=int, default=300, metavar="N", help="số đơn hàng")
    cipher.add_argument("--variants", type=int, default=20_000, metavar="N", help="số biến thể")
    window = command("window", "bench.window:run", "độ mượt của cửa sổ khi đồng bộ", measured)
    window.add_argument("--seed", type=int, default=7, metavar="N", help="hạt ngẫu nhiên")
    window.add_argument("--variants", type=int, default=100_000, metavar="N", help="số biến thể")
    window.add_argument("--orders", type=int, default=100_000, metavar="N", help="số đơn hàng")
    window.add_argument(
        "--where", type=Path, metavar="FILE", help="ghi vào đây luồng nào đang làm gì khi khựng"
    )
    window.add_argument("--visit", type=Path, help=argparse.SUPPRESS)
    window.set_defaults(visitor="bench_visit")


def _sizes(practice: argparse.ArgumentParser) -> None:
    practice.add_argument("--seed", type=int, default=7, metavar="N", help="hạt ngẫu nhiên")
    practice.add_argument("--products", type=int, default=1000, metavar="N", help="số sản phẩm")
