"""Matrix, taxonomy, policies, process, sets of rules and the rulebook through the binding."""
import json
import os
import unittest
from datetime import date, timedelta

from fixtures import HOUR, at, office, resolve, there_is

import libincident as li

FULL = os.path.join(os.environ["INCIDENT_SOURCE"], "tests", "data", "rules-full.json")


def full():
    with open(FULL, encoding="utf-8") as file:
        return li.Rules.from_json(file.read(), file="rules-full.json")


class Matrices(unittest.TestCase):
    def setUp(self):
        self.matrix = li.Matrix("2026-1", [[1, 2], [2, 3], [3, None]])

    def test_priorities(self):
        self.assertEqual(2, self.matrix.priority(2, 1))
        self.assertEqual((3, 2, 3), tuple(map(self.matrix.levels, li.Scale)))
        self.assertEqual("2026-1", self.matrix.version)

    def test_an_empty_cell_and_a_level_that_does_not_exist(self):
        with self.assertRaisesRegex(KeyError, r"priority\(3, 2\)"):
            self.matrix.priority(3, 2)
        with self.assertRaisesRegex(ValueError, r"priority\(4, 1\)"):
            self.matrix.priority(4, 1)

    def test_levels_are_named_and_printed(self):
        builder = li.MatrixBuilder("v", 1, 1, 1).cell(1, 1, 1)
        matrix = builder.level(li.Scale.IMPACT, 1, "outage", "nothing works").build()
        self.assertEqual(("outage", "nothing works"), matrix.level(li.Scale.IMPACT, 1))
        self.assertEqual(("", ""), matrix.level(li.Scale.URGENCY, 1))
        self.assertIn("outage", str(matrix))
        self.assertNotEqual(matrix, self.matrix)

    def test_a_number_is_not_cut(self):
        with self.assertRaisesRegex(Exception, "4294967297"):
            li.MatrixBuilder("v", (1 << 32) + 1, 1, 1)


class Taxonomies(unittest.TestCase):
    def test_a_tree(self):
        builder = li.TaxonomyBuilder("v1").add("hw", name="Hardware")
        tree = builder.add("printer", parent="hw", retired=True).build()
        self.assertEqual(["hw", "printer"], [c.id for c in tree])
        self.assertEqual(2, len(tree))
        self.assertEqual(("hw", True, False, "printer"),
                         (tree["printer"].parent, tree["printer"].retired, tree["printer"].request,
                          tree["printer"].name))
        self.assertTrue(tree.within("printer", "hw"))
        self.assertFalse(tree.within("hw", "printer"))
        with self.assertRaisesRegex(KeyError, "disk"):
            tree["disk"]
        with self.assertRaises(li.Exists):
            builder.add("hw")
        with self.assertRaisesRegex(li.NotFound, "attic"):
            builder.add("box", parent="attic")


