"""Calendars, policies and clocks of the language-neutral case files, through the binding.

The format is that of tests/cases/README.md."""
import re
from datetime import date, datetime, timedelta

import libincident as li

TERMS = ("target", "calendar", "pauses", "caps")
DAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text is not None else None


def duration(value):
    """An integer of seconds, or "PT0.000001S"; the library reads the latter."""
    return timedelta(seconds=value) if isinstance(value, int) else value


def exact(value):
    """The same, as a timedelta."""
    if isinstance(value, int):
        return timedelta(seconds=value)
    sign, seconds, fraction = re.fullmatch(r"(-?)PT(\d+)(?:\.(\d+))?S", value).groups()
    whole = timedelta(seconds=int(seconds), microseconds=int((fraction or "").ljust(6, "0")))
    return -whole if sign else whole


def weekly(builder, pattern):
    for day, hours in pattern.items():
        builder.weekly(DAYS[day], hours)


def day(text):
    """A date that does not exist cannot even be asked about."""
    try:
        return date.fromisoformat(text)
    except ValueError as refusal:
        raise li.Invalid(str(refusal)) from None


def dates(value):
    if "date" in value:
        return day(value["date"])
    if "yearly" in value:
        return value["yearly"]
    if "yearly_from" in value:
        return value["yearly_from"], value["yearly_to"]
    return day(value["from"]), day(value["to"])


class Case:
    def __init__(self, calendars, value):
        self.calendars, self.value = calendars, value
        self.expect = value["expect"]

    def zone(self, name):
        """An unknown zone is a refusal as any other."""
        try:
            return li.Zone(name)
        except li.NotFound as refusal:
            raise li.Invalid(refusal.line) from None

    def calendar(self, value):
        value = self.calendars[value] if isinstance(value, str) else value
        for combination in li.Combination:
            parts = value.get(combination.name.lower())
            if parts is not None:
                return li.Calendar.combine(combination, *map(self.calendar, parts))
        builder = li.CalendarBuilder(self.zone(value["zone"]))
        weekly(builder, value.get("weekly", {}))
        for item in value.get("exceptions", []):
            builder.hours(dates(item), item.get("hours", []), item.get("name"))
        for revision in value.get("revisions", []):
            weekly(builder.revise(day(revision["from"])), revision["weekly"])
        return builder.build()

    def target(self, value):
        zone = value.get("zone") and self.zone(value["zone"])
        if value["kind"] == "working":
            objective = value.get("objective")
            return li.Target.working(duration(value["limit"]),
                                     None if objective is None else duration(objective))
        if value["kind"] == "days":
            rule = li.DayRule[value.get("rule", "same_time").upper()]
            return li.Target.in_days(value["days"], value.get("objective_days", 0), rule=rule,
                                     zone=zone)
        return li.Target.by(value["days"], value["time"], zone=zone)

    def terms(self, value):
        caps = value.get("caps", {})
        return li.Terms(self.calendar(value["calendar"]), self.target(value["target"]),
                        pauses=value.get("pauses", ()),
                        cap_per_pause=duration(caps["per_pause"]) if "per_pause" in caps else None,
                        cap_per_cycle=duration(caps["per_cycle"]) if "per_cycle" in caps else None)

    def threshold(self, builder, value):
        calendar = value.get("calendar") and self.calendar(value["calendar"])
        if value.get("objective"):
            builder.at_objective(value["id"])
        elif "percent" in value:
            builder.at_percent(value["id"], value["percent"])
        elif "before" in value:
            builder.before_due(value["id"], duration(value["before"]), calendar)
        else:
            builder.after_due(value["id"], duration(value["after"]), calendar)

    def policy(self):
        value = self.value["policy"]
        builder = li.PolicyBuilder(
            "case", on_retarget=li.OnRetarget[value.get("on_retarget", "from_start").upper()],
            on_reopen=li.OnReopen[value.get("on_reopen", "exclude_closed").upper()],
            boundary=li.Boundary[value.get("boundary", "closing").upper()])
        builder.terms(self.terms(value))
        for threshold in value.get("thresholds", []):
            self.threshold(builder, threshold)
        return builder.build()

    def retargets(self):
        """The terms of every retarget fact: each names only what changes."""
        facts = list(enumerate(self.value["facts"]))
        facts.sort(key=lambda f: (instant(f[1]["at"]), f[1].get("order", f[0] + 1), f[0]))
        merged, found = dict(self.value["policy"]), {}
        for index, fact in facts:
            if fact["kind"] == "retarget":
                merged.update({k: fact[k] for k in TERMS if k in fact})
                found[index] = self.terms(merged)
        return found

    def clock(self):
        clock, retargets = li.Clock(self.policy()), self.retargets()
        for index, fact in enumerate(self.value["facts"]):
            stamp = {"id": fact.get("id"), "recorded": instant(fact.get("recorded")),
                     "order": fact.get("order")}
            kind, at = fact["kind"], instant(fact["at"])
            if kind in ("pause", "resume"):
                getattr(clock, kind)(at, fact.get("reason"), fact.get("source"), **stamp)
            elif kind == "retarget":
                clock.retarget(at, retargets[index], **stamp)
            elif kind == "void":
                clock.void(at, fact.get("fact"), fact.get("reason"), **stamp)
            else:
                getattr(clock, kind)(at, **stamp)
        return clock
