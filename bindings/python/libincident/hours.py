"""Opening hours and the dates of exceptions, as people write them."""
from ctypes import byref
from datetime import date, time

from . import times
from ._ffi import Scope, inc_exception, inc_hours, int32, lib
from .errors import Invalid, check
from .record import encoded


def seconds(value):
    """A time of day, "09:00" or "24:00", as seconds after midnight."""
    if isinstance(value, time):
        if value.tzinfo is not None or value.microsecond:
            raise ValueError("'%s' is no time of day in whole seconds" % value)
        return value.hour * 3600 + value.minute * 60 + value.second
    out, data = int32(), encoded(value)
    check(lib.inc_time_of_day_parse(data, len(data), byref(out)), "'%s' was no time of day", value)
    return out.value


def hours_of(value):
    """One interval: "09:00-17:00", or a pair of times of day. An end at or before its start is on
    the next day."""
    parts = value.split("-") if isinstance(value, str) else value
    if len(parts) != 2:
        raise Invalid("'%s' was no interval of a day" % (value,))
    return inc_hours(seconds(parts[0]), seconds(parts[1]))


def intervals(values):
    """Several: a text or a pair is one of them, a list has any number."""
    single = isinstance(values, (str, tuple))
    return [hours_of(value) for value in ([values] if single else values)]


def yearly(value):
    """ "12-25" as 1225."""
    month, dash, day = value.partition("-")
    if len(value) != 5 or dash == "" or not (month + day).isdecimal():
        raise Invalid("'%s' was no day of a year" % value)
    return int(month) * 100 + int(day)


def scope_of(when):
    """The members of an exception that say which dates it speaks of."""
    first, last = when if isinstance(when, tuple) else (when, None)
    if isinstance(first, date):
        members = {"from": times.days(first)}
        if last is None:
            return dict(members, scope=Scope.DATE)
        return dict(members, scope=Scope.RANGE, to=times.days(last))
    members = {"yearly_from": yearly(first)}
    if last is None:
        return dict(members, scope=Scope.YEARLY)
    return dict(members, scope=Scope.YEARLY_RANGE, yearly_to=yearly(last))


def exception(when, values, name):
    """An exception to the weekly pattern."""
    hours = intervals(values)
    array = (inc_hours * len(hours))(*hours) if hours else None
    return inc_exception(hours=array, hours_count=len(hours), name=encoded(name), **scope_of(when))
