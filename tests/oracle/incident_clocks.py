"""The clocks on an incident: which policies serve, and what each of their clocks is told.

Follows "Clocks on the incident" of doc/life-cycle.md. A clock is the one of clock_model.py, told
facts that this file derives from the moments of the incident.
"""
from clock_model import Clock

UNREACHABLE = float("inf")


class IncidentClock(Clock):
    """A clock of the model that is told its facts one after the other."""

    def __init__(self, policy, calendars, terms):
        self.terms_by_fact = {None: terms}
        super().__init__(policy.value, calendars, self.terms_by_fact.get, [], None)

    def feed(self, kind, moment, terms=None, key=None, at=None):
        """One fact, at the moment's instant or another."""
        at = moment.at if at is None else at
        fact = {"kind": kind, "id": moment.fact, "at": at}
        if key is not None:
            fact["reason"], fact["source"] = key
        if terms is not None:
            self.terms_by_fact[moment.fact] = terms
        if self.cycles:
            self.run.settle(at)
        self.take(fact)

    def adopt(self, policy):
        """What is not in terms."""
        value = policy.value
        self.boundary = value.get("boundary", "closing")
        self.on_retarget = value.get("on_retarget", "from_start")
        self.on_reopen = value.get("on_reopen", "exclude_closed")
        self.thresholds = value.get("thresholds", ())

    def migrate(self, policy, terms, moment):
        """The cycle again from its anchor, under another policy."""
        self.run.settle(moment.at)
        self.adopt(policy)
        self.again(terms)
        self.terms, self.run.told = terms, moment.fact

    def breached(self, before=None):
        """Whether any cycle was, before an instant."""
        return any(cycle.breach_at is not None and (before is None or cycle.breach_at < before)
                   for cycle in self.cycles)


class Control:
    """What one moment of the incident means to the clock of a policy."""

    def __init__(self, policy, moment):
        reached = moment.milestones
        self.started = reached[policy.anchor] is not None
        self.stopped = reached[policy.stop] is not None or reached["closed"] is not None
        if policy.agreement == "ola":
            self.stopped = self.stopped or moment.tier != policy.tier
        self.closed = reached["closed"] is not None
        self.holds = moment.holds


