"""Random calendars, and instants at which calendars go wrong."""
import datetime
import zoneinfo

import model

ODD_ZONES = (
    "Australia/Lord_Howe", "Pacific/Apia", "Europe/Dublin", "Africa/Casablanca", "Asia/Kathmandu",
    "Antarctica/Troll", "America/St_Johns", "Pacific/Chatham", "Pacific/Kwajalein",
    "Africa/Monrovia", "Etc/GMT-14", "Etc/GMT+12", "America/Sao_Paulo", "Asia/Gaza",
    "Europe/Brussels", "America/New_York", "Etc/UTC", "Asia/Tehran", "America/Nuuk",
    "Africa/Cairo", "Australia/Sydney", "Pacific/Easter", "Asia/Kolkata", "Antarctica/Casey")
FIRST, LAST = -25567, 2932885  # 1900-01-01 and, with room for ranges, 9999-12-20
YEARS = (1900, 1901, 1919, 1945, 1970, 1972, 1992, 2011, 2018, 2026, 2037, 2038, 2100, 2400, 9999)


def clock(second):
    hours, rest = divmod(second, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours:02d}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")


def hours(random):
    """One interval, of the shapes that are easy to get wrong."""
    grain = random.choice((1, 60, 900, 1800, 1800, 3600))
    start = random.randrange(0, 86400 // grain) * grain
    shape = random.random()
    if shape < 0.1:
        return f"{clock(start)}-{clock(min(start + 1, 86400))}"
    if shape < 0.2:
        return f"{clock(start)}-24:00"
    if shape < 0.25:
        return "00:00-24:00"
    if shape < 0.3:
        return f"{clock(start)}-{clock(start)}"
    end = random.randrange(0, 86400 // grain) * grain
    return f"{clock(start)}-{clock(end)}"


def day_hours(random):
    result = [hours(random) for _ in range(random.choice((0, 1, 1, 1, 2, 3)))]
    if result and random.random() < 0.3:
        end = result[-1].split("-")[1]
        if end != "24:00":
            result.append(f"{end}-{clock(random.randrange(1, 97) * 900)}")
    return result


def weekly(random):
    kind = random.random()
    if kind < 0.25:
        same = day_hours(random)
        return {day: same for day in model.WEEKDAYS[:5]}
    if kind < 0.3:
        return {day: ["00:00-24:00"] for day in model.WEEKDAYS}
    if kind < 0.35:
        return {}
    return {day: day_hours(random) for day in model.WEEKDAYS if random.random() < 0.8}


def near(random, focus, spread=25):
    day = focus // model.DAY + random.randint(-spread, spread)
    return model.EPOCH + datetime.timedelta(days=min(max(day, FIRST), LAST))


def exception(random, focus):
    first = near(random, focus)
    last = first + datetime.timedelta(days=random.choice((0, 1, 3, 10)))
    scope = random.randrange(4)
    if scope == 0:
        result = {"date": first.isoformat()}
    elif scope == 1:
        result = {"from": first.isoformat(), "to": last.isoformat()}
    elif scope == 2:
        result = {"yearly": random.choice((f"{first:%m-%d}", "02-29", "12-25", "01-01"))}
    else:
        result = {"yearly_from": f"{first:%m-%d}", "yearly_to": f"{last:%m-%d}"}
    if random.random() < 0.5:
        result["closed"] = True
        result["name"] = random.choice(("Noël", "off", ""))
    else:
        result["hours"] = [hours(random) for _ in range(random.choice((1, 1, 2)))]
    return result


def plain(random, focus, zone):
    definition = {"zone": zone, "weekly": weekly(random)}
    if random.random() < 0.6:
        definition["exceptions"] = [exception(random, focus) for _ in range(random.randint(1, 5))]
    if random.random() < 0.3:
        dates = {near(random, focus, 15).isoformat() for _ in range(random.randint(1, 3))}
        definition["revisions"] = [{"from": date, "weekly": weekly(random)}
                                   for date in sorted(dates, reverse=random.random() < 0.5)]
    return definition


def calendar(random, focus, zone, depth=0):
    if depth < 2 and random.random() < (0.3 if depth == 0 else 0.15):
        combination = random.choice(("union", "intersection", "difference"))
        zones = [zone] + [random.choice(ODD_ZONES) for _ in range(random.randint(0, 2))]
        return {combination: [calendar(random, focus, name, depth + 1) for name in zones]}
    return plain(random, focus, zone)


def focus(random, zone):
    """An instant that something happens around: a change of the clocks, or an end of a year."""
    year = random.choice(YEARS)
    start = int(datetime.datetime(year, 1, 1, tzinfo=model.UTC).timestamp())
    if random.random() < 0.65:
        stop = start + 350 * model.DAY
        found = model.transitions(zoneinfo.ZoneInfo(zone), start, stop, 20 * model.DAY)
        if found:
            return random.choice(found)
    if year == 9999:
        return start + random.randrange(0, 330) * model.DAY
    return start + random.choice((0, 0, 58 * model.DAY, 364 * model.DAY, 200 * model.DAY))
