"""The product's pipeline on the evaluation set: with what the vault would hold, or knowing nothing of the case."""

import re
from collections.abc import Iterator

from benchmarks.anonymisation.reading import Known, Paragraph
from benchmarks.anonymisation.scores import Found
from listings.anonymisation.bare_surnames import bare_surnames
from listings.anonymisation.known import CaseKnowledge, Kind, Owner, PrivateValue
from listings.anonymisation.pipeline import find

# What the vault has a place for. The case's cards, plates, mail, WeChat and court numbers are left to the recognisers.
VAULT_KINDS = {
    "person_han": Kind.NAME, "person_mongolian": Kind.NAME, "organisation": Kind.NAME, "id_number": Kind.ID_NUMBER,
    "credit_code": Kind.ID_NUMBER, "phone": Kind.PHONE, "address": Kind.ADDRESS,
    "petition_number": Kind.PETITION_NUMBER,
}  # fmt: skip
KINDS = {"village": "address"}
NOTHING_KNOWN = CaseKnowledge()
_VILLAGE = re.compile(r".+?(?:嘎查|村)")


def hits(paragraph: Paragraph, knowledge: CaseKnowledge) -> list[Found]:
    """All that is proposed to the clerk for a paragraph."""
    found = find(paragraph.text, knowledge, bare_surnames(paragraph.text, knowledge))
    return [Found(hit.start, hit.end, KINDS.get(hit.kind, str(hit.kind))) for hit in found]


def knowledge_of(paragraph: Paragraph) -> CaseKnowledge:
    """The case's parties with their numbers and addresses, and the village of the first address."""
    return CaseKnowledge(tuple(_values(paragraph.known)))


def _values(known: tuple[Known, ...]) -> Iterator[PrivateValue]:
    owners = {one.key: _owner(one) for one in known if VAULT_KINDS.get(one.type) is Kind.NAME}
    for one in known:
        if one.type not in VAULT_KINDS:
            continue
        owner = owners.get(one.key) or _owner_of_number(one, owners)
        yield PrivateValue(VAULT_KINDS[one.type], one.text, owner)
        if one.key == "address-1" and (village := _VILLAGE.match(one.text)):
            yield PrivateValue(Kind.VILLAGE, village.group())


def _owner(name: Known) -> Owner:
    return Owner(
        f"party:{name.key}",
        "petitioner" if name.key.endswith("-1") else "respondent",
        is_person=name.type != "organisation",
        minority_name=name.type == "person_mongolian",
    )


def _owner_of_number(value: Known, owners: dict[str, Owner]) -> Owner | None:
    """The organisation for a credit code, else the person of the same number; nobody for a petition number."""
    number = value.key.rpartition("-")[2]
    kinds = {"credit_code": ("organisation",), "petition_number": ()}.get(
        value.type, ("person_han", "person_mongolian")
    )
    return next((owners[f"{kind}-{number}"] for kind in kinds if f"{kind}-{number}" in owners), None)
