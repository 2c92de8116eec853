"""F – every code has a cause and a remedy in both languages; three rows are the platform's own."""

import re
import string

import pytest

from lazdesk.rules import linking, problems
from lazdesk.rules.explanations import haravan, lazada_codes, places
from lazdesk.rules.linking import Sku, Variant
from lazdesk.rules.problems import CATALOGUE, MESSAGES

SEED = [
    (
        "MISSING_BARCODE",
        {"variant": "Default Title"},
        "Default Title không có barcode",
        "Sản phẩm thiếu barcode tại Haravan.",
        "Bổ sung barcode cho sản phẩm đó.",
    ),
    (
        "SELLER_SKU_NOT_FOUND",
        {"sku": "8934567890123"},
        "Lazada Error 8934567890123 SELLER_SKU_NOT_FOUND",
        "Sản phẩm chưa có trên hệ thống Lazada.",
        "Bổ sung sản phẩm trên hệ thống Lazada.",
    ),
    (
        "PRICE_OUT_OF_RANGE",
        {"low": "0.50", "high": "1.00"},
        "The price is out of range, should between (0.50, 1.00)",
        "Giá nằm ngoài phạm vi cho phép.",
        "Kiểm tra điều khoản dịch vụ của Lazada.",
    ),
]


@pytest.mark.parametrize(
    ("code", "params", "message", "cause", "remedy"), SEED, ids=[row[0] for row in SEED]
)
def test_f_the_three_rows_of_the_help_page_word_for_word(
    code: str, params: dict[str, str], message: str, cause: str, remedy: str
) -> None:
    assert problems.message(code, params) == message
    assert (CATALOGUE[code].cause("vi"), CATALOGUE[code].remedy("vi")) == (cause, remedy)


OWN = """
    MISSING_BARCODE SELLER_SKU_NOT_FOUND DUPLICATE_BARCODE DUPLICATE_SELLER_SKU TAKEN_BY_HAND
    UNIT_BARCODE PRICE_OUT_OF_RANGE UNLINKED_ORDER_LINE UNKNOWN_STATUS PRICE_GUARD ZERO_STOCK_GUARD
    MULTI_WAREHOUSE CARRIER_STATUS_REFUSED FULFILMENT_STARTS_DELIVERED REFUNDED_BY_HAND
    CAMPAIGN_LOCK MISSING_SCOPE ACCESS_EXPIRED CLOCK_OFF FOREIGN_CHANNEL ANOTHER_WRITER
    REFUND_CHANGED CANCELED_ON_LAZADA GOODS_COME_BACK STOCK_CORRECTION_OFFERED BOOKED_TWICE
"""


@pytest.mark.parametrize("code", OWN.split())
def test_f_lazdesks_own_problems_have_a_message_and_an_explanation(code: str) -> None:
    names = [name for _, name, _, _ in string.Formatter().parse(MESSAGES[code]) if name]
    text = problems.message(code, {name: f"<{name}>" for name in names})
    assert all(f"<{name}>" in text for name in names)
    assert CATALOGUE[code].code == code


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_f_every_entry_says_cause_and_remedy_in_both_languages(code: str) -> None:
    entry = CATALOGUE[code]
    for text in (entry.cause_vi, entry.remedy_vi, entry.cause_en, entry.remedy_en):
        assert text == text.strip()
        assert text.endswith(".")
    assert not entry.cause_vi.isascii()
    assert not entry.remedy_vi.isascii()
    vietnamese = f"{entry.cause_vi} {entry.remedy_vi}"
    assert "không xác định" not in vietnamese


