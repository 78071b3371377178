#!/usr/bin/env python3
"""Random incidents: what the library answers about them against what the model does. The arguments:
the probe and, where a run shall be repeated, a first seed and a count. A failing case is taken apart
until nothing more can be left out of it, and printed."""
import json
import os
import re
import subprocess
import sys

from clock_calendar import OffGrid, text
from clock_case import differences
from incident_case import answer, by_time, plain_ledger
from incident_laws import LAWS
from incident_maker import Maker

SEED = 20260701
COUNT = 200000 if os.environ.get("INCIDENT_LONG") else 2000
LOT = 500
SHRUNK = 5
LAWFUL = 8  # one case in so many is also held against the laws
TIMES = ("happened", "recorded", "expires", "due", "instant")
MILESTONES = ("occurred", "detected", "logged", "acknowledged", "restored", "confirmed", "closed")


def from_library(line):
    """The library's answer in the model's terms."""
    result = json.loads(line)
    if "status" in result:
        return result
    bits = result["view"]["implied"]
    result["view"]["implied"] = [name for place, name in enumerate(MILESTONES, 1)
                                 if bits & 1 << place]
    result["sorted"] = result["derived"] == sorted(result["derived"], key=lambda one: one["at"])
    result["derived"].sort(key=by_time)
    result["findings"].sort()
    for clock in result["clocks"]:
        for segment in clock["view"]["ledger"]:
            if segment.get("was", segment["kind"]) != "paused":
                segment.pop("reasons", None)
            elif "reasons" in segment:
                segment["reasons"] = segment["reasons"].split(", ")
        clock["view"]["ledger"] = plain_ledger(clock["view"]["ledger"])
    return result


def expected(case):
    return dict(answer(case), sorted=True)


def question(case):
    """A line for the probe: events as in doc/event-format.md."""
    events = [dict({name: text(item) if name in TIMES else item for name, item in event.items()},
                   subject="INC-1") for event in case["events"]]
    return json.dumps(dict(case, events=events)) + "\n"


def judge(probe, cases):
    """Asks the library about a lot: [(case, lines that tell what differs)]."""
    questions = "".join(question(case) for case, _ in cases)
    done = subprocess.run([probe], input=questions, stdout=subprocess.PIPE, text=True, check=False)
    lines = done.stdout.splitlines()
    if len(lines) != len(cases):
        raise SystemExit(f"the probe answered {len(lines)} of {len(cases)} cases and ended with "
                         f"{done.returncode}; the next was {json.dumps(cases[len(lines)][0])}")
    return [(case, differences(wanted, from_library(line)))
            for (case, wanted), line in zip(cases, lines)]


def smaller(case):
    """The case without one of its facts, columns, policies or options."""
    events, rules = case["events"], case["rules"]
    for i in range(len(events)):
        yield dict(case, events=events[:i] + events[i + 1:])
    if isinstance(rules, list):
        for i, one in enumerate(rules):
            for less in smaller_rules(one["rules"]):
                yield dict(case, rules=rules[:i] + [dict(one, rules=less)] + rules[i + 1:])
    else:
        for less in smaller_rules(rules):
            yield dict(case, rules=less)
    yield from smaller_rest(case)


def smaller_rules(rules):
    for i, policy in enumerate(rules["policies"]):
        rest = rules["policies"][:i] + rules["policies"][i + 1:]
        yield dict(rules, policies=rest)
        for name in set(policy) - {"name", "calendar", "targets"}:
            less = {key: value for key, value in policy.items() if key != name}
            yield dict(rules, policies=rest[:i] + [less] + rest[i:])
        for name in policy["targets"]:
            targets = {key: value for key, value in policy["targets"].items() if key != name}
            if targets:
                less = dict(policy, targets=targets)
                yield dict(rules, policies=rest[:i] + [less] + rest[i:])
        for name, target in policy["targets"].items():
            for member in {"calendar", "pauses", "caps", "objective"} & set(target):
                less = {key: value for key, value in target.items() if key != member}
                less = dict(policy, targets=dict(policy["targets"], **{name: less}))
                yield dict(rules, policies=rest[:i] + [less] + rest[i:])
        for number in range(len(policy.get("thresholds", ()))):
            less = policy["thresholds"][:number] + policy["thresholds"][number + 1:]
            less = dict(policy, thresholds=less)
            yield dict(rules, policies=rest[:i] + [less] + rest[i:])
    for name in {"matrix", "taxonomy", "process"} & set(rules):
        yield {key: value for key, value in rules.items() if key != name}
    for name in rules.get("process", ()):
        less = {key: value for key, value in rules["process"].items() if key != name}
        yield dict(rules, process=less)


def smaller_rest(case):
    events = case["events"]
    if "as_known" in case:
        yield {key: value for key, value in case.items() if key != "as_known"}
    for i, event in enumerate(events):
        for name in set(event) - {"sequence", "kind", "happened", "reason", "direction", "relation",
                                  "other", "policy", "threshold", "figure", "rules"}:
            less = {key: value for key, value in event.items() if key != name}
            yield dict(case, events=events[:i] + [less] + events[i + 1:])


def valid(case):
    """What the library takes: a void has a fact."""
    return all(event["kind"] != "voided" or event.get("corrects") for event in case["events"])


def path(lines):
    """Where the first difference lies, whatever the place in a list."""
    return re.sub(r"[0-9]+", "", lines[0].split(" is ")[0]) if lines else ""


