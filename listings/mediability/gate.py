"""What may never be listed, as six questions; each names the law that bars it and what is still possible."""

from dataclasses import dataclass

from market.text import N_


@dataclass(frozen=True)
class GateQuestion:
    """`question` is answered yes when the bar applies; `ground` is the law that is stored with the answer."""

    code: str
    question: str
    ground: str
    still_possible: str


GATE = (
    GateQuestion(
        "litigation",
        N_("Is the matter before a court or arbitral body, or has it been finally judged?"),
        N_("Regulations on Petition Work, article 22: matters of litigation and enforcement go to the judicial bodies"),
        N_("Tell the petitioner the ways of appeal and retrial; mediation belongs to the court's own proceedings."),
    ),
    GateQuestion(
        "accusation",
        N_("Is it an accusation against an official or a body for breaking discipline or law?"),
        N_("Regulations on Petition Work, articles 22 and 30: accusations go to the supervisory body, undisclosed"),
        N_("Pass it to discipline inspection and supervision without disclosing the petitioner."),
    ),
    GateQuestion(
        "secret",
        N_("Does it touch state secrets or work secrets?"),
        N_("Law on Guarding State Secrets: nothing secret may be made public"),
        N_("Handle it inside the responsible unit; it can never be put on the board."),
    ),
    GateQuestion(
        "administrative",
        N_("Is it purely about the merits of an administrative act?"),
        N_("People's Mediation Law, article 2: mediation serves disputes among the people"),
        N_("Point to administrative reconsideration, or to review and re-review of the petition."),
    ),
    GateQuestion(
        "personal_status",
        N_("Is it about personal status as such, for example divorce, adoption or descent?"),
        N_("Interpretation of the Civil Procedure Law, article 355 (2022): not open to judicial confirmation"),
        N_("The parties may mediate in private or go to court; no reward can follow."),
    ),
    GateQuestion(
        "title",
        N_("Is it about title to property or intellectual property as such?"),
        N_("Interpretation of the Civil Procedure Law, article 355 (2022): not open to judicial confirmation"),
        N_("Have the title determined by the competent body first; what follows from it may then be listed."),
    ),
)
QUESTIONS = {question.code: question for question in GATE}
