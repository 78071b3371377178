"""Objects of the library that a callback is lent: gone when it returns."""
from .handle import Handle


def nothing(pointer):
    """Gives nothing back: the object is somebody else's."""


class Lent:
    """Lends objects for the length of a `with`: used after it, they are refused."""

    def __init__(self, cls, pointer, context):
        self.made = cls.__new__(cls)
        self.made._context = context
        self.made._handle = Handle(pointer, nothing)

    def __enter__(self):
        return self.made

    def __exit__(self, *raised):
        self.made._handle.pointer = None
