#!/usr/bin/env python3
"""Random calendars, zones and instants against the model, and the laws of section 2. The arguments:
the probe and, where one run shall be repeated, a seed."""
import json
import os
import random
import subprocess
import sys

import generate
import model

FIRST, LAST = -2208988800, 253402300799
LONG = bool(os.environ.get("INCIDENT_LONG"))


class Probe:
    """Questions go out in small lots, so that no pipe fills up."""

    def __init__(self, path):
        self.process = subprocess.Popen([path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True)

    def ask(self, lines):
        answers = []
        for i in range(0, len(lines), 100):
            lot = lines[i:i + 100]
            self.process.stdin.write("\n".join(lot) + "\nflush\n")
            self.process.stdin.flush()
            answers += [self.process.stdout.readline().rstrip("\n") for _ in lot]
        if any(answer == "" for answer in answers):
            raise SystemExit("the probe died at: " + lines[answers.index("")])
        return [int(a) if a.lstrip("-").isdigit() else a for a in answers]


class Round:
    """One calendar, one window of time around a focus."""

    def __init__(self, probe, seed):
        self.random = random.Random(seed)
        self.probe, self.seed, self.checks, self.failures = probe, seed, 0, []
        zone = self.random.choice(generate.ODD_ZONES)
        self.focus = generate.focus(self.random, zone)
        self.definition = generate.calendar(self.random, self.focus, zone)
        self.model = model.build(self.definition)
        low = max(FIRST, self.focus - 30 * model.DAY)
        high = min(LAST - 2 * model.DAY, self.focus + 30 * model.DAY)
        self.window = model.Window(self.model, low, high)
        self.reachable = probe.ask(["calendar " + json.dumps(self.definition)])[0]
        if self.window.spans:
            self.expect("reachable", self.reachable, 1)

    def expect(self, what, got, wanted):
        self.checks += 1
        if got != wanted:
            self.failures.append(f"{what}: got {got}, wanted {wanted}")

    def instant(self, spread=12):
        """Near an edge, near the focus, or anywhere within the spread of days."""
        kind = self.random.random()
        middle = self.focus * 10**6
        edges = [t for span in self.window.spans for t in span
                 if abs(t - middle) < spread * model.DAY * 10**6]
        if kind < 0.5 and edges:
            t = self.random.choice(edges) + self.random.choice((-1, 0, 0, 1, -10**6, 10**6))
        elif kind < 0.7:
            t = middle + self.random.choice((-1, 0, 1, 3600 * 10**6, -1800 * 10**6))
        else:
            t = middle + self.random.randint(-spread * model.DAY, spread * model.DAY) * 10**6
        return min(max(t, self.window.low), self.window.high)

    def beyond(self, what, got, forward):
        """The model's window ends before the answer: the library's answer must lie outside it."""
        self.checks += 1
        if isinstance(got, str):
            good = got in ("INC_E_UNREACHABLE", "INC_E_RANGE")
        else:
            good = got >= self.window.high if forward else got <= self.window.low
        if not good:
            self.failures.append(f"{what}: got {got}, beyond the window")

    def compare(self, question, got, wanted, forward=True):
        if wanted is None:
            self.beyond(question, got, forward)
        else:
            self.expect(question, got, wanted)

    def against_model(self):
        cases = []
        for _ in range(14):
            t, u = self.instant(), self.instant()
            d = self.random.choice((0, 1, 10**6, 3600 * 10**6, 8 * 3600 * 10**6,
                                    self.random.randrange(1, 10**12)))
            w = self.window
            cases += [(f"is_open {t}", int(w.is_open(t)), True),
                      (f"between {t} {u}", w.between(t, u), True),
                      (f"add {t} {d}", w.add(t, d), True),
                      (f"add {t} {-d}", w.add(t, -d), False),
                      (f"next_open {t}", w.next_open(t), True),
                      (f"next_close {t}", w.next_close(t), True),
                      (f"prev_open {t}", w.prev_open(t), False),
                      (f"prev_opening {t}", w.prev_opening(t), False)]
            self.expect(f"reading at {t}", int(self.model.reading_open(t // 10**6)),
                        int(w.is_open(t // 10**6 * 10**6)))
        answers = self.probe.ask([question for question, _, _ in cases])
        for (question, wanted, forward), got in zip(cases, answers):
            self.compare(question, got, wanted, forward)

    def intervals(self):
        a, b = sorted((self.instant(), self.instant()))
        wanted = " ".join(f"{s} {e}" for s, e in self.window.intervals(a, b))
        self.expect(f"intervals {a} {b}", self.probe.ask([f"intervals {a} {b}"])[0],
                    (wanted + " INC_DONE").strip())

    def days(self):
        """Open days, and walking over them; dates that the zone skipped are left to the cases."""
        if not isinstance(self.model, model.Plain):
            return
        dates = self.dates()
        if all(self.model.has_date(date) for date in dates):
            self.walk_days(dates, [self.model.day_length(date) * 10**6 for date in dates])

    def days_elsewhere(self):
        """Days of any calendar, cut at the midnights of a zone that is not its own."""
        name = self.random.choice(generate.ODD_ZONES)
        if name == self.definition.get("zone"):
            return
        zone = model.Plain({"zone": name, "weekly": {}})
        lengths, dates = [], self.dates()
        for date in dates:
            day = zone.date_span(date)
            if day is None:
                return
            lengths.append(self.window.between(day[0] * 10**6, day[1] * 10**6))
        self.expect(f"zone {name}", self.probe.ask([f"zone {name}"])[0], 0)
        self.walk_days(dates, lengths)
        self.expect("zone -", self.probe.ask(["zone -"])[0], 0)

    def dates(self):
        middle = self.focus // model.DAY
        return [date for date in range(middle - 12, middle + 13)
                if FIRST // model.DAY + 3 < date < LAST // model.DAY - 5]

    def walk_days(self, dates, lengths):
        questions = [f"open_day {date}" for date in dates]
        for question, got, wanted in zip(questions, self.probe.ask(questions), lengths):
            self.expect(question, got, wanted)
        opened = [date for date, length in zip(dates, lengths) if length > 0]
        for date in dates[::4]:
            after = [day for day in opened if day > date][:3]
            before = [day for day in reversed(opened) if day < date][:3]
            for sign, row in ((1, after), (-1, before)):
                for i, wanted in enumerate(row, 1):
                    question = f"add_days {date} {sign * i}"
                    self.expect(question, self.probe.ask([question])[0], wanted)
        if self.reachable == 0 and dates:
            for days in (1, -1):
                # Out of range where it was, or would be, open outside the supported years.
                instant = f"add {dates[0] * model.DAY * 10**6} {days}"
                got, wanted = self.probe.ask([f"add_days {dates[0]} {days}", instant])
                self.expect(f"add_days {dates[0]} {days}", got, wanted)

    def anywhere(self):
        if self.random.random() < 0.5:
            return self.instant()
        return self.random.randint(FIRST * 10**6, LAST * 10**6)

    def laws(self):
        """Without a model, so at any distance."""
        a, b, c = (self.anywhere() for _ in range(3))
        d, e = sorted(self.random.randrange(0, 10**self.random.randint(1, 14)) for _ in range(2))
        if self.random.random() < 0.3:
            d, e = -e, -d
        ask = self.probe.ask
        questions = [f"between {a} {b}", f"between {b} {c}", f"between {a} {c}", f"between {b} {a}"]
        answers = ask(questions)
        for question, answer in zip(questions, answers):
            self.expect(question + " has an answer", isinstance(answer, int), True)
        if not all(isinstance(answer, int) for answer in answers):
            return
        ab, bc, ac, ba = answers
        self.expect(f"additive {a} {b} {c}", ab + bc, ac)
        self.expect(f"reversed {a} {b}", ba, -ab)
        self.expect(f"sign {a} {b}", ab * (b - a) >= 0 and abs(ab) <= abs(b - a), True)
        ad, ae = ask([f"add {a} {d}", f"add {a} {e}"])
        if isinstance(ad, int):
            self.expect(f"between({a}, add({a}, {d}))", ask([f"between {a} {ad}"])[0], d)
            if d > 0:
                self.expect(f"least {ad}", ask([f"between {a} {ad - 1}"])[0] < d, True)
            if d < 0:
                self.expect(f"greatest {ad}", ask([f"between {ad + 1} {a}"])[0] < -d, True)
        if isinstance(ad, int) and isinstance(ae, int):
            self.expect(f"monotone {a} {d} {e}", ad <= ae, True)
        low, high = sorted((b, c))
        lower, higher = ask([f"add {low} {d}", f"add {high} {d}"])
        if isinstance(lower, int) and isinstance(higher, int):
            self.expect(f"monotone {low} {high} by {d}", lower <= higher, True)
        if low < high and ask([f"is_open {high - 1}"])[0] == 1:
            worked = ask([f"between {low} {high}"])[0]
            self.expect(f"inverse {low} {high}", ask([f"add {low} {worked}"])[0], high)

    def batches(self):
        t = self.instant()
        step = self.random.choice((1, 10**6, 977 * 10**6, -977 * 10**6, 86400 * 10**6, 0))
        question = f"batch {t} {step}"
        self.expect(question, self.probe.ask([question])[0], 0)

    def run(self):
        self.against_model()
        self.intervals()
        self.days()
        self.days_elsewhere()
        for _ in range(3):
            self.laws()
        self.batches()


def main():
    probe = Probe(sys.argv[1])
    seeds = [int(sys.argv[2])] if len(sys.argv) > 2 else range(3000 if LONG else 150)
    checks, calendars, failed = 0, 0, 0
    for seed in seeds:
        one = Round(probe, seed)
        one.run()
        checks += one.checks
        calendars += 1
        if one.failures:
            failed += 1
            print(f"seed {seed}: {len(one.failures)} failed: {json.dumps(one.definition)}")
            print("\n".join("  " + line for line in one.failures[:5]))
        if failed == 5:
            break
    print(f"{checks} checks over {calendars} calendars, {failed} calendars failed")
    return 1 if failed or checks < calendars * 50 else 0


if __name__ == "__main__":
    sys.exit(main())
