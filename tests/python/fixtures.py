"""What the tests of the binding share."""
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import libincident as li

def there_is(function):
    """Whether an add-on was built."""
    try:
        return bool(getattr(li._ffi.lib, function))
    except ImportError:
        return False


BRUSSELS = ZoneInfo("Europe/Brussels")
HOUR = timedelta(hours=1)


def at(text):
    """An instant of June 2026 in Brussels: "05 16:00"."""
    return datetime.strptime("2026-06-" + text, "%Y-%m-%d %H:%M").replace(tzinfo=BRUSSELS)


def utc(*parts):
    return datetime(*parts, tzinfo=timezone.utc)


def office():
    """Monday to Friday 09:00-17:00 in Brussels, closed on Whit Monday 2026."""
    return (li.CalendarBuilder("Europe/Brussels").weekly(range(1, 6), "09:00-17:00")
            .closed(date(2026, 5, 25), "Whit Monday").build())


def resolve(calendar=None, limit="8h", **options):
    """A policy of one target, paused for "caller"."""
    terms = li.Terms(calendar or office(), li.Target.working(limit), pauses=["caller"])
    return li.PolicyBuilder("resolve", **options).terms(terms).at_percent("75", 75).build()
