"""Two import contracts that import-linter does not bring: the order of files, and who may know Flask.

import-linter reads the source, so an import inside a function or under TYPE_CHECKING counts as any other.
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

Breach = tuple[str, ...]


def role_of(module: str, roles: dict[str, int]) -> int | None:
    """The place of a module in the file order, by its name or a prefix of it (`views_public` is a view).

    What stands directly in the ground floor is machinery bearing such names (market.clocks): there
    the order begins one folder deeper.
    """
    floor, *within = module.split(".")
    if floor == "market":
        within = within[1:]
    for part in reversed(within):
        for role, place in roles.items():
            if part == role or part.startswith(role + "_"):
                return place
    return None


class FileOrder(Contract):
    """Within a floor, each file imports only those after it, not even through a file that has no place."""

    type_name = "file_order"

    order = fields.ListField(subfield=fields.StringField())  # first may import all after it; "a | b" share a place
    floors = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Kept when no module reaches, by any chain within its floor, a module earlier in the order."""
        del verbose
        roles = {role.strip(): place for place, line in enumerate(self.order) for role in line.split("|")}
        breaches: list[Breach] = []
        for floor in self.floors:
            placed = {m: role_of(m, roles) for m in sorted(graph.find_descendants(floor))}
            for module, place in placed.items():
                if place is None:
                    continue
                for reached in sorted(graph.find_upstream_modules(module)):
                    other = placed.get(reached)
                    if other is not None and other < place:
                        breaches.append(graph.find_shortest_chain(module, reached) or (module, reached))
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each chain that goes against the order."""
        print_breaches(check)


class OnlyAtTheEdge(Contract):
    """The named libraries are imported directly by modules of these roles and packages, by no other."""

    type_name = "only_at_the_edge"

    libraries = fields.ListField(subfield=fields.StringField())
    roles = fields.ListField(subfield=fields.StringField())
    packages = fields.ListField(subfield=fields.StringField())
    floors = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Kept when nobody of the floors but the edge imports one of the libraries."""
        del verbose
        roles = dict.fromkeys(self.roles, 0)
        breaches: list[Breach] = []
        for library in self.libraries:
            if library not in graph.modules:
                continue
            for module in sorted(graph.find_modules_that_directly_import(library)):
                within = module.split(".")[0] in self.floors
                edge = role_of(module, roles) is not None or any(
                    module == package or module.startswith(package + ".") for package in self.packages
                )
                if within and not edge:
                    breaches.append((module, library))
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print who imports what without being at the edge."""
        print_breaches(check)


def print_breaches(check: ContractCheck) -> None:
    """One line a breach, the chain written as an arrow path."""
    for chain in check.metadata["breaches"]:
        output.print_error("-   " + " -> ".join(chain), bold=False)
