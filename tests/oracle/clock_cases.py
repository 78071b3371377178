#!/usr/bin/env python3
"""Random clocks: facts on the grid and a microsecond beside it, expectations by the model, judged by
the runner of the cases. The arguments: the runner and, where a run shall be repeated, a first seed
and a count. A failing case is printed whole, in the form of the case files."""
import json
import os
import random
import subprocess
import sys
import tempfile

from clock_calendar import DAY, FIRST, TICK, OffGrid, text
from clock_case import Case, as_json

SEED = 20260601
COUNT = 300000 if os.environ.get("INCIDENT_LONG") else 3000
LOT = 500
SHRUNK = 5
WEEK = ("mon", "tue", "wed", "thu", "fri")
START = (FIRST + 28) * DAY  # Monday 2026-06-01


def weekly(days, *hours):
    return {day: list(hours) for day in days}


CALENDARS = {
    "office": {"zone": "Etc/UTC", "weekly": weekly(WEEK, "09:00-12:30", "13:30-17:00")},
    "always": {"zone": "Etc/UTC", "weekly": weekly(WEEK + ("sat", "sun"), "00:00-24:00")},
    "night": {"zone": "Etc/UTC", "weekly": weekly(WEEK, "22:00-06:00")},
    "short": {"zone": "Etc/UTC", "weekly": weekly(WEEK, "09:00-11:00", "15:45-16:15")},
    "feast": {"zone": "Etc/UTC", "weekly": weekly(WEEK, "09:00-17:00"), "exceptions": [
        {"date": "2026-06-02", "closed": True, "name": "Tuesday off"},
        {"date": "2026-06-04", "hours": ["09:00-12:00"]}]},
    "never": {"zone": "Etc/UTC", "weekly": {}},
    "once": {"zone": "Etc/UTC", "weekly": {}, "exceptions": [
        {"from": "2026-06-01", "to": "2026-06-03", "hours": ["10:00-12:00"]}]},
}
USUAL = [name for name in CALENDARS if name not in ("never", "once")]
# How likely a kind of fact is in a plausible history, while the clock is open, and while stopped.
OPEN = {"pause": 6, "resume": 5, "retarget": 2.5, "stop": 3, "reopen": 0.5, "close": 0.2,
        "cancel": 0.25, "void": 1, "start": 0.2}
STOPPED = {"reopen": 6, "retarget": 2, "close": 1, "pause": 0.5, "resume": 0.5, "stop": 0.5,
           "cancel": 0.25, "void": 0.7}
REASONS = ("caller", "vendor", "maintenance")


def expected(case):
    expect = Case(CALENDARS, case).expect()
    if any(finding["finding"] == "due_unreachable" for finding in expect["findings"]):
        del expect["findings"]  # when it is found is left open
    return as_json(expect)


