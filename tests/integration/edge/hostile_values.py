"""What nobody should send, by the kind of field it is sent to: each of these must be refused by the field's name.

`TYPED` is what a browser can post; `SENT` what a program can put into JSON besides.
"""

from typing import Any

from market.web.fields import Day, Pick, Picks, Rows, Secret, Tick, Upload, Whole, Yuan

MILLION = "a" * 1_000_000
NUL, RIGHT_TO_LEFT, HALF_A_CHARACTER = "a\x00b", "付款\u202e001", "a\ud800b"
NO_DAYS = ["2026-02-30", "2026-13-01", "0000-00-00", "9999-01-01", "1899-12-31", "明天", "1e3", "NaN", "-1", "²⁰²⁶-1-1"]
NO_NUMBERS = ["-1", "0.001", "1e3", "NaN", "Infinity", str(2**63), "9" * 5000, "1,0", "²", "0x10", "一"]
NO_TEXT = [NUL, RIGHT_TO_LEFT, MILLION]
NO_STRING: list[Any] = [["a"], {"a": 1}, 0.1, True, float("nan"), 2**63, HALF_A_CHARACTER]
NO_WHOLE: list[Any] = [-1, 0.1, 1e3, float("nan"), float("inf"), 2**63, 10**400, "5", "", [1], {"a": 1}, True]
NO_FILES: list[Any] = [
    "a", ["a"], {}, {"filename": "a.png"}, {"filename": "a.png", "content_base64": "付款"},
    {"filename": "a.png", "content_base64": "!"}, {"filename": "a.png", "content_base64": ""},
    {"filename": "a.png", "content_base64": "YWJj"}, {"filename": 1, "content_base64": "YWJj"},
    {"filename": HALF_A_CHARACTER + ".png", "content_base64": "YWJj"}, {"filename": NUL, "content_base64": "YWJj"},
    {"filename": "a.png", "content_base64": "YWJj", "bribe": 1},
]  # fmt: skip
TOO_MANY = 500


def typed(field: Any) -> list[Any]:
    """What a browser can post to this field and must not get away with."""
    match field:
        case Rows() | Tick() | Upload():
            return []
        case Secret():
            return [MILLION]
        case Day():
            return [*NO_DAYS, *NO_TEXT]
        case Whole() | Yuan():
            return [*NO_NUMBERS, *NO_TEXT]
        case Pick() | Picks():
            return ["gold", *NO_TEXT]
    return NO_TEXT


def sent(field: Any) -> list[Any]:
    """What a program can put into this field and must not get away with."""
    match field:
        case Rows():
            return ["a", ["a"], [None], [[]], [{"bribe": 1}], {"0": {}}, 1, None, [{}] * TOO_MANY]
        case Tick():
            return ["perhaps", 0.1, [], {}]
        case Upload():
            values = NO_FILES
        case Whole() | Yuan():
            values = NO_WHOLE
        case Picks():
            values = ["zh", ["gold"], [NUL], [HALF_A_CHARACTER], [1], [None], [["zh"]], {"a": 1}, 2**63]
        case _:
            values = [*typed(field), *NO_STRING]
    return [*values, *([None] if field.required else [])]
