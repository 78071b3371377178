"""From a case (rules, events, as_of, as_known) to everything that can be asked of the incident."""
from incident_clocks import Clocks
from incident_history import corrects, known, place, recorded
from incident_model import Incident
from incident_observed import returned, row
from incident_rules import Rulebook

VIEW = ("state", "verdict", "breached", "provisional", "on_arrival", "revision", "due",
        "objective_due", "breach_at", "next", "elapsed", "carried", "credited", "remaining",
        "overrun")


KINDS = ("fired", "breached", "released", "timed_out", "closed")


def by_time(item):
    return (item["at"], KINDS.index(item["kind"]), item["clock"], item["cycle"], item["revision"],
            item["name"], item["value"])


def fold(case):
    clocks = Clocks()
    incident = Incident(Rulebook(case["rules"]), case["events"], case["as_of"], case.get("as_known"), clocks)
    clocks.finish(case["as_of"])
    return incident, clocks


def late(event):
    """It revises what was known: it was recorded late, or takes another out."""
    return recorded(event) > event["happened"] or \
        (event.get("corrects") and (event["kind"] != "voided" or event.get("reason")))


def corrections(case, attachment, nth):
    """Each verdict of a clock that late facts, voids or corrections revised, in order of recording.
    What is held against each other is the clock of that place among those of its policy."""
    facts = [event for event in case["events"] if late(event) and event["kind"] != "fired" and
             (event["happened"] <= case["as_of"] or corrects(event)) and
             known(event, case.get("as_known"))]
    facts.sort(key=place)
    result = []
    for when in sorted({recorded(event) for event in facts}):
        by = [event["sequence"] for event in facts if recorded(event) == when]
        told = [event for event in case["events"] if recorded(event) <= when]
        before = [event for event in told if not (late(event) and recorded(event) == when)]
        as_of = min(when, case["as_of"])
        sides = [verdict(dict(case, events=events, as_of=as_of, as_known=None),
                         attachment.policy, nth) for events in (before, told)]
        if sides[0] != sides[1]:
            result.append({"by": by, "recorded": when, "was": sides[0], "is": sides[1]})
    return result


def verdict(case, policy, nth):
    """Of a policy's clock of that place, as things were told."""
    found = [one for one in fold(case)[1].attachments if one.policy.name == policy.name]
    if nth >= len(found):
        return {"verdict": "pending", "breach_at": None}
    view = found[nth].clock.view()
    return {"verdict": view["verdict"], "breach_at": view["breach_at"]}


def clock_answer(case, clocks, attachment):
    nth = [one for one in clocks.attachments
             if one.policy.name == attachment.policy.name].index(attachment)
    clock, policy = attachment.clock, attachment.policy
    view = {name: item for name, item in clock.view().items() if name in VIEW}
    view.update({"anchor": clock.cycle.anchor, "cycles": clock.cycle_list(),
                 "stopped_at": clock.run.stopped, "ledger": plain_ledger(clock.ledger()),
                 "corrections": corrections(case, attachment, nth)})
    return {"policy": policy.name, "from": attachment.start, "to": attachment.to,
            "fact": attachment.fact, "rules": attachment.rules.version, "agreement": policy.agreement,
            "tier": policy.tier, "view": view}


def plain_ledger(lines):
    """Without causes, neighbours that are alike united."""
    result = []
    for line in lines:
        line = {name: item for name, item in line.items() if name != "cause"}
        rest = {name: item for name, item in line.items() if name not in ("from", "to", "counted")}
        if result and rest == {name: result[-1][name] for name in result[-1]
                               if name not in ("from", "to", "counted")}:
            result[-1]["to"] = line["to"]
            result[-1]["counted"] += line["counted"]
        else:
            result.append(line)
    return result


def mark_recorded(derived, events):
    """Which thresholds and breaches a fact records."""
    told = [(event["policy"], event["threshold"], event.get("cycle", 0), event.get("revision", 0))
            for event in events if event["kind"] == "fired"]
    for item in sorted(derived, key=by_time):
        key = item["name"], item["value"], item["cycle"], item["revision"]
        item["recorded"] = key in told
        if item["recorded"]:
            told.remove(key)
    return derived


def answer(case):
    incident, clocks = fold(case)
    derived = incident.derived + mark_recorded(clocks.derived(), incident.history.facts)
    return {
        "view": dict(incident.view(), sequence=max((event["sequence"] for event in case["events"]),
                                                   default=0)),
        "holds": incident.hold_list(), "links": incident.links, "stays": incident.stays,
        "episodes": incident.episode_list(), "reported": list(incident.reported.values()),
        "observed": row(incident, clocks), "returned": returned(incident),
        "findings": incident.finding_list(),
        "derived": sorted(derived, key=by_time),
        "choices": [{"policy": policy.name, "reason": reason, "clock": clocks.index(policy)}
                    for policy, reason in clocks.reasons],
        "clocks": [clock_answer(case, clocks, one) for one in clocks.attachments],
    }
