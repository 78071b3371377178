"""Every case on incidents, through the binding."""
import glob
import json
import os
import unittest

from cases import instant
from checks import Checks
from fixtures import there_is
from incident_cases import IncidentCase

import libincident as li

if not there_is("inc_json_read_event"):
    raise unittest.SkipTest("libincident-json was not built")

FOLDER = os.path.join(os.environ["INCIDENT_SOURCE"], "tests", "cases")
RECORDS = {
    "holds": ("reason", "source", "since", "expires", "fact"),
    "links": ("relation", "other", "since", "fact"),
    "stays": ("team", "tier", "person", "from", "to", "fact"),
    "derived": ("kind", "at", "recorded", "clock", "cycle", "revision", "cause", "name", "value"),
}


class Incidents(Checks):
    def clocks(self, expect, view, ledger):
        self.assertEqual(len(expect), len(view.clocks))
        for index, (item, clock) in enumerate(zip(expect, view.clocks)):
            self.members(item, clock, ("from", "to", "fact", "agreement", "tier"))
            if "policy" in item:
                self.assertEqual(item["policy"], clock.policy.name)
            if "rules" in item:
                self.assertEqual(item["rules"], clock.rules.version)
            self.clock(item, clock.view, ledger(index))

    def seen(self, expect, view, ledger):
        """A view of an incident, and the ledgers of its clocks."""
        expect = dict(expect)
        if "implied" in expect:
            self.assertEqual(expect.pop("implied"), [m.name.lower() for m in view.implied])
        chosen = {choice.policy.name: choice.reason.name.lower() for choice in view.choices}
        for policy, reason in expect.pop("choices", {}).items():
            self.assertEqual(reason, chosen[policy])
        for name, members in RECORDS.items():
            if name in expect:
                self.listed(expect.pop(name), getattr(view, name),
                            lambda item, record: self.members(item, record, members))
        if "findings" in expect:
            found = [{"finding": f.kind.name.lower(), "fact": f.fact} for f in view.findings]
            self.assertEqual(expect.pop("findings"), found)
        if "clocks" in expect:
            self.clocks(expect.pop("clocks"), view, ledger)
        self.members(expect, view, list(expect))

    def run_case(self, case):
        as_of, as_known = instant(case.value["as_of"]), instant(case.value.get("as_known"))
        if "status" in case.expect:
            with self.assertRaises((li.Invalid, li.FormatError)):
                case.incident().look(as_of, as_known)
            return
        incident = case.incident()
        self.seen(case.expect, incident.look(as_of, as_known),
                  lambda index: incident.ledger(index, as_of, as_known))


def add_cases():
    for path in sorted(glob.glob(os.path.join(FOLDER, "incident-*.json"))):
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        for value in document["cases"]:
            case = IncidentCase(document, value)
            name = "test_" + value["id"].replace("-", "_")
            setattr(Incidents, name, lambda self, case=case: self.run_case(case))


add_cases()

if __name__ == "__main__":
    unittest.main()
