"""Where it is not enough that a form holds: what else the case, the court's paper or the calendar wants."""

import base64
from collections.abc import Callable
from typing import Any, Protocol

from tests.architecture.world import CODE
from tests.integration.listings.workbooks import case_row, workbook

Body = dict[str, Any]


class Known(Protocol):
    """What is known of the played world."""

    refs: dict[str, str]

    @property
    def year(self) -> int: ...

    def petition_number(self, subject: str) -> str: ...


def _two_sides(body: Body, house: Known) -> Body:
    petitioner, respondent = body["parties"]
    return body | {"parties": [petitioner, respondent | {"role": "respondent", "name": "孙立军", "id_number": ""}]}


def _filled_in_template(body: Body, house: Known) -> Body:
    content = base64.b64encode(workbook([case_row()])).decode()
    return body | {"workbook": {"filename": "积案台账.xlsx", "content_base64": content}}


def _nothing_more_to_mask(body: Body, house: Known) -> Body:
    return body | {"left": [], "phrase": "", "phrase_kind": ""}


FITTING: dict[str, Callable[[Body, Known], Body]] = {
    "cases.register": _two_sides,
    "cases.link": lambda body, house: body | {"petition_number": house.petition_number("draftable case")},
    "imports.upload": _filled_in_template,
    "person_search.find": lambda body, house: body | {"kind": "name", "value": "图雅"},
    "listings.redact": _nothing_more_to_mask,
    "listings.redact_save": _nothing_more_to_mask,
    "listings.widen": lambda body, house: body | {"amount": ""},
    "invitations.accept": lambda body, house: body | {"code": house.refs[CODE]},
    "confirmations.verify_ruling": lambda body, house: body | {"outcome": "effective"},
    "budget.open_year": lambda body, house: body | {"year": house.year + 1},
}
