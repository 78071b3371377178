"""Every case on calendars, targets and clocks, through the binding."""
import datetime
import glob
import json
import os
import unittest

from cases import Case, exact, instant

import libincident as li

FOLDER = os.path.join(os.environ["INCIDENT_SOURCE"], "tests", "cases")
TOPICS = ("boundary", "calendar-", "clock-", "edge-calendars", "edge-clocks", "edge-ledgers",
          "edge-targets", "ledger", "targets-")
STATUSES = {"unreachable": li.Unreachable, "range": li.OutOfRange,
            "invalid": (li.Invalid, li.FormatError)}


def next_opening(calendar, at):
    return calendar.next_open(calendar.next_close(at) if calendar.is_open(at) else at)


class Cases(unittest.TestCase):
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

    # Operations on a calendar.

    def ask(self, case, calendar):
        value = case.value
        at, start, end = (instant(value.get(k)) for k in ("at", "from", "to"))
        op = value["op"]
        if op in ("add", "subtract"):
            seconds = exact(value["seconds"])
            return {"at": calendar.add(start, seconds if op == "add" else -seconds)}
        if op == "between":
            return {"seconds": calendar.between(start, end)}
        if op == "is_open":
            return {"open": calendar.is_open(at)}
        if op == "next_opening":
            return {"at": next_opening(calendar, at)}
        if op in ("next_open", "next_close", "prev_open"):
            return {"at": getattr(calendar, op)(at)}
        if op == "intervals":
            return {"intervals": [[i.from_, i.to] for i in calendar.intervals(start, end)]}
        if op == "reachable":
            return {"reachable": calendar.reachable}
        if op == "open_day":
            zone = value.get("zone") and case.zone(value["zone"])
            length = calendar.open_day(datetime.date.fromisoformat(value["date"]), zone)
            return {"open": length > datetime.timedelta(0), "seconds": length}
        boundary = li.Boundary[value.get("boundary", "closing").upper()]
        due, objective = case.target(value["target"]).due(calendar, start, boundary)
        return {"due": due, "objective_due": objective}

    def operation(self, case):
        got = self.ask(case, case.calendar(case.value["calendar"]))
        if "intervals" in case.expect:
            wanted = [list(map(instant, pair)) for pair in case.expect["intervals"]]
            self.assertEqual(wanted, got["intervals"])
            return
        for name, expected in case.expect.items():
            self.same(expected, got[name], name)

    # Clocks.

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

    def folded(self, case):
        as_of, as_known = instant(case.value["as_of"]), instant(case.value.get("as_known"))
        clock = case.clock()
        view, ledger = clock.look(as_of, as_known), clock.ledger(as_of, as_known)
        expect, segments = case.expect, list(ledger)
        self.members(expect, view, (
            "state", "verdict", "breached", "breach_at", "on_arrival", "due", "objective_due",
            "elapsed", "carried", "credited", "remaining", "overrun", "next", "provisional",
            "revision"))
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

    def run_case(self, case):
        run = self.operation if "op" in case.value else self.folded
        if "status" in case.expect:
            with self.assertRaises(STATUSES[case.expect["status"]]):
                run(case)
        else:
            run(case)


def add_cases():
    for path in sorted(glob.glob(os.path.join(FOLDER, "*.json"))):
        if not os.path.basename(path).startswith(TOPICS):
            continue
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        for value in document["cases"]:
            case = Case(document.get("calendars", {}), value)
            name = "test_" + value["id"].replace("-", "_")
            setattr(Cases, name, lambda self, case=case: self.run_case(case))


add_cases()

if __name__ == "__main__":
    unittest.main()
