#!/usr/bin/env python3
"""`incident mine` on small random logs against mining by definition: what it counts, what it says of
every row, that the interval of targets is as wide as it can be, and that no hours on the hour that
explain most cost less. The arguments: the tool and, where one log shall be repeated, a seed."""
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile

import mine_model as model

ZONES = ["UTC", "Europe/Brussels", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]
LOGS = 200 if os.environ.get("INCIDENT_LONG") else 8
# Around a change of clocks in four of the five zones, 28 days each.
SPANS = [int(datetime.datetime(*start, tzinfo=model.UTC).timestamp()) // 60
         for start in [(2026, 3, 1), (2026, 3, 20), (2026, 10, 10), (2026, 6, 1)]]
MAP = {"columns": {"number": "n", "state": "s", "updated_at": "u", "opened_at": "o",
                   "resolved_at": "r", "closed_at": "c", "priority": "p", "made_sla": "m"},
       "dates": "ymd"}
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def text_of(minute):
    return datetime.datetime.fromtimestamp(minute * 60, model.UTC).strftime("%Y-%m-%dT%H:%MZ")


def minute_of(text):
    return int(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()) // 60


def made_log(rng, zone):
    """Rows (start, (resolved, closed), met) of a rule on the hour, one in twelve with a wrong verdict."""
    first = rng.choice(SPANS)
    clock = model.Clock(zone, first, first + 60 * 1440)
    hours = model.Hours(rng.choice([range(5), range(6), range(7), [6, 0, 1, 2, 3]]),
                        60 * rng.randrange(24), 60 * rng.randrange(6, 25))
    target, stop, wrong = 60 * rng.randrange(2, 16), rng.randrange(2), rng.random() < 0.7
    boundary = rng.choice([model.CLOSING, model.NEXT_OPENING])
    rows = []
    while len(rows) < 60:
        start = first + rng.randrange(28 * 1440)
        ends = sorted(start + rng.randrange(5 * 1440) for _ in range(2))
        counted, late = clock.counted(hours, start, ends[stop]), clock.late(hours, start, ends[stop])
        met = model.is_met(target * model.MINUTE, counted, late, boundary)
        rows.append((start, ends, met != (wrong and rng.random() < 1 / 12)))
    return clock, rows


