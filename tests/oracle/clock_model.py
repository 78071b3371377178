"""One SLA clock by definition: facts and a policy in, everything a case may expect out.

The model keeps no running sums. It keeps the spans of wall time that the facts cut out, and answers
every question by counting the open ticks of those spans; a change of target folds the cycle again.
What the clock derives by itself (caps, breaches, thresholds) is looked for after each fact, up to
the next one. Written from semantics.md and the readings of the cases, not from the library.
"""
from clock_calendar import bounded, duration, instant, nominal

LATE = ("late", "past the objective")
RANK = {"pending": 2, "met": 1, "breached": 3}


class Terms:
    """What a clock runs under: calendar, target, pauses, caps."""

    def __init__(self, calendar, value):
        self.calendar = calendar
        self.target = value["target"]
        self.pauses = value.get("pauses", ())
        caps = value.get("caps", {})
        self.per_pause = duration(caps.get("per_pause", 0))
        self.per_cycle = duration(caps.get("per_cycle", 0))

    def stops(self, reason):
        return self.pauses == "all" or reason in self.pauses

    def days(self):
        return self.target["kind"] != "working"

    def amounts(self):
        """Limit and objective, in microseconds or in days."""
        target = self.target
        if self.days():
            return target["days"], target.get("objective_days") or target["days"]
        limit = duration(target["limit"])
        return limit, duration(target.get("objective", 0)) or limit


class Span:
    """A stretch of wall time: running, paused or stopped."""

    def __init__(self, start, mode, reasons, cause, revision, calendar):
        self.start, self.end, self.mode = start, start, mode
        self.reasons, self.cause, self.revision = reasons, cause, revision
        self.calendar, self.excluded, self.superseded = calendar, False, False

    def open_time(self, calendar):
        return calendar.between(self.start, self.end)


