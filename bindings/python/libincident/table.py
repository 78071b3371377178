"""What events and rows have in common: columns of a published table, as attributes."""
from ctypes import byref, c_size_t
from datetime import timedelta

from . import times
from ._ffi import ValueType, inc_column
from .context import Contextual
from .errors import Invalid
from .handle import Shared
from .record import Record, encoded, listed, member, python_name


class Column(Record):
    """One column of a published table: `id`, `type`, `flags`, `most`, `name`."""


def published(function):
    """The columns that f(index, column) publishes, by the names they have in Python."""
    columns = listed(lambda _, index, out: function(index, byref(out)), inc_column, Column, None)
    return {python_name(column.name): column for column in columns}


def integer(name, value, column):
    """A value of an integer or time column as the library takes it."""
    if column.type == ValueType.TIME:
        return times.optional(value)
    if isinstance(value, timedelta):
        return times.span(value)
    if not isinstance(value, int) or not -(1 << 63) <= value < 1 << 63:
        raise Invalid("%s was %r, which is no number of 64 bits" % (name, value))
    return value


class ColumnBuilder(Contextual):
    """Sets columns of a builder of the library."""

    def set(self, name, column, value):
        if column.type == ValueType.TEXT:
            data = encoded(value)
            self._call(self._function("text"), column.id, data, len(data or b""))
        elif value is not None:
            self._call(self._function("integer"), column.id, integer(name, value, column))

    def build(self, cls):
        return cls._wrap(self._context._make(self._function("build"), self))


class Columned(Shared):
    """An object of columns. `_meanings` has enumerations by the name of a column."""

    _meanings = {}

    def _columns(self):
        raise NotImplementedError

    def _find(self, name):
        """The column of a name, or None."""
        return self._columns().get(name)

    def _meaning(self, name):
        return self._meanings.get(name)

    def _value(self, name, column):
        if column.type == ValueType.TEXT:
            size = c_size_t()
            return self._function("text")(self, column.id, byref(size)).decode()
        value = self._function("integer")(self, column.id)
        if column.type == ValueType.TIME:
            return times.moment(value)
        meaning = self._meaning(name)
        if meaning is None:
            return value
        return meaning(value) if meaning in (bool, times.elapsed) else member(meaning, value)

    def __getattr__(self, name):
        column = None if name.startswith("__") else self._find(name)
        if column is None:
            raise AttributeError("this %s has no '%s'" % (type(self).__name__, name))
        return self._value(name, column)

    def columns(self):
        """All columns that are set, as {name: value}."""
        found = {name: self._value(name, column) for name, column in self._columns().items()}
        return {name: value for name, value in found.items() if value not in (None, "", 0)}

    def __eq__(self, other):
        return (self.columns() == other.columns() if type(other) is type(self)
                else NotImplemented)

    def __hash__(self):
        return hash(tuple(self.columns().items()))


__all__ = ["Column"]
