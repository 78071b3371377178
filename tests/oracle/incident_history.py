"""The facts that are folded: within the horizon, in fold order, without those that were taken out.

An event is a dict: `sequence`, `kind`, `happened` (microseconds) and, where they are not the default,
`recorded`, `order`, `actor_kind`, `visibility`, `corrects`, and the roles of its kind by name.
"""


def recorded(event):
    return event.get("recorded", event["happened"])


def place(event):
    """Facts are folded in this order."""
    return event["happened"], event.get("order") or event["sequence"], event["sequence"]


def known(event, as_known):
    return as_known is None or recorded(event) <= as_known


def within(event, as_of, as_known):
    return event["happened"] <= as_of and known(event, as_known)


def corrects(event):
    """A correction takes the place of the other as soon as it is known, whenever it happened."""
    return event.get("corrects") and event["kind"] != "voided"


class History:
    """`facts` are to be folded, `effects` says which voids and corrections are none: (sequence,
    finding)."""

    def __init__(self, events, as_of, as_known):
        self.seen = sorted((event for event in events if within(event, as_of, as_known) or
                            (corrects(event) and known(event, as_known))), key=place)
        self.there = {event["sequence"] for event in self.seen}
        self.effects = {event["sequence"]: self.effect(event) for event in self.seen
                        if event.get("corrects")}
        self.strikes, self.out = {}, {}
        while len(self.strikes) < len(self.seen):
            self.settle()
        self.facts = [event for event in self.seen if within(event, as_of, as_known) and
                      not self.out[event["sequence"]]]

    def effect(self, event):
        """Why it takes nothing out, or None."""
        void = event["kind"] == "voided"
        if void and not event.get("reason"):
            return "void_unreasoned"
        if event["corrects"] not in self.there or event["corrects"] == event["sequence"]:
            return "void_of_none" if void else "corrects_none"
        return None

    def by(self, event, kind):
        """Whether each void, or each correction, that names it strikes; None: not known yet."""
        return [self.strikes.get(other["sequence"]) for other in self.seen
                if other.get("corrects") == event["sequence"] and
                self.effects[other["sequence"]] is None and
                kind == ("void" if other["kind"] == "voided" else "correction")]

    def decide(self, event, last):
        """Whether it takes out what it names. Not when it is out itself, but a correction that was
        corrected: the other comes in its place. None: not known, which the last need not wait for."""
        voids, corrections = self.by(event, "void"), self.by(event, "correction")
        if True in corrections:
            return bool(corrects(event))
        if True in voids and not corrects(event):
            return False
        if None in voids + corrections and not last:
            return None
        return True not in voids

    def settle(self):
        """Decides what can be; of a ring, the last in the order of the fold holds."""
        left = [event for event in self.seen if event["sequence"] not in self.strikes]
        decided = [(event, self.decide(event, False)) for event in left]
        decided = [(event, strikes) for event, strikes in decided if strikes is not None] or \
            [(left[-1], self.decide(left[-1], True))]
        outs = {event["sequence"]: True in self.by(event, "void") + self.by(event, "correction")
                for event, _ in decided}
        self.out.update(outs)
        self.strikes.update({event["sequence"]: strikes for event, strikes in decided})