class Maker:
    """One case from one seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.seed = seed
        self.on_retarget = self.pick("from_start", "from_change", "prorate")
        self.on_reopen = self.pick("exclude_closed", "continue", "new_cycle", "none")
        self.span = self.pick(DAY // 3, DAY, 4 * DAY)
        self.fine = self.chance(0.2)

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, share):
        return self.random.random() < share

    def calendar(self):
        return self.pick(*CALENDARS) if self.chance(0.04) else self.pick("office", *USUAL)

    def seconds(self, ticks):
        return self.random.randint(0, ticks) * TICK // 10**6

    def target(self):
        kind = self.random.random()
        if kind < 0.65:
            limit = self.pick(0, self.seconds(8), self.seconds(32), self.seconds(32), 28800)
            result = {"kind": "working", "limit": limit}
            if limit and self.chance(0.3):
                result["objective"] = self.random.randint(1, limit // 900) * 900
            return result
        days = self.random.randint(1, 3)
        if kind < 0.75:
            return {"kind": "by", "days": self.pick(1, 1, 2),
                    "time": self.pick("10:00", "16:00", "20:00", "24:00", "00:00")}
        result = {"kind": "days", "days": days}
        if self.chance(0.8):
            result["rule"] = self.pick("same_time", "close_of_day", "own_length")
        if self.chance(0.3):
            result["objective_days"] = self.random.randint(1, days)
        return result

    def pauses(self):
        if self.chance(0.2):
            return "all"
        return [reason for reason in REASONS if self.chance(0.7)]

    def caps(self):
        result = {}
        if self.chance(0.6):
            result["per_pause"] = 900 + self.seconds(16)
        if self.chance(0.6):
            result["per_cycle"] = 900 + self.seconds(24)
        return result

    def threshold(self, number):
        result = {"id": f"t{number}"}
        kind = self.pick("percent", "percent", "before", "after", "objective")
        if kind == "percent":
            result[kind] = self.pick(1, 25, 33, 50, 75, 100, 100, 120, 150)
        elif kind == "objective":
            result[kind] = True
        else:
            result[kind] = self.seconds(16)
            if self.chance(0.3):
                result["calendar"] = self.calendar()
        return result

    def policy(self):
        result = {"calendar": self.calendar(), "target": self.target(), "pauses": self.pauses()}
        if self.chance(0.4):
            result["caps"] = self.caps()
        result["on_retarget"], result["on_reopen"] = self.on_retarget, self.on_reopen
        if self.chance(0.3):
            result["boundary"] = "next_opening"
        if self.chance(0.6):
            result["thresholds"] = [self.threshold(i) for i in range(self.random.randint(1, 3))]
        return result

    def moment(self):
        at = START + 8 * 3600 * 10**6 + self.random.randint(0, self.span // TICK) * TICK
        return at + (self.pick(-1, 0, 1) if self.fine else 0)

    def kinds(self, count):
        """A plausible history, or any."""
        if self.chance(0.05):
            return [self.pick("start", "stop", "pause", "void", "void") for _ in range(count)]
        if self.chance(0.15):
            return [self.pick("start", "stop", "reopen", "close", "cancel", "pause", "resume",
                              "retarget", "void") for _ in range(count)]
        result = ["start"] if self.chance(0.9) else ["pause", "start"]
        stopped = False
        while len(result) < count:
            weights = STOPPED if stopped else OPEN
            result.append(self.random.choices(list(weights), list(weights.values()))[0])
            stopped = {"stop": True, "reopen": False}.get(result[-1], stopped)
        return result[:count]

    def fact(self, number, kind, at, count):
        result = {"id": f"f{number}", "kind": kind, "at": text(at)}
        if kind in ("pause", "resume"):
            result["reason"] = self.pick("caller", "caller", *REASONS)
            if self.chance(0.2):
                result["source"] = self.pick("mail", "phone")
        if kind == "retarget":
            result["target"] = self.target()
            if self.chance(0.25):
                result["calendar"] = self.calendar()
            if self.chance(0.25):
                result["pauses"] = self.pauses()
            if self.chance(0.25):
                result["caps"] = self.caps()
        if kind == "void":
            result["fact"] = f"f{self.random.randint(1, count + 1)}"
            if self.chance(0.8):
                result["reason"] = "wrong ticket"
        if self.chance(0.12):
            result["recorded"] = text(at + self.random.randint(1, 40) * TICK)
        return result

    def facts(self):
        count = self.pick(1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14)
        kinds = self.kinds(count)
        moments = sorted(self.moment() for _ in range(count))
        if self.chance(0.2):
            for i in range(1, count):
                if self.chance(0.4):
                    moments[i] = moments[i - 1]
            moments.sort()
        facts = [self.fact(i, kind, at, count)
                 for i, (kind, at) in enumerate(zip(kinds, moments), 1)]
        if self.chance(0.2):
            for fact in facts:
                if self.chance(0.3):
                    fact["order"] = self.random.randint(1, count)
        if self.chance(0.2):
            self.random.shuffle(facts)
        return facts if self.chance(0.98) else []

    def case(self):
        case = {"id": f"seed-{self.seed}", "policy": self.policy(), "facts": self.facts()}
        last = START + 8 * 3600 * 10**6 + self.span
        at = self.pick(self.moment(), last + self.random.randint(0, 300) * TICK)
        case["as_of"] = text(at)
        if self.chance(0.15):
            case["as_known"] = text(self.pick(self.moment(), at))
        case["expect"] = expected(case)
        return case


def judge(runner, cases):
    """Runs the runner on a lot: {id: lines of complaint}."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump({"calendars": CALENDARS, "cases": cases}, file)
        file.flush()
        done = subprocess.run([runner, file.name], stdout=subprocess.PIPE, text=True, check=False)
    complaints, judged, current = {}, 0, None
    for line in done.stdout.splitlines():
        if line.startswith(("ok ", "not ok ")):
            judged += 1
            current = line.split(" - ", 1)[1]
            if line.startswith("not "):
                complaints[current] = []
        elif line.startswith("# ") and current in complaints:
            complaints[current].append(line[2:])
    if judged != len(cases):
        raise SystemExit(f"the runner judged {judged} of {len(cases)} cases and ended with "
                         f"{done.returncode}")
    return complaints


