"""A value that holds for every kind of field: what a person with nothing hostile in mind would have typed."""

import base64
import io
from typing import Any

from PIL import Image

from market.web.fields import Day, Pick, Picks, Rows, Secret, Tick, Upload, Whole, Yuan
from market.work import Work
from tests.integration.listings.workbooks import workbook

SHAPED = {
    "petition_number": "XF-2026-9876", "id_number": "11010519491231002X", "phone": "13800000000", "role": "petitioner",
    "sign_in_name": "xinren", "mail": "xinren@example.cn", "value": "9",
    "ruling_number": "（2026）内0623诉前调确12号", "document_number": "鄂前财发〔2026〕88号",
}  # fmt: skip


def good_value(name: str, field: Any, work: Work) -> Any:
    """What the API takes for a field whose choices are set."""
    match field:
        case Rows():
            return [
                {part: good_value(part, inner, work) for part, inner in entry.form._fields.items()}
                for entry in field.entries
            ]
        case Day():
            return (field.data or work.today).isoformat()
        case Yuan():
            return field.data or 10_000
        case Whole():
            return field.data if field.data is not None else max(field.smallest, min(30, field.largest))
        case Picks():
            return list(field.data or sorted(field.offered)[:1])
        case Pick():
            wanted = SHAPED.get(name, "")
            return field.data or (wanted if wanted in field.offered else next(iter(sorted(field.offered)), None))
        case Tick():
            return True
        case Upload() if name == "workbook":
            filled = workbook([])
            return {"filename": "cases.xlsx", "content_base64": base64.b64encode(filled).decode()}
        case Upload():
            return {"filename": "page.png", "content_base64": base64.b64encode(_picture()).decode()}
        case Secret():
            return "a long enough secret 88"
    return field.data or SHAPED.get(name, "说明")


def _picture() -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "PNG")
    return picture.getvalue()
