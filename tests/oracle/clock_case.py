"""From a case (policy, facts, as_of, as_known) to everything that its `expect` may list."""
import json

from clock_calendar import Calendar, duration, duration_json, instant, text
from clock_model import Clock, Terms

INSTANTS = {"at", "from", "to", "anchor", "due", "objective_due", "breach_at", "next", "recorded"}
DURATIONS = {"elapsed", "carried", "credited", "remaining", "overrun", "counted"}
BUILT = {}


class Case:
    def __init__(self, calendars, case):
        self.calendars, self.policy = calendars, case["policy"]
        self.facts = [dict(fact, sequence=i) for i, fact in enumerate(case["facts"], 1)]
        self.facts.sort(key=self.key)
        self.as_of, self.as_known = instant(case["as_of"]), instant(case.get("as_known"))
        self.terms = {}

    @staticmethod
    def key(fact):
        return instant(fact["at"]), fact.get("order", fact["sequence"]), fact["sequence"]

    @staticmethod
    def recorded(fact):
        return instant(fact.get("recorded", fact["at"]))

    def calendar(self, value):
        definition = self.calendars[value] if isinstance(value, str) else value
        name = json.dumps(definition, sort_keys=True)
        if name not in BUILT:
            BUILT[name] = Calendar(definition)
        return BUILT[name]

    def terms_of(self, fact_id):
        """A retarget names what changes; the rest is that of the retarget before it."""
        if fact_id not in self.terms:
            merged = dict(self.policy)
            for fact in self.facts:
                if fact_id is None:
                    break
                if fact["kind"] == "retarget":
                    merged.update({name: fact[name] for name in
                                   ("target", "calendar", "pauses", "caps") if name in fact})
                if fact["id"] == fact_id:
                    break
            self.terms[fact_id] = Terms(self.calendar(merged["calendar"]), merged)
        return self.terms[fact_id]

    def known(self, as_of, keep):
        """The facts that are folded: those that no void takes out."""
        facts = [fact for fact in self.facts if instant(fact["at"]) <= as_of and keep(fact)]
        there = {fact["id"] for fact in facts}
        voids = [fact for fact in facts if fact["kind"] == "void"]
        effects = {}
        for void in voids:
            if not void.get("reason"):
                effects[void["id"]] = "void_without_reason"
            elif void["fact"] not in there or void["fact"] == void["id"]:
                effects[void["id"]] = "void_of_nothing"

        out = self.struck(facts, [void for void in voids if void["id"] not in effects])
        return [dict(fact, effect=effects.get(fact["id"])) for fact in facts if not out[fact["id"]]]

    @staticmethod
    def struck(facts, voids):
        """Whether each fact is out: a void that is out takes nothing out; of a ring the last holds."""
        out = {}
        while len(out) < len(facts):
            before = len(out)
            for fact in facts:
                fates = [out.get(void["id"]) for void in voids if void["fact"] == fact["id"]]
                if fact["id"] not in out and (False in fates or None not in fates):
                    out[fact["id"]] = False in fates
            if len(out) == before:
                out[[fact["id"] for fact in facts if fact["id"] not in out][-1]] = False
        return out

    def fold(self, as_of, keep):
        return Clock(self.policy, self.calendar, self.terms_of, self.known(as_of, keep), as_of)

    def is_known(self, fact):
        return self.as_known is None or self.recorded(fact) <= self.as_known

    def late(self, fact):
        return self.recorded(fact) > instant(fact["at"]) or fact["kind"] == "void"

    def corrections(self):
        """Each verdict that late facts or voids revised, in order of recording."""
        facts = [fact for fact in self.facts
                 if instant(fact["at"]) <= self.as_of and self.is_known(fact) and self.late(fact)]
        result = []
        for when in sorted({self.recorded(fact) for fact in facts}):
            by = [fact["id"] for fact in facts if self.recorded(fact) == when]
            as_of = min(when, self.as_of)
            sides = [self.verdict(as_of, lambda fact: self.recorded(fact) <= when and
                                  fact["id"] not in by),
                     self.verdict(as_of, lambda fact: self.recorded(fact) <= when)]
            if sides[0] != sides[1]:
                result.append({"by": by, "recorded": when, "was": sides[0], "is": sides[1]})
        return result

    def verdict(self, as_of, keep):
        view = self.fold(as_of, keep).view()
        return {"verdict": view["verdict"], "breach_at": view["breach_at"]}

    def expect(self):
        clock = self.fold(self.as_of, self.is_known)
        result = clock.view()
        result.update({"cycles": clock.cycle_list(), "thresholds": clock.firings,
                       "findings": clock.findings, "ledger": clock.ledger(),
                       "corrections": self.corrections()})
        return result


def as_json(value, name=None):
    if isinstance(value, dict):
        return {key: as_json(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if name in INSTANTS:
        return text(value)
    if name in DURATIONS:
        return duration_json(value)
    return value


def plain(value, name=None):
    """A case's value in the model's terms."""
    if isinstance(value, dict):
        return {key: plain(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if name in INSTANTS:
        return instant(value)
    if name in DURATIONS:
        return duration(value)
    return value


def differences(wanted, got, where=""):
    """Where the members that `wanted` lists are not those of `got`."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        return [line for key, item in wanted.items()
                for line in differences(item, got.get(key), f"{where}{key}.")]
    if isinstance(wanted, list) and isinstance(got, list) and len(wanted) == len(got):
        return [line for i, (a, b) in enumerate(zip(wanted, got))
                for line in differences(a, b, f"{where}{i}.")]
    return [] if wanted == got else [f"{where} is {got}, not {wanted}"]
