"""Clocks and ledgers through the binding: what the cases do not ask."""
import unittest
from datetime import timedelta

from fixtures import HOUR, at, office, resolve

import libincident as li


class Clocks(unittest.TestCase):
    def setUp(self):
        self.clock = li.Clock(resolve())
        self.clock.start(at("05 15:00"), id="f1")

    def test_a_view_is_a_copy_in_the_zone_it_was_asked_in(self):
        before = self.clock.look(at("08 10:00"))
        self.assertEqual(at("08 15:00"), before.due)
        self.assertIs(at("08 10:00").tzinfo, before.due.tzinfo)
        self.clock.pause(at("05 16:00"), "caller")
        self.assertEqual(li.ClockState.RUNNING, before.state)
        after = self.clock.look(at("08 10:00"))
        self.assertEqual((li.ClockState.PAUSED, None), (after.state, after.due))
        self.assertNotEqual(before, after)
        with self.assertRaises(AttributeError):
            before.due = None

    def test_armed(self):
        view = li.Clock(resolve()).look(at("08 10:00"))
        self.assertEqual((li.ClockState.ARMED, None, 0, timedelta(0)),
                         (view.state, view.anchor, view.cycles, view.elapsed))

    def test_a_late_fact_is_known_later(self):
        self.clock.pause(at("05 16:00"), "caller", recorded=at("08 12:00"))
        known = self.clock.look(at("08 13:00"), as_known=at("08 11:00"))
        self.assertEqual(li.ClockState.RUNNING, known.state)
        self.assertEqual(li.ClockState.PAUSED, self.clock.look(at("08 13:00")).state)

    def test_the_ledger(self):
        self.clock.pause(at("05 16:00"), "caller", id="f2")
        self.clock.resume(at("08 10:00"), "caller", id="f3")
        ledger = self.clock.ledger(at("09 12:00"))
        kinds = [s.kind.name for s in ledger]
        self.assertEqual(["RUNNING", "PAUSED", "OUT_OF_HOURS", "PAUSED", "RUNNING", "OUT_OF_HOURS",
                          "RUNNING"], kinds)
        self.assertEqual(list(ledger), list(ledger))
        second = list(ledger)[1]
        self.assertEqual(("f2", "caller", office().hash), (second.cause_id, second.reasons,
                                                          second.calendar))
        self.assertIn("caller", ledger.print(li.Zone("Europe/Brussels")))
        self.assertEqual([("75", at("08 15:00"))], [(f.id, f.at) for f in ledger.firings])

    def test_a_ledger_outlives_its_clock_and_later_facts(self):
        ledger = self.clock.ledger(at("08 12:00"))
        kinds = [s.kind for s in ledger]
        self.clock.cancel(at("05 15:30"))
        del self.clock
        self.assertEqual(kinds, [s.kind for s in ledger])

    def test_refusals(self):
        self.assertRaises(li.Exists, self.clock.stop, at("05 16:00"), id="f1")
        self.assertRaises(li.Invalid, self.clock.pause, at("05 16:00"), "")
        self.assertRaises(TypeError, self.clock.stop, at("05 16:00"), colour="red")
        self.assertRaises(ValueError, self.clock.stop, at("05 16:00").replace(tzinfo=None))
        with self.assertRaisesRegex(li.NotFound, "7"):
            policy = li.PolicyBuilder("p").terms(resolve().terms(), priority=1).build()
            li.Clock(policy, priority=7)

    def test_a_mistake_without_a_line_is_not_told_in_the_words_of_the_one_before(self):
        self.assertRaisesRegex(li.Exists, "f1", self.clock.stop, at("05 16:00"), id="f1")
        with self.assertRaises(li.Invalid) as caught:
            self.clock.pause(at("05 16:00"), None)
        self.assertEqual("an argument was never right", caught.exception.line)

    def test_void_with_and_without_a_reason(self):
        self.clock.void(at("05 16:00"), "f1")
        self.assertEqual([li.FindingKind.VOID_WITHOUT_REASON],
                         [f.kind for f in self.clock.ledger(at("08 12:00")).findings])
        self.clock.void(at("05 16:00"), "f1", "typed in the wrong ticket")
        self.assertEqual(li.ClockState.ARMED, self.clock.look(at("08 12:00")).state)

    def test_retarget_to_other_terms(self):
        self.clock.retarget(at("05 16:00"), resolve(limit="2h").terms())
        view = self.clock.look(at("05 16:30"))
        self.assertEqual((at("05 17:00"), 2, HOUR * 1.5), (view.due, view.revision, view.elapsed))

    def test_the_policy(self):
        self.assertEqual(resolve(), self.clock.policy)


if __name__ == "__main__":
    unittest.main()
