"""What a case expects of an instant, of a record, of a clock and its ledger."""
import datetime
import unittest

from cases import exact, instant


class Checks(unittest.TestCase):
    maxDiff = None

    def same(self, expected, got, what):
        """A value of a case against what the binding says."""
        if isinstance(got, datetime.datetime):
            self.assertEqual(instant(expected), got.astimezone(datetime.timezone.utc), what)
        elif isinstance(got, datetime.timedelta):
            self.assertEqual(exact(expected), got, what)
        elif hasattr(got, "name") and expected is not None:
            self.assertEqual(expected, got.name.lower(), what)
        else:
            self.assertEqual(expected, got, what)
            self.assertEqual(type(expected), type(got), what)

    def members(self, expect, record, names, where=""):
        for name in names:
            if name in expect:
                said = "from_" if name == "from" else name
                self.same(expect[name], getattr(record, said), where + name)

    def listed(self, expect, records, check):
        self.assertEqual(len(expect), len(records))
        for item, record in zip(expect, records):
            check(item, record)

    def segment(self, expect, segment):
        self.members(expect, segment, ("from", "to", "kind", "counted", "cycle", "revision", "name",
                                       "was"), "ledger ")
        if "cause" in expect:
            cause = "cap" if segment.cause == -1 else segment.cause_id if segment.cause else None
            self.assertEqual(expect["cause"], cause)
        if "reasons" in expect:
            self.assertEqual(", ".join(expect["reasons"]), segment.reasons)

    def correction(self, expect, correction):
        self.members(expect, correction, ("recorded",))
        for side in ("was", "is"):
            for member in ("verdict", "breach_at"):
                if member in expect.get(side, {}):
                    self.same(expect[side][member], getattr(correction, side + "_" + member), side)
        if "by" in expect:
            self.assertEqual(expect["by"], correction.by_ids)

    def finding(self, expect, finding):
        said = {"finding": finding.kind.name.lower(), "fact": finding.fact_id}
        self.assertEqual(expect, {name: said[name] for name in expect})

    def tiled(self, segments, view):
        for one, two in zip(segments, segments[1:]):
            self.assertEqual(one.to, two.from_)
        last = [s.counted for s in segments if s.cycle == view.cycles]
        self.assertEqual(view.elapsed, sum(last, view.carried))

    def clock(self, expect, view, ledger):
        """A clock's view and its account."""
        segments = list(ledger)
        self.members(expect, view, (
            "state", "verdict", "breached", "breach_at", "on_arrival", "due", "objective_due",
            "elapsed", "carried", "credited", "remaining", "overrun", "next", "provisional",
            "revision", "anchor", "stopped_at"))
        lists = {
            "cycles": (ledger.cycles, lambda e, r: self.members(
                e, r, ("anchor", "verdict", "breach_at", "on_arrival"))),
            "thresholds": (ledger.firings, lambda e, r: self.members(
                e, r, ("id", "at", "cycle", "revision", "on_arrival"))),
            "findings": (ledger.findings, self.finding),
            "corrections": (ledger.corrections, self.correction),
            "ledger": (segments, self.segment),
        }
        for name, (records, check) in lists.items():
            if name in expect:
                self.listed(expect[name], records, check)
        self.tiled(segments, view)
