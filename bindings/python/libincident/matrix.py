"""The priority matrix: impact x urgency -> priority. Levels count from 1, the most severe."""
from ctypes import byref

from ._ffi import Scale, inc_matrix, int32, lib
from ._ffi.kinds import text
from .context import Context, Contextual
from .errors import check
from .handle import Hashed
from .record import decoded, encoded, wraps


class MatrixBuilder(Contextual):
    """Collects a matrix of so many levels. Every call gives the builder back."""

    _noun = "matrix_builder"

    def __init__(self, version, impacts, urgencies, priorities, *, context=None):
        context = self._start(context)
        self._own(context._make(lib.inc_matrix_builder_new, context, encoded(version),
                                impacts, urgencies, priorities))

    def level(self, scale, level, name=None, definition=None):
        """Names a level and defines it."""
        self._call(lib.inc_matrix_builder_level, scale, level, encoded(name), encoded(definition))
        return self

    def cell(self, impact, urgency, priority):
        self._call(lib.inc_matrix_builder_cell, impact, urgency, priority)
        return self

    def build(self):
        return Matrix._wrap(self._context._make(lib.inc_matrix_builder_build, self))


@wraps(inc_matrix)
class Matrix(Hashed):
    """An immutable matrix, from its rows: Matrix("2026-1", [[1, 2], [2, 3]]) has the priority of
    impact 2 and urgency 1 in its second row; None is an empty cell."""

    _noun = "matrix"

    def __init__(self, version, rows, *, priorities=None, context=None):
        filled = [p for row in rows for p in row if p is not None]
        builder = MatrixBuilder(version, len(rows), max(map(len, rows), default=0),
                                priorities or max(filled, default=1), context=context)
        for impact, row in enumerate(rows, 1):
            for urgency, priority in enumerate(row, 1):
                if priority is not None:
                    builder.cell(impact, urgency, priority)
        self._own(builder._context._make(lib.inc_matrix_builder_build, builder))

    @property
    def version(self):
        return decoded(lib.inc_matrix_version(self))

    def levels(self, scale):
        """The number of levels of a Scale."""
        return lib.inc_matrix_levels(self, scale)

    def level(self, scale, level):
        """Name and definition of a level."""
        name, definition = text(), text()
        check(lib.inc_matrix_level(self, scale, level, byref(name), byref(definition)),
              "level(%s, %d)", Scale(scale).name, level)
        return decoded(name.value), decoded(definition.value)

    def priority(self, impact, urgency):
        """NotFound for an empty cell, Invalid for a level that does not exist."""
        out = int32()
        check(lib.inc_matrix_priority(self, impact, urgency, byref(out)),
              "priority(%d, %d)", impact, urgency)
        return out.value

    def __str__(self):
        return Context.default()._text(lib.inc_matrix_print, self).decode()

    def __repr__(self):
        return "<Matrix %r>" % self.version


__all__ = ["Matrix", "MatrixBuilder"]
