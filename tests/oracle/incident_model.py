"""The fold of an incident by definition: facts, rules and a horizon in, all that can be asked out.

Follows "The fold" of doc/life-cycle.md row by row; nothing is taken from the library. The clocks on
the incident are those of incident_clocks.py, which looks at the moments that this fold leaves.
"""
from incident_history import History
from incident_observed import Course

STAGES = ("none", "detected", "logged", "classified", "diagnosis", "investigation", "resolved",
          "closed", "cancelled")
MILESTONES = ("occurred", "detected", "logged", "acknowledged", "restored", "confirmed", "closed")
IMPLIED = ("detected", "acknowledged", "restored")
ENDED = ("resolved", "closed", "cancelled")
# They leave no `not_logged`.
WITHOUT_RECORD = ("occurred", "detected", "logged", "acknowledged", "restored", "noted", "linked",
                  "unlinked", "voided", "migrated", "redacted", "fired", "reported")
# They leave no `after_end` on what is cancelled.
AFTER_CANCELLED = ("confirmed", "documented", "linked", "unlinked", "noted", "voided", "redacted",
                   "fired", "reported", "timed_out")
ACTS = ("noted", "worked", "held", "escalated", "restored", "resolved", "assigned")


class Moment:
    """How the incident stood after one fact, or after something that happened by itself: what its
    clocks look at."""

    def __init__(self, incident, at, fact):
        self.at, self.fact = at, fact
        self.milestones = dict(incident.milestones)
        self.holds = list(incident.holds)
        self.tier, self.priority = incident.tier, incident.priority
        self.service, self.category = incident.service, incident.category
        self.cancelled = incident.stage == "cancelled"
        self.rules, self.migrated = incident.rules, incident.migrated


