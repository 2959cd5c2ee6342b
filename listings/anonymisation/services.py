"""A text is checked against the case's own private values, which the software reads for this purpose alone.

What is found is told by its kind and by the text's own words; the values themselves are never shown, stored or logged.
A text that is refused for such a value, by a service or by a guard of a step (reidentification/services_telling.py),
leaves in the record that it was tried and that the values were read: nobody guesses unseen.
"""

from collections.abc import Callable, Collection, Iterator, Mapping

from sqlalchemy import select

from listings.anonymisation.gate import numbers_of_somebody
from listings.anonymisation.known import CaseKnowledge, Kind, Owner, PrivateValue
from listings.anonymisation.leaks import Leak, leaks
from listings.anonymisation.quoting import quoted, where_label, whom_label
from listings.anonymisation.spans import HIT_LABELS, HitKind
from listings.cases.models import PARTY_PRIVATE_COLUMNS, Party, PetitionCase
from listings.cases.vocabulary import PartyKind
from market.refusals import Invalid
from market.vault import services as vault
from market.vault.queries import erasures_at
from market.work import Work

PURPOSE = "leak_check"
OF_THE_CASE = {
    "village": Kind.VILLAGE,
    "leader": Kind.NAME,
}  # the private columns of the case itself that name somebody


def private_values(work: Work, case: PetitionCase, purpose: str | None = PURPOSE) -> list[PrivateValue]:
    """Everything that no published text of the case may carry, parties that were removed included.

    The software reads for `purpose`, and all cases of the dispute: who petitions in one is as private in another. Of
    those whose personal data was erased nothing is left to compare. With no purpose the actor reads this case alone,
    within an opening, else NeedsOpening.
    """
    cases = [case] if purpose is None else [case, *_linked_and_readable(work, case)]
    return [value for one in cases for value in _values_of(work, one, purpose)]


def _linked_and_readable(work: Work, case: PetitionCase) -> list[PetitionCase]:
    of_one_dispute = select(PetitionCase).where(PetitionCase.dispute_id == case.dispute_id, PetitionCase.id != case.id)
    linked = list(work.session.scalars(of_one_dispute.order_by(PetitionCase.id)))
    erased = erasures_at(work.session, [one.stream for one in linked]) if linked else {}
    return [one for one in linked if one.stream not in erased]


def _values_of(work: Work, case: PetitionCase, purpose: str | None) -> list[PrivateValue]:
    owners = {party.id: _owner(party) for party in _parties(work, case)}
    sealed = vault.read(work, case.stream, Party.__tablename__, list(owners), PARTY_PRIVATE_COLUMNS, purpose=purpose)
    found = [
        PrivateValue(Kind(column), text, owner)
        for party_id, owner in owners.items()
        for column, text in sealed.get(party_id, {}).items()
    ]
    place = vault.read(work, case.stream, PetitionCase.__tablename__, [case.id], list(OF_THE_CASE), purpose=purpose)
    found += [PrivateValue(OF_THE_CASE[column], text) for columns in place.values() for column, text in columns.items()]
    found.append(PrivateValue(Kind.PETITION_NUMBER, case.petition_number))
    return found


def knowledge_within_opening(work: Work, case: PetitionCase) -> CaseKnowledge:
    """What the pipeline goes by for this case. Raises NeedsOpening outside an opening in force."""
    return CaseKnowledge(tuple(private_values(work, case, purpose=None)))


def leaks_in(work: Work, case: PetitionCase, texts: Mapping[str, str]) -> list[Leak]:
    """What the texts (by field name) give away of this case."""
    return leaks(texts, private_values(work, case))


def refuse_private(work: Work, case: PetitionCase, texts: Mapping[str, str]) -> None:
    """Raise Invalid leak_<kind> for what gives something away, stranger_in_text for any other number; the first of
    them with all the others beside it."""
    given = {field: text for field, text in texts.items() if text}
    found = leaks_in(work, case, given) if given else []
    if not found:
        refuse_numbers(given)
        return
    own = [_refusal(leak) for leak in found]
    named = {(leak.field, word) for leak in found for word in leak.words}
    raise own[0].beside([*own[1:], *_numbers(given, named)]).leaving(attempt(case, found))


def _refusal(leak: Leak) -> Invalid:
    facts = {"where_label": where_label(leak.field), "whom_label": whom_label(of_party=leak.of_party)}
    return Invalid(f"leak_{leak.kind.value}", field=leak.field, words=quoted(leak.words), **facts)


def attempt(case: PetitionCase, found: Collection[Leak]) -> Callable[[Work], None]:
    """What a refused text leaves in the record: the fields and the kinds of what it named, never a word of it.

    It was compared with every case of the dispute, and stands in the history of each: whoever links a case to another
    in order to guess leaves the guess with the other as well.
    """
    case_id = case.id
    facts = {"fields": sorted({leak.field for leak in found}), "kinds": sorted({leak.kind.value for leak in found})}

    def leave(work: Work) -> None:
        tried = work.session.get_one(PetitionCase, case_id)
        for one in [tried, *_linked_and_readable(work, tried)]:
            work.tell("case.text_refused", one, **facts)

    return leave


def refuse_numbers(texts: Mapping[str, str]) -> None:
    """Raise Invalid stranger_in_text for the numbers by which somebody is reached or known: one for each field and
    kind, the others beside the first."""
    refused = list(_numbers(texts))
    if refused:
        raise refused[0].beside(refused[1:])


def _numbers(texts: Mapping[str, str], named: Collection[tuple[str, str]] = ()) -> Iterator[Invalid]:
    """What is refused for its numbers; what has been `named` already (field, words) is not told twice."""
    for field, text in texts.items():
        found: dict[HitKind, list[str]] = {}
        for hit in numbers_of_somebody(text):
            words = text[hit.start : hit.end]
            if (field, words) not in named:
                found.setdefault(hit.kind, []).append(words)
        for kind, told in found.items():
            facts = {"where_label": where_label(field), "found_label": HIT_LABELS[kind]}
            yield Invalid("stranger_in_text", field=field, words=quoted(told), **facts)


def _parties(work: Work, case: PetitionCase) -> list[Party]:
    return list(work.session.scalars(select(Party).where(Party.case_id == case.id).order_by(Party.id)))


def _owner(party: Party) -> Owner:
    return Owner(f"party:{party.id}", party.role, party.kind == PartyKind.PERSON, party.minority_name)