class Run:
    """A cycle folded under terms, from its anchor."""

    def __init__(self, clock, cycle, terms, anchor, cause, pauses):
        self.clock, self.cycle, self.terms = clock, cycle, terms
        self.now, self.base, self.carried = anchor, anchor, 0
        self.left = None  # of a prorated target: (limit, objective) in working time from the base
        self.stopped, self.ended = None, False
        self.pauses = {key: anchor for key in pauses}
        self.released = set()
        self.passed = {}  # the dues that do not move any more
        self.owed = False  # a change moved due into the past: late once all facts of it are in
        self.told = cause  # the fact that brought the terms; None once they were found unreachable
        self.spans, self.revision, self.live = [], 1, True
        self.open_span(cause)

    # -- the set of pauses

    def effective(self):
        return sorted(key for key in self.pauses if self.terms.stops(key[0]))

    def used(self):
        return sum(span.end - span.start for span in self.spans if span.mode == "paused")

    def used_up(self):
        return self.terms.per_cycle > 0 and self.used() >= self.terms.per_cycle

    def running(self):
        return not self.stopped and not self.ended and not self.effective()

    def open_span(self, cause):
        keys = self.effective()
        mode = "stopped" if self.stopped or self.ended else "paused" if keys else "running"
        reasons = sorted({reason for reason, _ in keys}) if mode == "paused" else []
        self.spans.append(Span(self.now, mode, reasons, cause, self.revision, self.terms.calendar))
        self.keys = keys

    def changed(self, cause):
        """A span for each state of the set."""
        if self.effective() != self.keys:
            self.open_span(cause)

    # -- what has been counted for the current target

    def current(self):
        return [span for span in self.spans if not span.superseded]

    def counted(self):
        return sum(span.open_time(self.terms.calendar) for span in self.current()
                   if span.mode == "running")

    def elapsed(self):
        return self.carried + self.counted()

    def credited(self):
        return sum(span.open_time(self.terms.calendar) for span in self.current()
                   if span.mode == "paused" or span.excluded)

    def due_for(self, amount):
        """The due of a limit or an objective, as things stand."""
        terms, credited = self.terms, self.credited()
        if self.left is not None or not terms.days():
            at = terms.calendar.add(self.base, amount + credited)
        else:
            at = nominal(terms.calendar, terms.target, amount, self.base)
            at = None if at is None else terms.calendar.add(at, credited)
        return bounded(terms.calendar, terms.target, self.clock.boundary, at)

    def dues(self):
        amounts = self.left or self.terms.amounts()
        return [self.passed[i] if i in self.passed else self.due_for(amounts[i]) for i in (0, 1)]

    def whole(self, which=0):
        """The counted time from the base to the due of the limit, or of the objective (1), what was
        carried included."""
        if self.left is not None:
            return self.carried + self.left[which]
        amount = self.terms.amounts()[which]
        if not self.terms.days():
            return amount
        due = nominal(self.terms.calendar, self.terms.target, amount, self.base)
        return None if due is None else self.terms.calendar.between(self.base, due)

    # -- what the clock derives

    def cap(self):
        """The next instant at which a cap releases something, and what."""
        keys, found = self.effective(), []
        if self.terms.per_pause:
            found = [(max(self.pauses[key] + self.terms.per_pause, self.now), [key])
                     for key in keys]
        if self.terms.per_cycle and keys:
            left = self.terms.per_cycle - self.used()
            found.append((self.now + max(left, 0), keys))
        if not found:
            return None
        at = min(at for at, _ in found)
        return at, sorted({key for when, gone in found if when == at for key in gone})

    def threshold_at(self, threshold):
        calendar = self.terms.calendar
        due, objective_due = self.dues()
        other = self.clock.calendar(threshold["calendar"]) if "calendar" in threshold else calendar
        if threshold.get("objective"):
            return objective_due
        if "before" in threshold:
            return None if due is None else other.add(due, -duration(threshold["before"]))
        if "after" in threshold:
            return None if due is None else other.add(due, duration(threshold["after"]))
        percent = threshold["percent"]
        if percent == 100:
            return due
        whole = self.whole()
        if whole is None or due is None:
            return None
        amount = -(-whole * percent // 100) - self.carried
        return calendar.add(self.base, amount + self.credited() if amount > 0 else amount)

    def derived(self):
        """(instant, what, true instant) of what comes next if no fact comes."""
        found = []
        if self.stopped or self.ended:
            return []
        if not self.running():
            cap = self.cap()
            return [] if cap is None else [(cap[0], "cap", cap[1])]
        for which, due in enumerate(self.dues()):
            if due is not None and which not in self.passed:
                found.append((max(due + 1, self.now), LATE[which], due + 1))
        if self.live:
            for place, threshold in enumerate(self.clock.thresholds):
                if (threshold["id"], self.revision) in self.cycle.fired:
                    continue
                at = self.threshold_at(threshold)
                if at is not None:
                    found.append((max(at, self.now), place, at))
        return found

    def be_late(self, which):
        """The limit or the objective has passed: from now on it stays where it is. On arrival: not
        while the clock ran, but before it went on."""
        due = self.passed[which] = self.dues()[which]
        if self.live and which == 0:
            self.cycle.breach(self.now, not self.running() or due < self.spans[-1].start)

    def take(self, at, what, true):
        self.advance(at)
        if what == "cap":
            self.release(true)
            self.changed("cap")
        elif what in LATE:
            self.be_late(LATE.index(what))
        else:
            threshold = self.clock.thresholds[what]
            self.cycle.fired.add((threshold["id"], self.revision))
            self.clock.firings.append({"id": threshold["id"], "at": at, "on_arrival": true < at,
                                       "cycle": self.cycle.number, "revision": self.revision})

    def release(self, keys):
        for key in keys:
            del self.pauses[key]
            self.released.add(key)

    def advance(self, to):
        self.spans[-1].end = to
        self.now = to

    def reach(self):
        if self.live and self.told and self.running() and self.dues()[0] is None:
            self.clock.findings.append({"finding": "due_unreachable", "fact": self.told})
            self.told = None

    def pay(self):
        if self.owed and not self.ended and self.live:
            self.cycle.breach(self.now, True)
        self.owed = False

    def settle(self, to, last=False):
        """Derives what lies before `to` (what lies at it too, with last), and goes there."""
        if to > self.now or last:
            self.pay()
        while True:
            self.reach()
            found = [item for item in self.derived() if item[0] < to or (last and item[0] == to)]
            if not found:
                break
            self.take(*min(found, key=lambda item: (item[0], item[2] if item[1] != "cap" else 0)))
        self.advance(to)

    # -- facts

    def pause(self, key, fact):
        if key in self.pauses:
            return
        if self.used_up():
            self.released.add(key)
            return
        if self.running() and self.terms.stops(key[0]):
            self.past_due()
        self.released.discard(key)
        self.pauses[key] = self.now
        self.changed(fact)

    def past_due(self):
        """A pause or a stop after due is late, at the first instant after it too."""
        self.pay()
        for which, due in enumerate(self.dues()):
            if which not in self.passed and due is not None and due < self.now:
                self.be_late(which)

    def resume(self, key, fact):
        self.released.discard(key)
        if self.pauses.pop(key, None) is not None:
            self.changed(fact)

    def stop(self, fact):
        self.past_due()
        self.stopped = self.now
        self.pauses, self.released = {}, set()
        self.open_span(fact)

    def reopen(self, fact):
        span = self.spans[-1]
        if self.clock.on_reopen == "continue":
            span.mode, span.cause = "running", fact
        else:
            span.excluded = True
        self.stopped = None
        self.open_span(fact)

    def cancel(self, fact):
        self.ended = True
        self.open_span(fact)

    def rebase(self, terms, left, carried, fact):
        """Counts from here on for new terms."""
        for span in self.spans:
            span.superseded = True
        self.terms, self.left, self.carried, self.base = terms, left, carried, self.now
        self.passed, self.owed = {}, False
        self.revision += 1
        self.open_span(fact)


class Cycle:
    def __init__(self, number, anchor, cause, pauses):
        self.number, self.anchor, self.cause, self.first = number, anchor, cause, list(pauses)
        self.breach_at, self.on_arrival, self.fired = None, False, set()
        self.breach_revision = 0
        self.history, self.run, self.closed = [], None, False
        self.waiting = []

    def breach(self, at, on_arrival):
        if self.breach_at is None:
            self.breach_at, self.on_arrival = at, on_arrival
            self.breach_revision = self.run.revision

    def verdict(self):
        if self.run.ended:
            return "cancelled"
        if self.breach_at is not None:
            return "breached"
        return "met" if self.run.stopped is not None else "pending"


class Clock:
    """Folds facts as of an instant."""

    def __init__(self, policy, calendars, terms_of, facts, as_of):
        self.calendars, self.terms_of, self.policy = calendars, terms_of, policy
        self.boundary = policy.get("boundary", "closing")
        self.on_retarget = policy.get("on_retarget", "from_start")
        self.on_reopen = policy.get("on_reopen", "exclude_closed")
        self.thresholds = policy.get("thresholds", ())
        self.terms, self.cycles, self.cancelled = terms_of(None), [], False
        self.firings, self.findings, self.raw = [], [], {}
        for fact in facts:
            if self.cycles:
                self.run.settle(instant(fact["at"]))
            self.take(fact)
        if self.cycles:
            self.run.settle(as_of, last=True)
        self.as_of = as_of

    def calendar(self, value):
        return self.calendars(value)

    @property
    def cycle(self):
        return self.cycles[-1]

    @property
    def run(self):
        return self.cycles[-1].run

    def stopped(self):
        return bool(self.cycles) and self.run.stopped is not None

    def running(self):
        return bool(self.cycles) and self.run.stopped is None

    def find(self, finding, fact):
        self.findings.append({"finding": finding, "fact": fact["id"]})

    def take(self, fact):
        kind = fact["kind"]
        if kind == "void":
            if fact["effect"] is not None:
                self.find(fact["effect"], fact)
            return
        if self.cancelled:
            self.find("after_cancel", fact)
            return
        getattr(self, "take_" + kind)(fact)

    def begin(self, at, fact, pauses):
        cycle = Cycle(len(self.cycles) + 1, at, fact["id"], pauses)
        cycle.run = Run(self, cycle, self.terms, at, fact["id"], cycle.first)
        self.cycles.append(cycle)

    def tell(self, fact, method, *arguments):
        """A fact that shapes the cycle: kept, so that the cycle can be folded again."""
        self.cycle.history.append((instant(fact["at"]), method, arguments))
        getattr(self.run, method)(*arguments)

    def take_start(self, fact):
        if self.cycles:
            self.find("start_repeated", fact)
        else:
            self.begin(instant(fact["at"]), fact, self.raw)

    def take_stop(self, fact):
        if not self.cycles:
            self.find("stop_before_start", fact)
        elif self.stopped():
            self.find("stop_repeated", fact)
        else:
            self.raw = {}
            self.tell(fact, "stop", fact["id"])

    def take_close(self, fact):
        if not self.stopped():
            self.find("close_while_open", fact)
        elif self.cycle.closed:
            self.find("close_repeated", fact)
        else:
            self.cycle.closed = True

    def take_cancel(self, fact):
        self.cancelled = True
        if self.cycles:
            self.tell(fact, "cancel", fact["id"])

    def take_pause(self, fact):
        key = (fact["reason"], fact.get("source", ""))
        if self.stopped():
            self.find("pause_while_stopped", fact)
            return
        self.raw[key] = True
        if self.cycles:
            self.tell(fact, "pause", key, fact["id"])

    def take_resume(self, fact):
        key = (fact["reason"], fact.get("source", ""))
        if key not in self.raw:
            self.find("resume_without_pause", fact)
            return
        del self.raw[key]
        if self.cycles:
            self.tell(fact, "resume", key, fact["id"])

    def take_reopen(self, fact):
        if not self.cycles:
            self.find("reopen_before_start", fact)
        elif not self.stopped():
            self.find("reopen_while_open", fact)
        elif self.on_reopen == "new_cycle":
            self.cycle.closed = False
            self.begin(instant(fact["at"]), fact, {})
        elif self.on_reopen != "none":
            self.cycle.closed = False
            self.tell(fact, "reopen", fact["id"])
            waiting, self.cycle.waiting = self.cycle.waiting, []
            for terms, retarget in waiting:
                self.retarget(terms, retarget)

    def take_retarget(self, fact):
        terms = self.terms_of(fact["id"])
        if self.running():
            self.retarget(terms, fact)
        elif self.cycles:
            self.cycle.waiting.append((terms, fact))
        self.terms = terms

    def retarget(self, terms, fact):
        run, cause = self.run, fact["id"]
        if self.on_retarget == "from_change":
            run.rebase(terms, None, 0, cause)
        elif self.on_retarget == "prorate" and run.terms.days() == terms.days():
            self.prorate(run, terms, cause)
        else:
            if self.on_retarget == "prorate":
                self.find("prorate_across_units", fact)
            self.again(terms)
        self.run.told = fact["id"]

    def prorate(self, run, terms, cause):
        """The time left of the old target, times new / old."""
        olds, news, elapsed = run.terms.amounts(), terms.amounts(), run.elapsed()
        if run.whole() is None:
            run.rebase(terms, None, 0, cause)
            return
        lefts = []
        for which, (old, new) in enumerate(zip(olds, news)):
            left = max(0, run.whole(which) - elapsed)
            lefts.append(-(-new * left // old) if old else 0)
        run.rebase(terms, tuple(lefts), elapsed, cause)

    def again(self, terms):
        """The cycle from its anchor under other terms."""
        cycle, old = self.cycle, self.run
        run = Run(self, cycle, terms, cycle.anchor, cycle.cause, cycle.first)
        run.live = False
        run.revision = old.revision + 1
        run.spans[0].revision = run.revision
        for at, method, arguments in cycle.history:
            run.settle(at)
            getattr(run, method)(*arguments)
        run.settle(old.now)
        if run.running():
            run.past_due()
        run.live = True
        cycle.run = run
        run.owed = 0 in run.passed

    # -- what can be asked

    def state(self):
        if self.cancelled:
            return "cancelled"
        if not self.cycles:
            return "armed"
        if self.stopped():
            return "stopped"
        return "paused" if self.run.effective() else "running"

    def verdict(self):
        if self.cancelled:
            return "cancelled"
        verdicts = [cycle.verdict() for cycle in self.cycles] or ["pending"]
        return max(verdicts, key=RANK.get)

    def next(self):
        if not self.cycles:
            return None
        silent = LATE if self.cycle.breach_at is not None else LATE[1:]
        return min((item[0] for item in self.run.derived() if item[1] not in silent), default=None)

    def view(self):
        state, verdict = self.state(), self.verdict()
        result = {"state": state, "verdict": verdict, "breached": False, "breach_at": None,
                  "on_arrival": False, "due": None, "objective_due": None, "elapsed": 0,
                  "carried": 0, "credited": 0, "overrun": 0, "revision": 0, "next": self.next(),
                  "provisional": False}
        if not self.cycles:
            return result
        run, cycle = self.run, self.cycle
        result.update({
            "breached": any(cycle.breach_at is not None for cycle in self.cycles),
            "breach_at": cycle.breach_at, "on_arrival": cycle.on_arrival,
            "elapsed": run.elapsed(), "carried": run.carried, "credited": run.credited(),
            "revision": run.revision,
            "provisional": verdict == "met" and state == "stopped" and not cycle.closed and
            self.on_reopen != "none"})
        whole = run.whole()
        if self.cancelled:
            result["remaining"] = 0
        elif whole is not None:
            result["remaining"] = max(0, whole - run.elapsed())
            result["overrun"] = max(0, run.elapsed() - whole)
        if state in ("running", "stopped") or (state == "paused" and 0 in run.passed):
            result["due"], result["objective_due"] = run.dues()
        return result

    def cycle_list(self):
        return [{"anchor": cycle.anchor, "verdict": cycle.verdict(), "breach_at": cycle.breach_at,
                 "on_arrival": cycle.on_arrival} for cycle in self.cycles]

    def ledger(self):
        lines = []
        for cycle in self.cycles:
            last = cycle is self.cycle
            end = self.as_of if last else self.cycles[cycle.number].anchor
            for span in cycle.run.spans:
                if span is cycle.run.spans[-1]:
                    span.end = end
                for line in segments(span, cycle.number):
                    unite(lines, line)
        return lines


def kind_of(span, calendar, place):
    """(kind, name) of a span within one tick."""
    if span.mode == "stopped":
        return "stopped", None
    if not calendar.row[place]:
        date = calendar.start(place) // (86400 * 10**6)
        if date in calendar.names:
            return "holiday", calendar.names[date]
        return "out_of_hours", None
    if span.mode == "paused":
        return ("maintenance" if span.reasons == ["maintenance"] else "paused"), None
    return "running", None


def segments(span, number):
    """A line of the ledger for each tick."""
    calendar, at = span.calendar, span.start
    while at < span.end:
        place = calendar.tick(at)
        to = min(calendar.start(place + 1), span.end)
        kind, name = kind_of(span, calendar, place)
        line = {"from": at, "to": to, "kind": kind, "cycle": number, "revision": span.revision,
                "counted": to - at if kind == "running" else 0,
                "cause": None if kind in ("out_of_hours", "holiday") else span.cause}
        if kind == "paused":
            line["reasons"] = span.reasons
        if name is not None:
            line["name"] = name
        if span.superseded:
            line.update({"kind": "superseded", "was": kind, "counted": 0})
        yield line
        at = to


def unite(lines, line):
    def rest(one):
        return {key: value for key, value in one.items() if key not in ("from", "to", "counted")}
    if lines and rest(lines[-1]) == rest(line):
        lines[-1]["to"] = line["to"]
        lines[-1]["counted"] += line["counted"]
    else:
        lines.append(line)
