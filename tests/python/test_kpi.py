"""Observations, definitions and aggregates of key figures through the binding."""
import gc
import unittest
from array import array
from datetime import datetime, timedelta, timezone

from fixtures import BRUSSELS, HOUR, at, office, resolve, utc

import libincident as li

START = utc(2026, 6, 1, 9)
PARTS = ("kind", "unit", "by", "grain", "title", "formula", "source", "period", "is_signed",
         "ends_after", "value", "of", "population", "excluded", "censored", "hits", "mature",
         "mature_after", "age_from", "age_to", "goals")


def incident(*facts, look=utc(2026, 7, 1)):
    """An incident of facts (kind, hours after START, {columns}), looked at."""
    rules = li.RulesBuilder("r", "1").calendar("office", office()).policy(resolve()).build()
    made = li.Incident(rules)
    for number, (kind, hours, *columns) in enumerate(facts, 1):
        made.apply(li.Event(kind, "INC-1", START + hours * HOUR, sequence=number,
                            **dict(*columns)))
    made.look(look)
    return made


def life(hours=2, **logged):
    return incident(("logged", 0, logged), ("resolved", hours, {"tier": 1}))


def fed(kpi, restored, **columns):
    """Rows that were restored so many hours after START."""
    count = len(restored)
    kpi.add_columns(logged=[START] * count, detected=[START] * count,
                    restored=[START + h * HOUR for h in restored], **columns)
    return kpi


class Definitions(unittest.TestCase):
    def test_those_of_the_library_are_told_and_made_again(self):
        found = li.definitions()
        self.assertGreater(len(found), 35)
        self.assertEqual(len(found), len({definition.id for definition in found}))
        for one in found:
            with self.subTest(one.id):
                same = li.Definition(one.id, **{name: getattr(one, name) for name in PARTS})
                self.assertEqual(one, same)
                self.assertEqual([one], li.Kpi([same]).definitions)

    def test_what_one_says(self):
        mttr = li.Definition.find("mttr")
        self.assertEqual("restored - detected", mttr.value)
        self.assertEqual(["restored", "logged"], mttr.by)
        self.assertEqual([("restored", "==", None)], mttr.censored)
        self.assertEqual([("cancelled", "==", True), ("converted", "==", True)], mttr.excluded)
        self.assertEqual([("<", 4 * HOUR, 1), ("<", 8 * HOUR, 2)], mttr.goals)
        quick = li.Definition.find("fcr.15min").hits
        self.assertEqual([("resolved - logged", "<=", timedelta(minutes=15))], quick)
        with self.assertRaises(li.NotFound):
            li.Definition.find("mttx")

    def test_one_of_a_host(self):
        late = li.Definition(
            "acme.late", kind="share", unit="share", by="logged", value="restored - detected",
            population=[("team", "==", "mail"), ("priority", "<=", 2)],
            hits=[("restored - detected", ">", "1h30m")], goals=[("<", 0.5)])
        kpi = li.Kpi([late, "mttr"], by="team")
        fed(kpi, [1, 2, 2, 3], team=["mail", "mail", "mail", "web"], priority=[1, 2, 3, 1])
        figure = kpi.find("acme.late", {"team": "mail"})
        self.assertEqual((2, 1, 0.5, li.GoalState.MISSED),
                         (figure.n, figure.hits, figure.value, figure.goal))
        self.assertEqual(0, kpi.find("acme.late", {"team": "web"}).n)
        self.assertEqual([late, li.Definition.find("mttr")], kpi.definitions)
        self.assertNotEqual(late, li.Definition.find("mttr"))

    def test_what_is_wrong_is_refused(self):
        for error, parts in (
                (TypeError, dict(by="nothing")), (TypeError, dict(value="a - b")),
                (TypeError, dict(value="restored - detected - held - held")),
                (KeyError, dict(kind="median")), (li.Invalid, dict(value="team"))):
            with self.subTest(parts), self.assertRaises(error):
                li.Kpi([li.Definition("x", **dict(dict(kind="mean", unit="duration", by="logged",
                                                       value="restored - detected"), **parts))])

    def test_a_kpi_outlives_what_it_was_made_of_and_its_definitions_outlive_it(self):
        kpi = li.Kpi([li.Definition("acme." + "x" * 40, kind="count", unit="count", by="logged",
                                    population=[("team", "==", "m" * 40)])])
        definition = kpi.definitions[0]
        del kpi
        gc.collect()
        self.assertEqual([("team", "==", "m" * 40)], definition.population)


