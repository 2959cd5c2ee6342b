"""A case's personal data: where it goes in the vault and how it is read back, always within an opening."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from stdnum.cn import ric, uscc
from stdnum.exceptions import ValidationError

from listings.anonymisation.spelling import digits
from listings.cases.models import CASE_PRIVATE_COLUMNS, PARTY_PRIVATE_COLUMNS, Party, PetitionCase
from listings.cases.queries import active_parties
from listings.cases.vocabulary import PartyKind
from market.refusals import Invalid
from market.vault import services as vault
from market.work import Work

PHONE_DIGITS = range(7, 14)
_ID_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9X]")
INDEXED = {"name": "name", "id_number": "id_number", "phone": "phone"}


def checked_party(values: Mapping[str, Any], row: str = "") -> dict[str, str]:
    """The private columns of a party, tidied. `row` leads to the party where it is one of several: "parties.0.".

    Raises Invalid id_number_wrong, credit_code_wrong or phone_wrong, with the field.
    """
    tidy = {column: (values.get(column) or "").strip() for column in PARTY_PRIVATE_COLUMNS}
    number = tidy["id_number"] = tidy["id_number"].replace(" ", "").upper()
    if number:
        if values["kind"] == PartyKind.PERSON and not is_id_number(number):
            raise Invalid("id_number_wrong", field=f"{row}id_number")
        if values["kind"] == PartyKind.ORGANISATION and not uscc.is_valid(number):
            raise Invalid("credit_code_wrong", field=f"{row}id_number")
    if tidy["phone"]:
        tidy["phone"] = digits(tidy["phone"]).replace("|", "")
        if len(tidy["phone"]) not in PHONE_DIGITS or "X" in tidy["phone"]:
            raise Invalid("phone_wrong", field=f"{row}phone")
    return tidy


def is_id_number(text: str) -> bool:
    """Whether a resident ID number (GB 11643) has its form, a real birth date and the right check character.

    The region is not judged: codes changed in 2001 and again later, and a number keeps the one it was issued with.
    """
    if not _ID_NUMBER.fullmatch(text):
        return False
    try:
        ric.get_birth_date(text)
    except ValidationError:
        return False
    return ric.calc_check_digit(text) == text[-1]


def seal_party(work: Work, party: Party, values: Mapping[str, str | None]) -> None:
    """Put a party's private columns into the vault, under the case's key."""
    indexed = {column: purpose for column, purpose in INDEXED.items() if values.get(column)}
    vault.put_many(work, key_for=party.stream, table=Party.__tablename__, row=party.id, values=values, indexed=indexed)


def seal_case(work: Work, case: PetitionCase, values: Mapping[str, str | None]) -> None:
    """Put the narrative and the village into the vault, under the case's key."""
    vault.put_many(work, key_for=case.stream, table=PetitionCase.__tablename__, row=case.id, values=values)


def is_there_already(work: Work, case: PetitionCase, name: str, role: str) -> bool:
    """Whether a party that the case has now bears this name in this role; by the blind index, so nothing is read, and
    of other cases nothing is told."""
    found = {one.row_id for one in vault.find(work, INDEXED["name"], name) if one.table_name == Party.__tablename__}
    return any(party.role == role and party.id in found for party in active_parties(work.session, case.id))


def party_details(work: Work, case: PetitionCase, parties: Sequence[Party]) -> dict[int, dict[str, str]]:
    """Names, numbers, phones and addresses by party id. Raises NeedsOpening outside an opening in force."""
    ids = [party.id for party in parties]
    return vault.read(work, case.stream, Party.__tablename__, ids, PARTY_PRIVATE_COLUMNS)


def case_details(work: Work, case: PetitionCase) -> dict[str, str]:
    """The narrative and the village. Raises NeedsOpening outside an opening in force."""
    found = vault.read(work, case.stream, PetitionCase.__tablename__, [case.id], CASE_PRIVATE_COLUMNS)
    return found.get(case.id, {})
