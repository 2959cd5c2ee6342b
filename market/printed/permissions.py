"""The policy on one page: who may what. Any line grants, within a line all must hold."""

from market.policy import POLICY, Can, Predicate
from market.printed.markdown import NOTHING, code, codes, first_sentence, name_of, page, table


def policy_page() -> str:
    """Every permission with its clauses, then every predicate with its meaning."""
    lead = "Any line grants; within a line all must hold; what stands in no line is denied."
    clauses = table(
        ["Permission", "Meaning", "Who"],
        ([code(can.value), can.meaning, _lines(can)] for can in Can),
    )
    known: dict[str, Predicate] = {
        name_of(holds): holds for lines in POLICY.clauses.values() for line in lines for holds in line
    }
    meanings = table(
        ["Predicate", "Meaning"],
        ([code(name), first_sentence(known[name].__doc__) or NOTHING] for name in sorted(known)),
    )
    return page("Policy", lead, clauses, "## Predicates", meanings)


def _lines(can: Can) -> str:
    lines = POLICY.clauses.get(can, ())
    return "<br>or ".join(codes((name_of(holds) for holds in line), " and ") for line in lines) or NOTHING
