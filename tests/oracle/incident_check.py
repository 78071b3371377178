#!/usr/bin/env python3
"""The model of the incident against the cases worked out by hand: it must agree with every member of
every case that it can be asked about. The arguments: case files."""
import json
import sys

from clock_calendar import OffGrid, duration, instant
from clock_case import differences, plain
from incident_case import answer, fold

TIMES = ("happened", "recorded", "expires", "due", "instant")
INSTANTS = {"occurred", "detected", "logged", "acknowledged", "restored", "first_restored",
            "resolved", "confirmed", "closed", "cancelled", "updated", "confirm_by", "reopen_until",
            "since", "expires", "stopped_at"}


def event(value, place):
    result = dict(value, sequence=value.get("sequence", place))
    for name in set(TIMES) & set(value):
        result[name] = instant(value[name])
    return result


def since(value):
    """From when rules hold; the grid begins later."""
    return 0 if value < "2026-05-01" else instant(value)


def rules(content, name):
    """A document; what is not given is that of the one it is like."""
    value = content["rules"][name] if isinstance(name, str) else name
    if isinstance(value, list):
        return [dict(one, rules=rules(content, one["rules"]), **{"from": since(one["from"])})
                for one in value]
    if "like" in value:
        value = dict(rules(content, value["like"]), **value)
    return dict(value, calendars=content["calendars"])


def case_of(content, case):
    events = [event(value, place) for place, value in enumerate(case["events"], 1)]
    return {"rules": rules(content, case["rules"]), "events": events,
            "as_of": instant(case["as_of"]), "as_known": instant(case.get("as_known"))}


def ask(case):
    """Everything that `expect` may list, by its names."""
    result, clocks = answer(case), fold(case)[1]
    found = dict(result["view"])
    found.update({name: result[name] for name in ("holds", "links", "stays", "derived")})
    found["choices"] = {one["policy"]: one["reason"] for one in result["choices"]}
    found["findings"] = [{"finding": finding, "fact": fact} for fact, finding in result["findings"]]
    found["clocks"] = []
    for one, attachment in zip(result["clocks"], clocks.attachments):
        clock = dict(one["view"], **{name: item for name, item in one.items() if name != "view"})
        clock["thresholds"] = attachment.clock.firings
        clock["findings"] = [dict(item, fact=str(item["fact"]))
                             for item in attachment.clock.findings]
        clock["ledger"] = [dict(line, cause=None if line["cause"] is None else str(line["cause"]))
                           for line in attachment.clock.ledger()]
        clock["corrections"] = [dict(item, by=[str(fact) for fact in item["by"]])
                                for item in one["view"]["corrections"]]
        found["clocks"].append(clock)
    return found


def wanted(value, name=None):
    if isinstance(value, dict):
        return {key: wanted(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [wanted(item) for item in value]
    if name in INSTANTS and isinstance(value, str):
        return instant(value)
    return duration(value) if name == "effort" else plain(value, name)


def sort_findings(value):
    if "findings" in value:
        value["findings"].sort(key=lambda one: (one["fact"], one["finding"]))
    return value


def main():
    checked, left, failed = 0, [], 0
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            content = json.load(file)
        for case in content["cases"]:
            try:
                expect = sort_findings(wanted(case["expect"]))
                if set(expect) == {"status"}:
                    raise OffGrid("an event that cannot be made")
                lines = differences(expect, sort_findings(ask(case_of(content, case))))
            except OffGrid:
                left.append(case["id"])
                continue
            checked += 1
            failed += bool(lines)
            for line in lines:
                print(f"{case['id']}: {line}")
    print(f"{checked} cases checked, {failed} failed; not asked: {' '.join(left)}")
    return 1 if failed or checked < 200 else 0


if __name__ == "__main__":
    sys.exit(main())
