"""Every case on incidents and on commands at a desk, through the binding."""
import glob
import json
import os
import unittest

from cases import exact, instant
from checks import Checks
from dict_backend import DictBackend
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


class Seen(Checks):
    """A view of an incident against what a case expects."""

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


class Incidents(Seen):
    def run_case(self, case):
        as_of, as_known = instant(case.value["as_of"]), instant(case.value.get("as_known"))
        if "status" in case.expect:
            with self.assertRaises((li.Invalid, li.FormatError)):
                case.incident().look(as_of, as_known)
            return
        incident = case.incident()
        self.seen(case.expect, incident.look(as_of, as_known),
                  lambda index: incident.ledger(index, as_of, as_known))


INSTANTS = ("acknowledged", "confirm_by", "happened", "last", "now", "reopen_until", "restored")


class Guards(Seen):
    def command(self, desk, step, now):
        members = {name: value for name, value in step.items() if name not in ("now", "expect")}
        for name in ("happened", "expires"):
            if name in members:
                members[name] = instant(members[name])
        if "effort" in members:
            members["effort"] = exact(members["effort"])
        for name, enumeration in (("actor_kind", li.ActorKind), ("visibility", li.Visibility)):
            if name in members:
                members[name] = enumeration[members[name].upper()]
        return desk.run(dict({"subject": "INC-1"}, **members), now)

    def refused(self, expect, desk, step, now):
        with self.assertRaises(li.Refused) as caught:
            self.command(desk, step, now)
        self.assertEqual(expect["refused"], caught.exception.name)
        self.assertEqual(expect["refused"], caught.exception.code.name.lower())
        if "arguments" in expect:
            timed = {name: instant(value) if name in INSTANTS else value
                     for name, value in caught.exception.arguments.items()}
            self.assertEqual({name: instant(value) if name in INSTANTS else value
                              for name, value in expect["arguments"].items()}, timed)

    def step(self, desk, step):
        expect, subject = step.get("expect", {}), step.get("subject", "INC-1")
        if "advance" in step:
            self.members(expect, desk.advance(instant(step["advance"])), list(expect))
        elif "look" in step:
            now = instant(step["look"])
            self.seen(expect, desk.look(subject, now),
                      lambda index: desk.ledger(subject, index, now))
        elif "allowed" in step:
            allowed = desk.allowed(subject, instant(step["allowed"]))
            self.assertEqual(expect, {name: allowed[name] for name in expect})
        elif "refused" in expect:
            self.refused(expect, desk, step, instant(step["now"]))
        elif "status" in expect:
            with self.assertRaises(li.NotFound if expect["status"] == "not_found" else li.Invalid):
                self.command(desk, step, instant(step["now"]))
        else:
            self.members(expect, self.command(desk, step, instant(step["now"])), list(expect))

    def run_case(self, case):
        desk = li.Desk(self.backend(), case.rulebook())
        for number, step in enumerate(case.value["commands"], 1):
            with self.subTest(step=number):
                self.step(desk, step)

    def backend(self):
        return li.Memory()


class GuardsOverDicts(Guards):
    """The same over a backend written in Python."""

    def backend(self):
        return DictBackend()


def add_cases(pattern, *classes):
    for path in sorted(glob.glob(os.path.join(FOLDER, pattern))):
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        for value in document["cases"]:
            case = IncidentCase(document, value)
            name = "test_" + value["id"].replace("-", "_")
            for cls in classes:
                setattr(cls, name, lambda self, case=case: self.run_case(case))


add_cases("guards.json", Guards, GuardsOverDicts)
add_cases("incident-*.json", Incidents)
add_cases("like.json", Incidents)

if __name__ == "__main__":
    unittest.main()
