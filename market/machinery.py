"""What the ground's machinery offers to the roof: the vault, the record, the clocks, the jobs and the files."""

from market.backup.cli import backup_command, restore_command
from market.clocks.events import EVENTS as CLOCK_EVENTS
from market.clocks.reminders import SUBSCRIBERS as CLOCK_SUBSCRIBERS
from market.clocks.sentences import CONSTRAINTS as CLOCK_CONSTRAINTS
from market.clocks.sentences import NOTICES as CLOCK_NOTICES
from market.clocks.sentences import SENTENCES as CLOCK_SENTENCES
from market.clocks.sweep import sweep_clocks
from market.files.sentences import SENTENCES as FILE_SENTENCES
from market.jobs import Handler
from market.queue.care import forget_finished, requeue_stalled
from market.queue.cli import jobs as jobs_command
from market.record.cli import record as record_command
from market.record.signing import sign
from market.vault.cli import vault as vault_command
from market.vault.events import EVENTS as VAULT_EVENTS
from market.vault.sentences import CONSTRAINTS as VAULT_CONSTRAINTS
from market.vault.sentences import SENTENCES as VAULT_SENTENCES

EVENTS = [*VAULT_EVENTS, *CLOCK_EVENTS]
SENTENCES = {**VAULT_SENTENCES, **CLOCK_SENTENCES, **FILE_SENTENCES}
CONSTRAINTS = {**VAULT_CONSTRAINTS, **CLOCK_CONSTRAINTS}
JOBS: dict[str, Handler] = {
    "sweep_clocks": sweep_clocks,
    "sign_checkpoint": sign,
    "requeue_stalled": requeue_stalled,
    "forget_finished": forget_finished,
}
SUBSCRIBERS = [*CLOCK_SUBSCRIBERS]
NOTICES = {**CLOCK_NOTICES}
PROTECTED = ("record_event", "record_stream", "opening", "opening_end", "stored_file", "vault_key_retirement")
CLI = [jobs_command, record_command, backup_command, restore_command, vault_command]