class Observed(unittest.TestCase):
    def test_rows(self):
        table = li.Observations()
        table.add(life(channel="phone", service="mail"))
        row, = table.rows()
        self.assertEqual(("INC-1", "phone", "mail", 1), (row["subject"], row["channel"],
                                                         row["service"], row["resolver_tier"]))
        self.assertEqual((START, START + 2 * HOUR, None), (row["logged"], row["restored"],
                                                           row["occurred"]))
        self.assertEqual((2 * HOUR, False, li.Stage.RESOLVED),
                         (row["business"], row["parked"], row["stage"]))
        clock, = table.rows("clock")
        self.assertEqual(("resolve", li.Verdict.MET), (clock["policy"], clock["verdict"]))
        episode, = table.rows(li.Grain.EPISODE)
        self.assertEqual((START, START + 2 * HOUR, 1), (episode["opened"], episode["ended"],
                                                       episode["episode"]))

    def test_columns(self):
        table = li.Observations(calendar=office())
        for hours in (1, 2, 3):
            table.add(life(hours))
        self.assertEqual(array("q", [int(h * 3.6e9) for h in (1, 2, 3)]), table.column("business"))
        self.assertEqual(["INC-1"] * 3, table.column("subject"))
        self.assertEqual(array("q", [-1 << 63] * 3), table.column("occurred"))
        self.assertEqual((3, 3), (len(table), table.count("episode")))
        with self.assertRaises(TypeError):
            table.column("episode")
        table.clear()
        self.assertEqual((0, []), (len(table), table.rows()))

    def test_gaming(self):
        table = li.Observations()
        table.add(incident(("logged", 0), ("resolved", 23.5), ("reopened", 25),
                           ("resolved", 26)))
        self.assertEqual([li.GamingKind.PARKED], [found.kind for found in table.gaming])
        self.assertEqual((START + 23.5 * HOUR, START + 24 * HOUR, 3, "resolve"), (
            table.gaming[0].at, table.gaming[0].due, table.gaming[0].fact, table.gaming[0].policy))

    def test_one_that_was_not_looked_at(self):
        with self.assertRaises(li.Invalid):
            li.Observations().add(li.Incident())

    def test_episodes_and_what_was_reported(self):
        made = incident(("logged", 0), ("resolved", 2, {"tier": 2}), ("reopened", 3),
                        ("reported", 4, {"figure": "made_sla", "value": 1}),
                        ("reported", 5, {"figure": "closed_at", "instant": START}))
        view = made.look(utc(2026, 7, 1))
        self.assertEqual([(START, START + 2 * HOUR, 2), (START + 3 * HOUR, None, 0)],
                         [(e.opened, e.ended, e.tier) for e in view.episodes])
        self.assertEqual([("made_sla", 1, None, 4), ("closed_at", 0, START, 5)],
                         [(r.figure, r.value, r.instant, r.fact) for r in view.reported])
        cycle, = made.ledger(0, utc(2026, 7, 1)).cycles
        self.assertEqual(cycle.due, view.clocks[0].view.due)
        self.assertEqual(cycle.elapsed, view.clocks[0].view.elapsed)


