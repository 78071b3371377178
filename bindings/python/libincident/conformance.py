"""The conformance suite of the library, held against a backend written in Python; the library
libincident-conformance has to be there."""
from ctypes import byref

from ._ffi import Status, inc_conformance_options, lib
from .backend import line_of, opened
from .context import Context


def conformance(make, *, context=None):
    """Holds backends against every law of the contract. make() gives an empty Backend, another one
    for every law. Gives how many laws do not hold, and the report."""
    context, kept = context or Context.default(), []

    def open_store(user, pointer, store):
        try:
            kept.append(opened(make(), context))
            store[0] = kept[-1][0]
            return Status.OK
        except BaseException as cause:
            return lib.inc_context_fail(pointer, Status.E_IO, line_of(cause))

    failed = []

    def run(*arguments):
        failed.append(lib.inc_conformance_run(*arguments))
        return min(failed[0], Status.OK)

    options = inc_conformance_options()
    options.open = dict(inc_conformance_options._fields_)["open"](open_store)
    report = context._text(run, context, byref(options))
    return failed[0], report.decode()


__all__ = ["conformance"]
