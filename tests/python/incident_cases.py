"""Rules, rulebooks and events of the case files on incidents, as objects of the binding.

The format is that of tests/cases/README.md."""
import json

from cases import instant

import libincident as li

ALWAYS = instant("1900-01-01T00:00:00Z")


class IncidentCase:
    def __init__(self, document, value):
        self.document, self.value = document, value
        self.expect = value.get("expect", {})

    def whole(self, rules):
        """What rules say, with all that they are like."""
        named = self.document["rules"][rules] if isinstance(rules, str) else rules
        whole = self.whole(named["like"]) if "like" in named else {}
        whole.update(named)
        whole.pop("like", None)
        return whole

    def rules(self, rules, version="1"):
        document = dict(self.whole(rules), incident_rules=1, name="case", version=version)
        document["calendars"] = self.document.get("calendars", {})
        return li.Rules.from_json(json.dumps(document))

    def rulebook(self):
        book, value = li.Rulebook(), self.value["rules"]
        if isinstance(value, list):
            for one in value:
                book.publish(self.rules(one["rules"], one["version"]), instant(one["from"]))
        else:
            book.publish(self.rules(value), ALWAYS)
        return book

    def plain(self):
        """The rules of a case without a rulebook."""
        rules = self.rules(self.value["rules"])
        return rules.like(self.value["like"]) if "like" in self.value else rules

    def incident(self):
        if isinstance(self.value["rules"], list):
            book = self.rulebook()
            hashes = {rules.version: rules.hash for _, rules in book.publications}
            made = li.Incident(rulebook=book)
        else:
            made, hashes = li.Incident(self.plain()), {}
        for number, said in enumerate(self.value["events"], 1):
            line = dict({"subject": "INC-1", "sequence": number}, **said)
            if "rules" in line:
                line["rules"] = hashes.get(line["rules"], line["rules"])
            made.apply(li.Event.from_json(json.dumps(line)))
        return made
