"""Every case on key figures, through the binding."""
import json
import os
import unittest
from datetime import timedelta

from cases import exact, instant
from fixtures import there_is
from incident_cases import IncidentCase

import libincident as li

if not there_is("inc_json_read_event"):
    raise unittest.SkipTest("libincident-json was not built")

PATH = os.path.join(os.environ["INCIDENT_SOURCE"], "tests", "cases", "kpi.json")
COUNTS = ("n", "hits", "excluded", "censored", "immature", "immature_hits", "missing", "negative",
          "partial", "exact")
IN_UNIT = ("value", "goal_value", "min", "max")


def plain(value):
    """A duration in seconds, as the cases say it."""
    return value / timedelta(seconds=1) if isinstance(value, timedelta) else value


class KpiCase(IncidentCase):
    def options(self):
        given = dict(self.value.get("options", {}))
        given["instants"] = list(map(instant, given.get("instants", ())))
        return given

    def incidents(self):
        incident = li.Incident(self.rules(self.value.get("rules", {})))
        for item in self.value["incidents"]:
            incident.clear()
            for number, fact in enumerate(item["facts"], 1):
                line = dict({"subject": item["id"], "sequence": number}, **fact)
                incident.apply(li.Event.from_json(json.dumps(line)))
            incident.look(instant(self.value["as_of"]), instant(self.value.get("as_known")))
            yield incident


class Cases(unittest.TestCase):
    maxDiff = None

    def number(self, expected, got, what):
        if expected is None or got is None:
            self.assertEqual(expected, got, what)
        else:
            self.assertLessEqual(abs(plain(got) - expected), max(1e-9 * abs(expected), 1e-6), what)

    def group(self, expect, kpi):
        """A group by the values of the first columns."""
        wanted = expect.get("group", [])
        return next(n for n, key in enumerate(kpi.groups)
                    if list(key.values())[:len(wanted)] == wanted)

    def figure(self, expect, kpi):
        place = self.group(expect, kpi), instant(expect.get("at"))
        figure = kpi.find(expect["id"], *place)
        for name in set(expect) & set(COUNTS):
            self.assertEqual(expect[name], getattr(figure, name), name)
        for name in set(expect) & set(IN_UNIT):
            self.number(expect[name], getattr(figure, name), name)
        for name in {"sum", "sum_of"} & set(expect):
            self.number(expect[name], getattr(figure, name) / 1e6, name)
        if "coverage" in expect:
            self.number(expect["coverage"], figure.coverage, "coverage")
        for name in {"kind", "unit", "goal"} & set(expect):
            self.assertEqual(expect[name], getattr(figure, name).name.lower())
        for name, said in (("from", "from_"), ("to", "to")):
            if name in expect:
                self.assertEqual(instant(expect[name]), getattr(figure, said))
        for share, value in expect.get("percentiles", {}).items():
            self.number(value, kpi.percentile(expect["id"], float(share), *place), share)
        if "name" in expect:
            self.assertEqual(expect["name"], figure.label)

    def trend(self, expect, kpi):
        trend = kpi.trend(expect["id"], self.group(expect, kpi))
        if expect.get("status") == "done":
            self.assertIsNone(trend)
            return
        for name in {"periods", "score"} & set(expect):
            self.assertEqual(expect[name], getattr(trend, name))
        for name in {"slope", "z"} & set(expect):
            self.number(expect[name], getattr(trend, name), name)

    def row(self, expect, row):
        for name, expected in expect.items():
            got = row[name]
            if isinstance(got, timedelta):
                self.assertEqual(exact(expected), got, name)
            elif hasattr(got, "tzinfo"):
                self.assertEqual(instant(expected), got, name)
            else:
                self.assertEqual(expected, got, name)

    def run_case(self, case):
        kpi, table = li.Kpi(**case.options()), li.Observations()
        for incident in case.incidents():
            kpi.add(incident)
            table.add(incident)
        for expect in case.expect.get("figures", []):
            with self.subTest(expect["id"]):
                self.figure(expect, kpi)
        for expect in case.expect.get("trends", []):
            self.trend(expect, kpi)
        if "groups" in case.expect:
            self.assertEqual(case.expect["groups"], len(kpi.groups))
        for grain, rows in case.expect.get("rows", {}).items():
            self.assertEqual(len(rows), table.count(grain))
            for expect, row in zip(rows, table.rows(grain)):
                self.row(expect, row)
        self.again(case, kpi, table)

    def again(self, case, kpi, table):
        """The same as a table, as columns, and from bytes."""
        told, given = li.Kpi(**case.options()), li.Kpi(**case.options())
        told.add(table)
        for grain in ("incident", "clock", "cycle", "episode"):
            names = list(table.rows(grain)[0]) if table.count(grain) else []
            given.add_columns(grain, **{name: table.column(name, grain) for name in names})
        for other in (told, given, li.Kpi.from_bytes(bytes(kpi))):
            self.assertEqual(bytes(kpi), bytes(other))


def add_cases():
    with open(PATH, encoding="utf-8") as file:
        document = json.load(file)
    for value in document["cases"]:
        case = KpiCase(document, value)
        name = "test_" + value["id"].replace("-", "_")
        setattr(Cases, name, lambda self, case=case: self.run_case(case))


add_cases()

if __name__ == "__main__":
    unittest.main()
