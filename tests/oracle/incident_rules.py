"""A rules document (doc/rules-format.md) as the model of the incident asks it."""
import json

from clock_calendar import Calendar, bounded, duration, nominal
from clock_model import Terms

BUILT = {}


class Policy:
    """Terms by priority, whom it is for, and the options of its clocks."""

    def __init__(self, rules, value):
        self.name, self.value, self.rules = value["name"], value, rules
        self.clock = value.get("clock", "resolve")
        self.agreement, self.tier = value.get("agreement", "sla"), value.get("tier", 0)
        respond = self.clock == "respond"
        self.anchor = value.get("anchor", "logged" if respond else "detected")
        self.stop = value.get("stop", "acknowledged" if respond else "restored")
        self.service, self.category = value.get("service"), value.get("category")
        self.boundary = value.get("boundary", "closing")
        self.by_priority = {}
        for priority, target in value["targets"].items():
            merged = {name: target.get(name, value.get(name)) for name in
                      ("calendar", "pauses", "caps")}
            merged = {name: item for name, item in merged.items() if item is not None}
            merged["target"] = target
            self.by_priority[0 if priority == "any" else int(priority)] = \
                Terms(rules.calendar(merged["calendar"]), merged)

    def terms(self, priority):
        return self.by_priority.get(priority) or self.by_priority.get(0)

    def usable(self, priority):
        """Terms for a priority, if there are any that make sense."""
        terms = self.terms(priority)
        if terms is None:
            return None
        limit, objective = terms.amounts()
        return terms if objective <= limit else None

    def group(self):
        """Of these one serves, where the process does not want all."""
        return self.clock, self.agreement, self.tier

    def due(self, priority, anchor):
        """The limit's due from an anchor as if nothing else happened."""
        terms = self.terms(priority)
        limit = terms.amounts()[0]
        at = nominal(terms.calendar, terms.target, limit, anchor) if terms.days() \
            else terms.calendar.add(anchor, limit)
        return bounded(terms.calendar, terms.target, self.boundary, at)


class Rulebook:
    """Rules by the instant from which they hold; or the only ones there are."""

    def __init__(self, value):
        self.only = None if isinstance(value, list) else Rules(value)
        self.publications = [(one["from"], Rules(one["rules"], one["version"]))
                             for one in value] if isinstance(value, list) else []

    def at(self, when):
        """Those in force."""
        if self.only is not None:
            return self.only
        return max((item for item in self.publications if item[0] <= when),
                   key=lambda item: item[0])[1]

    def find(self, version):
        return next((rules for _, rules in self.publications if rules.version == version), None)


class Rules:
    def __init__(self, document, version=None):
        self.version = version or document.get("version")
        self.calendars = document.get("calendars", {})
        self.cells = document["matrix"]["cells"] if "matrix" in document else None
        self.categories = None
        if "taxonomy" in document:
            self.categories = {item["id"]: item for item in document["taxonomy"]["categories"]}
        self.process = document.get("process", {})
        self.holds = {item["reason"]: duration(item.get("expires", 0))
                      for item in self.process.get("holds", ())}
        self.needs_change = {item["code"] for item in self.process.get("resolutions", ())
                             if item.get("needs_change")}
        self.policies = [Policy(self, value) for value in document.get("policies", ())]
        self.priorities = len(document["matrix"]["priorities"]) if "matrix" in document else None

    def find(self, name):
        return next((policy for policy in self.policies if policy.name == name), None)

    def calendar(self, value):
        definition = self.calendars[value] if isinstance(value, str) else value
        name = json.dumps(definition, sort_keys=True)
        if name not in BUILT:
            BUILT[name] = Calendar(definition)
        return BUILT[name]

    def priority(self, impact, urgency):
        """Of the matrix, or None: no such level, or an empty cell."""
        if self.cells is None or not 1 <= impact <= len(self.cells):
            return None
        row = self.cells[impact - 1]
        return row[urgency - 1] if 1 <= urgency <= len(row) else None

    def within(self, category, ancestor):
        """Whether a category lies at or under another; without a taxonomy: is it."""
        if self.categories is None or category not in self.categories:
            return category == ancestor
        while category is not None and category != ancestor:
            category = self.categories[category].get("parent")
        return category == ancestor

    def option(self, name):
        value = self.process.get(name, 0)
        return value if isinstance(value, (bool, str)) else duration(value)

    def confirm_by(self, resolved):
        within = self.option("confirm_within")
        if within == 0:
            return None
        if "confirm_calendar" in self.process:
            return self.calendar(self.process["confirm_calendar"]).add(resolved, within)
        return resolved + within
