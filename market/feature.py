"""What the ground offers to the roof."""

from market import machinery
from market.home.views import bp as home
from market.notifications import sentences as notification_sentences
from market.notifications.jobs import deliver_mail, sweep_mail
from market.people import sentences as people_sentences
from market.people.events import EVENTS as PEOPLE_EVENTS
from market.people.views import bp as people
from market.people.views import web
from market.policy import Can
from market.policy_ground import POLICY as POLICY
from market.text import N_
from market.web import sentences as web_sentences
from market.web.shell import NavItem
from market.web.starting import start_ground

BLUEPRINTS = [home, people, web]
EVENTS = [*machinery.EVENTS, *PEOPLE_EVENTS]
SENTENCES = {**machinery.SENTENCES, **web_sentences.SENTENCES, **people_sentences.SENTENCES}
CONSTRAINTS = {**machinery.CONSTRAINTS, **web_sentences.CONSTRAINTS, **people_sentences.CONSTRAINTS}
NOTICES = {**machinery.NOTICES, **notification_sentences.NOTICES}
SUBSCRIBERS = [*machinery.SUBSCRIBERS]
JOBS = {**machinery.JOBS, "deliver_mail": deliver_mail, "sweep_mail": sweep_mail}
CLI = [*machinery.CLI]
CONFIGURE = [start_ground]
NAVIGATION = [NavItem(N_("My work"), "home.work_list", Can.SEE_HOME, order=10)]