# lazada.md §11, every code that is not success, with a message as it is documented.
LAZADA = [
    ("IllegalAccessToken", "The specified access token is invalid or expired", "ACCESS_EXPIRED"),
    ("IllegalRefreshToken", "The specified refresh token is invalid", "ACCESS_EXPIRED"),
    ("InvalidCode", "Invalid authorization code", "LAZADA_LOGIN_CODE"),
    ("AUTH_TYPE_UNSUPPORTED", "appkey can only be authorized by market", "LAZADA_SUBSCRIPTION"),
    ("IncompleteSignature", "The request signature does not conform", "LAZADA_APP_KEYS"),
    ("MissingParameter", "the input parameter “sign” is not supplied", "LAZADA_BAD_REQUEST"),
    ("InvalidParameter", "The specified parameter is not valid", "LAZADA_BAD_REQUEST"),
    ("IllegalTimestamp", "", "CLOCK_OFF"),
    ("InvalidAppKey", "", "LAZADA_APP_KEYS"),
    ("AppWhiteIpLimit", "source IP not in whitelist", "LAZADA_IP_WHITELIST"),
    ("InsufficientPermission", "", "MISSING_SCOPE"),
    ("UnsupportedHTTPMethod", "", "LAZADA_BAD_REQUEST"),
    ("InvalidApiPath", "", "LAZADA_BAD_REQUEST"),
    ("ApiCallLimit", "this ban will last 1 seconds", "LAZADA_THROTTLED"),
    ("AppApiCallLimit", "ban will last 60 seconds", "LAZADA_APP_QUOTA"),
    ("AppCallLimit", "", "LAZADA_APP_QUOTA"),
    ("SellerCallLimit", "", "LAZADA_THROTTLED"),
    ("901", "E901: The request is too frequent", "LAZADA_THROTTLED"),
    ("1002", "system busy", "LAZADA_THROTTLED"),
    ("E1002", "sentinel", "LAZADA_THROTTLED"),
    ("998", "API service is disabled", "LAZADA_API_PAUSED"),
    ("ServiceTimeout", "service timeout", "LAZADA_DOWN"),
    ("ServiceUnavailable", "", "LAZADA_DOWN"),
    ("UnknownRuntimeException", "RPC runtime failure", "LAZADA_DOWN"),
    ("15", "Remote service error", "LAZADA_DOWN"),
    ("6", "E006: Unexpected internal error", "LAZADA_DOWN"),
    ("6", "Invalid status filter", "LAZADA_BAD_REQUEST"),
    ("1000", "Internal Application Error", "LAZADA_DOWN"),
    ("506", "E506: Get product failed", "LAZADA_DOWN"),
    ("513", "Internal call exception", "LAZADA_DOWN"),
    ("SellerNotVerified", "please check seller status", "LAZADA_SHOP_INACTIVE"),
    ("SellerNotActive", "", "LAZADA_SHOP_INACTIVE"),
    ("Mp3SellerApiLimit", "Mp3 Seller not support the api", "LAZADA_NOT_FOR_SELLER"),
    ("1", "E001: Parameter x is mandatory", "LAZADA_BAD_REQUEST"),
    ("5", "E005: Invalid Request Format", "LAZADA_BAD_REQUEST"),
    ("4132", "Invalid Request Format", "LAZADA_BAD_REQUEST"),
    ("1001", "", "LAZADA_BAD_REQUEST"),
    *[(code, "", "LAZADA_BAD_REQUEST") for code in ["14", "17", "19", "36", "74", "75", "97"]],
    ("16", 'E016: "1" Invalid Order ID', "LAZADA_ORDER_NOT_FOUND"),
    ("20", "E020: 5944314048302 Invalid Order Item ID", "LAZADA_ITEMS_CHANGED"),
    ("21", "E021: OMS Api Error Occurred", "LAZADA_DOWN"),
    ("30", "E030: Empty Request", "LAZADA_BAD_REQUEST"),
    ("32", "", "LAZADA_BAD_REQUEST"),
    ("34", "", "LAZADA_LABEL_NOT_READY"),
    ("E034", "", "LAZADA_LABEL_NOT_READY"),
    ("35", "", "LAZADA_NO_LABEL"),
    ("37", "", "LAZADA_ORDER_NOT_FOUND"),
    *[(code, "", "LAZADA_BAD_REQUEST") for code in ["38", "39", "56", "70"]],
    ("200", "Empty SellerSku", "LAZADA_SELLER_SKU_INVALID"),
    ("207", "SKU not exist", "SELLER_SKU_NOT_FOUND"),
    ("208", "Item not exist", "SELLER_SKU_NOT_FOUND"),
    ("204", "E204: Too many SKU in one request", "LAZADA_BATCH_TOO_BIG"),
    ("4171", "", "LAZADA_BATCH_TOO_BIG"),
    ("212", "INV_NEGATIVE_SELLABLE", "LAZADA_QUANTITY_REFUSED"),
    ("501", "E501: Update product failed", "LAZADA_PRODUCT_REFUSED"),
    ("501", "THD_IC_ERR_F_IC_ABILITY_PG_003", "CAMPAIGN_LOCK"),
    ("501", "negative sellable on channel inventory", "CAMPAIGN_LOCK"),
    ("501", "Category is inactive", "LAZADA_PRODUCT_DATA"),
    ("501", "category is INACTIVE", "LAZADA_PRODUCT_DATA"),
    ("E501", "SELLER_NOT_PERMITTED", "LAZADA_NOT_FOR_SELLER"),
    ("E0501", "ITEM_NOT_FOUND", "SELLER_SKU_NOT_FOUND"),
    ("4104", "BIZ_CHECK_PRICE_PRECISION_INVALID", "LAZADA_PRICE_REFUSED"),
    ("4105", "BIZ_CHECK_SELLER_SKU_DUPLICATE", "LAZADA_PRODUCT_DATA"),
    ("4117", "BIZ_CHECK_SPECIAL_PRICE_FROM_DATE_AFTER_TO_DATE", "LAZADA_SALE_DATES"),
    ("4118", "BIZ_CHECK_PRICE_IS_ZERO", "LAZADA_PRICE_REFUSED"),
    ("4119", "BIZ_CHECK_SPECIAL_PRICE_RATE_OUT_OF_RANGE", "PRICE_OUT_OF_RANGE"),
    ("4133", "Invalid variation", "LAZADA_PRODUCT_DATA"),
    ("4136", "SELLER_SKU_NOT_FOUND", "SELLER_SKU_NOT_FOUND"),
    ("4137", "ITEM_NOT_FOUND", "SELLER_SKU_NOT_FOUND"),
    ("4147", "THD_IC_ERR_F_IC_SERVICE_EDIT_002", "LAZADA_PRODUCT_BUSY"),
    ("4150", "SELLER_SKU_INVALID", "LAZADA_SELLER_SKU_INVALID"),
    ("4152", "THD_INVENTORY_ERR_INV_PARAM_ILLEGAL", "LAZADA_QUANTITY_REFUSED"),
    ("4154", "SYS_REQUEST_TOO_FAST", "LAZADA_THROTTLED"),
    ("4155", "BIZ_CHECK_NO_EDIT_ITEM_LOCK", "LAZADA_PRODUCT_LOCKED"),
    ("4157", "BIZ_CHECK_SPECIAL_PRICE_GREATER_THAN_PRICE", "LAZADA_PRICE_REFUSED"),
    ("4170", "Sellers can increase stocks, but may not decrease stocks.", "CAMPAIGN_LOCK"),
    ("4193", "SellerSku no longer supported", "LAZADA_BAD_REQUEST"),
    ("4216", "skuId is mandatory", "LAZADA_BAD_REQUEST"),
    ("4225", "semi-hosted program", "LAZADA_GLOBAL_PLUS"),
    ("10006", "the control price is not pass", "LAZADA_PRICE_CONTROLLED"),
    ("EDIT_ITEM_NOT_BELONG_SELLER", "You are not authorized", "LAZADA_OTHER_SHOP"),
    ("SELLER_SKU_NOT_FOUND", "", "SELLER_SKU_NOT_FOUND"),
    ("", "The price is out of range, should between (0.50, 1.00)", "PRICE_OUT_OF_RANGE"),
    ("600001", "package not found", "LAZADA_PACKAGE_GONE"),
    ("600002", "package already cancelled", "LAZADA_PACKAGE_GONE"),
    ("700009", "not a DBS order", "LAZADA_BAD_REQUEST"),
    ("30012", "rts package not found", "LAZADA_LABEL_NOT_READY"),
    ("700040", "no packages that support printing!", "LAZADA_NO_LABEL"),
    ("50008", "not support operation for sof order", "LAZADA_SELLER_DELIVERED"),
    ("104", "E0104: reason is empty or invalid", "LAZADA_REASON"),
    ("106", "E0106: ROC internal error", "LAZADA_DOWN"),
    ("114", "E0114: this reverse does not support this action", "LAZADA_REVERSE_REFUSED"),
    *[(str(code), "", "LAZADA_REVERSE_REFUSED") for code in (100, 101, 111, 116, 131, 133)],
    ("123", "E0123: invalid trade order lines", "LAZADA_ITEMS_CHANGED"),
    ("LD_INPUT_PARAM_VALID", "orderId is wrong", "LAZADA_NO_TRACE"),
    ("INPUT_PARAM_VALID", "", "LAZADA_NO_TRACE"),
    ("LD_INVOKE_DOWNSTREAM_RESPONSE_BLANK", "", "LAZADA_NO_TRACE"),
    ("1000012", "", "LAZADA_BAD_REQUEST"),
    ("1000014", "", "LAZADA_BAD_REQUEST"),
]


