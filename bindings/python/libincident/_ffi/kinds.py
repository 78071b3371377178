"""The types that declarations are made of. A typedef of the headers is a type of its own here, so
that a reader of a struct knows an instant from a count, and the parity test can tell them apart."""
import ctypes
from ctypes import POINTER as P
from ctypes import CFUNCTYPE, Structure

NONE = -(1 << 63)
NO_DATE = -(1 << 31)

status = ctypes.c_int
size = ctypes.c_size_t
text = ctypes.c_char_p
address = ctypes.c_void_p
bytes_of = P(ctypes.c_char)
uint8 = ctypes.c_uint8
uint32 = ctypes.c_uint32
int64 = ctypes.c_int64
double = ctypes.c_double


class int32(ctypes.c_int32):
    """An int32_t that refuses a number it cannot hold; ctypes would cut it."""

    @classmethod
    def from_param(cls, value):
        if not isinstance(value, int) or not -(1 << 31) <= value < 1 << 31:
            raise ValueError("%r is no number of 32 bits" % (value,))
        return ctypes.c_int32(value)


class flag(ctypes.c_int32):
    """0 or 1."""


class inc_time(ctypes.c_int64):
    """Microseconds since 1970-01-01T00:00Z, or NONE."""


class inc_duration(ctypes.c_int64):
    """Microseconds."""


class inc_date(ctypes.c_int32):
    """Days since 1970-01-01, or NO_DATE."""


_codes = {}


def code(enumeration, none=None):
    """An int32_t that holds a member of an enumeration; `none` is a value that means no member."""
    key = enumeration, none
    if key not in _codes:
        name = "code_" + enumeration.__name__
        _codes[key] = type(name, (ctypes.c_int32,), {"enumeration": enumeration, "none": none})
    return _codes[key]


class Sized(Structure):
    """A struct that starts with its size, which is set here."""

    def __init__(self, **members):
        super().__init__(size=ctypes.sizeof(type(self)), **members)


def function(result, *arguments):
    """The type of a callback."""
    return CFUNCTYPE(result, *arguments)
