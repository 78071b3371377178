"""Random incidents: rules with a few policies, and histories that mostly could be."""
import random

from clock_calendar import DAY, TICK
from clock_cases import CALENDARS, START, USUAL

HOUR = 4 * TICK
REASONS = ("caller", "vendor", "maintenance")
STARTS = (["detected", "logged", "classified"], ["logged", "classified"], ["logged"],
          ["occurred", "detected", "logged"], ["detected", "classified", "logged"],
          ["logged", "assigned", "classified"], ["logged", "held", "classified", "assigned"],
          ["occurred", "logged", "prioritised"], ["logged", "classified", "assigned"],
          ["detected", "logged", "worked", "classified"], [])
# How likely a kind is while the incident is open, and when it is resolved or closed.
OPEN = {"classified": 2, "prioritised": 1.5, "assigned": 3, "escalated": 1, "held": 4,
        "released": 3, "worked": 3, "noted": 0.5, "restored": 1.5, "resolved": 3, "closed": 0.4,
        "reopened": 0.7, "cancelled": 0.15, "converted": 0.15, "documented": 0.7, "linked": 0.6,
        "unlinked": 0.3, "acknowledged": 1, "voided": 0.7, "timed_out": 0.1, "confirmed": 0.1,
        "refused": 0.1, "fired": 0.2, "redacted": 0.1, "logged": 0.2, "detected": 0.3,
        "occurred": 0.3, "migrated": 0.1, "reported": 0.2, 1000: 0.1}
ENDED = {"confirmed": 2, "refused": 1.5, "reopened": 2, "closed": 2, "timed_out": 0.7,
         "documented": 2.5, "classified": 0.7, "prioritised": 0.5, "assigned": 0.3, "held": 0.3,
         "released": 0.3, "worked": 0.5, "noted": 0.3, "restored": 0.2, "resolved": 0.4,
         "cancelled": 0.3, "converted": 0.2, "linked": 0.3, "unlinked": 0.2, "voided": 0.7,
         "acknowledged": 0.2, "escalated": 0.2, "fired": 0.1, "reported": 0.1, "logged": 0.1,
         "detected": 0.1}
MOVES = {"resolved": True, "closed": True, "reopened": False, "refused": False}