class Policies(unittest.TestCase):
    def test_targets(self):
        calendar, start = office(), at("05 16:00")
        self.assertEqual((at("08 16:00"), at("08 12:00")),
                         li.Target.working("8h", "4h").due(calendar, start))
        self.assertEqual(at("09 16:00"), li.Target.in_days(2).due(calendar, start)[0])
        self.assertEqual(at("08 17:00"), li.Target.in_days(
            1, rule=li.DayRule.CLOSE_OF_DAY).due(calendar, start)[0])
        self.assertEqual(at("08 12:00"), li.Target.by(1, "12:00").due(calendar, start)[0])
        self.assertEqual(at("08 09:00"), li.Target.working("1h").due(
            calendar, start, li.Boundary.NEXT_OPENING)[0])
        with self.assertRaises(li.Invalid):
            li.Target.working("1h", "2h").due(calendar, start)

    def test_a_target_keeps_its_zone(self):
        target = li.Target.in_days(1, zone="Europe/Brussels")
        composite = office() | office()
        self.assertEqual(at("08 16:00"), target.due(composite, at("05 16:00"))[0])
        self.assertEqual("Europe/Brussels", li.Terms(composite, target).target.zone.name)

    def test_terms(self):
        terms = li.Terms(office(), li.Target.working("8h"), pauses=["vendor", "caller"],
                         cap_per_pause="1h", cap_per_cycle=timedelta(hours=2))
        self.assertEqual(["caller", "vendor"], terms.pauses)
        self.assertTrue(terms.pauses_for("vendor"))
        self.assertFalse(terms.pauses_for("lunch"))
        self.assertEqual((HOUR, 2 * HOUR), terms.caps)
        self.assertEqual(office(), terms.calendar)
        self.assertEqual(8 * HOUR, terms.target.limit)
        self.assertEqual("all", li.Terms(office(), terms.target, pauses="all").pauses)

    def test_a_policy_says_what_it_was_made_from(self):
        policy = resolve(on_reopen=li.OnReopen.NEW_CYCLE, service="mail")
        self.assertEqual(("resolve", "resolve", "mail", li.OnReopen.NEW_CYCLE,
                          li.Milestone.DETECTED, li.Agreement.SLA),
                         (policy.name, policy.clock, policy.service, policy.on_reopen,
                          policy.anchor, policy.agreement))
        self.assertEqual([("75", li.ThresholdKind.PERCENT, 75)],
                         [(t.id, t.kind, t.percent) for t in policy.thresholds])
        self.assertEqual([0], policy.priorities)
        self.assertEqual(["caller"], policy.terms(3).pauses)
        self.assertEqual(resolve(on_reopen=li.OnReopen.NEW_CYCLE, service="mail"), policy)
        with self.assertRaises(AttributeError):
            policy.colour

    def test_options_that_there_are_not(self):
        with self.assertRaisesRegex(TypeError, "colour"):
            li.PolicyBuilder("resolve", colour="red")
        with self.assertRaisesRegex(li.Invalid, "4294967296"):
            li.PolicyBuilder("resolve", tier=1 << 32)
        with self.assertRaises(TypeError):
            li.PolicyBuilder(7)
        with self.assertRaises(li.Invalid):
            li.PolicyBuilder("resolve").build()


class Processes(unittest.TestCase):
    def test_a_process(self):
        builder = li.ProcessBuilder(confirm_within="16h", confirm_calendar=office(),
                                    reopen_within="240h", close_on_timeout=True, tiers=4)
        builder.resolution("patched", needs_change=True).hold("vendor", expires="8h")
        process = builder.build()
        options = process.options
        self.assertEqual((16 * HOUR, office(), 240 * HOUR, True, False, 4, li.ChoiceRule.FIRST),
                         (options.confirm_within, options.confirm_calendar, options.reopen_within,
                          options.close_on_timeout, options.close_on_confirm, options.tiers,
                          options.choice))
        self.assertEqual([("patched", True)],
                         [(r.code, r.needs_change) for r in process.resolutions])
        self.assertEqual([("vendor", 8 * HOUR)], [(h.reason, h.expires) for h in process.holds])
        with self.assertRaises(li.Exists):
            builder.hold("vendor")


