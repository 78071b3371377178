"""Which rows to find: a kind, comparisons of columns, an order, a limit and where to go on."""
import functools
from ctypes import byref

from . import times
from ._ffi import Comparison, RowKind, ValueType, inc_condition, int32, lib
from .context import Contextual
from .record import Record, decoded, encoded, member
from .row import Row, column_of, columns, kind_of
from .table import integer

COMPARISONS = {"==": Comparison.EQUAL, "<": Comparison.LESS, "<=": Comparison.LESS_OR_EQUAL,
               ">": Comparison.GREATER, ">=": Comparison.GREATER_OR_EQUAL}


class Condition(Record):
    """One comparison: `column` (a name), `comparison`, `value`."""

    def __init__(self, struct, kind):
        name, column = next(i for i in columns(kind).items() if i[1].id == struct.column.value)
        value = struct.integer
        if column.type == ValueType.TEXT:
            value = decoded(struct.text)
        elif column.type == ValueType.TIME:
            value = times.moment(value)
        self.__dict__.update(column=name, value=value,
                             comparison=member(Comparison, struct.comparison.value))


class Query(Contextual):
    """A question for all rows of a kind ("head", "message") and tenant, in the order of their keys.
    `where`, `order`, `limit` and `after` say more, and give the query back."""

    _noun = "query"

    def __init__(self, kind="head", tenant="", *, context=None):
        context = self._start(context)
        self._own(context._make(lib.inc_query_new, context, kind_of(kind), encoded(tenant)))

    def where(self, name, comparison, value):
        """Only rows for which a comparison holds: where("priority", "<=", 2). None is no
        instant."""
        column, how = column_of(self.kind, name), COMPARISONS.get(comparison, comparison)
        if column.type == ValueType.TEXT:
            self._call(lib.inc_query_where_text, column.id, how, encoded(value))
        else:
            self._call(lib.inc_query_where, column.id, how, integer(name, value, column))
        return self

    def order(self, name, descending=False):
        """By an ordered column, then by key; rows whose time is none are left out."""
        self._call(lib.inc_query_order, column_of(self.kind, name).id, int(descending))
        return self

    def limit(self, most):
        """At most that many rows, 1 to 1,000."""
        self._call(lib.inc_query_limit, most)
        return self

    def after(self, row):
        """Only rows after this one; None: from the start."""
        self._call(lib.inc_query_after, row)
        return self

    # For backends.

    @property
    def kind(self):
        return RowKind(lib.inc_query_kind(self))

    @property
    def tenant(self):
        return decoded(lib.inc_query_tenant(self))

    @property
    def conditions(self):
        found, out = [], inc_condition()
        while lib.inc_query_condition(self, len(found), byref(out)) == 0:
            found.append(Condition(out, self.kind))
        return found

    @property
    def ordered_by(self):
        """(column's name, descending), or None for the order of keys."""
        descending = int32()
        column = lib.inc_query_ordered_by(self, byref(descending))
        names = [name for name, c in columns(self.kind).items() if c.id == column]
        return (names[0], descending.value != 0) if names else None

    @property
    def most(self):
        """The most rows wanted."""
        return lib.inc_query_most(self)

    @property
    def cursor(self):
        """The row that others must come after, or None."""
        return Row._borrow(lib.inc_query_cursor(self))

    def matches(self, row):
        """Whether a row meets everything that is asked for, the cursor included."""
        return lib.inc_query_matches(self, row) != 0

    def compare(self, a, b):
        """Negative, 0 or positive as a comes before, with or after b."""
        return lib.inc_query_compare(self, a, b)

    def select(self, rows):
        """The answer, from an iterable of all rows there are: those that match, in order, at most
        as many as are wanted."""
        found = sorted(filter(self.matches, rows), key=functools.cmp_to_key(self.compare))
        return found[:self.most]


__all__ = ["Condition", "Query"]