def mined(tool, zone, rows):
    with tempfile.TemporaryDirectory() as folder:
        log, columns = os.path.join(folder, "log.csv"), os.path.join(folder, "map.json")
        with open(columns, "w", encoding="utf-8") as file:
            json.dump(MAP, file)
        with open(log, "w", encoding="utf-8") as file:
            file.write("n,s,u,o,r,c,p,m\n")
            for i, (start, ends, met) in enumerate(rows):
                start, first, last = map(text_of, (start, *ends))
                file.write("%d,Closed,%s,%s,%s,%s,3,%s\n" % (i, last, start, first, last,
                                                            "true" if met else "false"))
        done = subprocess.run([tool, "mine", "--output", "json", "--zone", zone, "--columns",
                               columns, log], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def hours_of(text):
    """'Mon-Fri 09:00-17:00' as hours."""
    if text == "always":
        return model.Hours(range(7), 0, 1440)
    days, times = text.split()
    if days == "daily":
        days = range(7)
    else:
        first, last = (DAYS.index(d) for d in (days.split("-") * 2)[:2])
        days = [(first + i) % 7 for i in range((last - first) % 7 + 1)]
    start, end = (60 * int(t[:2]) + int(t[3:]) for t in times.split("-"))
    return model.Hours(days, start, (end - start) % 1440 or 1440)


def duration_of(text):
    """'7h30m0.000001s' in microseconds; None is unbounded."""
    if text is None:
        return model.UNBOUNDED
    total, number = 0, ""
    for letter in text:
        if letter in "hms":
            unit = {"h": 3600, "m": 60, "s": 1}[letter]
            whole, _, part = number.partition(".")
            total += int(whole) * unit * 10**6 + int((part + "000000")[:6]) * unit
            number = ""
        else:
            number += letter
    return total


class Check:
    def __init__(self, clock, rows, found):
        self.clock, self.rows, self.found, self.rule = clock, rows, found, found["rule"]
        self.hours = hours_of(self.rule["hours"])
        self.stop = ["resolved_at", "closed_at"].index(self.rule["to"])
        self.counted = [(clock.counted(self.hours, start, ends[self.stop]),
                         clock.late(self.hours, start, ends[self.stop]), met)
                        for start, ends, met in rows]
        self.target = duration_of(found["targets"]["P3"]["target"])

    def verdicts(self, target):
        return [model.is_met(target, c, late, self.rule["boundary"]) for c, late, _ in self.counted]

    def every_row(self):
        wrong = [i for i, (said, (_, _, met)) in enumerate(zip(self.verdicts(self.target),
                                                              self.counted)) if said != met]
        assert [int(r["number"]) for r in self.found["contradictions"]] == wrong
        assert self.rule["explained"] == len(self.rows) - len(wrong)
        for row in self.found["contradictions"]:
            i = int(row["number"])
            assert duration_of(row["counted"]) == self.counted[i][0] * model.MINUTE
            assert row["recorded"] == ("met" if self.rows[i][2] else "breached")
            assert minute_of(row["to"]) == self.rows[i][1][self.stop]
            assert (minute_of(row["to"]) * model.MINUTE <= self.due(row)) != self.rows[i][2]

    def due(self, row):
        moment = datetime.datetime.fromisoformat(row["due"].replace("Z", "+00:00"))
        return int(moment.timestamp()) * 10**6 + moment.microsecond

    def interval(self):
        least, most = (duration_of(self.found["targets"]["P3"][k]) for k in ("least", "most"))
        assert least <= self.target <= most
        assert self.verdicts(least) == self.verdicts(self.target) == self.verdicts(most)
        assert least == 0 or self.verdicts(least - 1) != self.verdicts(least)
        assert most == model.UNBOUNDED or self.verdicts(most + 1) != self.verdicts(most)

    def cost_of(self, hours, stop, boundary, weight):
        rows = [(self.clock.counted(hours, start, ends[stop]),
                 self.clock.late(hours, start, ends[stop]), met) for start, ends, met in self.rows]
        return (hours.bits() + stop + (boundary == model.NEXT_OPENING) +
                model.best_cost(rows, boundary, weight))

    def optimum(self):
        """The best hours on the hour explain no more at no less cost."""
        bests = []
        for stop in range(2):
            rows = [(start, ends[stop], met) for start, ends, met in self.rows]
            errors, _, *hours = model.Search(self.clock, rows).best()
            bests.append((errors, stop, model.Hours(*hours)))
        fewest = min(errors for errors, _, _ in bests)
        # The search also tried quarters of an hour, so that it may have found fewer.
        weights = {model.weight_of(e, len(self.rows)) for e in range(fewest + 1)}
        weight = self.rule["weight"]
        assert weight in weights, (weight, weights)
        weight = weight or 1 << 20
        cost = self.cost_of(self.hours, self.stop, self.rule["boundary"], weight)
        for errors, stop, hours in bests:
            for boundary in (model.CLOSING, model.NEXT_OPENING):
                assert cost <= self.cost_of(hours, stop, boundary, weight), (cost, errors)


def check(tool, seed):
    rng = random.Random(seed)
    zone = rng.choice(ZONES)
    clock, rows = made_log(rng, zone)
    if not 10 <= sum(met for _, _, met in rows) <= len(rows) - 10:
        return 0
    found = mined(tool, zone, rows)
    checks = Check(clock, rows, found)
    try:
        checks.every_row()
        checks.interval()
        checks.optimum()
    except AssertionError:
        print("seed %d, %s: %s" % (seed, zone, json.dumps(found, indent=1)))
        raise
    return 1


def main():
    tool, seeds = sys.argv[1], [int(s) for s in sys.argv[2:]]
    if seeds:
        print("%d logs agree" % sum(check(tool, seed) for seed in seeds))
        return
    done = seed = 0
    while done < LOGS:
        done += check(tool, seed)
        seed += 1
    print("%d logs of %d rows agree" % (done, 60))


if __name__ == "__main__":
    main()