class Incident:
    """The life cycle. What each fact does is the method of its name."""

    def __init__(self, rulebook, events, as_of, as_known, watcher):
        self.rulebook, self.as_of, self.watcher = rulebook, as_of, watcher
        self.rules, self.migrated, self.migrations = None, False, 0
        self.history = History(events, as_of, as_known)
        self.stage, self.cancelled_at, self.converted = "none", None, False
        self.milestones = dict.fromkeys(MILESTONES)
        self.implied, self.first_restored = set(), None
        self.priority, self.matrix_priority, self.overridden = 0, 0, False
        self.impact, self.urgency = 0, 0
        self.title = self.channel = self.symptom = self.service = self.ci = ""
        self.category = self.caller = ""
        self.team, self.tier, self.person, self.stays = "", 0, "", []
        self.reassignments = self.escalations = self.hierarchic = self.reopens = 0
        self.holds, self.expired = {}, set()
        self.effort, self.documented, self.links = 0, False, []
        self.resolved_at, self.resolution, self.resolved_by = None, "", None
        self.confirmation, self.confirm_by, self.reopen_until = "none", None, None
        self.closing, self.timed_out_itself = None, False  # (when, cause) of the closing
        self.findings, self.derived, self.unlogged, self.at = [], [], False, None
        self.episodes, self.reported, self.course = [], {}, Course()
        if not self.history.facts and rulebook.only is not None:
            self.adopt(rulebook.only)
        for event in self.history.facts:
            self.settle(event["happened"])
            self.take(event)
            self.watch(event["happened"], event["sequence"])
        self.settle(as_of, last=True)

    # -- one fact

    def take(self, event):
        self.fact, self.at, self.migrated = event, event["happened"], False
        if self.rules is None:
            self.adopt(self.rules_of(event))
        if not self.episodes:
            self.open_episode()
        kind, effect = event["kind"], self.history.effects.get(event["sequence"])
        if effect is not None:
            self.find(effect)
        hosts = isinstance(kind, int)
        if not hosts and kind not in WITHOUT_RECORD and self.milestones["logged"] is None and not self.unlogged:
            self.unlogged = True
            self.find("not_logged")
        if self.stage == "cancelled" and not hosts and kind not in AFTER_CANCELLED:
            self.find("after_end")
            return
        done = getattr(self, f"take_{kind}", lambda event: None)(event)
        if done is not False and self.stage != "cancelled":
            self.imply_acknowledged(event)

    def find(self, finding):
        """A finding about the fact at hand; False, as it mostly had no effect."""
        self.findings.append([self.fact["sequence"], finding])
        return False

    def adopt(self, rules):
        """It works under these from now on."""
        if self.rules is None:
            self.watcher.begin(rules)
        self.rules = rules

    def rules_of(self, event):
        """Those that a fact names, else those in force when it happened."""
        if self.rulebook.only is not None:
            return self.rulebook.only
        if event.get("rules"):
            named = self.rulebook.find(event["rules"])
            if named is not None:
                return named
            self.find("rules_unknown")
        return self.rulebook.at(event["happened"])

    def watch(self, at, fact):
        self.watcher.look(Moment(self, at, fact))
        self.course.stand(at, bool(self.holds))

    def raise_to(self, stage):
        if STAGES.index(self.stage) < STAGES.index(stage):
            self.stage = stage

    def is_open(self):
        return self.stage not in ENDED

    # -- milestones

    def reach(self, milestone, implied=False):
        """The first in fold order counts."""
        if self.milestones[milestone] is None:
            self.milestones[milestone] = self.at
            if implied:
                self.implied.add(milestone)
            if milestone in ("restored", "closed"):
                self.episodes[-1][milestone] = self.at
            if milestone in ("detected", "logged"):
                self.episodes[0].update(opened=self.at, fact=self.fact["sequence"])
            return True
        return False

    def reversed_to(self, *later):
        """The fact at hand is a milestone that should have come before those."""
        if any(self.milestones[name] is not None and self.milestones[name] < self.at
               for name in later):
            self.find("milestones_reversed")

    def take_occurred(self, event):
        if self.milestones["occurred"] is None:
            self.reversed_to("detected")
        self.reach("occurred")

    def take_detected(self, event):
        if self.milestones["detected"] is None or "detected" in self.implied:
            self.reversed_to("logged", "restored")
        self.reach("detected")
        self.channel = self.channel or event.get("channel", "")
        self.raise_to("detected")

    def take_logged(self, event):
        if not self.reach("logged"):
            return self.find("logged_repeated")
        self.reversed_to("closed")
        self.reach("detected", implied=True)
        for name in ("channel", "symptom", "service", "ci"):
            setattr(self, name, event.get(name) or getattr(self, name))
        self.caller, self.title = event.get("person", ""), event.get("text", "")
        self.raise_to("logged")

    def take_acknowledged(self, event):
        self.reach("acknowledged")

    def imply_acknowledged(self, event):
        """By the first act of a human that the caller can see."""
        if event["kind"] in ACTS and event.get("actor_kind", "human") == "human" and \
                event.get("visibility", "public") == "public" and \
                self.milestones["logged"] is not None and \
                (event["kind"] != "assigned" or event.get("person")):
            self.reach("acknowledged", implied=True)

    # -- classification

    def take_classified(self, event):
        for name in ("category", "symptom", "impact", "urgency", "service", "ci"):
            setattr(self, name, event.get(name) or getattr(self, name))
        if event.get("category") and self.rules.categories is not None:
            category = self.rules.categories.get(event["category"])
            if category is None:
                self.find("category_unknown")
            elif category.get("request"):
                self.find("is_request")
        self.ask_matrix()

    def ask_matrix(self):
        """The priority is the override, else that of impact x urgency once both are known."""
        if not self.overridden and self.impact and self.urgency:
            priority = self.rules.priority(self.impact, self.urgency)
            if priority is None and self.rules.priorities is not None:
                self.find("priority_unknown")
            elif priority is not None:
                self.priority = priority
        if self.priority:
            self.raise_to("classified")

    def take_prioritised(self, event):
        priority = event.get("priority", 0)
        if not event.get("reason"):
            return self.find("override_unreasoned")
        if priority == 0:
            self.overridden, self.priority = False, 0
            self.ask_matrix()
        elif self.rules.priorities is not None and priority > self.rules.priorities:
            return self.find("priority_unknown")
        else:
            self.overridden, self.priority = True, priority
            self.raise_to("classified")
        return True

    # -- work

    def move(self, event):
        """A new (team, tier, person) begins a stay. Whether the tier is higher than before."""
        before = self.team, self.tier, self.person
        self.team = event.get("team") or self.team
        self.tier = event.get("tier") or self.tier
        self.person = event.get("person", "")
        if (self.team, self.tier, self.person) != before or not self.stays:
            if self.stays and (self.team, self.person) != (before[0], before[2]):
                self.reassignments += 1
            self.end_stay()
            self.stays.append({"team": self.team, "tier": self.tier, "person": self.person,
                               "from": self.at, "to": None, "fact": event["sequence"]})
        return self.tier > before[1] > 0

    def end_stay(self):
        if self.stays:
            self.stays[-1]["to"] = self.at

    def take_assigned(self, event):
        if not self.is_open():
            return self.find("after_end")
        self.escalations += self.move(event)
        self.raise_to("investigation" if self.tier >= 2 else "diagnosis")
        return True

    def take_escalated(self, event):
        if not self.is_open():
            return self.find("after_end")
        if event["direction"] == "hierarchic":
            self.hierarchic += 1
        else:
            self.move(event)
            self.escalations += 1
            self.raise_to("investigation")
        return True

    def take_held(self, event):
        if not self.is_open():
            return self.find("after_end")
        key = event["reason"], event.get("source", "")
        hold = self.holds.setdefault(key, {"since": self.at, "fact": event["sequence"]})
        own = self.rules.holds.get(event["reason"])
        expires = event.get("expires") or (hold["since"] + own if own else None)
        hold["expires"] = None if expires is None else max(expires, self.at)
        self.expired.discard(key)
        return True

    def take_released(self, event):
        key = event["reason"], event.get("source", "")
        if key in self.holds:
            hold = self.holds.pop(key)
            if hold["expires"] == self.at:
                self.expired.add(key)
                self.derive("released", hold["fact"], recorded=True, key=key)
        elif key not in self.expired:
            return self.find("released_unheld")
        return True

    def take_worked(self, event):
        if self.stage in ("closed", "cancelled"):
            return self.find("after_end")
        self.effort += event.get("effort", 0)
        self.course.work(event, self.tier, len(self.episodes))
        if self.is_open():
            self.raise_to("investigation" if self.tier >= 2 else "diagnosis")
        return True

    def take_documented(self, event):
        self.documented = True
        self.come_to_close(event["sequence"])

    def take_linked(self, event):
        return self.link(event["relation"], event["other"]) or self.find("link_repeated")

    def link(self, relation, other):
        if any((one["relation"], one["other"]) == (relation, other) for one in self.links):
            return False
        self.links.append({"relation": relation, "other": other, "since": self.at,
                           "fact": self.fact["sequence"]})
        return True

    def take_unlinked(self, event):
        left = [one for one in self.links
                if (one["relation"], one["other"]) != (event["relation"], event["other"])]
        if len(left) == len(self.links):
            return self.find("unlink_of_none")
        self.links = left
        return True

    def take_migrated(self, event):
        rules = self.rulebook.find(event["rules"])
        if rules is None:
            return self.find("rules_unknown")
        self.adopt(rules)
        self.migrated = True
        self.migrations += 1
        return True

    # -- episodes, and what others report

    def open_episode(self):
        if self.episodes and self.end_of(self.episodes[-1]) is None:
            self.episodes[-1]["reopened"] = self.at
        self.episodes.append({"opened": self.at, "restored": None, "resolved": None, "closed": None,
                              "cancelled": None, "reopened": None, "fact": self.fact["sequence"],
                              "tier": 0})

    @staticmethod
    def end_of(episode):
        return min((episode[name] for name in (*ENDED, "reopened") if episode[name] is not None),
                   default=None)

    def episode_list(self):
        result = [{**episode, "ended": self.end_of(episode)} for episode in self.episodes]
        for episode in result:
            del episode["reopened"]
        return result

    def take_reported(self, event):
        self.reported[event["figure"]] = {
            "figure": event["figure"], "value": event.get("value", 0),
            "instant": event.get("instant"), "fact": event["sequence"]}
        return True

    # -- the end, and back

    def take_restored(self, event):
        if not self.is_open() or self.milestones["restored"] is not None:
            return self.find("after_end")
        self.restore(implied=False)
        return True

    def restore(self, implied):
        if self.reach("restored", implied) and self.first_restored is None:
            self.first_restored = self.at

    def take_resolved(self, event):
        if not self.is_open():
            return self.find("resolved_repeated" if self.stage == "resolved" else "after_end")
        if event.get("change"):
            self.link("change", event["change"])
        if event.get("code") in self.rules.needs_change and \
                not any(one["relation"] == "change" for one in self.links):
            self.find("change_missing")
        self.stage, self.resolved_at = "resolved", self.at
        self.resolution, self.resolved_by = event.get("code", ""), event["sequence"]
        self.episodes[-1].update(resolved=self.at, tier=event.get("tier") or self.tier)
        self.restore(implied=True)
        self.holds = {}
        self.confirm_by = self.rules.confirm_by(self.at)
        return True

    def take_confirmed(self, event):
        if self.stage not in ("resolved", "closed"):
            return self.find("not_resolved")
        self.reach("confirmed")
        self.confirmation, self.confirm_by = "given", None
        self.come_to_close(event["sequence"])
        return True

    def take_timed_out(self, event):
        if self.stage == "resolved" and self.confirmation == "none":
            self.derive_time_out(recorded=True)
        elif not self.timed_out_itself:
            return self.find("not_resolved")
        return True

    def take_closed(self, event):
        if self.stage == "closed":
            return self.find("closed_repeated")
        if self.is_open():
            self.find("closed_unresolved")
        if not self.documented:
            self.find("closed_undocumented")
        if self.closing is not None and self.closing[0] == self.at:
            self.derive("closed", self.closing[1], recorded=True)
        self.close()
        return True

    def close(self):
        if self.is_open():
            self.holds = {}
            self.restore(implied=True)
        self.stage, self.closing, self.confirm_by = "closed", None, None
        self.reach("closed")
        within = self.rules.option("reopen_within")
        self.reopen_until = self.at + within if within else None

    def take_refused(self, event):
        if self.stage not in ("resolved", "closed"):
            return self.find("not_resolved")
        return self.take_reopened(event)

    def take_reopened(self, event):
        if self.is_open():
            if self.milestones["restored"] is None:
                return self.find("reopened_open")
            self.unreach("restored")
            self.open_episode()
            self.reopens += 1
            self.adopt(self.rules_of(event))
            return True
        if self.stage == "closed" and (self.reopen_until is None or self.at > self.reopen_until):
            self.find("reopened_late")
        self.reopens += 1
        self.open_episode()
        self.adopt(self.rules_of(event))
        self.unreach("restored", "confirmed", "closed")
        self.resolved_at, self.resolution, self.resolved_by = None, "", None
        self.confirmation, self.confirm_by, self.reopen_until = "none", None, None
        self.closing, self.timed_out_itself, self.documented = None, False, False
        if self.tier >= 2 or self.escalations:
            self.stage = "investigation"
        elif self.stays:
            self.stage = "diagnosis"
        else:
            self.stage = "classified" if self.priority else \
                "detected" if self.milestones["logged"] is None else "logged"
        return True

    def unreach(self, *milestones):
        for name in milestones:
            self.milestones[name] = None
            self.implied.discard(name)

    def take_cancelled(self, event):
        if self.stage == "closed":
            return self.find("after_end")
        self.stage, self.cancelled_at = "cancelled", self.at
        self.episodes[-1]["cancelled"] = self.at
        self.holds, self.closing, self.confirm_by = {}, None, None
        return True

    def take_converted(self, event):
        if self.take_cancelled(event) is False:
            return False
        self.converted = True
        if event.get("request"):
            self.link("request", event["request"])
        return True

    # -- by itself

    def derive(self, kind, cause, recorded=False, key=("", "")):
        self.derived.append({"at": self.at, "kind": kind, "recorded": recorded, "cause": cause,
                             "clock": -1, "cycle": 0, "revision": 0, "name": key[0],
                             "value": key[1]})

    def come_to_close(self, cause):
        """Where the process says so: documented and confirmed, or timed out, whichever comes last."""
        option = {"given": "close_on_confirm", "timed_out": "close_on_timeout"}.get(
            self.confirmation)
        if self.stage == "resolved" and self.documented and option is not None and \
                self.rules.option(option) and self.closing is None:
            self.closing = self.at, cause

    def upcoming(self):
        """(instant, place among those of one instant, what)."""
        found = [(hold["expires"], place, key)
                 for place, (key, hold) in enumerate(self.holds.items())
                 if hold["expires"] is not None]
        if self.confirm_by is not None:
            found.append((self.confirm_by, 0, "time_out"))
        if self.closing is not None:
            found.append((self.closing[0], 1, "close"))
        return found

    def settle(self, to, last=False):
        """What happens by itself before `to` (at it too, with last)."""
        while True:
            found = [item for item in self.upcoming() if item[0] < to or (last and item[0] == to)]
            if not found:
                break
            now, _, what = min(found, key=lambda item: item[:2])
            self.at, self.migrated = max(now, self.at), False
            self.happen(what)

    def happen(self, what):
        if what == "time_out":
            self.derive_time_out(recorded=False)
            self.watch(self.at, self.resolved_by)
        elif what == "close":
            cause = self.closing[1]
            self.derive("closed", cause)
            self.close()
            self.watch(self.at, cause)
        else:
            hold = self.holds.pop(what)
            self.expired.add(what)
            self.derive("released", hold["fact"], key=what)
            self.watch(self.at, hold["fact"])

    def derive_time_out(self, recorded):
        if not recorded or self.at == self.confirm_by:
            self.timed_out_itself = True
            self.derive("timed_out", self.resolved_by, recorded)
        self.confirmation, self.confirm_by = "timed_out", None
        self.come_to_close(self.resolved_by)

    # -- what can be asked

    def view(self):
        result = {name: self.milestones[name] for name in MILESTONES}
        for name in ("stage", "priority", "impact", "urgency", "overridden", "tier", "confirmation",
                     "documented", "converted", "reopens", "reassignments", "escalations",
                     "hierarchic", "effort", "first_restored", "confirm_by", "reopen_until",
                     "title", "channel", "symptom", "service", "ci", "category", "caller", "team",
                     "person", "resolution"):
            result[name] = getattr(self, name)
        result.update({"held": len(self.holds), "resolved": self.resolved_at,
                       "cancelled": self.cancelled_at, "migrations": self.migrations,
                       "redacted": any(event.get("redacted") for event in self.history.seen),
                       "implied": [name for name in MILESTONES if name in self.implied],
                       "updated": max((event["happened"] for event in self.history.facts),
                                      default=None)})
        result.update(self.watcher.summary())
        result["next"] = min([item[0] for item in self.upcoming()] + self.watcher.upcoming(),
                             default=None)
        return result

    def hold_list(self):
        return [{"reason": key[0], "source": key[1], "since": hold["since"],
                 "expires": hold["expires"], "fact": hold["fact"]}
                for key, hold in self.holds.items()]

    def finding_list(self):
        return sorted(self.findings)
