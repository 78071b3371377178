"""The desk: takes commands, checks them against rules and view, and commits what they lead to."""
from ctypes import byref

from . import times
from ._ffi import (CONSTANTS, CommandKind, P, RefusalCode, inc_advance_options,
                   inc_advance_report, inc_command, inc_deadline_options, inc_desk_options,
                   inc_difference, inc_incident, inc_outcome, inc_time, inc_walk_options,
                   inc_walk_report, int32, lib)
from ._ffi.kinds import text
from .commands import Commands
from .context import Contextual
from .errors import Invalid, Refused
from .event import kind_of
from .incident import looked
from .ledger import Ledger
from .outbox import Outbox
from .record import Record, built, decoded, encoded, listed, member
from .rulebook import digest
from .store import Store


class Outcome(Record):
    """What a command did: `first` and `last`, sequences; `facts` of the command; `settled`, facts
    that were due before it."""


class AdvanceReport(Record):
    """How far an advance went: `subjects`, `facts`, `conflicts`, `messages`, `more`."""


class WalkReport(Record):
    """What a walk found: `subjects`, `changed`, `more`, and `differences`."""


class Difference(Record):
    """A head that differs from a fresh fold (`subject`, `name`), or a verdict that a migration
    changes (`was_verdict`, `is_verdict`, `was_due`, `is_due`, `was_breach_at`, `is_breach_at`)."""


# What commands call the members of inc_command that they take under another name.
ALIASES = {
    (CommandKind.LOG, "caller"): "person",
    (CommandKind.LOG, "title"): "text",
    (CommandKind.ASSIGN, "assignee"): "person",
    (CommandKind.ESCALATE, "assignee"): "person",
    (CommandKind.RESOLVE, "change"): "other",
    (CommandKind.CONVERT, "request"): "other",
}


def command_kind(command):
    """The number of a command, from a CommandKind or its name."""
    if isinstance(command, int):
        return command
    data = encoded(command)
    kind = lib.inc_command_find(data, len(data))
    if not kind:
        raise Invalid("there was no command '%s'" % command)
    return kind


def command_name(kind):
    return decoded(lib.inc_command_name(kind))


def refusal_name(code):
    return decoded(lib.inc_refusal_name(code))


def guard(command, stage):
    """What the table says of a command in a stage: None, or the name of a refusal."""
    code = lib.inc_command_guard(command_kind(command), stage)
    return refusal_name(code) if code else None


