"""The words of a case that are chosen, never typed: each list is data, code only walks it."""

from enum import StrEnum

from market.text import N_


class CaseState(StrEnum):
    REGISTERED = "registered"
    CLASSIFIED = "classified"
    LISTED = "listed"
    IN_MEDIATION = "in_mediation"
    RESOLVED = "resolved"
    CLOSED = "closed"


CASE_STATE_LABELS = {
    CaseState.REGISTERED: N_("Registered"),
    CaseState.CLASSIFIED: N_("Classified"),
    CaseState.LISTED: N_("On the board"),
    CaseState.IN_MEDIATION: N_("In mediation"),
    CaseState.RESOLVED: N_("Resolved"),
    CaseState.CLOSED: N_("Case closed"),
}


class CloseCode(StrEnum):
    """Why the office closes a case that comes to nothing on the board."""

    NOT_MEDIABLE = "not_mediable"
    NO_CONSENT = "no_consent"
    WITHDRAWN = "withdrawn"
    SETTLED_ELSEWHERE = "settled_elsewhere"
    BY_MISTAKE = "by_mistake"


CLOSE_CODE_LABELS = {
    CloseCode.NOT_MEDIABLE: N_("The matter cannot be mediated"),
    CloseCode.NO_CONSENT: N_("A party has not agreed, or refuses"),
    CloseCode.WITHDRAWN: N_("The petitioner has withdrawn the petition"),
    CloseCode.SETTLED_ELSEWHERE: N_("It has been settled in another way"),
    CloseCode.BY_MISTAKE: N_("It was registered by mistake"),
}


class CaseClass(StrEnum):
    """Handling by class (分类化解制): A within 90 days, B within 60, C within 30 unless settings say otherwise."""

    A = "A"
    B = "B"
    C = "C"


CLASS_LABELS = {
    CaseClass.A: N_("Class A: 5 years or older"),
    CaseClass.B: N_("Class B: 3 to under 5 years"),
    CaseClass.C: N_("Class C: other banner-level matters"),
}


class Category(StrEnum):
    LAND = "land"
    EXPROPRIATION = "expropriation"
    WAGES = "wages"
    LOANS = "loans"
    CONTRACTS = "contracts"
    NEIGHBOURS = "neighbours"
    INHERITANCE = "inheritance"
    INJURY = "injury"
    ENVIRONMENT = "environment"
    VILLAGE_AFFAIRS = "village_affairs"
    BENEFITS = "benefits"
    OTHER = "other"


CATEGORY_LABELS = {
    Category.LAND: N_("Pasture and farmland"),
    Category.EXPROPRIATION: N_("Land taking and demolition"),
    Category.WAGES: N_("Wages and labour"),
    Category.LOANS: N_("Private loans and debts"),
    Category.CONTRACTS: N_("Contracts and works"),
    Category.NEIGHBOURS: N_("Neighbours"),
    Category.INHERITANCE: N_("Family property and inheritance"),
    Category.INJURY: N_("Injury and compensation"),
    Category.ENVIRONMENT: N_("Environment and mining"),
    Category.VILLAGE_AFFAIRS: N_("Village affairs"),
    Category.BENEFITS: N_("Pensions and benefits"),
    Category.OTHER: N_("Other matters"),
}


class Language(StrEnum):
    CHINESE = "zh"
    MONGOLIAN = "mn"
    DIALECT = "dialect"  # of the settlers from the south: Shaanbei, a Jin Chinese


LANGUAGE_LABELS = {
    Language.CHINESE: N_("Chinese"),
    Language.MONGOLIAN: N_("Mongolian"),
    Language.DIALECT: N_("Local dialect (Shaanbei)"),
}


class PartyRole(StrEnum):
    PETITIONER = "petitioner"
    RESPONDENT = "respondent"
    OTHER = "other"


PARTY_ROLE_LABELS = {
    PartyRole.PETITIONER: N_("Petitioner"),
    PartyRole.RESPONDENT: N_("Respondent"),
    PartyRole.OTHER: N_("Other party"),
}


class PartyKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"


PARTY_KIND_LABELS = {PartyKind.PERSON: N_("Natural person"), PartyKind.ORGANISATION: N_("Organisation")}


class Difficulty(StrEnum):
    ORDINARY = "ordinary"
    HARD = "hard"
    MAJOR = "major"


DIFFICULTY_LABELS = {
    Difficulty.ORDINARY: N_("Ordinary"),
    Difficulty.HARD: N_("Hard"),
    Difficulty.MAJOR: N_("Major and complex"),
}


class Merit(StrEnum):
    """How reasonable the petitioner's claim is (诉求合理程度)."""

    FOUNDED = "founded"
    PARTLY = "partly"
    UNFOUNDED = "unfounded"


MERIT_LABELS = {
    Merit.FOUNDED: N_("Claim is well founded"),
    Merit.PARTLY: N_("Claim is partly founded"),
    Merit.UNFOUNDED: N_("Claim is hardly founded"),
}


class ConsentAnswer(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    SILENT = "silent"
    WITHDRAWN = "withdrawn"


CONSENT_LABELS = {
    ConsentAnswer.GIVEN: N_("Agreed to the listing"),
    ConsentAnswer.REFUSED: N_("Refused mediation"),
    ConsentAnswer.SILENT: N_("Asked, did not answer"),
    ConsentAnswer.WITHDRAWN: N_("Withdrew consent"),
}
OBJECTS_LABEL = N_("Objects to the text being public")  # how a refusal reads once the case is closed


class ConsentEvidence(StrEnum):
    WRITTEN = "written"
    ORAL = "oral"
    MESSAGE = "message"
    NOTICE_UNANSWERED = "notice_unanswered"


EVIDENCE_LABELS = {
    ConsentEvidence.WRITTEN: N_("Signed in writing"),
    ConsentEvidence.ORAL: N_("Said in person and noted"),
    ConsentEvidence.MESSAGE: N_("By telephone or message"),
    ConsentEvidence.NOTICE_UNANSWERED: N_("Notice served, no answer"),
}