class Attachment:
    """A policy that serves, or served, and its clock."""

    def __init__(self, policy, terms, moments):
        moment, self.rules = moments[-1], policy.rules
        self.policy, self.terms, self.start, self.to = policy, terms, moment.at, None
        self.fact = moment.fact
        self.clock = IncidentClock(policy, policy.rules.calendar, terms)
        past = moments[anchor_place(policy, moments):]
        self.begin(past[0])
        for before, after in zip(past, past[1:]):
            self.drive(before, after, pins=False)
            self.clock.run.live = False
        self.arrive()

    def begin(self, moment):
        """The anchor, with the holds that are in force."""
        for key in moment.holds:
            self.clock.feed("pause", moment, key=key)
        self.clock.feed("start", moment)
        self.clock.run.live = False
        control = Control(self.policy, moment)
        if control.stopped:
            self.clock.feed("stop", moment)
        if control.closed:
            self.clock.feed("close", moment)

    def arrive(self):
        """What came due before the attachment happens at it, as after a change of target: after all
        facts of that instant, but at once where the clock has paused or stopped since."""
        run = self.clock.run
        run.settle(self.start)
        if run.running():
            run.past_due()
        for cycle in self.clock.cycles:
            cycle.run.live = True
            if 0 in cycle.run.passed and rested(cycle):
                cycle.breach(self.start, True)
        run.owed = 0 in run.passed

    def drive(self, before, after, pins=True):
        """Tells the clock what changed from one moment to the next."""
        was, now, clock = Control(self.policy, before), Control(self.policy, after), self.clock
        if after.cancelled:
            if not before.cancelled:
                clock.feed("cancel", after)
            return
        if now.stopped and not was.stopped:
            clock.feed("stop", after)
        elif was.stopped and not now.stopped:
            self.reopen(after, pins)
            self.hold(now.holds, (), after)
        elif not now.stopped:
            self.hold(now.holds, was.holds, after)
        if now.closed and not was.closed:
            clock.feed("close", after)

    def reopen(self, moment, pins):
        """A new cycle is pinned to the rules of the reopen, where they have such a policy."""
        policy = moment.rules.find(self.policy.name)
        terms = policy.usable(moment.priority) if policy is not None else None
        pins = pins and moment.rules is not self.rules and terms is not None and \
            self.clock.on_reopen == "new_cycle"
        if pins:
            self.clock.terms = terms
        self.clock.feed("reopen", moment)
        if pins:
            self.move(policy, terms)

    def move(self, policy, terms):
        self.policy, self.terms, self.rules = policy, terms, policy.rules
        self.clock.adopt(policy)

    def migrate(self, rules, moment):
        """Whether its open cycle goes on under the policy of its name."""
        if self.clock.stopped():
            return True
        policy = rules.find(self.policy.name)
        terms = policy.usable(moment.priority) if policy is not None else None
        if terms is None:
            self.detach(moment)
            return False
        self.clock.migrate(policy, terms, moment)
        self.move(policy, terms)
        return True

    def hold(self, now, was, moment):
        if self.clock.stopped():
            return
        for key in was:
            if key not in now:
                self.clock.feed("resume", moment, key=key)
        for key in now:
            if key not in was:
                self.clock.feed("pause", moment, key=key)

    def retarget(self, terms, moment):
        if terms is not self.terms:
            self.clock.feed("retarget", moment, terms=terms)
            self.terms = terms

    def detach(self, moment):
        """Cancelled, unless it was breached before that instant: a breach sticks, and the clock is
        stopped."""
        self.clock.run.settle(moment.at)
        self.clock.feed("stop" if self.clock.breached(moment.at) else "cancel", moment)
        self.to = moment.at


def rested(cycle):
    """Whether it paused or stopped after its due."""
    due = cycle.run.passed[0]
    return any(method == "stop" and at > due for at, method, _ in cycle.history) or \
        any(span.mode == "paused" and span.start > due for span in cycle.run.spans)


def anchor_place(policy, moments):
    """Where among the moments the clock of a policy starts, or None."""
    for place, moment in enumerate(moments):
        if policy.agreement == "ola":
            if moment.tier == policy.tier:
                return place
        elif moments[-1].milestones[policy.anchor] is not None and \
                moment.milestones[policy.anchor] == moments[-1].milestones[policy.anchor]:
            return place
    return None


