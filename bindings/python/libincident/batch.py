"""One atomic commit within a partition: events to append, events to empty, rows to write."""
import itertools
from ctypes import byref

from ._ffi import SubjectKind, inc_write, lib
from .context import Contextual
from .event import Event
from .record import Record, decoded, encoded, member


class Write(Record):
    """What to do with a row: `row` is to be stored as it is, or taken out when `deletes`; the
    stored one must have `revision`, 0: there must be none."""


class Batch(Contextual):
    """A commit in the making for a subject whose last stored event has the sequence (-1: any).
    Every call gives the batch back. A backend reads what it holds."""

    _noun = "batch"

    def __init__(self, subject, sequence=-1, *, tenant="", subject_kind=SubjectKind.INCIDENT,
                 name=None, context=None):
        context = self._start(context)
        self._own(context._make(lib.inc_batch_new, context, encoded(tenant), subject_kind,
                                encoded(subject), sequence))
        if name is not None:
            self._call(lib.inc_batch_commit, encoded(name))

    def append(self, event):
        """Appends an event; its sequence must follow the last one's."""
        self._call(lib.inc_batch_event, event)
        return self

    def redact(self, event):
        """Puts an emptied event in the place of the stored one of its sequence."""
        self._call(lib.inc_batch_redact, event)
        return self

    def put(self, row, revision=0):
        """Writes a row over that of a revision; 0: there is none."""
        return self._write(row, revision, 0)

    def delete(self, row, revision):
        """Takes a row of a revision out."""
        return self._write(row, revision, 1)

    def _write(self, row, revision, deletes):
        write = inc_write(row=row._pointer, revision=revision, deletes=deletes)
        self._call(lib.inc_batch_write, byref(write))
        return self

    # For backends.

    @property
    def tenant(self):
        return decoded(lib.inc_batch_tenant(self))

    @property
    def subject_kind(self):
        return member(SubjectKind, lib.inc_batch_subject_kind(self))

    @property
    def subject(self):
        return decoded(lib.inc_batch_subject(self))

    @property
    def key(self):
        """The partition: tenant, kind of subject, subject."""
        return self.tenant, int(self.subject_kind), self.subject

    @property
    def sequence(self):
        """What the last stored event must have: 0, there must be none; -1, any."""
        return lib.inc_batch_sequence(self)

    @property
    def name(self):
        """The commit's name, or ""."""
        return decoded(lib.inc_batch_name(self))

    def _events(self, function):
        pointers = (function(self, index) for index in itertools.count())
        return [Event._borrow(pointer) for pointer in itertools.takewhile(bool, pointers)]

    @property
    def events(self):
        """To append."""
        return self._events(lib.inc_batch_event_at)

    @property
    def redacted(self):
        """To put in the place of the stored ones."""
        return self._events(lib.inc_batch_redacted_at)

    @property
    def writes(self):
        found, out = [], inc_write()
        while lib.inc_batch_write_at(self, len(found), byref(out)) == 0:
            found.append(Write(out))
        return found


__all__ = ["Batch", "Write"]
