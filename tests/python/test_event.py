"""Events and incidents through the binding: what the cases do not ask."""
import unittest
from datetime import timedelta

from fixtures import HOUR, at, there_is, utc

import libincident as li


def logged(**more):
    return li.Event("logged", "INC-7", at("01 09:00"), channel="phone", caller="ann",
                    title="No mail", sequence=1, **more)


class Events(unittest.TestCase):
    def test_columns_by_name_and_by_role(self):
        event = logged(extra="{}")
        self.assertEqual(("phone", "phone", "ann", "ann", "No mail", "No mail"),
                         (event.channel, event.code_1, event.caller, event.person, event.title,
                          event.text))
        self.assertEqual(("INC-7", 1, li.Fact.LOGGED, li.ActorKind.HUMAN, li.Visibility.PUBLIC, ""),
                         (event.subject, event.sequence, event.kind, event.actor_kind,
                          event.visibility, event.service))
        self.assertEqual((at("01 09:00"), at("01 09:00"), None),
                         (event.happened, event.recorded, event.time_1))
        self.assertEqual("phone", event.roles["channel"])
        self.assertIn("extra", event.columns())

    def test_a_role_of_another_kind_is_none(self):
        with self.assertRaises(AttributeError):
            logged().reason
        with self.assertRaisesRegex(TypeError, "'logged' has no 'reason'"):
            li.Event("logged", "INC-7", at("01 09:00"), reason="x")

    def test_kinds(self):
        self.assertEqual(li.Fact.NOTED, li.Event(li.Fact.NOTED, "I", at("01 09:00")).kind)
        own = li.Event(1007, "I", at("01 09:00"), code_1="x", time_2=at("02 09:00"))
        self.assertEqual((1007, "x", at("02 09:00")), (own.kind, own.code_1, own.time_2))
        with self.assertRaisesRegex(li.Invalid, "sung"):
            li.Event("sung", "I", at("01 09:00"))
        with self.assertRaises(li.Unsupported):
            li.Event(999, "I", at("01 09:00"))

    def test_an_effort_is_a_duration(self):
        effort = timedelta(hours=1, microseconds=1)
        event = li.Event("worked", "I", at("01 09:00"), effort=effort)
        self.assertEqual((effort, 3600000001), (event.effort, event.integer_1))

    def test_a_migration_is_from(self):
        event = li.Event("migrated", "I", at("01 09:00"), rules="0" * 64, from_="1" * 64)
        self.assertEqual("1" * 64, event.from_)

    def test_refusals(self):
        for wrong, said in ((dict(kind="held"), "reason"), (dict(kind="noted", tier=101), "101"),
                            (dict(kind="noted", text="a\0b"), "NUL"),
                            (dict(kind="noted", cause=1 << 63), "64 bits"),
                            (dict(kind="noted", actor_kind=9), "9")):
            with self.assertRaisesRegex(li.Invalid, said):
                li.Event(subject="I", happened=at("01 09:00"), **wrong)
        with self.assertRaises(ValueError):
            li.Event("noted", "I", at("01 09:00").replace(tzinfo=None))
        with self.assertRaises(TypeError):
            li.Event("noted", "I", at("01 09:00"), text=b"bytes")
        with self.assertRaises(li.OutOfRange):
            li.Event("noted", "I", utc(1899, 12, 31))

    def test_replace_and_compare(self):
        event, later = logged(), logged().replace(happened=at("01 10:00"), caller="bob")
        self.assertEqual(("bob", "phone"), (later.caller, later.channel))
        self.assertEqual([event, later], sorted([later, event]))
        self.assertEqual(logged(), event)
        self.assertNotEqual(event, later)
        self.assertEqual(2, len({event, later, logged()}))

    def test_redaction(self):
        event = logged(actor="eve")
        self.assertEqual(("", "", "", 9, "phone"), tuple(
            getattr(event.redacted_for(9), name)
            for name in ("caller", "title", "actor", "redacted", "channel")))
        self.assertEqual("ann", event.redacted_for(9, "zoe").caller)
        self.assertEqual("", event.redacted_for(9, "eve").caller)

    @unittest.skipUnless(there_is("inc_json_read_event"), "libincident-json was not built")
    def test_json(self):
        event = logged(recorded=at("01 09:30"), team="desk", extra='{"a":1}')
        self.assertEqual(event, li.Event.from_json(event.to_json()))
        with self.assertRaisesRegex(li.FormatError, "log.jsonl:7"):
            li.Event.from_json("{", file="log.jsonl", first_line=7)


