"""Structs of the library as Python objects, both ways, by the types of their members."""
import keyword
from ctypes import POINTER, c_int32, c_int64, sizeof

from . import times
from ._ffi import flag, inc_date, inc_duration, inc_hash, inc_time
from ._ffi.kinds import text
from .errors import Invalid

# Pointers to shared objects: {type of the pointer: class}, filled in by those classes.
WRAPPERS = {}


def wraps(struct):
    """Makes a class the one that pointers to a struct are read as."""
    def decorate(cls):
        WRAPPERS[POINTER(struct)] = cls
        return cls
    return decorate


def encoded(value):
    """A text as bytes that end with a NUL on the other side; None is NULL."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise TypeError("a text is a str, not %r" % (value,))
    if "\0" in value:
        raise Invalid("the text %r had a NUL character" % value)
    return value.encode()


def decoded(value):
    return None if value is None else value.decode()


def member(enumeration, value):
    """A member of an enumeration; the number itself when this version does not know it."""
    try:
        return enumeration(value)
    except ValueError:
        return value


def hexadecimal(digest):
    return bytes(digest.bytes).hex()


def python_name(name):
    return name + "_" if keyword.iskeyword(name) else name


def reader(kind):
    """How a member of that type is read: f(value, tz)."""
    if issubclass(kind, inc_time):
        return lambda value, tz: times.moment(value.value, tz)
    if issubclass(kind, inc_duration):
        return lambda value, tz: times.elapsed(value.value)
    if issubclass(kind, inc_date):
        return lambda value, tz: times.day_of(value.value)
    if issubclass(kind, flag):
        return lambda value, tz: value.value != 0
    if hasattr(kind, "enumeration"):
        return lambda value, tz: (None if value.value == kind.none
                                  else member(kind.enumeration, value.value))
    if kind is text:
        return lambda value, tz: decoded(value)
    if kind is inc_hash:
        return lambda value, tz: hexadecimal(value)
    if kind is POINTER(inc_hash):
        return lambda value, tz: hexadecimal(value.contents) if value else None
    if kind in WRAPPERS:
        return lambda value, tz: WRAPPERS[kind]._borrow(value)
    return lambda value, tz: getattr(value, "value", value)


_readers = {}


def members(struct, tz=None):
    """What a struct says, as {name: value}; size and reserved members left out."""
    kind = type(struct)
    if kind not in _readers:
        _readers[kind] = [(name, python_name(name), reader(of)) for name, of in kind._fields_
                          if name not in ("size", "reserved")]
    return {said: read(getattr(struct, name), tz) for name, said, read in _readers[kind]}


def fitting(name, value, kind):
    """An integer that its member can hold; ctypes would cut it."""
    bits = 8 * sizeof(kind)
    low, high = (-(1 << bits - 1), 1 << bits - 1) if kind(-1).value < 0 else (0, 1 << bits)
    if not isinstance(value, int) or not low <= value < high:
        raise Invalid("%s was %r, which is no number of %d bits" % (name, value, bits))
    return int(value)


def written(name, value, kind):
    """A Python value as a member of that type takes it."""
    if issubclass(kind, inc_time):
        return times.microseconds(value)
    if issubclass(kind, inc_duration):
        return times.span(value)
    if issubclass(kind, inc_date):
        return times.days(value)
    if kind is text:
        return encoded(value)
    if issubclass(kind, (c_int32, c_int64)) or not hasattr(kind, "contents"):
        return fitting(name, value, kind)
    return value


def built(struct, **values):
    """A struct from Python values; a None is left at the default."""
    kinds = {python_name(name): (name, kind) for name, kind in struct._fields_}
    out = struct()
    for said, value in values.items():
        if said not in kinds or said in ("size", "reserved"):
            raise TypeError("there is no '%s' in %s" % (said, struct.__name__))
        if value is not None:
            name, kind = kinds[said]
            setattr(out, name, written(said, value, kind))
    return out


class Record:
    """A read-only copy of a struct: an attribute for each member that means something."""

    def __init__(self, struct, tz=None, **more):
        self.__dict__.update(members(struct, tz), **more)

    def __setattr__(self, name, value):
        raise AttributeError("%s is read-only" % type(self).__name__)

    def __eq__(self, other):
        return self.__dict__ == other.__dict__ if type(other) is type(self) else NotImplemented

    __hash__ = None

    def __repr__(self):
        said = ", ".join("%s=%r" % item for item in self.__dict__.items())
        return "%s(%s)" % (type(self).__name__, said)


def listed(function, struct, cls, pointer, tz=None):
    """All that f(object, index, struct) tells, as records."""
    found = []
    out = struct()
    while function(pointer, len(found), out) == 0:
        found.append(cls(out, tz))
    return found