class Sets(unittest.TestCase):
    def build(self):
        return (li.RulesBuilder("desk", "1").calendar("office", office())
                .matrix(li.Matrix("m", [[1]])).taxonomy(li.TaxonomyBuilder("t").add("hw").build())
                .process(li.ProcessBuilder().build()).policy(resolve()).build())

    def test_what_goes_in_comes_out(self):
        rules = self.build()
        self.assertEqual(("desk", "1"), (rules.name, rules.version))
        self.assertEqual({"office": office()}, rules.calendars)
        self.assertEqual({"resolve": resolve()}, rules.policies)
        self.assertEqual(office(), rules.calendar("office"))
        self.assertEqual(resolve(), rules.policy("resolve"))
        self.assertEqual(1, rules.matrix.priority(1, 1))
        self.assertEqual(1, len(rules.taxonomy))
        self.assertEqual([], rules.process.holds)
        with self.assertRaisesRegex(KeyError, "night"):
            rules.calendar("night")
        self.assertIsNone(li.RulesBuilder("empty", "1").build().matrix)

    def test_bytes(self):
        rules = self.build()
        self.assertEqual(rules, li.Rules.from_bytes(bytes(rules)))
        with self.assertRaises(li.FormatError):
            li.Rules.from_bytes(bytes(rules)[:-1])
        with self.assertRaises(li.FormatError):
            li.Rules.from_bytes(b"")

    @unittest.skipUnless(there_is("inc_json_read_rules"), "libincident-json was not built")
    def test_json(self):
        rules = full()
        self.assertEqual(rules, li.Rules.from_json(rules.to_json()))
        self.assertIn("calendars", json.loads(rules.to_json()))
        with self.assertRaisesRegex(li.FormatError, "mine.json:2: .*7"):
            li.Rules.from_json('{"incident_rules": 1,\n"name": 7}', file="mine.json")

    def test_presets_and_the_linter(self):
        small, large = (li.Rules.preset(size, "Europe/Brussels") for size in ("small", "large"))
        self.assertEqual([], small.lint())
        self.assertEqual(li.Rules.preset(li.Preset.LARGE, "Europe/Brussels"), large)
        finding = li.RulesBuilder("d", "1").matrix(li.Matrix("m", [[1, None]])).build().lint()[0]
        self.assertEqual((li.LintKind.EMPTY_CELL, li.LintSeverity), (finding.kind,
                                                                    type(finding.severity)))
        self.assertTrue(finding.line and finding.where)

    def test_counted_as_another_system(self):
        small = li.Rules.preset("small", "Europe/Brussels")
        zammad = small.like("zammad")
        self.assertEqual("small desk like zammad", zammad.name)
        self.assertEqual(li.Milestone.CLOSED, zammad.policy("resolve").stop)
        self.assertEqual(zammad, small.like(li.System.ZAMMAD))
        self.assertNotEqual(zammad, small.like("jira"))
        for system in li.System:
            self.assertEqual(system.name.lower(),
                             small.like(system).name.rsplit(" ", 1)[1])
            self.assertRegex(li.system_limits(system), r"\.$")
        with self.assertRaises(KeyError):
            small.like("remedy")


class Rulebooks(unittest.TestCase):
    def setUp(self):
        self.old, self.new = (li.Rules.preset(s, "Europe/Brussels") for s in ("small", "large"))
        self.book = li.Rulebook()
        self.book.publish(self.old, at("01 00:00"))
        self.book.publish(self.new, at("08 00:00"))

    def test_versions(self):
        self.assertEqual(self.old, self.book.at(at("07 23:59")))
        self.assertEqual(self.new, self.book.at(at("08 00:00")))
        self.assertEqual(self.old, self.book.find(self.old.hash))
        self.assertEqual([(at("01 00:00"), self.old), (at("08 00:00"), self.new)],
                         self.book.publications)
        with self.assertRaises(li.NotFound):
            self.book.at(at("01 00:00") - HOUR)
        with self.assertRaises(li.NotFound):
            self.book.find("00" * 32)
        with self.assertRaisesRegex(li.FormatError, "no hash"):
            self.book.find("00")
        with self.assertRaises(li.Exists):
            self.book.publish(self.old, at("08 00:00"))

    def test_who_was_told(self):
        self.book.acknowledge("ann", self.new.matrix, at("08 10:00"))
        self.assertEqual(at("08 10:00"), self.book.acknowledged("ann", self.new.matrix))
        with self.assertRaises(li.NotFound):
            self.book.acknowledged("bob", self.new.matrix)
        found = self.book.acknowledgements[0]
        self.assertEqual(("ann", self.new.matrix.hash), (found.person, found.hash))

    def test_bytes(self):
        again = li.Rulebook.from_bytes(bytes(self.book))
        self.assertEqual(self.book.publications, again.publications)
        self.assertEqual(bytes(self.book), bytes(again))

HOLIDAYS = os.path.join(os.environ["INCIDENT_SOURCE"], "tests", "data", "holidays.ics")


@unittest.skipUnless(there_is("inc_ical_read"), "libincident-ical was not built")
class Icals(unittest.TestCase):
    def test_holidays(self):
        with open(HOLIDAYS, encoding="utf-8") as file:
            holidays = li.Ical(file.read(), from_=date(2026, 1, 1), to=date(2026, 12, 31))
        found = list(holidays)
        self.assertTrue(found)
        builder = li.CalendarBuilder("Europe/Brussels").weekly(range(1, 8), "09:00-17:00")
        holidays.apply(builder)
        calendar = builder.build()
        self.assertEqual({h.date for h in found}, {e.from_ for e in calendar.exceptions})
        self.assertEqual(timedelta(0), calendar.open_day(found[0].date))
        with self.assertRaises(li.FormatError):
            li.Ical("BEGIN:NOTHING")


if __name__ == "__main__":
    unittest.main()