class Incidents(unittest.TestCase):
    def setUp(self):
        self.rules = li.Rules.preset("small", "Europe/Brussels")
        self.incident = li.Incident(self.rules)
        self.incident.apply(logged())
        self.incident.apply(li.Event("classified", "INC-7", at("01 09:05"), impact=1, urgency=1))
        self.incident.apply(li.Event("assigned", "INC-7", at("01 09:06"), team="desk", tier=1,
                                     assignee="eve"))

    def test_a_view_is_a_copy(self):
        before = self.incident.look(at("01 10:00"))
        self.incident.apply(li.Event("resolved", "INC-7", at("01 09:30"), code="fixed", text="ok"))
        after = self.incident.look(at("01 10:00"))
        self.assertEqual((li.Stage.DIAGNOSIS, li.Stage.RESOLVED), (before.stage, after.stage))
        self.assertEqual(("ann", "eve", 1, at("01 09:30")),
                         (after.caller, after.person, after.priority, after.resolved))
        self.assertIs(at("01 10:00").tzinfo, after.resolved.tzinfo)
        self.assertIn(li.Milestone.DETECTED, after.implied)

    def test_lists(self):
        self.incident.apply(li.Event("held", "INC-7", at("01 09:20"), reason="caller"))
        view = self.incident.look(at("01 10:00"))
        self.assertEqual([("caller", at("01 09:20"))], [(h.reason, h.since) for h in view.holds])
        self.assertEqual([("desk", 1, "eve", None)],
                         [(s.team, s.tier, s.person, s.to) for s in view.stays])
        self.assertEqual(["respond", "resolve"], [c.policy.name for c in view.choices])
        self.assertEqual([0, 1], [c.clock for c in view.choices])
        self.assertEqual(li.ClockState.PAUSED, view.clocks[1].view.state)
        self.assertEqual(self.rules, view.clocks[0].rules)

    def test_a_ledger_outlives_its_incident(self):
        ledger = self.incident.ledger(1, at("02 12:00"))
        kinds = [s.kind for s in ledger]
        del self.incident
        self.assertEqual(kinds, [s.kind for s in ledger])
        self.assertIn("running", ledger.print())

    def test_a_finding_is_one_of_an_incident(self):
        self.incident.apply(li.Event("confirmed", "INC-7", at("01 09:30")))
        finding = self.incident.look(at("01 10:00")).findings[0]
        self.assertEqual(li.IncidentFindingKind.NOT_RESOLVED, finding.kind)

    def test_facts(self):
        self.assertEqual(3, len(self.incident))
        self.assertEqual([li.Fact.LOGGED, li.Fact.CLASSIFIED, li.Fact.ASSIGNED],
                         [event.kind for event in self.incident])
        self.incident.clear()
        self.assertEqual([], list(self.incident))
        self.assertEqual(li.Stage.NONE, self.incident.look(at("01 10:00")).stage)

    def test_refusals(self):
        self.assertRaises(li.Exists, self.incident.apply, logged())
        self.assertRaisesRegex(li.Invalid, "INC-8", self.incident.apply,
                               li.Event("noted", "INC-8", at("01 09:00")))
        self.assertRaises(li.NotFound, self.incident.ledger, 7, at("01 10:00"))
        self.assertRaises(li.Invalid, li.Incident)
        self.assertRaises(ValueError, self.incident.look, at("01 10:00").replace(tzinfo=None))

    def test_under_a_rulebook_that_nobody_else_keeps(self):
        book = li.Rulebook()
        book.publish(self.rules, at("01 00:00"))
        incident = li.Incident(rulebook=book)
        del book
        incident.apply(logged())
        self.assertEqual(at("01 09:00"), incident.look(at("01 10:00")).logged)

    def test_as_known(self):
        self.incident.apply(li.Event("restored", "INC-7", at("01 09:30"), recorded=at("02 09:00")))
        early = self.incident.look(at("03 09:00"), as_known=at("01 12:00"))
        self.assertIsNone(early.restored)
        self.assertEqual(at("01 09:30"), self.incident.look(at("03 09:00")).restored)
        self.assertEqual(HOUR * 0, early.effort)


if __name__ == "__main__":
    unittest.main()
