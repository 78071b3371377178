"""Every version of a set of rules that a pinned clock may need, and who was told of which."""
from ctypes import byref

from . import times
from ._ffi import P, inc_acknowledgement, inc_hash, inc_rules, inc_time, lib
from .context import Contextual
from .errors import check
from .record import Record, encoded, listed
from .rules import Rules, lent


class Acknowledgement(Record):
    """A member of staff confirmed having read a version: `person`, `hash`, `at`."""


class Rulebook(Contextual):
    """Rules by their hash and by the instant from which they hold."""

    _noun = "rulebook"

    def __init__(self, *, context=None):
        context = self._start(context)
        self._own(context._make(lib.inc_rulebook_new, context))

    @classmethod
    def from_bytes(cls, data, *, context=None):
        book = cls.__new__(cls)
        context = book._start(context)
        book._own(context._make(lib.inc_rulebook_from_bytes, context, bytes(data),
                                len(data)))
        return book

    def __bytes__(self):
        with self._context._lock:
            return lent(lib.inc_rulebook_bytes, self)

    def publish(self, rules, from_):
        """Rules hold from an instant on."""
        self._call(lib.inc_rulebook_publish, rules, times.microseconds(from_))

    def at(self, instant):
        """The rules in force; NotFound before the first."""
        out = P(inc_rules)()
        self._call(lib.inc_rulebook_at, times.microseconds(instant), byref(out))
        return Rules._borrow(out)

    def find(self, hash):
        """The rules of a hash."""
        out = P(inc_rules)()
        self._call(lib.inc_rulebook_find, byref(digest(hash)), byref(out))
        return Rules._borrow(out)

    @property
    def publications(self):
        """[(from, rules)] in order of time."""
        found, from_, out = [], inc_time(), P(inc_rules)()
        while self._call(lib.inc_rulebook_publication, len(found), byref(from_), byref(out)) == 0:
            found.append((times.moment(from_.value), Rules._borrow(out)))
        return found

    def acknowledge(self, person, of, at):
        """A person acknowledged rules or a matrix (or the hash of one)."""
        self._call(lib.inc_rulebook_acknowledge, encoded(person), byref(digest(of)),
                   times.microseconds(at))

    def acknowledged(self, person, of):
        """When; NotFound when not."""
        out = inc_time()
        self._call(lib.inc_rulebook_acknowledged, encoded(person), byref(digest(of)), byref(out))
        return times.moment(out.value)

    @property
    def acknowledgements(self):
        return listed(lib.inc_rulebook_acknowledgement, inc_acknowledgement, Acknowledgement,
                      self)


def digest(of):
    """A hash from its 64 hexadecimal digits, or of an object that has one."""
    out, data = inc_hash(), encoded(getattr(of, "hash", of))
    check(lib.inc_hash_parse(data, len(data), byref(out)), "'%s' was no hash", of)
    return out


__all__ = ["Acknowledgement", "Rulebook"]
