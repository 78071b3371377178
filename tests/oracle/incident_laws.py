"""Laws that the model of the incident must obey by itself, whatever the library says."""
import random

from incident_case import answer

RECORDABLE = ("released", "timed_out", "closed")


def without(result, *names):
    return {name: item for name, item in result.items() if name not in names}


def arrival(case, result):
    """The order of arrival does not matter."""
    events = list(case["events"])
    random.Random(case["id"]).shuffle(events)
    return answer(dict(case, events=events)) == result


def tiles(case, result):
    """Stays tile the time from the first one; segments the time of a clock from its anchor."""
    stays = result["stays"]
    good = all(a["to"] == b["from"] for a, b in zip(stays, stays[1:]))
    for clock in result["clocks"]:
        view, lines = clock["view"], clock["view"]["ledger"]
        good = good and all(a["to"] == b["from"] for a, b in zip(lines, lines[1:]))
        counted = sum(line["counted"] for line in lines
                      if line["cycle"] == len(view["cycles"]))
        good = good and counted + view["carried"] == view["elapsed"]
    return good


def prefix(case, result):
    """What has fired, breached or happened by itself by an instant stays so later on."""
    seen = [event for event in case["events"] if event.get("recorded", event["happened"]) ==
            event["happened"] and not event.get("corrects")]
    if len(seen) != len(case["events"]):
        return True
    early = min(case["as_of"], sorted(event["happened"] for event in seen)[len(seen) // 2]) \
        if seen else case["as_of"]
    before = answer(dict(case, as_of=early))
    mine = [without(item, "recorded") for item in before["derived"]]
    return mine == [without(item, "recorded") for item in result["derived"]
                    if item["at"] <= early] or \
        any(item["at"] == early for item in result["derived"])


def record(case, result):
    """A case with the facts that record what happened by itself."""
    sequence = 1000
    events = list(case["events"])
    for item in result["derived"]:
        if item["recorded"]:
            continue
        sequence += 1
        event = {"sequence": sequence, "happened": item["at"], "actor_kind": "system",
                 "visibility": "internal"}
        if item["kind"] in ("fired", "breached"):
            event.update({"kind": "fired", "policy": item["name"], "threshold": item["value"],
                          "cycle": item["cycle"], "revision": item["revision"]})
        else:
            event["kind"] = item["kind"]
            if item["kind"] == "released":
                event["reason"] = item["name"]
                if item["value"]:
                    event["source"] = item["value"]
        events.append(event)
    return dict(case, events=events)


def recorded(case, result):
    """A fact that records what happened by itself changes nothing."""
    if any(event.get("order") for event in case["events"]) or "as_known" in case:
        return True
    again = answer(record(case, result))
    mine = [without(item, "recorded") for item in again["derived"]]
    if not all(item["recorded"] for item in again["derived"]):
        return False
    if mine != [without(item, "recorded") for item in result["derived"]]:
        return False
    for name in ("holds", "links", "stays", "findings", "choices"):
        if again[name] != result[name]:
            return False
    def clocks(answers):
        """What is known later of a verdict depends on what was recorded before."""
        return [without(dict(one, view=without(one["view"], "corrections")), "fact")
                for one in answers["clocks"]]
    return without(again["view"], "sequence", "updated") == \
        without(result["view"], "sequence", "updated") and clocks(again) == clocks(result)


LAWS = (arrival, tiles, prefix, recorded)
