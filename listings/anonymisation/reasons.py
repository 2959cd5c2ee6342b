"""Why something was found, as the clerk reads it; each hit carries one of these."""

from listings.anonymisation.known import Kind
from market.text import N_

OWN_NAME = N_("The name of a party to this case.")
OWN_NAME_PART = N_("Part of the name of a party to this case.")
OWN_GIVEN_NAME = N_("The given name of a party to this case.")
OWN_GIVEN_WORD = N_("The given name of a party to this case, which is also an everyday word.")
OWN_ADDRESSED = N_("A party to this case, called by surname and title or kinship.")
OWN_SHORTENED = N_("A surname with 某 that may mean a party to this case.")
OWN_HEARD = N_("The name of a party to this case in other characters that sound alike.")
OWN_TURNED = N_("The name of a party to this case with its parts in the other order.")
OWN_ROMAN = N_("The name of a party to this case in Latin letters.")
OWN_IN_LETTERS = N_("The name of a party to this case in Latin or Cyrillic letters.")
OWN_PART_IN_LETTERS = N_("Part of the name of a party to this case in Latin or Cyrillic letters.")
OWN_ORGANISATION = N_("An organisation that is a party to this case.")
OWN_ORGANISATION_SHORT = N_("The short name of an organisation that is a party to this case.")
OWN_ORGANISATION_WORD = N_("A word from the name of a party to this case, which is also an everyday word.")
OWN_ID_NUMBER = N_("The ID number or credit code of a party to this case.")
OWN_PHONE = N_("The phone number of a party to this case.")
OWN_ADDRESS = N_("The address of a party to this case, or part of it.")
OWN_VILLAGE = N_("The village of this case.")
OWN_PETITION_NUMBER = N_("The petition number of this case.")
OWN_PETITION_SERIAL = N_("The last figures of this case's petition number.")

ID_CHECKED = N_("An ID number; its check character is right.")
ID_UNCHECKED = N_("It has the form of an ID number, with a real date of birth, though its check character is wrong.")
ID_OLD = N_("An ID number of the old kind with 15 figures.")
NUMBER_ENDING = N_("The last figures of a number.")
MOBILE = N_("A mobile phone number.")
LANDLINE = N_("A landline number.")
SHORT_NUMBER = N_("A short phone number.")
PARTLY_HIDDEN = N_("A number of which only some figures are hidden.")
NUMBER_OF_A_PAPER = N_("The number of a contract or another paper.")
STAFF_NUMBER = N_("The number of a member of staff.")
COORDINATES = N_("A position on the map.")
CARD_CHECKED = N_("A bank card number; its check figure is right.")
CARD_NAMED = N_("The text calls it an account or card number.")
PLATE = N_("A number plate.")
MAIL = N_("A mail address.")
WECHAT = N_("A WeChat or QQ account.")
ONLINE_NAME = N_("What somebody is called online.")
CREDIT_CODE = N_("A social credit code; its check character is right.")
CREDIT_CODE_UNCHECKED = N_("It has the form of a social credit code, though its check character is wrong.")
COURT_NUMBER = N_("The number of a court or arbitration case.")
PETITION_NUMBER = N_("The number of a petition.")
EXACT_DATE = N_("An exact day; the month is enough.")
EXACT_AMOUNT = N_("An exact amount; its size stands beside the text.")
BESIDE_THE_TEXT = N_("How long or how much; that stands beside the text.")
VILLAGE = N_("A village, gacha or neighbourhood.")
BELOW_TOWN = N_("A place below the town.")
ORGANISATION = N_("The name of an organisation.")
SEEMS_A_NAME = N_("It reads like a person's name here.")
MONGOLIAN_NAME = N_("It is made of parts of Mongolian names.")
ADDRESSED = N_("A person called by surname and title or kinship.")
INTRODUCED = N_("The words before it introduce a person's name.")

LANDMARK = N_("A thing at somebody's house by which neighbours know the place.")
ONLY_ONE = N_("Where there is only one, everybody there knows who it is.")
NICKNAME = N_("A nickname: whoever lives there knows who it is.")
RARE_CONDITION = N_("An injury or illness that few people have.")
KINSMAN = N_("A relative's business or office, by which the family is known.")

CLERK_ADDED = N_("The clerk asked to mask this phrase everywhere.")

OTHERS_NAME = N_("The name of somebody of this case.")
OTHERS_PART = N_("Part of the name of somebody of this case.")
OTHERS_WORD = N_("Part of the name of somebody of this case, which is also an everyday word.")
OTHERS_LETTERS = N_("The name of somebody of this case in Latin or Cyrillic letters.")
_OF_NO_PARTY = {
    OWN_NAME: OTHERS_NAME,
    OWN_NAME_PART: OTHERS_PART,
    OWN_GIVEN_NAME: OTHERS_PART,
    OWN_GIVEN_WORD: OTHERS_WORD,
    OWN_ADDRESSED: N_("Somebody of this case, called by surname and title or kinship."),
    OWN_SHORTENED: N_("A surname with 某 that may mean somebody of this case."),
    OWN_HEARD: N_("The name of somebody of this case in other characters that sound alike."),
    OWN_TURNED: N_("The name of somebody of this case with its parts in the other order."),
    OWN_ROMAN: OTHERS_LETTERS,
    OWN_IN_LETTERS: OTHERS_LETTERS,
    OWN_PART_IN_LETTERS: N_("Part of the name of somebody of this case in Latin or Cyrillic letters."),
    OWN_ORGANISATION: OTHERS_NAME,
    OWN_ORGANISATION_SHORT: OTHERS_PART,
    OWN_ORGANISATION_WORD: OTHERS_WORD,
}


def told_of(of: str, why: str) -> str:
    """The reason as it is read: who leads the case is named in it and is no party to it. `of` is whose the hit is."""
    return _OF_NO_PARTY.get(why, why) if of == Kind.NAME.value else why
