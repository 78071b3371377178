"""Holidays against independent readers: real feeds against a reading of their plain lines, random
rules against dateutil. Usage: oracle.py LIST SOURCE_ROOT. Prints TAP."""
import datetime
import os
import random
import re
import subprocess
import sys

try:
    from dateutil import rrule
except ImportError:
    rrule = None

FEEDS = ["BE_vacanza.ics", "CH_vacanza.ics", "FR_vacanza.ics", "LU_vacanza.ics"]
FIRST, LAST = datetime.date(2010, 1, 1), datetime.date(2040, 12, 31)
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
RULES = 120


def listed(program, text):
    run = subprocess.run([program, str(FIRST), str(LAST)], input=text.encode(),
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode != 0:
        return run.stderr.decode().strip()
    return [tuple(line.split("\t")) for line in run.stdout.decode().splitlines()]


def plain(text):
    """Events of one day and no rules, read with a pattern or two."""
    text = re.sub(r"\r?\n[ \t]", "", text)
    days = set()
    for event in re.findall(r"BEGIN:VEVENT(.*?)END:VEVENT", text, re.S):
        date = re.search(r"DTSTART;VALUE=DATE:(\d{4})(\d\d)(\d\d)", event).groups()
        name = re.search(r"^SUMMARY:(.*?)\r?$", event, re.M).group(1)
        days.add(("-".join(date), re.sub(r"\\(.)", r"\1", name)))
    return sorted(days)


def a_rule(dice):
    """A rule whose first date fits it, and that RFC 5545 gives one meaning."""
    start = datetime.date(dice.randint(2012, 2025), dice.randint(1, 12), dice.randint(1, 28))
    rule = {"FREQ": dice.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])}
    if dice.random() < 0.5:
        rule["INTERVAL"] = str(dice.randint(1, 5))
    if rule["FREQ"] == "WEEKLY" and dice.random() < 0.7:
        rule["BYDAY"] = ",".join(dice.sample(WEEKDAYS, dice.randint(1, 4)))
    if rule["FREQ"] == "MONTHLY":
        kind = dice.randint(0, 2)
        if kind == 0:
            rule["BYDAY"] = dice.choice(["1", "2", "-1", "-2"]) + dice.choice(WEEKDAYS)
        elif kind == 1:
            rule["BYMONTHDAY"] = str(dice.choice([1, 15, 29, 30, 31, -1]))
    if rule["FREQ"] == "YEARLY":
        rule["BYMONTH"] = str(dice.randint(1, 12))
        if dice.random() < 0.5:
            rule["BYDAY"] = dice.choice(["1", "4", "-1"]) + dice.choice(WEEKDAYS)
        else:
            rule["BYMONTHDAY"] = str(dice.randint(1, 31) if rule["BYMONTH"] != "2" else 29)
    if dice.random() < 0.5:
        rule["UNTIL"] = (start + datetime.timedelta(dice.randint(1, 4000))).strftime("%Y%m%d")
    text = ";".join("%s=%s" % pair for pair in rule.items())
    origin = datetime.datetime.combine(start, datetime.time())
    first = next(iter(rrule.rrulestr(text, dtstart=origin)), None)
    return (text, first) if first is not None and first.date() < LAST else a_rule(dice)


def expand(text, first, exdates):
    days = []
    for when in rrule.rrulestr(text, dtstart=first):
        if when.date() > LAST:
            break
        if when.date() not in exdates:
            days.append((str(when.date()), "x"))
    return days


def check_rule(program, dice):
    text, first = a_rule(dice)
    days = expand(text, first, ())
    out = {datetime.date.fromisoformat(dice.choice(days)[0])} if len(days) > 1 else set()
    event = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "DTSTART;VALUE=DATE:%s" %
             first.strftime("%Y%m%d"), "RRULE:" + text, "SUMMARY:x"]
    event += ["EXDATE;VALUE=DATE:%s" % day.strftime("%Y%m%d") for day in out]
    event += ["END:VEVENT", "END:VCALENDAR", ""]
    expected = expand(text, first, out)
    found = listed(program, "\r\n".join(event))
    if found == expected:
        return None
    return "%s from %s without %s: %s, not %s" % (text, first.date(), out, found[:8], expected[:8])


def main():
    program = sys.argv[1]
    shared = os.environ.get("INCIDENT_SHARED", os.path.join(sys.argv[2], os.pardir, "shared"))
    number = failed = 0
    for name in FEEDS:
        number += 1
        path = os.path.join(shared, "data", "holidays", name)
        if not os.path.exists(path):
            print("ok %d - %s # SKIP there is no %s" % (number, name, path))
            continue
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        same = listed(program, text) == plain(text)
        failed += not same
        print("%s %d - %s" % ("ok" if same else "not ok", number, name))
    number += 1
    if rrule is None:
        print("ok %d - random rules # SKIP python3-dateutil is not installed" % number)
    else:
        dice = random.Random(20260601)
        wrong = [said for said in (check_rule(program, dice) for _ in range(RULES)) if said]
        failed += bool(wrong)
        print("%s %d - %d random rules" % ("not ok" if wrong else "ok", number, RULES))
        for said in wrong[:10]:
            print("# " + said)
    print("1..%d" % number)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
