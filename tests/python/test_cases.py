"""Every case on calendars, targets and clocks, through the binding."""
import datetime
import glob
import json
import os
import unittest

from cases import Case, exact, instant
from checks import Checks

import libincident as li

FOLDER = os.path.join(os.environ["INCIDENT_SOURCE"], "tests", "cases")
TOPICS = ("boundary", "calendar-", "clock-", "edge-calendars", "edge-clocks", "edge-ledgers",
          "edge-targets", "ledger", "targets-")
STATUSES = {"unreachable": li.Unreachable, "range": li.OutOfRange,
            "invalid": (li.Invalid, li.FormatError)}


def next_opening(calendar, at):
    return calendar.next_open(calendar.next_close(at) if calendar.is_open(at) else at)


class Cases(Checks):
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

    def folded(self, case):
        as_of, as_known = instant(case.value["as_of"]), instant(case.value.get("as_known"))
        clock = case.clock()
        self.clock(case.expect, clock.look(as_of, as_known), clock.ledger(as_of, as_known))

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
