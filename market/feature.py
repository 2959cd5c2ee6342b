"""What the ground offers to the roof."""

from market import machinery
from market.backup.proof import prove_files, prove_record
from market.files.events import EVENTS as FILE_EVENTS
from market.files.jobs import delete_erased_files, sweep_left_files
from market.files.services_erasing import delete_later
from market.health.views import bp as health
from market.health.views import measure
from market.home.views import bp as home
from market.invitations.deeds import DEEDS as INVITATION_DEEDS
from market.invitations.events import EVENTS as INVITATION_EVENTS
from market.notifications import sentences as notice_sentences
from market.notifications.deeds import DEEDS as INBOX_DEEDS
from market.notifications.jobs import deliver_mail, sweep_mail
from market.notifications.queries import unread_count
from market.notifications.views import api as inbox_api
from market.notifications.views import bp as inbox
from market.people import sentences as people_sentences
from market.people.api import blp as session_api
from market.people.deeds import DEEDS as PEOPLE_DEEDS
from market.people.events import EVENTS as PEOPLE_EVENTS
from market.people.jobs import forget_spent
from market.people.views import bp as people
from market.people.views import web
from market.policy import Can
from market.policy_ground import POLICY as POLICY
from market.printed.cli import CLI as PRINTERS
from market.record.views import api as record_api
from market.record.views import bp as record
from market.settings import sentences as setting_sentences
from market.settings.api import blp as settings_api
from market.settings.deeds import DEEDS as SETTING_DEEDS
from market.settings.events import EVENTS as SETTING_EVENTS
from market.settings.views import bp as settings
from market.settings.views import work_list as setting_work
from market.staff import sentences as staff_sentences
from market.staff.api import blp as staff_api
from market.staff.cli import people as people_command
from market.staff.deeds import DEEDS as STAFF_DEEDS
from market.staff.events import EVENTS as STAFF_EVENTS
from market.staff.views import bp as staff
from market.staff.views import work_list as staff_work
from market.text import N_
from market.web import sentences as web_sentences
from market.web.shell import NavItem
from market.web.starting import start_ground

_SENTENCES = (web_sentences, people_sentences, staff_sentences, setting_sentences)

BLUEPRINTS = [health, home, people, web, staff, settings, record, inbox]
API_BLUEPRINTS = [session_api, inbox_api, record_api, staff_api, settings_api]
DEEDS = [*PEOPLE_DEEDS, *INVITATION_DEEDS, *STAFF_DEEDS, *SETTING_DEEDS, *INBOX_DEEDS]
EVENTS = [*machinery.EVENTS, *PEOPLE_EVENTS, *INVITATION_EVENTS, *STAFF_EVENTS, *SETTING_EVENTS, *FILE_EVENTS]
SENTENCES = machinery.SENTENCES | {code: words for part in _SENTENCES for code, words in part.SENTENCES.items()}
CONSTRAINTS = machinery.CONSTRAINTS | {name: code for part in _SENTENCES for name, code in part.CONSTRAINTS.items()}
NOTICES = machinery.NOTICES | notice_sentences.NOTICES
JOBS = machinery.JOBS | {
    "delete_erased_files": delete_erased_files,
    "sweep_left_files": sweep_left_files,
    "deliver_mail": deliver_mail,
    "sweep_mail": sweep_mail,
    "forget_spent": forget_spent,
}
SUBSCRIBERS = [*machinery.SUBSCRIBERS, ("vault.key_destroyed", delete_later)]
PROTECTED = machinery.PROTECTED
PROOFS = [prove_record, prove_files]
CLI = [*machinery.CLI, *PRINTERS, people_command]
CONFIGURE = [start_ground, measure]
WORK_LISTS = [staff_work, setting_work]
NAVIGATION = [
    NavItem(N_("My work"), "home.work_list", Can.SEE_HOME, order=10),
    NavItem(N_("Inbox"), "inbox.index", Can.SEE_HOME, order=90, count=unread_count),
    NavItem(N_("Staff"), "staff.index", Can.SEE_STAFF, order=80),
    NavItem(N_("The record"), "record.index", Can.READ_RECORD, order=84),
    NavItem(N_("Settings of the scheme"), "settings.index", Can.SEE_SETTINGS, order=82),
]
