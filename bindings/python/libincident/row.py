"""Rows: an incident as its last commit left it, and messages that are to be delivered."""
import functools

from ._ffi import Fact, MessageState, RowKind, Stage, SubjectKind, inc_row, lib
from .record import encoded, wraps
from .table import ColumnBuilder, Columned, published


def kind_of(kind):
    """A RowKind, or one from its name."""
    return RowKind[kind.upper()] if isinstance(kind, str) else kind


@functools.lru_cache(None)
def columns(kind):
    """The columns of a kind of rows by name."""
    return published(lambda index, out: lib.inc_row_column(kind, index, out))


def column_of(kind, name):
    """The column of a name, or a TypeError."""
    column = columns(kind).get(name)
    if column is None:
        raise TypeError("a %s has no column '%s'" % (RowKind(kind).name.lower(), name))
    return column


def shard_of(subject):
    """The shard of a subject's id, 0 to 255."""
    data = encoded(subject)
    return lib.inc_shard_of(data, len(data))


class RowBuilder(ColumnBuilder):
    """Collects the columns of a row."""

    _noun = "row_builder"

    def __init__(self, kind, context):
        context = self._start(context)
        self._own(context._make(lib.inc_row_builder_new, context, kind))

    def fill(self, kind, values):
        for name, value in values.items():
            self.set(name, column_of(kind, name), value)
        return self


@wraps(inc_row)
class Row(Columned):
    """One row, "head" or "message", from its columns, which are attributes. Immutable, for any
    thread."""

    _noun = "row"

    def __init__(self, kind, *, context=None, **values):
        kind = kind_of(kind)
        builder = RowBuilder(kind, context).fill(kind, values)
        self._own(builder._context._make(lib.inc_row_builder_build, builder))

    @property
    def row_kind(self):
        return RowKind(lib.inc_row_kind_of(self))

    def _columns(self):
        return columns(lib.inc_row_kind_of(self))

    _meanings = {"subject_kind": SubjectKind, "stage": Stage, "open": bool, "kind": Fact,
                 "state": MessageState}

    def replace(self, *, context=None, **values):
        """The same row with other columns."""
        builder = RowBuilder(self.row_kind, context)
        builder._call(lib.inc_row_builder_copy, self)
        return builder.fill(self.row_kind, values).build(type(self))

    @property
    def key(self):
        """What a row is known by: kind, tenant, kind of subject, subject, name."""
        return (lib.inc_row_kind_of(self), self.tenant, int(self.subject_kind), self.subject,
                self.name)

    def __repr__(self):
        return "<Row %s %r %r revision %d>" % (self.row_kind.name.lower(), self.subject, self.name,
                                               self.revision)


__all__ = ["Row", "shard_of"]
