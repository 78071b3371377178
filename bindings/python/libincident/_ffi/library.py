"""Finds the C library and binds its functions."""
import ctypes
import ctypes.util
import os

SONAME = "libincident.so.0"
VARIABLE = "LIBINCIDENT_LIBRARY"


def candidates():
    """Where the core may be: the place named in the environment and no other, or the system's."""
    if os.environ.get(VARIABLE):
        yield os.environ[VARIABLE]
        return
    yield SONAME
    found = ctypes.util.find_library("incident")
    if found:
        yield found


def opened(names, what):
    refusals = []
    for name in names:
        try:
            return ctypes.CDLL(name), name
        except OSError as refusal:
            refusals.append(str(refusal))
    raise ImportError("%s was not found (%s names it): %s" % (what, VARIABLE, "; ".join(refusals)))


def plain(result):
    """The type a result comes back as: ctypes makes no int of a derived type."""
    for base in (ctypes.c_int32, ctypes.c_int64):
        if isinstance(result, type) and issubclass(result, base):
            return base
    return result


class Library:
    """The functions as attributes, each bound when it is first used. Those of an add-on come from
    libincident-NAME beside the core, which is opened when one of them is first used."""

    def __init__(self, functions, addons):
        self._functions, self._addons = functions, addons
        self._core, self._path = opened(candidates(), "libincident")
        self._homes = {"": self._core}

    def _home(self, name):
        addon = name.split("_")[1] if name in self._addons else ""
        if addon not in self._homes:
            folder, file = os.path.split(self._path)
            path = os.path.join(folder, file.replace("libincident", "libincident-" + addon, 1))
            self._homes[addon] = opened([path], "libincident-" + addon)[0]
        return self._homes[addon]

    def __getattr__(self, name):
        if name not in self._functions:
            raise AttributeError("the C interface has no %s" % name)
        try:
            function = getattr(self._home(name), name)
        except AttributeError:
            raise NotImplementedError("%s has no %s" % (self._path, name)) from None
        result, *arguments = self._functions[name]
        function.restype, function.argtypes = plain(result), arguments
        setattr(self, name, function)
        return function
