"""Columns of integers in and out, without a copy where the buffer allows it: array('q'), a
memoryview of int64, or a numpy array of int64, datetime64[us] or timedelta64[us]."""
from array import array
from ctypes import sizeof

CODES = {8: "q", 4: "i", 1: "B"}


def viewed(column):
    """A memoryview of integers. numpy has no buffer for its dates, but one for the numbers they
    are, when these are microseconds."""
    kind = getattr(column, "dtype", None)
    if kind is not None and kind.kind in "mM":
        if str(kind) not in ("datetime64[us]", "timedelta64[us]"):
            raise TypeError("a column of %s is not in microseconds" % kind)
        column = column.view("int64")
    return memoryview(column)


def pointed(column, kind):
    """The column as a ctypes array."""
    view = viewed(column)
    fits = view.itemsize == sizeof(kind) and view.format.lstrip("@=<") in tuple("qlibB?")
    if view.ndim != 1 or not fits or not view.contiguous:
        raise TypeError("a column in one piece, of integers of %d bytes, is needed; this one has "
                        "%d dimensions of '%s'" % (sizeof(kind), view.ndim, view.format))
    items = kind * len(view)
    return items.from_buffer_copy(view) if view.readonly else items.from_buffer(view)


def room(out, kind, count):
    """A column that results are written to: the caller's or a new one, and it as a ctypes array."""
    if out is None:
        out = array(CODES[sizeof(kind)], [0]) * count
    if viewed(out).readonly:
        raise TypeError("results cannot be written to a read-only column")
    items = pointed(out, kind)
    if len(items) != count:
        raise ValueError("a column of %d items has no room for %d results" % (len(items), count))
    return out, items