@pytest.mark.parametrize(("code", "message", "entry"), LAZADA)
def test_f_lazada_codes(code: str, message: str, entry: str) -> None:
    assert problems.explain("lazada", "any", code, message).code == entry


# order_fulfill_pack: one order of a batch is refused.
PACK = [
    ("6", "SYSTEM_ERROR", "LAZADA_PACK_LATER"),
    ("1003", "E1003_3PL_ALLOCATION_FAIL", "LAZADA_PACK_LATER"),
    ("40011", "RPC_ERROR", "LAZADA_PACK_LATER"),
    ("700000", "PACKAGE_STATUS_NOT_ALLOW_TO_OP", "LAZADA_ITEMS_CHANGED"),
    ("700001", "DBS_SHIPMENT_PROVIDER_CODE_NOT_EXITS", "LAZADA_CARRIER"),
    ("700004", "PARAM_ILLEGAL", "LAZADA_BAD_REQUEST"),
    ("700010", "", "LAZADA_PACK_REFUSED"),
    ("700013", "OP_NOT_SUPPORT", "LAZADA_ITEMS_CHANGED"),
    ("700016", "NOT_AVAILABLE_NTFS_3PL", "LAZADA_CARRIER"),
    ("700017", "PARAM_IS_NULL", "LAZADA_BAD_REQUEST"),
    ("700020", "ORDER_ITEM_NOT_FOUND_OR_NOT_BELONG_DIGITAL", "LAZADA_NOT_PACKABLE"),
    ("700021", "ORDER_NOT_FOUND", "LAZADA_ORDER_NOT_FOUND"),
    ("700022", "BATCH_SIZE_OUT_OF_LIMIT", "LAZADA_BAD_REQUEST"),
    ("700023", "PICKUP_IN_STORE_NO_SUPPORT", "LAZADA_NOT_PACKABLE"),
    ("700024", "GET_LOCK_FAILED", "LAZADA_PACK_LATER"),
    ("700025", "ORDER_ITEM_NOT_FOUND", "LAZADA_ITEMS_CHANGED"),
    ("700026", "FO_ITEM_NOT_ALLOW_TO_PACK", "LAZADA_ITEMS_CHANGED"),
    ("700027", "NOT_SUPPORT_FBL_TO_PACK", "LAZADA_NOT_PACKABLE"),
    ("700028", "NOT_SUPPORT_PACK_UP_IN_STORE_TO_PACK", "LAZADA_NOT_PACKABLE"),
    ("700029", "ITEM_MUST_BELONG_SAME_WAREHOUSE", "LAZADA_TWO_WAREHOUSES"),
    ("700030", "NOT_SUPPORT_DG_SERVICE_TO_PACK", "LAZADA_NOT_PACKABLE"),
    ("700031", "ITEM_NOT_READY_TO_FULFILL", "LAZADA_PACK_LATER"),
    ("700032", "SELLER_NOT_FOUND", "LAZADA_OTHER_SHOP"),
    ("700033", "TRANSFERRING_WAREHOUSE_PROVIDER", "LAZADA_CARRIER"),
]


