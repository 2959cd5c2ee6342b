"""The disputes of the demonstration, one module a category; nobody and nothing in them is real."""

from demo.scenarios import (
    benefits,
    contracts,
    environment,
    expropriation,
    family,
    injury,
    land,
    loans,
    neighbours,
    other,
    village_affairs,
    wages,
)
from demo.scenarios.scenario import Scenario

SCENARIOS: tuple[Scenario, ...] = (
    *land.SCENARIOS,
    *wages.SCENARIOS,
    *contracts.SCENARIOS,
    *neighbours.SCENARIOS,
    *loans.SCENARIOS,
    *injury.SCENARIOS,
    *expropriation.SCENARIOS,
    *village_affairs.SCENARIOS,
    *benefits.SCENARIOS,
    *environment.SCENARIOS,
    *family.SCENARIOS,
    *other.SCENARIOS,
)