class Clocks:
    """All clocks of an incident. Looks at one moment after the other."""

    def __init__(self):
        self.moments, self.attachments, self.reasons = [], [], []
        self.serving = {}  # policy name: its attachment

    def begin(self, rules):
        """There is a reason before there is anything else."""
        self.reasons = [(policy, "other_tier" if policy.agreement == "ola" else "no_milestone")
                        for policy in rules.policies]

    def look(self, moment):
        before = self.moments[-1] if self.moments else None
        if before is not None and before.cancelled:
            return
        self.moments.append(moment)
        for attachment in self.serving.values():
            attachment.drive(before, moment)
        if moment.migrated:
            self.serving = {name: one for name, one in self.serving.items()
                            if one.migrate(moment.rules, moment)}
        if moment.cancelled or moment.milestones["closed"] is not None:
            return
        while self.settle(moment):
            pass  # where a clock of other rules was lost, the policy of its name is asked

    def settle(self, moment):
        """Attaches, changes and takes away clocks. Whether one was lost."""
        self.reasons, lost = self.choices(), False
        for policy, reason in self.reasons:
            attachment = self.serving.get(policy.name)
            if attachment is not None and reason != "attached":
                attachment.detach(moment)
                del self.serving[policy.name]
                lost = True
            elif attachment is not None:
                attachment.retarget(policy.terms(moment.priority), moment)
            elif reason == "attached":
                self.attach(policy, moment)
        return lost

    def attach(self, policy, moment):
        attachment = Attachment(policy, policy.terms(moment.priority), self.moments)
        self.serving[policy.name] = attachment
        self.attachments.append(attachment)

    # -- which policies serve

    def matches(self, policy):
        """Why it does not match, or None."""
        moment, terms = self.moments[-1], policy.terms(self.moments[-1].priority)
        if anchor_place(policy, self.moments) is None:
            return "other_tier" if policy.agreement == "ola" else "no_milestone"
        if policy.service is not None and moment.service != policy.service:
            return "other_service"
        if policy.category is not None and \
                not policy.rules.within(moment.category, policy.category):
            return "other_category"
        if terms is None:
            return "no_terms" if moment.priority else "no_priority"
        return None if policy.usable(moment.priority) else "unusable"

    def candidates(self):
        """The policies of the rules it works under, but those that clocks are pinned to for them."""
        policies = [self.serving[policy.name].policy if policy.name in self.serving else policy
                    for policy in self.moments[-1].rules.policies]
        return policies + [one.policy for one in self.serving.values()
                           if one.policy not in policies]

    def choices(self):
        """(policy, why it has a clock or none)."""
        policies = self.candidates()
        reasons = [self.matches(policy) for policy in policies]
        found = [policy for policy, reason in zip(policies, reasons) if reason is None]
        return [(policy, reason or self.chosen(policy, found))
                for policy, reason in zip(policies, reasons)]

    def chosen(self, policy, found):
        rule = self.moments[-1].rules.process.get("choice", "first")
        rivals = [other for other in found if other.group() == policy.group()]
        if rule == "all":
            return "attached"
        if rule == "first":
            return "attached" if policy is rivals[0] else "not_first"
        dues = [self.due(other) for other in rivals]
        return "attached" if policy is rivals[dues.index(min(dues))] else "not_strictest"

    def due(self, policy):
        anchor = self.moments[anchor_place(policy, self.moments)].at
        due = policy.due(self.moments[-1].priority, anchor)
        return UNREACHABLE if due is None else due

    # -- what can be asked

    def finish(self, as_of):
        for attachment in self.attachments:
            attachment.clock.run.settle(as_of, last=True)
            attachment.clock.as_of = as_of

    def sla(self):
        return [one.clock for one in self.attachments
                if one.policy.agreement == "sla" and not one.clock.cancelled]

    def summary(self):
        """What the view of the incident tells of its SLA clocks."""
        dues = [clock.view()["due"] for clock in self.sla()
                if clock.state() in ("running", "paused")]
        breaches = [cycle.breach_at for clock in self.sla() for cycle in clock.cycles]
        return {"breached": any(clock.breached() for clock in self.sla()),
                "due": min((due for due in dues if due is not None), default=None),
                "breach_at": min((at for at in breaches if at is not None), default=None)}

    def upcoming(self):
        return [at for at in (one.clock.next() for one in self.attachments) if at is not None]

    def index(self, policy):
        """Of its latest clock, or -1."""
        places = [place for place, one in enumerate(self.attachments)
                  if one.policy.name == policy.name]
        return places[-1] if places else -1

    def derived(self):
        """Thresholds that fired and breaches."""
        result = []
        for place, one in enumerate(self.attachments):
            for firing in one.clock.firings:
                result.append({"kind": "fired", "at": firing["at"], "value": firing["id"],
                               "cycle": firing["cycle"], "revision": firing["revision"],
                               "clock": place, "name": one.policy.name, "cause": 0})
            for cycle in one.clock.cycles:
                if cycle.breach_at is not None:
                    result.append({"kind": "breached", "at": cycle.breach_at, "value": "breach",
                                   "cycle": cycle.number, "revision": cycle.breach_revision,
                                   "clock": place, "name": one.policy.name, "cause": 0})
        return result