@pytest.mark.parametrize(("code", "message", "entry"), PACK)
def test_f_pack_codes(code: str, message: str, entry: str) -> None:
    assert problems.explain("lazada", "pack", code, message).code == entry


# haravan.md §13; the same status means something else when something is only read.
HARAVAN = [
    ("orders", "401", "HARAVAN_TOKEN"),
    ("create order", "403", "MISSING_SCOPE"),
    ("order", "404", "HARAVAN_GONE"),
    ("create order", "400", "HARAVAN_BAD_REQUEST"),
    ("cancel order", "409", "HARAVAN_CONFLICT"),
    ("create order", "422", "HARAVAN_REFUSED"),
    ("set carrier status", "422", "HARAVAN_REFUSED"),
    ("inventory", "422", "HARAVAN_READ_REFUSED"),
    ("orders", "429", "HARAVAN_THROTTLED"),
    *[("orders", code, "HARAVAN_DOWN") for code in ("500", "502", "503", "504", "520")],
    ("create order", "", "HARAVAN_GARBLED"),
    ("orders", "302", "HARAVAN_GARBLED"),
    ("orders", "418", "HARAVAN_OTHER"),
]


@pytest.mark.parametrize(("operation", "code", "entry"), HARAVAN)
def test_f_haravan_codes(operation: str, code: str, entry: str) -> None:
    assert problems.explain("haravan", operation, code, "said so").code == entry


