"""A proposal on the page of its case and on the reviewers' work list, whatever it is about."""

from collections.abc import Callable
from typing import TypeVar

from flask import url_for
from flask_babel import gettext

from listings.proposals.models import Proposal
from listings.proposals.queries import proposals_to_decide
from market.policy import Can, allowed
from market.web.deeds import StepButton
from market.web.shell import LONGEST_GROUP, WorkGroup, WorkRow
from market.work import Work

ProposalT = TypeVar("ProposalT", bound=Proposal)
Choice = tuple[str, str]  # label as message id, endpoint


def deciding_steps(
    work: Work, proposal: Proposal, can: Can, confirm: Choice, turn_down: Choice, *, confirmable: bool
) -> list[StepButton]:
    """What somebody who may decide it is offered; what cannot be confirmed as things stand can be turned down."""
    if not allowed(work, can, proposal):
        return []
    return [
        StepButton(gettext(label), url_for(endpoint, ref=proposal.public_id), primary=False, danger=choice is confirm)
        for choice in ([confirm, turn_down] if confirmable else [turn_down])
        for label, endpoint in [choice]
    ]


def waiting_group(
    work: Work, model: type[ProposalT], title: str, said: Callable[[ProposalT], str] = lambda _: ""
) -> WorkGroup:
    """Cases with a proposal of somebody else's that this reviewer could decide; `said` is what stands beside each."""
    return WorkGroup(
        title,
        [
            WorkRow(one.case.petition_number, "cases.show", one.case.public_id, said(one))
            for one in proposals_to_decide(work, model, LONGEST_GROUP)
        ],
    )