class Kpis(unittest.TestCase):
    def test_incidents(self):
        kpi = li.Kpi(["mttr", "sla.met"])
        for hours in (1, 2, 6):
            kpi.add(life(hours))
        figure = kpi.find("mttr")
        self.assertEqual((3, 3 * HOUR, HOUR, 6 * HOUR, True),
                         (figure.n, figure.value, figure.min, figure.max, figure.exact))
        self.assertEqual(({}, "all", None, None), (figure.group, figure.label, figure.from_,
                                                   figure.to))
        self.assertEqual(4 * HOUR, kpi.percentile("mttr", 0.75))
        self.assertEqual(1.0, kpi.find("sla.met").value)
        self.assertIsNone(kpi.percentile("sla.met", 0.5))

    def test_groups_and_periods(self):
        kpi = fed(li.Kpi(["mttr", "throughput.opened"], by=["priority", "team"], period="month",
                         zone=BRUSSELS), [1, 2, 3], priority=[2, 1, None], team=["a", "b", None])
        self.assertEqual([{"priority": None, "team": ""}, {"priority": 1, "team": "b"},
                          {"priority": 2, "team": "a"}], kpi.groups)
        figures = list(kpi)
        self.assertEqual(["mttr"] * 3 + ["throughput.opened"] * 3, [f.id for f in figures])
        self.assertEqual([3 * HOUR, 2 * HOUR, HOUR], [f.value for f in figures[:3]])
        self.assertEqual({"2026-06"}, {f.label for f in figures})
        self.assertEqual(datetime(2026, 6, 1, tzinfo=BRUSSELS), figures[0].from_)
        self.assertEqual("2026-07-01 00:00:00+02:00", str(figures[0].to))
        one = kpi.find("mttr", {"priority": 1, "team": "b"}, START)
        self.assertEqual(figures[1], one)
        self.assertEqual(li.GoalState.MET, one.goal)
        with self.assertRaises(KeyError):
            kpi.find("mttr", {"priority": 9, "team": "b"}, START)
        with self.assertRaises(li.OutOfRange):
            kpi.find("mttr")
        with self.assertRaises(li.NotFound):
            kpi.find("mttd", 0, START)

    def test_stock_at_instants(self):
        kpi = li.Kpi(["backlog"], instants=[START, START + HOUR, START + 9 * HOUR])
        kpi.add(life(5))
        self.assertEqual([1.0, 1.0, 0.0], [figure.value for figure in kpi])
        self.assertEqual([START, START + HOUR, START + 9 * HOUR], [f.from_ for f in kpi])
        self.assertEqual(str(START), kpi.figures()[0].label)
        self.assertEqual(0, kpi.find("backlog", 0, START + 9 * HOUR).n)

    def test_merge_and_subtract(self):
        def made(*restored):
            return fed(li.Kpi(["mttr"], period="day", exact=2), restored)
        whole, part = made(1, 2, 3, 30), made(1, 2)
        alone = bytes(part)
        part.merge(made(3, 30))
        self.assertEqual(bytes(whole), bytes(part))
        part.subtract(made(30))
        self.assertEqual([(3, False)], [(f.n, f.exact) for f in part])
        with self.assertRaises(li.OutOfRange):
            part.subtract(made(1, 1, 1, 1))
        with self.assertRaises(li.Invalid):
            part.merge(li.Kpi(["mttr"], period="week", exact=2))
        with self.assertRaises(li.Invalid):
            part.merge(part)
        self.assertEqual(alone, bytes(made(1, 2)))

    def test_rollup(self):
        kpi = fed(li.Kpi(["mttr"], by=["team", "priority"], period="day", zone="Europe/Brussels"),
                  [1, 20, 30], team=["a", "a", "b"], priority=[1, 2, 2])
        rolled = kpi.rollup("team", "month")
        wanted = fed(li.Kpi(["mttr"], by="team", period="month", zone="Europe/Brussels"),
                     [1, 20, 30], team=["a", "a", "b"])
        self.assertEqual(bytes(wanted), bytes(rolled))
        self.assertEqual(BRUSSELS, rolled.figures()[0].from_.tzinfo)
        with self.assertRaises(li.Invalid):
            kpi.rollup("channel")
        with self.assertRaises(TypeError):
            kpi.rollup("caller")

    def test_bytes(self):
        for zone in (None, "Europe/Brussels"):
            kpi = fed(li.Kpi(["mttr", "recurrence"], by="team", period="day", zone=zone),
                      [1, 20, 30], team=["a", "a", "b"], service=["mail"] * 3)
            data = bytes(kpi)
            again = li.Kpi.from_bytes(data)
            self.assertEqual(data, bytes(again))
            self.assertEqual([f.value for f in kpi], [f.value for f in again])
        self.assertEqual(kpi.figures(), li.Kpi.from_bytes(data, zone="Europe/Brussels").figures())
        with self.assertRaises(li.NotFound) as caught:
            li.Kpi.from_bytes(data, zone="Europe/Paris")
        self.assertIn("Europe/Brussels", caught.exception.line)
        for broken in (b"", data[:-1], data + b"\0", b"x" + data[1:]):
            with self.assertRaises(li.FormatError):
                li.Kpi.from_bytes(broken)

    def test_trend(self):
        kpi = li.Kpi(["throughput.opened"], period="day")
        days = [utc(2026, 6, 1 + day) for day in range(5) for _ in range(2 * day + 1)]
        kpi.add_columns(logged=days, looked=[utc(2026, 6, 6)] * len(days))
        trend = kpi.trend("throughput.opened")
        self.assertEqual((5, 10, 2.0), (trend.periods, trend.score, trend.slope))
        self.assertIsNone(li.Kpi(["throughput.opened"], period="day").trend("throughput.opened"))

    def test_cost(self):
        kpi = li.Kpi(["cost"], rate=5000, multiplier=300)
        kpi.add_columns(logged=[START], effort_first=[2 * HOUR], effort_higher=[HOUR])
        self.assertEqual(5000 * (2 + 3 * 1), kpi.find("cost").value)

    def test_where(self):
        kpi = li.Kpi(["throughput.opened"], where=[("team", "==", "a"), ("priority", "<", 3)])
        kpi.add_columns(logged=[START] * 3, team=["a", "b", "a"], priority=[1, 1, 3])
        self.assertEqual(1, kpi.find("throughput.opened").n)

    def test_columns_of_buffers(self):
        plain, given = li.Kpi(["mttr"]), li.Kpi(["mttr"])
        fed(plain, [1, 2])
        base = li.microseconds(START)
        instants = array("q", [base] * 2)
        given.add_columns(logged=instants, detected=memoryview(instants),
                          restored=[base + 3600000000, START + 2 * HOUR])
        self.assertEqual(bytes(plain), bytes(given))
        given.add_columns()
        self.assertEqual(bytes(plain), bytes(given))

    def test_columns_that_are_refused(self):
        kpi = li.Kpi(["mttr"], period="day")
        before = bytes(kpi)
        for error, columns in (
                (ValueError, dict(logged=[START], restored=[START] * 2)),
                (TypeError, dict(due=[START])), (TypeError, dict(logged=array("i", [1]))),
                (li.Invalid, dict(logged=[1 << 63])), (ValueError, dict(logged=[datetime.now()])),
                (TypeError, dict(logged=[START], team=[1])), (li.Invalid, dict(restored=[None])),
                (li.OutOfRange, dict(restored=[1 << 62]))):
            with self.subTest(columns), self.assertRaises(error):
                kpi.add_columns(**columns)
        self.assertEqual(before, bytes(kpi))
        with self.assertRaises(KeyError):
            kpi.add_columns("day", logged=[START])

    def test_options_that_are_refused(self):
        for error, options in (
                (TypeError, dict(by="caller")), (li.Exists, dict(by=["team", "team"])),
                (KeyError, dict(period="year")), (li.Invalid, dict(exact=-2)),
                (li.Invalid, dict(exact=1 << 40)), (li.Exists, dict(definitions=["mttr", "mttr"])),
                (li.Invalid, dict(instants=[START, START])), (li.Invalid, dict(rate=-1))):
            with self.subTest(options), self.assertRaises(error):
                li.Kpi(**options)

    def test_a_sum_that_no_timedelta_holds(self):
        total = li.Definition("total", kind="sum", unit="duration", by="logged",
                              value="effort_first")
        kpi = li.Kpi([total])
        kpi.add_columns(logged=[START] * 20, effort_first=[1 << 62] * 20)
        self.assertEqual(20.0 * (1 << 62), kpi.find("total").value)

    def test_another_context(self):
        context = li.Context()
        kpi = fed(li.Kpi(["mttr"], context=context), [1])
        with self.assertRaises(li.Invalid) as caught:
            kpi.merge(li.Kpi(["mttr"], exact=5, context=context))
        self.assertIn("exact values", caught.exception.line)

    def test_zone_that_python_does_not_know(self):
        with open("/usr/share/zoneinfo/Europe/Brussels", "rb") as file:
            zone = li.Zone("Own/Zone", tzif=file.read())
        kpi = fed(li.Kpi(["mttr"], period="day", zone=zone), [1])
        self.assertEqual(timezone.utc, kpi.figures()[0].from_.tzinfo)
        self.assertEqual(bytes(kpi), bytes(li.Kpi.from_bytes(bytes(kpi), zone=zone)))

    def test_an_instant_of_june(self):
        kpi = fed(li.Kpi(["mttr"], period="day", zone="Europe/Brussels"), [1])
        self.assertEqual(1, kpi.find("mttr", 0, at("01 23:59")).n)
        self.assertEqual(0, kpi.find("mttr", 0, at("02 00:00")).n)


if __name__ == "__main__":
    unittest.main()
