"""Facts: what happened to a subject, when it happened, when it was recorded, and who did it."""
import functools
from ctypes import byref

from . import times
from ._ffi import (ActorKind, EventColumnId, Fact, SubjectKind, Visibility, inc_event,
                   inc_json_options, lib)
from .context import Context
from .errors import Invalid
from .record import built, decoded, encoded, python_name, wraps
from .table import ColumnBuilder, Columned, published

DURATIONS = ("effort",)


@functools.lru_cache(None)
def columns():
    """The columns of the envelope by name."""
    return published(lib.inc_event_column)


@functools.lru_cache(None)
def roles(kind):
    """What columns are called for a kind of fact: {role: column}."""
    found = {}
    for column in columns().values():
        role = lib.inc_event_role(kind, column.id, None)
        if role is not None:
            found[python_name(role.decode())] = column
    return found


def kind_of(kind):
    """The number of a kind of fact, from a Fact, its name, or a number of the host's own."""
    if isinstance(kind, int):
        return kind
    data = encoded(kind)
    number = lib.inc_fact_find(data, len(data))
    if not number:
        raise Invalid("there was no kind of fact '%s'" % kind)
    return number


class EventBuilder(ColumnBuilder):
    """Collects the columns of an event."""

    _noun = "event_builder"

    def __init__(self, context):
        context = self._start(context)
        self._own(context._make(lib.inc_event_builder_new, context))

    def fill(self, kind, values):
        """Sets columns by their names or by their roles for the kind."""
        for name, value in values.items():
            column = columns().get(name) or roles(kind).get(name)
            if column is None:
                raise TypeError("a fact of the kind '%s' has no '%s'" % (
                    decoded(lib.inc_fact_name(kind)), name))
            self.set(name, column, value)
        return self


@functools.total_ordering
@wraps(inc_event)
class Event(Columned):
    """One fact, from its kind and its columns, which are named as in the envelope or by what the
    kind calls them: Event("logged", "INC-7", at, channel="phone", caller="ann"). All of them are
    attributes. Immutable, for any thread; ordered as facts are folded."""

    _noun = "event"
    _meanings = {"kind": Fact, "subject_kind": SubjectKind, "actor_kind": ActorKind,
                 "visibility": Visibility}

    def __init__(self, kind, subject, happened, *, context=None, **values):
        number = kind_of(kind)
        builder = EventBuilder(context).fill(number, dict(
            values, kind=number, subject=subject, happened=happened))
        self._own(builder._context._make(lib.inc_event_builder_build, builder))

    @classmethod
    def from_json(cls, line, *, file=None, first_line=None, context=None):
        """An event from a line of JSON; libincident-json has to be there."""
        context = context or Context.default()
        data = line.encode() if isinstance(line, str) else bytes(line)
        options = built(inc_json_options, file=file, first_line=first_line)
        return cls._wrap(context._make(lib.inc_json_read_event, context, data, len(data),
                                       byref(options)))

    def to_json(self):
        """One line of JSON; libincident-json has to be there."""
        context = Context.default()
        return context._text(lib.inc_json_write_event, context, self).decode()

    def _columns(self):
        return columns()

    def _number(self):
        return lib.inc_event_integer(self, EventColumnId.KIND)

    def _find(self, name):
        return columns().get(name) or roles(self._number()).get(name)

    def _meaning(self, name):
        return times.elapsed if name in DURATIONS else self._meanings.get(name)

    def replace(self, *, context=None, **values):
        """The same event with other columns."""
        builder = EventBuilder(context)
        builder._call(lib.inc_event_builder_copy, self)
        kind = kind_of(values.get("kind", self._number()))
        return builder.fill(kind, dict(values, kind=kind)).build(type(self))

    def redacted_for(self, sequence, person=None, *, context=None):
        """A copy without its personal columns, marked with the sequence of the fact that asked for
        it; with a person, only when it is by or about that one."""
        context = context or Context.default()
        return self._wrap(context._make(lib.inc_event_redact, context, self, encoded(person),
                                        sequence))

    @property
    def roles(self):
        """What the kind calls its columns: {role: value}."""
        return {role: getattr(self, role) for role in roles(self._number())}

    def __lt__(self, other):
        if not isinstance(other, Event):
            return NotImplemented
        return lib.inc_event_compare(self, other) < 0

    def __repr__(self):
        return "<Event %s %r #%d %s>" % (decoded(lib.inc_fact_name(self._number())), self.subject,
                                         self.sequence, self.happened)


__all__ = ["Event"]
