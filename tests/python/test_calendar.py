"""Calendars through the binding: what the cases do not ask."""
import unittest
from array import array
from datetime import date, timedelta

from fixtures import HOUR, at, office, utc

import libincident as li

try:
    import numpy
except ImportError:
    numpy = None


class Calendars(unittest.TestCase):
    def setUp(self):
        self.office = office()

    def test_a_deadline(self):
        due = self.office.add(at("05 16:00"), timedelta(hours=8))
        self.assertEqual(at("08 16:00"), due)
        self.assertIs(at("05 16:00").tzinfo, due.tzinfo)
        self.assertEqual(timedelta(hours=-8), self.office.between(due, at("05 16:00")))

    def test_edges(self):
        self.assertEqual(at("08 09:00"), self.office.next_open(at("06 12:00")))
        self.assertEqual(at("05 17:00"), self.office.next_close(at("05 12:00")))
        self.assertEqual(at("05 17:00"), self.office.prev_open(at("06 12:00")))
        self.assertEqual(at("05 09:00"), self.office.prev_opening(at("06 12:00")))

    def test_intervals(self):
        found = [(i.from_, i.to) for i in self.office.intervals(at("05 16:00"), at("08 10:00"))]
        self.assertEqual([(at("05 16:00"), at("05 17:00")), (at("08 09:00"), at("08 10:00"))],
                         found)

    def test_days(self):
        self.assertEqual(8 * HOUR, self.office.open_day(date(2026, 6, 5)))
        self.assertEqual(timedelta(0), self.office.open_day(date(2026, 5, 25)))
        self.assertEqual(date(2026, 6, 9), self.office.add_days(date(2026, 6, 5), 2))
        self.assertEqual(date(2026, 6, 4), self.office.add_days(date(2026, 6, 5), -1))

    def test_a_holiday(self):
        found = self.office.holiday(utc(2026, 5, 25, 10))
        self.assertEqual("Whit Monday", found.name)
        self.assertEqual(24 * HOUR, found.to - found.from_)
        self.assertIsNone(self.office.holiday(utc(2026, 5, 26, 10)))

    def test_algebra(self):
        night = li.CalendarBuilder("Europe/Brussels").weekly(range(1, 6), "22:00-06:00").build()
        both = self.office | night
        self.assertTrue(both.is_open(at("05 23:00")) and both.is_open(at("05 10:00")))
        self.assertFalse((self.office & night).reachable)
        self.assertEqual(self.office.between(at("01 00:00"), at("08 00:00")),
                         (both - night).between(at("01 00:00"), at("08 00:00")))
        self.assertEqual([self.office, night], both.parts)
        self.assertEqual(li.Combination.UNION, both.combination)
        self.assertIsNone(both.zone)
        with self.assertRaises(li.Invalid):
            both.open_day(date(2026, 6, 5))
        self.assertEqual(10 * HOUR, both.open_day(date(2026, 6, 8), "Europe/Brussels"))

    def test_the_definition_comes_back(self):
        builder = li.CalendarBuilder("Europe/Brussels")
        builder.weekly([1, 2], ["09:00-12:00", "13:00-17:00"]).closed("12-25", "Christmas")
        builder.hours((date(2026, 7, 1), date(2026, 7, 3)), "09:00-12:00")
        builder.revise(date(2027, 1, 1)).weekly(li.Weekday.MONDAY, "10:00-16:00")
        calendar = builder.build()
        (base, weekly), (later, revised) = calendar.revisions
        self.assertIsNone(base)
        self.assertEqual([(32400, 43200), (46800, 61200)], weekly[2])
        self.assertEqual((date(2027, 1, 1), [(36000, 57600)], []), (later, revised[1], revised[2]))
        christmas, summer = calendar.exceptions
        self.assertEqual((li.Scope.YEARLY, 1225, "Christmas", []),
                         (christmas.scope, christmas.yearly_from, christmas.name, christmas.hours))
        self.assertEqual((li.Scope.RANGE, date(2026, 7, 3), [(32400, 43200)]),
                         (summer.scope, summer.to, summer.hours))
        self.assertEqual("Europe/Brussels", calendar.zone.name)

    def test_the_same_definition_is_the_same_calendar(self):
        self.assertEqual(office(), self.office)
        self.assertEqual(1, len({office(), self.office}))
        self.assertNotEqual(li.CalendarBuilder("UTC").build(), self.office)
        self.assertNotEqual(self.office, self.office.hash)

    def test_a_group_of_exceptions_is_undone(self):
        builder = li.CalendarBuilder("UTC").closed("12-25").closed("12-26").undo(2)
        self.assertEqual([], builder.build().exceptions)

    def test_refusals_quote(self):
        builder = li.CalendarBuilder("UTC")
        for wrong, said in ((lambda: builder.weekly(8, "09:00-17:00"), "8"),
                            (lambda: builder.weekly(1, "nine to five"), "nine to five"),
                            (lambda: builder.weekly(1, "09:00"), "09:00"),
                            (lambda: builder.closed("25-12"), "2512"),
                            (lambda: builder.closed("Christmas"), "Christmas"),
                            (lambda: builder.closed(date(2026, 1, 1), "a\0b"), "NUL")):
            with self.assertRaisesRegex(li.Invalid, said):
                wrong()
        with self.assertRaisesRegex(li.NotFound, "Mars/Base"):
            li.CalendarBuilder("Mars/Base")
        with self.assertRaisesRegex(li.Unreachable, "1:00:00"):
            builder.build().add(at("05 16:00"), HOUR)
        with self.assertRaises(TypeError):
            li.Calendar()


