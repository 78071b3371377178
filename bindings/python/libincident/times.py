"""Instants, durations and dates: datetime, timedelta and date on this side, integers on that one.

Nothing is rounded and no float is made. An instant is an aware datetime; a naive one is refused."""
from datetime import date, datetime, timedelta, timezone

from ._ffi import NO_DATE, NONE, inc_duration, lib
from .errors import OutOfRange, check

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
EPOCH_DAY = EPOCH.date().toordinal()
MICROSECOND = timedelta(microseconds=1)


def microseconds(instant):
    """An aware datetime as microseconds since 1970-01-01T00:00Z."""
    if not isinstance(instant, datetime):
        raise TypeError("an instant is an aware datetime, not %r" % (instant,))
    if instant.utcoffset() is None:
        raise ValueError("'%s' is no instant: it has no time zone" % instant)
    return (instant - EPOCH) // MICROSECOND


def optional(instant):
    """The same; None is no instant."""
    return NONE if instant is None else microseconds(instant)


def moment(value, tz=None):
    """An instant of the library as a datetime of the zone tz (UTC), or None."""
    if value == NONE:
        return None
    instant = EPOCH + timedelta(microseconds=value)
    if tz is None or tz is timezone.utc:
        return instant
    try:
        return instant.astimezone(tz)
    except OverflowError:  # the years 1 and 9999 end in UTC
        return instant


def span(duration):
    """A timedelta, or a text as "1h30m", in microseconds."""
    if isinstance(duration, str):
        out, data = inc_duration(), duration.encode()
        check(lib.inc_duration_parse(data, len(data), out), "'%s' was no duration", duration)
        return out.value
    if not isinstance(duration, timedelta):
        raise TypeError("a duration is a timedelta or a text, not %r" % (duration,))
    value = duration // MICROSECOND
    if not -(1 << 63) < value < 1 << 63:
        raise OutOfRange("the duration %s had more than 64 bits" % duration)
    return value


def elapsed(value):
    """A duration of the library as a timedelta."""
    return timedelta(microseconds=value)


def days(day):
    """A date as days since 1970-01-01."""
    if not isinstance(day, date) or isinstance(day, datetime):
        raise TypeError("a date is a datetime.date, not %r" % (day,))
    return day.toordinal() - EPOCH_DAY


def day_of(value):
    """A date of the library as a date, or None."""
    return None if value == NO_DATE else date.fromordinal(value + EPOCH_DAY)