@pytest.mark.parametrize("platform", ["lazada", "haravan"])
@pytest.mark.parametrize(
    ("code", "entry"),
    [
        ("ConnectError", "NO_CONNECTION"),
        ("TLS", "NO_CONNECTION"),
        ("CircuitOpen", "NO_CONNECTION"),
        ("ReadTimeout", "ANSWER_LOST"),
        ("RemoteProtocolError", "ANSWER_LOST"),
    ],
)
def test_f_failures_that_no_platform_answered_for(platform: str, code: str, entry: str) -> None:
    assert problems.explain(platform, "orders", code, "no connection").code == entry


def test_f_a_code_nobody_knows_is_said_to_be_one() -> None:
    assert problems.explain("lazada", "orders", "31415", "?").code == "LAZADA_OTHER"
    assert problems.explain("lazada", "orders", "", "unreadable answer").code == "ANSWER_LOST"


def test_every_code_leads_to_an_entry_of_the_catalogue() -> None:
    entries = {
        *lazada_codes.CODES.values(),
        *lazada_codes.BY_OPERATION.values(),
        *(entry for _, entry in lazada_codes.MESSAGES),
        *haravan.CODES.values(),
        *haravan.READS.values(),
    }
    assert entries <= set(CATALOGUE)


def test_f_every_problem_is_somebodys_and_says_where_it_is_mended() -> None:
    assert set(places.WHOSE) == set(places.PLACES) == set(CATALOGUE)
    assert {places.PLACES[code] for code in ("NO_CONNECTION", "ACCESS_EXPIRED")} == {
        places.Place.CONNECTION
    }


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("700026: FO_ITEM_NOT_ALLOW_TO_PACK", "LAZADA_ITEMS_CHANGED"),
        ("6: SYSTEM_ERROR", "LAZADA_PACK_LATER"),
        ("422: Không hủy được", "HARAVAN_REFUSED"),
        ("SellerNotActive: please check seller status", "LAZADA_SHOP_INACTIVE"),
        ("SomethingQuiteNew: nobody knows it", "LAZADA_OTHER"),
        ("NEW_REFUSAL_2: nobody knows it", "LAZADA_OTHER"),
        ("TLS: no connection", "NO_CONNECTION"),
        ("unknown_outcome", None),
        ("Lazada: đơn đã hủy", None),
        ("Kho: hết hàng", None),
        ("lý_do: người bán ghi", None),
        ("A12: kệ hàng", None),
    ],
)
def test_f_what_refused_a_click_is_explained_by_its_words(said: str, code: str | None) -> None:
    explained = problems.of_words(said)
    assert (explained.code if explained else None) == code


