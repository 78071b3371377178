"""The outbox of a desk: messages that commits left to be delivered, at least once each."""
import itertools
from ctypes import byref

from . import times
from ._ffi import Delivery, inc_outbox_options, inc_outbox_report, lib
from .backend import line_of
from .event import Event
from .record import Record, built, encoded
from .row import Row
from .store import Page

_deliveries = {}
_tokens = itertools.count(1)


class OutboxReport(Record):
    """What a delivery run did: `delivered`, `retried`, `dead`, `lost`."""


class _Delivering:
    def __init__(self, deliver, context):
        self.deliver, self.context = deliver, context


@dict(inc_outbox_options._fields_)["deliver"]
def _deliver(user, message, event):
    delivering = _deliveries[user]
    try:
        answer = delivering.deliver(Row._borrow(message), Event._borrow(event))
        return Delivery.DONE if answer is None else Delivery(answer)
    except BaseException as cause:
        lib.inc_context_fail(delivering.context, 0, line_of(cause))
        if not isinstance(cause, Exception):
            delivering.context._host.raised = cause
        return Delivery.RETRY


class Outbox:
    """The part of a desk that delivers. Options everywhere: `lease`, `backoff`, `backoff_most`,
    `attempts`, `limit`, as in inc_outbox_options."""

    def deliver(self, deliver, owner, now=None, **options):
        """Claims messages for this worker and hands each, with the event that it tells of, to
        deliver(message, event), which gives a Delivery, or None when it is done. An exception is a
        retry, and its line is kept with the message."""
        token, report = next(_tokens), inc_outbox_report()
        struct = built(inc_outbox_options, owner=owner, user=token, **options)
        struct.deliver = _deliver
        _deliveries[token] = _Delivering(deliver, self._context)
        try:
            self._call(lib.inc_outbox_deliver, times.microseconds(self._now(now)), byref(struct),
                       byref(report))
        finally:
            del _deliveries[token]
        return OutboxReport(report)

    def claim(self, owner, now=None, **options):
        """Claims messages, to be delivered elsewhere and settled."""
        struct = built(inc_outbox_options, owner=owner, **options)
        with Page(self._context) as page:
            self._call(lib.inc_outbox_claim, times.microseconds(self._now(now)), byref(struct),
                       page)
            return page.rows()

    def settle(self, message, delivery, owner, now=None, *, error=None, **options):
        """Settles a claimed message by a Delivery; `error` is a line to keep."""
        struct = built(inc_outbox_options, owner=owner, **options)
        self._call(lib.inc_outbox_settle, times.microseconds(self._now(now)), byref(struct),
                   message, delivery, encoded(error))

    def revive(self, message, now=None):
        """Puts a dead message back."""
        self._call(lib.inc_outbox_revive, times.microseconds(self._now(now)), message)


__all__ = ["OutboxReport"]