def smaller(case):
    """The case without one of its facts, thresholds or options."""
    for i in range(len(case["facts"])):
        yield dict(case, facts=case["facts"][:i] + case["facts"][i + 1:])
    for i, fact in enumerate(case["facts"]):
        for name in {"recorded", "order", "source", "calendar", "pauses", "caps"} & set(fact):
            rest = {key: value for key, value in fact.items() if key != name}
            yield dict(case, facts=case["facts"][:i] + [rest] + case["facts"][i + 1:])
    policy = case["policy"]
    for i in range(len(policy.get("thresholds", ()))):
        yield dict(case, policy=dict(policy, thresholds=policy["thresholds"][:i] +
                                     policy["thresholds"][i + 1:]))
    for name in {"caps", "boundary", "thresholds"} & set(policy):
        yield dict(case, policy={key: value for key, value in policy.items() if key != name})


def shrink(runner, case):
    """A failing case as small as taking things out makes it, and the complaints about it."""
    case, complaints = dict(case), judge(runner, [case])
    again = True
    while again:
        again = False
        for candidate in smaller(case):
            candidate["expect"] = expected(candidate)
            left = judge(runner, [candidate])
            if left:
                case, complaints, again = candidate, left, True
                break
    return case, complaints[case["id"]]


class Tally:
    """That the random histories reach what they are for: a share of them at least."""

    WANTED = {"breached": 0.1, "on arrival": 0.01, "met": 0.1, "paused": 0.05,
              "late and paused": 0.01, "cap": 0.01, "superseded": 0.03, "carried": 0.01, "second cycle": 0.015,
              "corrected": 0.01, "threshold": 0.1, "threshold on arrival": 0.02, "finding": 0.3,
              "holiday": 0.02, "beside the grid": 0.05, "cancelled": 0.02, "continued": 0.01}

    def __init__(self):
        self.count, self.made = dict.fromkeys(self.WANTED, 0), 0

    def add(self, case):
        expect, self.made = case["expect"], self.made + 1
        lines, fired = expect["ledger"], expect["thresholds"]
        reopens = {fact["id"] for fact in case["facts"] if fact["kind"] == "reopen"}
        seen = {"breached": expect["breached"], "on arrival": expect["on_arrival"],
                "met": expect["verdict"] == "met", "paused": expect["state"] == "paused",
                "late and paused": expect["state"] == "paused" and expect["breached"],
                "cap": any(line["cause"] == "cap" for line in lines),
                "superseded": any(line["kind"] == "superseded" for line in lines),
                "carried": expect["carried"] != 0, "second cycle": len(expect["cycles"]) > 1,
                "corrected": bool(expect["corrections"]), "threshold": bool(fired),
                "threshold on arrival": any(one["on_arrival"] for one in fired),
                "finding": bool(expect.get("findings")),
                "holiday": any(line["kind"] == "holiday" for line in lines),
                "beside the grid": isinstance(expect["elapsed"], str),
                "cancelled": expect["state"] == "cancelled",
                "continued": case["policy"]["on_reopen"] == "continue" and
                any(line["cause"] in reopens for line in lines)}
        for name, value in seen.items():
            self.count[name] += bool(value)

    def short(self):
        """What occurs too rarely."""
        return [name for name, share in self.WANTED.items() if self.count[name] < share * self.made]


def main():
    runner = sys.argv[1]
    first = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    count = int(sys.argv[3]) if len(sys.argv) > 3 else COUNT
    print(f"seeds {first} to {first + count - 1}")
    failed, beyond, lot, tally = 0, 0, [], Tally()
    for seed in range(first, first + count):
        try:
            lot.append(Maker(seed).case())
            tally.add(lot[-1])
        except OffGrid:
            beyond += 1
        if len(lot) == LOT or seed == first + count - 1:
            complaints = judge(runner, lot)
            for case in (case for case in lot if case["id"] in complaints):
                failed += 1
                case, lines = shrink(runner, case) if failed <= SHRUNK else \
                    (case, complaints[case["id"]])
                print(json.dumps(case))
                print("\n".join("  " + line for line in lines))
            lot = []
            if failed >= 20:
                break
    print(f"{tally.made} cases, {failed} failed, {beyond} left the grid")
    print(", ".join(f"{name} {number}" for name, number in tally.count.items()))
    short = tally.short() if count >= 1000 else []
    if short:
        print("too rare: " + ", ".join(short))
    return 1 if failed or short or tally.made < count * 0.99 else 0


if __name__ == "__main__":
    sys.exit(main())