class Maker:
    """One case from one seed."""

    def __init__(self, seed):
        self.random, self.seed = random.Random(seed), seed
        self.span = self.pick(DAY // 3, DAY, 4 * DAY)
        self.fine = self.chance(0.15)
        self.books = self.chance(0.3)

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, share):
        return self.random.random() < share

    def draw(self, weights):
        return self.random.choices(list(weights), list(weights.values()))[0]

    # -- rules

    def seconds(self, ticks):
        return self.random.randint(1, ticks) * TICK // 10**6

    def calendar(self):
        return self.pick(*CALENDARS) if self.chance(0.03) else \
            self.pick("office", "always", *USUAL)

    def target(self):
        kind = self.random.random()
        if kind < 0.7:
            limit = self.pick(0, self.seconds(4), self.seconds(8), self.seconds(32), 28800)
            result = {"kind": "working", "limit": limit}
            if limit and self.chance(0.3):
                result["objective"] = self.random.randint(1, limit // 900) * 900
        elif kind < 0.8:
            result = {"kind": "by", "days": self.pick(1, 1, 2),
                      "time": self.pick("10:00", "16:00", "20:00")}
        else:
            result = {"kind": "days", "days": self.pick(1, 2, 3),
                      "rule": self.pick("same_time", "close_of_day", "own_length")}
        if self.chance(0.2):
            result["calendar"] = self.calendar()
        if self.chance(0.15):
            result["pauses"] = self.pauses()
        if self.chance(0.15):
            result["caps"] = self.caps()
        return result

    def pauses(self):
        return "all" if self.chance(0.3) else [name for name in REASONS if self.chance(0.7)]

    def caps(self):
        return {name: self.seconds(20) for name in ("per_pause", "per_cycle") if self.chance(0.6)}

    def threshold(self, number):
        result = {"id": f"t{number}"}
        kind = self.pick("percent", "percent", "before", "after", "objective")
        result[kind] = {"percent": self.pick(25, 50, 75, 100, 120), "objective": True}.get(
            kind, self.seconds(12))
        return result

    def policy(self, number):
        result = {"name": f"p{number}", "calendar": self.calendar()}
        kind = self.random.random()
        if kind < 0.25:
            result["clock"] = "respond"
        elif kind < 0.5:
            result.update({"clock": "tier", "agreement": "ola", "tier": self.pick(1, 1, 2, 2, 3),
                           "anchor": self.pick("logged", "detected")})
        elif kind < 0.55:
            result["agreement"] = "uc"
        if self.chance(0.15):
            result["anchor"] = self.pick("occurred", "detected", "logged")
        if self.chance(0.2):
            result["stop"] = self.pick("acknowledged", "restored", "confirmed", "closed")
        elif self.chance(0.1):
            result.update({"anchor": self.pick("acknowledged", "restored"),
                           "stop": self.pick("confirmed", "closed")})
        if self.chance(0.15):
            result["service"] = self.pick("mail", "vpn")
        if self.chance(0.15):
            result["category"] = self.pick("hardware", "printer", "software")
        result["on_retarget"] = self.pick("from_start", "from_start", "from_change", "prorate")
        result["on_reopen"] = self.pick("exclude_closed", "exclude_closed", "continue",
                                        "new_cycle", "none")
        if self.chance(0.6):
            result["pauses"] = self.pauses()
        if self.chance(0.2):
            result["caps"] = self.caps()
        if self.chance(0.2):
            result["boundary"] = "next_opening"
        priorities = [name for name in ("1", "2", "3") if self.chance(0.75)]
        if not priorities or self.chance(0.5):
            priorities.append("any")
        result["targets"] = {name: self.target() for name in priorities}
        if self.chance(0.5):
            result["thresholds"] = [self.threshold(i) for i in range(self.pick(1, 1, 2, 3))]
        return result

    def process(self):
        result = {"choice": self.pick("first", "strictest", "all")}
        if self.chance(0.7):
            result["confirm_within"] = self.seconds(60)
            if self.chance(0.4):
                result["confirm_calendar"] = self.pick("office", "always", "night")
        if self.chance(0.8):
            result["reopen_within"] = self.seconds(100)
        result["close_on_timeout"], result["close_on_confirm"] = self.chance(0.6), self.chance(0.6)
        if self.chance(0.5):
            result["resolutions"] = [{"code": "fixed"},
                                     {"code": "configuration", "needs_change": True}]
        if self.chance(0.6):
            result["holds"] = [{"reason": "caller", "expires": self.seconds(24)},
                               {"reason": "vendor"}]
        return result

    def other_policy(self, policy):
        """Another one of that name, for the same clock."""
        kept = {name: policy[name] for name in
                ("name", "clock", "agreement", "tier", "anchor", "stop", "service", "category")
                if name in policy}
        made = {name: value for name, value in self.policy(0).items()
                if name not in ("name", "clock", "agreement", "tier", "anchor", "stop", "service",
                                "category")}
        return dict(made, **kept)

    def other_rules(self, rules):
        """A later version: policies changed, gone and new."""
        policies = [policy if self.chance(0.2) else self.other_policy(policy)
                    for policy in rules["policies"] if self.chance(0.85)]
        if self.chance(0.3):
            policies.insert(0, self.policy(9))
        result = dict(rules, policies=policies, version="v2")
        if self.chance(0.5):
            result["process"] = self.process()
        return result

    def rulebook(self):
        first = dict(self.rules(), version="v1")
        return [{"version": "v1", "from": START - 20 * DAY, "rules": first},
                {"version": "v2", "from": self.moment(), "rules": self.other_rules(first)}]

    def rules(self):
        cell = (1, 1, 1, 2, 2, 2, 3, 3, 3, None)
        result = {"incident_rules": 1, "name": "case", "version": "1", "calendars": CALENDARS,
                  "policies": [self.policy(i) for i in range(1, self.pick(1, 2, 3, 3, 4) + 1)]}
        if self.chance(0.95):
            result["matrix"] = {"version": "1", "impacts": [{}] * 3, "urgencies": [{}] * 3,
                                "priorities": [{}] * 3,
                                "cells": [[self.pick(*cell) for _ in range(3)] for _ in range(3)]}
        if self.chance(0.7):
            result["taxonomy"] = {"version": "1", "categories": [
                {"id": "hardware"}, {"id": "printer", "parent": "hardware"},
                {"id": "software"}, {"id": "access", "request": True}]}
        if self.chance(0.95):
            result["process"] = self.process()
        return result

    # -- facts

    def moment(self):
        at = START + 8 * HOUR + self.random.randint(0, self.span // TICK) * TICK
        return at + (self.pick(-1, 0, 1) if self.fine else 0)

    def kinds(self, count):
        if self.chance(0.1):
            return [self.pick(*OPEN) for _ in range(count)]
        result, ended = list(self.pick(*STARTS)), False
        while len(result) < count:
            result.append(self.draw(ENDED if ended else OPEN))
            if self.books and self.chance(0.08):
                result[-1] = "migrated"
            ended = MOVES.get(result[-1], ended)
        return result[:count]

    def some(self, **columns):
        """Each of them perhaps."""
        return {name: values for name, values in columns.items() if self.chance(0.5)}

    def roles(self, kind, at, count):
        """The columns of a kind."""
        pick = self.pick
        service, ci = pick("mail", "vpn"), pick("host-1", "host-2")
        symptom, channel = pick("slow", "outage"), pick("phone", "mail", "monitor")
        person, team, tier = pick("ann", "bob"), pick("desk", "network"), pick(1, 1, 2, 2, 3)
        if kind == "detected":
            return self.some(channel=channel)
        if kind == "logged":
            return self.some(channel=channel, symptom=symptom, service=service, ci=ci,
                             person=pick("carl", "dora"), text=pick("broken", "down"))
        if kind == "classified":
            result = self.some(category=pick("hardware", "printer", "software", "access", "other"),
                               symptom=symptom, service=service, ci=ci)
            if self.chance(0.8):
                result.update({"impact": pick(1, 2, 3), "urgency": pick(1, 2, 3)})
            elif self.chance(0.5):
                result.update(self.some(impact=pick(1, 2, 4), urgency=pick(1, 3, 5)))
            return result
        if kind == "prioritised":
            return {"priority": pick(0, 1, 2, 3, 1, 2, 3, 4), "reason": "the boss"}
        if kind == "assigned":
            result = self.some(team=team, person=person)
            return dict(result, tier=tier) if self.chance(0.8) or not result else result
        if kind == "escalated":
            if self.chance(0.3):
                return {"direction": "hierarchic"}
            return dict(self.some(team=team, tier=tier + 1, person=person),
                        direction="functional")
        if kind in ("held", "released"):
            result = {"reason": pick("caller", "caller", *REASONS)}
            if self.chance(0.2):
                result["source"] = pick("mail", "phone")
            if kind == "held" and self.chance(0.25):
                result["expires"] = at + self.random.randint(-2, 24) * TICK
            return result
        if kind == "worked":
            result = self.some(tier=tier)
            if self.chance(0.6):
                result["activity"] = pick("root_cause", "root_cause", "known_solution",
                                          "authority", "repair")
            return dict(result, effort=self.seconds(8) * 10**6) if self.chance(0.9) else result
        if kind in ("linked", "unlinked"):
            return {"relation": pick("change", "parent", "followed_by"),
                    "other": pick("X-1", "X-2")}
        if kind == "resolved":
            result = {"code": pick("fixed", "configuration")}
            if self.chance(0.5):
                result["tier"] = tier
            return dict(result, change="X-1") if self.chance(0.2) else result
        if kind == "converted":
            return self.some(request="R-1")
        if kind == "voided":
            result = {"corrects": self.random.randint(1, count + 1)}
            return dict(result, reason="wrong ticket") if self.chance(0.8) else result
        if kind == "migrated":
            return {"rules": pick("v1", "v2", "v2", "v2", "ab" * 32) if self.books else "ab" * 32}
        if kind == "reported":
            return dict(self.some(value=pick(0, 1, 7), instant=at - self.seconds(9) * 10**6),
                        figure=pick("made_sla", "opened_at", "weather"))
        if kind == "fired":
            return {"policy": pick("p1", "p2"), "threshold": pick("t0", "breach"), "cycle": 1,
                    "revision": 1}
        return {}

    def event(self, sequence, kind, at, count):
        result = {"sequence": sequence, "kind": kind, "happened": at}
        result.update(self.roles(kind, at, count))
        if kind in ("logged", "detected", "reopened", "refused") and self.books and \
                self.chance(0.2):
            result["rules"] = self.pick("v1", "v2", "ab" * 32)
        if self.chance(0.15):
            result["actor_kind"] = self.pick("bot", "system", "caller")
        if self.chance(0.1):
            result["visibility"] = "internal"
        if self.chance(0.12):
            result["recorded"] = at + self.random.randint(1, 40) * TICK
        if kind != "voided" and self.chance(0.04):
            result["corrects"] = self.random.randint(1, count + 1)
        return result

    def events(self):
        count = self.pick(2, 5, 6, 7, 8, 9, 10, 11, 12, 14, 18, 25)
        kinds = self.kinds(count)
        moments = sorted(self.moment() for _ in range(count))
        if self.chance(0.25):
            for i in range(1, count):
                if self.chance(0.4):
                    moments[i] = moments[i - 1]
        events = [self.event(i, kind, at, count)
                  for i, (kind, at) in enumerate(zip(kinds, sorted(moments)), 1)]
        if self.chance(0.2):
            for event in events:
                if self.chance(0.3):
                    event["order"] = self.random.randint(1, count)
        if self.chance(0.2):
            self.random.shuffle(events)
        return events

    def case(self):
        last = START + 8 * HOUR + self.span
        later = last + self.random.randint(0, 300) * TICK
        at = self.pick(self.moment(), later, later, later)
        result = {"id": f"seed-{self.seed}", "rules": self.rulebook() if self.books else self.rules(), "events": self.events(),
                  "as_of": at}
        if self.chance(0.15):
            result["as_known"] = self.pick(self.moment(), at)
        return result
