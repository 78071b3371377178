"""What an incident gives key figures, by definition: what of its row is no copy of the view
(observation.h), and when its episodes came back. The model of the life cycle writes the course."""

REPORTS = {"opened_at": "opened", "acknowledged_at": "acknowledged", "resolved_at": "resolved",
           "closed_at": "closed", "made_sla": "made_sla", "reopen_count": "reopens",
           "reassignment_count": "reassignments"}
AVOIDABLE = ("known_solution", "authority")


class Course:
    """What is kept of an incident on the way."""

    def __init__(self):
        self.works, self.held = [], []

    def work(self, event, tier, episode):
        self.works.append({"to": event["happened"], "effort": event.get("effort", 0),
                           "activity": event.get("activity", ""), "episode": episode,
                           "tier": event.get("tier") or tier})

    def stand(self, at, is_held):
        """How it stood from an instant on."""
        self.held.append((at, is_held))


def overlap(start, end, other_start, other_end):
    return max(0, min(end, other_end) - max(start, other_start))


def covered(spans, start, end):
    """How much of a stretch lies within any of the spans, cut up at all of their ends."""
    marks = sorted({start, end} | {mark for span in spans for mark in span if start < mark < end})
    return sum(to - at for at, to in zip(marks, marks[1:])
               if any(first <= at and to <= last for first, last in spans))


def held_time(course, start, end):
    if start is None or end is None:
        return None
    stands = course.held + [(max(end, course.held[-1][0]), False)]
    return sum(overlap(at, stands[place + 1][0], start, end)
               for place, (at, is_held) in enumerate(stands[:-1]) if is_held)


def efforts(course):
    first = sum(work["effort"] for work in course.works if work["tier"] < 2)
    higher = sum(work["effort"] for work in course.works if work["tier"] >= 2)
    return (first, higher) if first or higher else (None, None)


def resolver(incident):
    """The tier that resolved it, and whether it could have been the first."""
    last = incident.episodes[-1]
    if last["resolved"] is None or not last["tier"]:
        return None, None
    works = [work["activity"] for work in incident.course.works
             if work["tier"] >= 2 and work["episode"] == len(incident.episodes)]
    if last["tier"] == 1 or not works:
        return last["tier"], None
    return last["tier"], int(any(activity in AVOIDABLE for activity in works))


def is_resolve(attachment):
    return attachment.policy.agreement == "sla" and attachment.policy.clock == "resolve"


def business(clocks, start, end):
    """Open time on the calendar of the first resolve clock, whatever became of it."""
    first = next((one for one in clocks.attachments if is_resolve(one)), None)
    if first is None or start is None or end is None:
        return None
    calendar = first.terms.calendar
    return calendar.between(start, end) if start <= end else -calendar.between(end, start)


def counting(clock, line):
    """Whether a line of the ledger counts, or did and is carried on."""
    if line["kind"] == "superseded":
        return line["was"] == "running" and clock.cycles[line["cycle"] - 1].run.carried > 0
    return line["kind"] == "running"


def counted(course, clocks, has_effort):
    """Of the first resolve clock that is not cancelled, and the part under root-cause work."""
    first = next((one.clock for one in clocks.attachments
                  if is_resolve(one) and not one.clock.cancelled), None)
    if first is None:
        return None, None
    spans = [(work["to"] - work["effort"], work["to"]) for work in course.works
             if work["activity"] == "root_cause"]
    cause = sum(covered(spans, line["from"], line["to"]) for line in first.ledger()
                if counting(first, line))
    return sum(cycle.run.elapsed() for cycle in first.cycles), cause if has_effort else None


def row(incident, clocks):
    """None is unknown. Nothing of an incident without facts."""
    course = incident.course
    if not incident.episodes:
        return None
    start, end = incident.milestones["detected"], incident.milestones["restored"]
    result = {"held": held_time(course, start, end), "business": business(clocks, start, end)}
    result["effort_first"], result["effort_higher"] = efforts(course)
    result["resolver_tier"], result["avoidable"] = resolver(incident)
    result["counted"], result["root_cause"] = counted(course, clocks,
                                                      result["effort_first"] is not None)
    for figure, name in REPORTS.items():
        report = incident.reported.get(figure)
        member = "instant" if figure.endswith("_at") else "value"
        result[f"reported_{name}"] = report and report[member]
    return result


def returned(incident):
    """When each episode came back after its closing."""
    result = []
    for place, episode in enumerate(incident.episodes):
        found = [one["opened"] for one in incident.episodes[place + 1:place + 2]]
        found += [link["since"] for link in incident.links
                  if link["relation"] == "followed_by" and episode["closed"] is not None and
                  link["since"] >= episode["closed"]]
        result.append(min(found, default=None) if episode["closed"] is not None else None)
    return result