class Desk(Commands, Outbox, Contextual):
    """A desk over a store, or over a Memory or Backend that it opens a store for; the rules come
    from a rulebook. `publish` has the kinds of facts that put a message into the outbox, "all" for
    every one. Every command is a method, `run` takes one from a dict. `now` defaults to the
    context's clock."""

    _noun = "desk"

    def __init__(self, store, rulebook, *, tenant=None, publish=None, attempts=0, context=None):
        store = store if isinstance(store, Store) else Store(store, context=context)
        context = self._start(context or store._context)
        kinds = [] if publish in (None, "all") else [kind_of(kind) for kind in publish]
        options = built(inc_desk_options, tenant=tenant, attempts=attempts,
                        publish_all=publish == "all")
        options.rulebook = rulebook._pointer
        if kinds:
            options.publish, options.publish_count = (int32 * len(kinds))(*kinds), len(kinds)
        self.store, self.rulebook = store, rulebook
        self._own(context._make(lib.inc_desk_new, context, store, byref(options)),
                  [store, rulebook])

    def _now(self, now):
        return self._context.now() if now is None else now

    def _refused(self, refusal):
        """Adds code and arguments to the exception."""
        found, name, value = {}, text(), text()
        while lib.inc_desk_refusal_argument(self, len(found), byref(name), byref(value)) == 0:
            found[decoded(name.value)] = decoded(value.value)
        refusal.code = member(RefusalCode, lib.inc_desk_refusal(self))
        refusal.arguments = found
        return refusal

    def command(self, command, subject, *, now=None, **members):
        """Runs a command; members are those of inc_command. Raises Refused when a guard does."""
        kind = command_kind(command)
        named = {ALIASES.get((kind, name), name): value for name, value in members.items()}
        if len(named) != len(members):
            raise TypeError("one member was given under two names: %s" % ", ".join(sorted(members)))
        struct = built(inc_command, kind=kind, subject=subject, **named)
        outcome = inc_outcome()
        with self._context._lock:
            try:
                self._call(lib.inc_desk_run, byref(struct), times.microseconds(self._now(now)),
                           byref(outcome))
            except Refused as refusal:
                raise self._refused(refusal)
        return Outcome(outcome)

    def run(self, command, now=None):
        """Runs a command from a dict: {"command": "resolve", "subject": "INC-7", ...}."""
        members = dict(command)
        return self.command(members.pop("command"), members.pop("subject"), now=now, **members)

    def allowed(self, subject, now=None):
        """{command: None when it could be run, else the name of the refusal}."""
        codes = (int32 * CONSTANTS["INC_COMMANDS_MOST"])()
        self._call(lib.inc_desk_allowed, encoded(subject), times.microseconds(self._now(now)),
                   codes, len(codes))
        return {command_name(kind): refusal_name(codes[kind].value) if codes[kind].value else None
                for kind in CommandKind}

    def _loaded(self, subject, now):
        out = P(inc_incident)()
        self._call(lib.inc_desk_look, encoded(subject), times.microseconds(now), None, byref(out))
        return out

    def look(self, subject, now=None):
        """How an incident stands: an IncidentView, with what is due and not recorded yet."""
        now = self._now(now)
        with self._context._lock:
            return looked(self._context._call, self._loaded(subject, now), now)

    def ledger(self, subject, clock=0, now=None):
        """The account of one of its clocks, by its index in the view."""
        now = self._now(now)
        with self._context._lock:
            incident = self._loaded(subject, now)
            pointer = self._context._make(lib.inc_incident_ledger, incident, clock)
        return Ledger(pointer, self._context, now.tzinfo)

    def next_deadline(self, *, shard_index=0, shard_count=0):
        """When to call advance next; None when nothing is waiting."""
        options = built(inc_deadline_options, shard_index=shard_index, shard_count=shard_count)
        out = inc_time()
        status = self._call(lib.inc_desk_next_deadline, byref(options), byref(out))
        return times.moment(out.value) if status == 0 else None

    def advance(self, now=None, *, limit=0, after=None, shard_index=0, shard_count=0):
        """Settles what is due by now, of at most `limit` subjects (0: 1,000); `after`, the report
        of the call before, goes on where that stopped."""
        options = built(inc_advance_options, limit=limit, shard_index=shard_index,
                        shard_count=shard_count)
        if after is not None:
            options.after = times.optional(after.after)
            options.after_subject = encoded(after.after_subject)
        report = inc_advance_report()
        self._call(lib.inc_desk_advance, times.microseconds(self._now(now)), byref(options),
                   byref(report))
        return AdvanceReport(report)

    def _walk(self, function, *instant, after=None, rules=None, **options):
        struct = built(inc_walk_options, after_subject=after and after.after_subject, **options)
        if rules is not None:
            wanted = digest(rules)
            struct.rules = P(type(wanted))(wanted)
        report = inc_walk_report()
        with self._context._lock:
            self._call(function, *instant, byref(struct), byref(report))
            found = listed(lib.inc_desk_difference, inc_difference, Difference, self)
        return WalkReport(report, differences=found)

    def verify(self, *, limit=0, after=None):
        """Compares heads with a fresh fold of their facts."""
        return self._walk(lib.inc_desk_verify, limit=limit, after=after)

    def rebuild(self, *, limit=0, after=None, dry_run=False):
        """The same, and writes the fresh head where it differs."""
        return self._walk(lib.inc_desk_rebuild, limit=limit, after=after, dry_run=dry_run)

    def migrate_all(self, rules=None, now=None, *, actor=None, limit=0, after=None, dry_run=False):
        """Moves the open cycles of every incident that is not closed to other rules."""
        return self._walk(lib.inc_desk_migrate, times.microseconds(self._now(now)), rules=rules,
                          actor=actor, limit=limit, after=after, dry_run=dry_run)

    def forget(self, person, reason, now=None, *, actor=None, limit=0, after=None, dry_run=False):
        """Empties what is by or about a person, in every subject."""
        return self._walk(lib.inc_desk_redact, times.microseconds(self._now(now)), person=person,
                          reason=reason, actor=actor, limit=limit, after=after, dry_run=dry_run)


__all__ = ["AdvanceReport", "Desk", "Difference", "Outcome", "WalkReport", "guard"]
