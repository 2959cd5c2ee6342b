"""Without JavaScript every job can be done: sign in, grow a form by a row, narrow the board, do a deed."""

from collections.abc import Callable
from datetime import timedelta

from tests.e2e.person import Person
from tests.e2e.the_case import TODAY

NUMBER = f"XF-{TODAY.year}-0777"
PARTIES = (("乌日娜", "Petitioner"), ("高志强", "Respondent"), ("高志远", "Respondent"))


def test_a_clerk_registers_a_case_with_three_parties_and_gives_it_a_class(person: Callable[..., Person]) -> None:
    clerk = person("surina", script=False)
    clerk.follow("Cases")
    clerk.follow("Register a case")
    clerk.fill("Petition number", NUMBER)
    clerk.choose("Category", "Pasture and farmland")
    clerk.choose("Town", "昂素镇")
    clerk.choose_first("Responsible unit")
    clerk.fill("Day the dispute arose", (TODAY - timedelta(days=7 * 365)).isoformat())
    clerk.fill("Day of the first petition", (TODAY - timedelta(days=6 * 365)).isoformat())
    clerk.tick("Chinese")
    clerk.fill("Narrative", "草场边界争议七年，三户人家都愿意谈。")
    fill_party(clerk, 0)
    fill_party(clerk, 1)
    clerk.press("Add another Party")
    assert clerk.main().get_by_label("Petition number", exact=True).input_value() == NUMBER
    fill_party(clerk, 2)
    clerk.press("Register the case")
    clerk.reads(NUMBER)

    clerk.follow("Classify the case")
    clerk.choose("Class", "Class A: 5 years or older")
    clerk.choose("Difficulty", "Hard")
    clerk.fill("Why this difficulty", "年代久，证据少。")
    clerk.choose("How reasonable the claim is", "Claim is partly founded")
    clerk.fill("Why the claim is this reasonable", "部分事实有旧图可查。")
    clerk.press("Give the class")
    clerk.reads("Class A")


def fill_party(clerk: Person, row: int) -> None:
    name, role = PARTIES[row]
    clerk.choose("Role in the case", role, nth=row)
    clerk.choose("Kind of party", "Natural person", nth=row)
    clerk.fill("Name", name, nth=row)
    clerk.fill("Phone", f"1389471200{row}", nth=row)


def test_a_visitor_narrows_the_board(person_among_cases: Callable[..., Person]) -> None:
    visitor = person_among_cases(script=False, width=375)
    visitor.visit("/")
    before = visitor.main().locator("article").count()
    visitor.main().locator("summary", has_text="Filter the board").click()
    visitor.choose_like("Class", "Class C")
    visitor.press("Apply")
    classes = set(visitor.main().locator("article .mk-class").all_inner_texts())
    assert classes == {"Class C"}
    assert 0 < visitor.main().locator("article").count() < before
