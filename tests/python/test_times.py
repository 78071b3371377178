"""Instants, durations and dates on the way in and out: exact, or refused."""
import unittest
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from fixtures import BRUSSELS, HOUR, at, office, utc

import libincident as li
from libincident import times

try:
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st
except ImportError:
    raise unittest.SkipTest("hypothesis is not installed") from None

ALWAYS = li.CalendarBuilder("UTC").weekly(range(1, 8), "00:00-24:00").build()
OFFICE = office()

instants = st.datetimes(datetime(1900, 1, 2), datetime(9999, 12, 30),
                        timezones=st.sampled_from([timezone.utc, BRUSSELS,
                                                   ZoneInfo("America/St_Johns"),
                                                   ZoneInfo("Pacific/Apia")]))
working_days = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1),
                            timezones=st.just(BRUSSELS))
quick = settings(max_examples=200, deadline=None, derandomize=True, database=None,
                 suppress_health_check=[HealthCheck.too_slow])


class RoundTrips(unittest.TestCase):
    @quick
    @given(instants)
    def test_an_instant_comes_back_as_it_went(self, instant):
        back = times.moment(times.microseconds(instant), instant.tzinfo)
        self.assertEqual(times.microseconds(instant), times.microseconds(back))
        self.assertEqual(instant.astimezone(timezone.utc), back.astimezone(timezone.utc))

    @quick
    @given(instants)
    def test_adding_nothing_gives_the_same_instant_through_the_library(self, instant):
        back = ALWAYS.add(instant, timedelta(0))
        self.assertEqual(instant.astimezone(timezone.utc), back.astimezone(timezone.utc))
        self.assertIs(instant.tzinfo, back.tzinfo)

    @quick
    @given(st.timedeltas(timedelta(-100000), timedelta(100000)))
    def test_a_duration_keeps_every_microsecond(self, duration):
        self.assertEqual(duration, times.elapsed(times.span(duration)))

    @quick
    @given(st.dates(date(1900, 1, 1), date(9999, 12, 31)))
    def test_a_date(self, day):
        self.assertEqual(day, times.day_of(times.days(day)))

    @quick
    @given(working_days, st.timedeltas(timedelta(0), timedelta(days=30)))
    def test_between_is_the_inverse_of_add(self, start, duration):
        self.assertEqual(duration, OFFICE.between(start, OFFICE.add(start, duration)))

    def test_the_ends_of_time(self):
        for instant in (utc(1900, 1, 1), utc(9999, 12, 31, 23, 59, 59, 999999)):
            self.assertEqual(instant, ALWAYS.add(instant, timedelta(0)))
        last = utc(9999, 12, 31, 23, 59, 59).astimezone(timezone(timedelta(0)))
        self.assertEqual(last, times.moment(times.microseconds(last), BRUSSELS))

    def test_both_readings_of_an_hour_that_occurs_twice(self):
        first = datetime(2026, 10, 25, 2, 30, tzinfo=BRUSSELS)
        second = first.replace(fold=1)
        self.assertEqual(HOUR // times.MICROSECOND,
                         times.microseconds(second) - times.microseconds(first))
        self.assertEqual(1, ALWAYS.add(first, HOUR).fold)


class Refusals(unittest.TestCase):
    def test_a_naive_datetime_is_quoted(self):
        naive = datetime(2026, 6, 5, 16)
        for call in (lambda: OFFICE.add(naive, HOUR), lambda: OFFICE.is_open(naive),
                     lambda: OFFICE.between(at("05 16:00"), naive),
                     lambda: li.Zone("UTC").offset(naive)):
            with self.assertRaisesRegex(ValueError, "2026-06-05 16:00:00"):
                call()

    def test_a_zone_that_does_not_know_is_naive(self):
        class Unknown(type(timezone.utc).__base__):
            def utcoffset(self, when):
                return None
        with self.assertRaises(ValueError):
            OFFICE.is_open(datetime(2026, 6, 5, tzinfo=Unknown()))

    def test_numbers_are_no_instants_and_no_durations(self):
        for wrong in (0, 1.5, "2026-06-05T16:00Z", date(2026, 6, 5), None):
            with self.assertRaises(TypeError):
                OFFICE.is_open(wrong)
        for wrong in (3600, 1.5, None):
            with self.assertRaises(TypeError):
                OFFICE.add(at("05 16:00"), wrong)

    def test_a_datetime_is_no_date(self):
        with self.assertRaises(TypeError):
            OFFICE.open_day(at("05 16:00"))

    def test_a_duration_beyond_64_bits(self):
        with self.assertRaisesRegex(li.OutOfRange, "999999999 days"):
            OFFICE.add(at("05 16:00"), timedelta.max)

    def test_durations_as_text(self):
        self.assertEqual(timedelta(hours=1, minutes=30), times.elapsed(times.span("1h30m")))
        with self.assertRaisesRegex(li.FormatError, "two hours"):
            times.span("two hours")

    def test_an_instant_before_1900(self):
        with self.assertRaisesRegex(li.OutOfRange, "1899"):
            OFFICE.is_open(utc(1899, 12, 31))

    def test_times_of_day(self):
        builder = li.CalendarBuilder("UTC").weekly(1, (time(9), "17:00"))
        self.assertTrue(builder.build().is_open(utc(2026, 6, 1, 16, 59)))
        for wrong in ("9", "25:00", time(9, 0, 0, 5), time(9, tzinfo=timezone.utc)):
            with self.assertRaises(ValueError):
                builder.weekly(2, (wrong, "17:00"))


if __name__ == "__main__":
    unittest.main()
