"""The commands as methods of a desk. What a command takes is said by its signature's keywords and,
in full, by inc_command_kind; all of them take `now`, `happened`, `actor`, `actor_kind`,
`visibility`, `commit`, `extra`, and give an Outcome."""
from ._ffi import CommandKind


class Commands:
    """One method a command."""

    def command(self, command, subject, *, now=None, **members):
        """Runs a command."""
        raise NotImplementedError

    def detect(self, subject, **members):
        """Noticed: channel, service, ci, symptom."""
        return self.command(CommandKind.DETECT, subject, **members)

    def log(self, subject, **members):
        """Gets a record: channel, symptom, service, ci, caller, title; category, impact, urgency;
        relation and other."""
        return self.command(CommandKind.LOG, subject, **members)

    def acknowledge(self, subject, **members):
        """A human looked at it, and the caller can tell."""
        return self.command(CommandKind.ACKNOWLEDGE, subject, **members)

    def classify(self, subject, **members):
        """category, symptom, impact, urgency, service, ci: what is given replaces what was."""
        return self.command(CommandKind.CLASSIFY, subject, **members)

    def prioritise(self, subject, priority, reason, **members):
        """A priority in place of the matrix's; 0 gives it back."""
        return self.command(CommandKind.PRIORITISE, subject, priority=priority, reason=reason,
                            **members)

    def assign(self, subject, **members):
        """team, tier, assignee: at least one."""
        return self.command(CommandKind.ASSIGN, subject, **members)

    def escalate(self, subject, **members):
        """direction, team, tier, assignee, reason."""
        return self.command(CommandKind.ESCALATE, subject, **members)

    def hold(self, subject, reason, **members):
        """source, expires."""
        return self.command(CommandKind.HOLD, subject, reason=reason, **members)

    def release(self, subject, reason, **members):
        """source."""
        return self.command(CommandKind.RELEASE, subject, reason=reason, **members)

    def work(self, subject, **members):
        """activity, effort, text."""
        return self.command(CommandKind.WORK, subject, **members)

    def note(self, subject, text, **members):
        """A text for the record."""
        return self.command(CommandKind.NOTE, subject, text=text, **members)

    def restore(self, subject, **members):
        """The service works again; work on the incident may go on."""
        return self.command(CommandKind.RESTORE, subject, **members)

    def resolve(self, subject, code, text, **members):
        """change; documentation documents it at once."""
        return self.command(CommandKind.RESOLVE, subject, code=code, text=text, **members)

    def confirm(self, subject, **members):
        """The caller confirmed the resolution."""
        return self.command(CommandKind.CONFIRM, subject, **members)

    def refuse(self, subject, reason, **members):
        """The caller refused the resolution, which reopens it."""
        return self.command(CommandKind.REFUSE, subject, reason=reason, **members)

    def document(self, subject, documentation, **members):
        """What closure needs: article."""
        return self.command(CommandKind.DOCUMENT, subject, documentation=documentation, **members)

    def close(self, subject, **members):
        """code; documentation documents it at once."""
        return self.command(CommandKind.CLOSE, subject, **members)

    def reopen(self, subject, reason, **members):
        """Within the reopen window."""
        return self.command(CommandKind.REOPEN, subject, reason=reason, **members)

    def cancel(self, subject, reason, **members):
        """It was no incident."""
        return self.command(CommandKind.CANCEL, subject, reason=reason, **members)

    def convert(self, subject, request, **members):
        """It was a service request."""
        return self.command(CommandKind.CONVERT, subject, request=request, **members)

    def link(self, subject, relation, other, **members):
        """duplicate, parent, child, change, problem, request, follow_up, related."""
        return self.command(CommandKind.LINK, subject, relation=relation, other=other, **members)

    def unlink(self, subject, relation, other, **members):
        """Takes a link away."""
        return self.command(CommandKind.UNLINK, subject, relation=relation, other=other, **members)

    def void(self, subject, corrects, reason, **members):
        """Takes the fact of that sequence out."""
        return self.command(CommandKind.VOID, subject, corrects=corrects, reason=reason, **members)

    def redact(self, subject, reason, **members):
        """Empties personal columns; only what is by or about `person` when that is given."""
        return self.command(CommandKind.REDACT, subject, reason=reason, **members)

    def migrate(self, subject, **members):
        """Open cycles go on under other rules (a hash), or those in force."""
        return self.command(CommandKind.MIGRATE, subject, **members)