def shrink(probe, case, lines):
    """A failing case as small as taking things out makes it, and what differs: at the same place."""
    again, where = True, path(lines)
    while again:
        again = False
        for candidate in smaller(case):
            if not valid(candidate):
                continue
            try:
                found = judge(probe, [(candidate, expected(candidate))])[0][1]
            except OffGrid:
                continue
            if path(found) == where:
                case, lines, again = candidate, found, True
                break
    return case, lines


def show(case, lines):
    """For people: rules without the calendars that all cases share, facts in their order."""
    book = case["rules"] if isinstance(case["rules"], list) else [{"rules": case["rules"]}]
    for one in book:
        rules = {name: value for name, value in one["rules"].items() if name != "calendars"}
        print(f"{case['id']}: {text(one.get('from'))} {json.dumps(rules)}"[:1200])
    for event in sorted(case["events"], key=lambda event: event["happened"]):
        print(f"  {text(event['happened'])} {json.dumps(event)}")
    print(f"  as of {text(case['as_of'])}, as known {text(case.get('as_known'))}")
    for line in lines:
        print(f"    {line}")


class Tally:
    """That the random histories reach what they are for: a share of them at least."""

    WANTED = {"clock": 0.5, "two clocks": 0.15, "breached": 0.2, "on arrival": 0.05, "met": 0.1,
              "detached": 0.05, "detached late": 0.01, "ola": 0.05, "second cycle": 0.02,
              "revision": 0.05, "hold": 0.05, "expired": 0.08, "timed out": 0.04,
              "closed by itself": 0.01, "reopened": 0.08, "finding": 0.3, "taken out": 0.05,
              "late": 0.05, "override": 0.1, "fired": 0.1, "implied": 0.2, "not strictest": 0.02,
              "not first": 0.02, "second episode": 0.08, "came back": 0.03, "held": 0.05,
              "effort": 0.15, "under root cause": 0.02, "avoidable": 0.003, "reported": 0.04}

    def __init__(self):
        self.count, self.made = dict.fromkeys(self.WANTED, 0), 0

    def add(self, case, result):
        self.made += 1
        clocks, view, derived = result["clocks"], result["view"], result["derived"]
        kinds = {item["kind"] for item in derived}
        reasons = {item["reason"] for item in result["choices"]}
        observed = result["observed"] or {}
        seen = {
            "clock": clocks, "two clocks": len(clocks) > 1, "breached": view["breached"],
            "on arrival": any(one["view"]["on_arrival"] for one in clocks),
            "met": any(one["view"]["verdict"] == "met" for one in clocks),
            "detached": any(one["to"] is not None for one in clocks),
            "detached late": any(one["to"] is not None and one["view"]["breached"]
                                 for one in clocks),
            "ola": any(one["agreement"] == "ola" for one in clocks),
            "second cycle": any(len(one["view"]["cycles"]) > 1 for one in clocks),
            "revision": any(one["view"]["revision"] > 1 for one in clocks),
            "hold": result["holds"], "expired": "released" in kinds,
            "timed out": "timed_out" in kinds, "closed by itself": "closed" in kinds,
            "reopened": view["reopens"], "finding": result["findings"],
            "taken out": any(event.get("corrects") for event in case["events"]),
            "late": "as_known" in case, "override": view["overridden"], "fired": "fired" in kinds,
            "implied": view["implied"], "not strictest": "not_strictest" in reasons,
            "not first": "not_first" in reasons,
            "second episode": len(result["episodes"]) > 1, "came back": any(result["returned"]),
            "held": observed.get("held"), "effort": observed.get("effort_first"),
            "under root cause": observed.get("root_cause"),
            "avoidable": observed.get("avoidable"), "reported": result["reported"]}
        for name, value in seen.items():
            self.count[name] += bool(value)

    def short(self):
        return [name for name, share in self.WANTED.items() if self.count[name] < share * self.made]


def broken_laws(case, result):
    return [f"the model breaks the law of {law.__name__}" for law in LAWS if not law(case, result)]


def make(seed, tally):
    """(case, what the model says), or None: beyond the model's calendars."""
    try:
        case = Maker(seed).case()
        result = expected(case)
        laws = broken_laws(case, answer(case)) if seed % LAWFUL == 0 else []
    except OffGrid:
        return None, []
    tally.add(case, result)
    return (case, result), laws


def main():
    probe = sys.argv[1]
    first = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    count = int(sys.argv[3]) if len(sys.argv) > 3 else COUNT
    print(f"seeds {first} to {first + count - 1}")
    failed, lot, tally = 0, [], Tally()
    for seed in range(first, first + count):
        made, laws = make(seed, tally)
        if laws:
            failed += 1
            show(made[0], laws)
        if made is not None:
            lot.append(made)
        if len(lot) < LOT and seed < first + count - 1:
            continue
        for case, lines in judge(probe, lot):
            if lines:
                failed += 1
                show(*(shrink(probe, case, lines) if failed <= SHRUNK else (case, lines)))
        lot = []
        if failed >= 20:
            break
    print(f"{tally.made} cases, {failed} failed")
    print(", ".join(f"{name} {number}" for name, number in tally.count.items()))
    short = tally.short() if count >= 1000 else []
    if short:
        print("too rare: " + ", ".join(short))
    return 1 if failed or short or tally.made < count * 0.98 else 0


if __name__ == "__main__":
    sys.exit(main())