RETRIED = """
    STOCK_CORRECTION_OFFERED CAMPAIGN_LOCK ANOTHER_WRITER MISSING_SCOPE CLOCK_OFF NO_CONNECTION
    ANSWER_LOST LAZADA_SHOP_INACTIVE LAZADA_THROTTLED LAZADA_APP_QUOTA LAZADA_API_PAUSED LAZADA_DOWN
    LAZADA_PACK_LATER LAZADA_LABEL_NOT_READY LAZADA_BATCH_TOO_BIG LAZADA_PRODUCT_BUSY
    HARAVAN_CONFLICT HARAVAN_READ_REFUSED HARAVAN_THROTTLED HARAVAN_DOWN HARAVAN_GARBLED
"""


def test_f_only_what_can_succeed_is_retried() -> None:
    assert {code for code, entry in CATALOGUE.items() if entry.retryable} == set(RETRIED.split())


def test_english_is_the_second_language() -> None:
    entry = CATALOGUE["MISSING_BARCODE"]
    assert entry.cause("en") == "The product has no barcode in Haravan."
    assert entry.remedy("en") == "Add a barcode to the product."


def test_b5_problems_of_linking_fill_their_messages() -> None:
    variants = [
        Variant("1", "p", "Áo", "Đỏ / M", None),
        Variant("2", "p", "Áo", "", " "),
        Variant("3", "q", "Mũ", "Xanh", "893"),
        Variant("4", "r", "Mũ", "Đen", "893"),
        Variant("5", "s", "Tất", "M", "77"),
        Variant("6", "t", "Quần", "L", "55", unit_barcodes=("THUNG",)),
        Variant("7", "u", "Ví", "Nâu", "66"),
        Variant("8", "v", "Dép", "39", "44"),
    ]
    skus = [
        Sku("a", "i", "77", "Tất trắng"),
        Sku("b", "j", "77", "Tất đen"),
        Sku("c", "k", "THUNG"),
        Sku("d", "l", "66"),
    ]
    published = {variant.product_id for variant in variants}
    found = linking.link(variants, skus, published, {"8": "d"}).problems
    assert {problems.message(problem.code, problem.params) for problem in found} == {
        "Đỏ / M không có barcode",
        "Default Title không có barcode",
        "Barcode 893 bị trùng: Mũ – Xanh; Mũ – Đen",
        "SellerSku 77 bị trùng trên Lazada: Tất trắng (a); Tất đen (b)",
        "Lazada Error 55 SELLER_SKU_NOT_FOUND",
        "L: mã THUNG là barcode của đơn vị tính",
        "SKU Lazada 66 đã liên kết bằng tay với biến thể khác, không phải Ví – Nâu",
    }
    assert all(problem.code in CATALOGUE for problem in found)


def test_own_messages_are_reworded_for_an_english_window() -> None:
    """G1: stored once in Vietnamese, shown in the window's language."""
    for code, template in problems.MESSAGES.items():
        params = {name: f"<{name}>" for name in re.findall(r"\{(\w+)\}", template)}
        stored = problems.message(code, params)
        assert problems.reworded(code, stored, "vi") == stored
        english = problems.reworded(code, stored, "en")
        assert not set(english.casefold()) & set("ăâđêôơưáàảãạ"), english
        assert all(value in english for value in params.values()), english


def test_what_a_platform_said_is_not_reworded() -> None:
    said = "E0501: Đơn hàng không tồn tại"
    assert problems.reworded("GOODS_COME_BACK", said, "en") == said
    assert problems.reworded("LAZADA_OTHER", said, "en") == said
