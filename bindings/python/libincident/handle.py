"""Ownership: a Python object has one reference to an object of the library, or owns it, and gives
it back when the last that leans on it is gone, whatever order Python drops them in."""
from ctypes import byref

from ._ffi import lib


class Handle:
    """A pointer and how to give it back. What leans on it holds it; the bottom of the pile is the
    function to call in the end. pop and append are atomic, so any thread may hold and drop."""

    __slots__ = ("pointer", "pile", "needs")

    def __init__(self, pointer, release, needs=()):
        self.pointer, self.pile = pointer, [release]
        self.needs = [needed.hold() for needed in needs]

    def hold(self):
        self.pile.append(None)
        return self

    def drop(self):
        release = self.pile.pop()
        if release is None:
            return
        release(self.pointer)
        for needed in self.needs:
            needed.drop()


class Object:
    """An object of the library that belongs to one Python object. `_noun` names its functions."""

    _noun = None
    _release = "free"
    _handle = None

    @classmethod
    def _function(cls, verb):
        return getattr(lib, "inc_%s_%s" % (cls._noun, verb))

    def _own(self, pointer, needs=()):
        self._handle = Handle(pointer, self._function(self._release),
                              [other._handle for other in needs])

    @property
    def _pointer(self):
        if self._handle is None or self._handle.pointer is None:
            raise RuntimeError("this %s is not there: it was lent to a callback, or never made"
                               % type(self).__name__)
        return self._handle.pointer

    # Calls are given the object, never its pointer: what is being called with is not collected.
    _as_parameter_ = _pointer

    def __del__(self):
        if self._handle is not None:
            self._handle.drop()


class Shared(Object):
    """An immutable object of the library: many references, equal by the hash of its canonical
    form where it has one."""

    _release = "unref"

    @classmethod
    def _wrap(cls, pointer):
        """A Python object for a reference that is ours to give back; None for NULL."""
        if not pointer:
            return None
        made = cls.__new__(cls)
        made._own(pointer)
        return made

    @classmethod
    def _borrow(cls, pointer):
        """A Python object for a pointer that is somebody else's."""
        return cls._wrap(cls._function("ref")(pointer)) if pointer else None


class Hashed(Shared):
    """A shared object that its hash identifies."""

    @property
    def hash(self):
        """The SHA-256 of the canonical form, as 64 hexadecimal digits."""
        return bytes(self._function("hash")(self._pointer).contents.bytes).hex()

    def __eq__(self, other):
        return self.hash == other.hash if type(other) is type(self) else NotImplemented

    def __hash__(self):
        return hash(self.hash)


def made(call, function, *arguments):
    """The handle that a function writes to its last argument."""
    out = function.argtypes[-1]._type_()
    call(function, *arguments, byref(out))
    return out