class Columns(unittest.TestCase):
    def setUp(self):
        self.office = office()
        self.instants = [at("05 16:00"), at("06 12:00"), at("08 09:00")]
        self.starts = array("q", map(li.microseconds, self.instants))

    def expected(self, duration):
        return [li.microseconds(self.office.add(i, duration)) for i in self.instants]

    def test_one_duration_for_all(self):
        self.assertEqual(self.expected(HOUR), list(self.office.add_batch(self.starts, HOUR)))
        self.assertEqual(self.expected(HOUR), list(self.office.add_batch(self.starts, "1h")))

    def test_a_column_of_durations_and_back(self):
        durations = array("q", [0, 3600000000, -3600000000])
        dues = self.office.add_batch(self.starts, durations)
        worked = self.office.between_batch(self.starts, dues)
        self.assertEqual(list(durations), list(worked))

    def test_is_open(self):
        self.assertEqual([1, 0, 1], list(self.office.is_open_batch(self.starts)))

    def test_the_callers_column_is_filled(self):
        out = array("q", [7, 7, 7])
        self.assertIs(out, self.office.add_batch(self.starts, HOUR, out=out))
        self.assertEqual(self.expected(HOUR), list(out))

    def test_a_read_only_column_is_read_but_never_written(self):
        frozen = memoryview(self.starts.tobytes()).cast("q")
        self.assertEqual(self.expected(HOUR), list(self.office.add_batch(frozen, HOUR)))
        with self.assertRaises(TypeError):
            self.office.add_batch(self.starts, HOUR, out=frozen)

    def test_no_items(self):
        self.assertEqual(0, len(self.office.add_batch(array("q"), HOUR)))

    def test_an_item_that_fails_is_named_or_told_by_its_status(self):
        wrong = array("q", [self.starts[0], -(1 << 62)])
        with self.assertRaisesRegex(li.OutOfRange, "item 1"):
            self.office.add_batch(wrong, HOUR)
        statuses = array("i", [9, 9])
        dues = self.office.add_batch(wrong, HOUR, statuses=statuses)
        self.assertEqual([0, li.Status.E_RANGE], list(statuses))
        self.assertIsNone(li.moment(dues[1]))

    def test_columns_that_do_not_fit(self):
        for wrong in (array("i", [1]), array("d", [1.0]), memoryview(self.starts)[::2]):
            with self.assertRaises(TypeError):
                self.office.add_batch(wrong, HOUR)
        with self.assertRaises(ValueError):
            self.office.between_batch(self.starts, array("q", [1]))
        with self.assertRaises(ValueError):
            self.office.add_batch(self.starts, HOUR, out=array("q", [1]))

    @unittest.skipIf(numpy is None, "numpy is not installed")
    def test_numpy(self):
        starts = numpy.array(self.starts, dtype="int64").view("datetime64[us]")
        out = numpy.zeros(3, dtype="datetime64[us]")
        self.office.add_batch(starts, HOUR, out=out)
        self.assertEqual(self.expected(HOUR), list(out.view("int64")))
        with self.assertRaisesRegex(TypeError, "datetime64.ns"):
            self.office.add_batch(starts.astype("datetime64[ns]"), HOUR)


class Zones(unittest.TestCase):
    def test_readings(self):
        zone = li.Zone("Europe/Brussels")
        self.assertEqual((7200, True), zone.offset(at("05 16:00")))
        self.assertEqual("CEST", zone.abbreviation(at("05 16:00")))
        self.assertEqual(at("05 16:00").replace(tzinfo=None), zone.reading(at("05 16:00")))
        self.assertEqual((at("05 16:00"), li.Reading.ONCE),
                         zone.instant(at("05 16:00").replace(tzinfo=None)))
        gap = zone.instant(at("05 02:30").replace(tzinfo=None, month=3, day=29))
        self.assertEqual((utc(2026, 3, 29, 1), li.Reading.GAP), gap)
        self.assertEqual(utc(2026, 10, 25, 1), zone.next_transition(utc(2026, 6, 5)))
        self.assertIsNone(li.Zone("UTC").next_transition(at("05 16:00")))
        with self.assertRaises(ValueError):
            zone.instant(at("05 16:00"))

    def test_a_zone_of_zoneinfo_and_one_of_bytes(self):
        self.assertEqual("Europe/Brussels", li.Zone.of(at("05 16:00").tzinfo).name)
        with open("/usr/share/zoneinfo/Europe/Brussels", "rb") as file:
            zone = li.Zone("Europe/Brussels", tzif=file.read())
        self.assertEqual(li.Zone("Europe/Brussels"), zone)
        with self.assertRaises(li.FormatError):
            li.Zone("Nowhere", tzif=b"TZif")


if __name__ == "__main__":
    unittest.main()
