#!/usr/bin/env python3
"""The figures of `incident replay` on a ServiceNow log, by the standard library alone.

What a careful person would write without libincident: csv.reader, columns by position, each distinct
date parsed once, final values looked at once. It is the yardstick of bench_replay.py and an oracle
of the tests: its business time is arithmetic of its own (Monday to Friday 14:00-23:00 UTC, P3 62 h,
P4 133 h, as in tests/data/uci-rules.json).

usage: replay_baseline.py LOG.csv [YYYY-MM-DD]...     (the dates: instants to count the backlog at)
"""
import csv
import json
import sys
from datetime import date

MATRIX = {('1', '1'): '1', ('1', '2'): '2', ('2', '1'): '2', ('2', '2'): '3', ('3', '1'): '3',
          ('2', '3'): '4', ('3', '2'): '4', ('3', '3'): '4'}
PRIORITIES = ('1', '2', '3', '4')
LIMITS = {'3': 62 * 60, '4': 133 * 60}
OPENS, CLOSES = 14 * 60, 23 * 60
ENDED = ('Resolved', 'Closed')
COLUMNS = ('number', 'incident_state', 'reassignment_count', 'reopen_count', 'made_sla', 'opened_at',
           'sys_updated_at', 'impact', 'urgency', 'priority', 'resolved_at', 'closed_at')


class Dates(dict):
    """Minutes since 1970 of "29/2/2016 01:16"; None for '?' and for what is no date (in bad)."""

    def __init__(self):
        super().__init__()
        self.bad = set()

    def __missing__(self, text):
        try:
            day, clock = text.split(' ')
            d, m, y = day.split('/')
            hour, minute = clock.split(':')
            if int(hour) > 23 or int(minute) > 59 or len(y) != 4:
                raise ValueError
            value = ((date(int(y), int(m), int(d)).toordinal() - 719163) * 1440
                     + int(hour) * 60 + int(minute))
        except ValueError:
            value = None
            if text not in ('', '?'):
                self.bad.add(text)
        self[text] = value
        return value


def open_minutes(t):
    """Open minutes from Monday 1970-01-05 to t: whole weeks, whole days, the day in hand."""
    days, minute = divmod(t - 4 * 1440, 1440)
    weeks, day = divmod(days, 7)
    if day >= 5:
        return (weeks * 5 + 5) * (CLOSES - OPENS)
    return (weeks * 5 + day) * (CLOSES - OPENS) + min(max(minute - OPENS, 0), CLOSES - OPENS)


def durations(minutes):
    n = len(minutes)
    if n == 0:
        return {'n': 0, 'mean_h': None, 'median_h': None, 'p90_h': None, 'p95_h': None}
    hours = [m / 60 for m in minutes]
    mean = sum(hours) / n
    hours.sort()
    result = {'n': n, 'mean_h': round(mean, 4)}
    for name, p in (('median_h', 0.5), ('p90_h', 0.9), ('p95_h', 0.95)):
        k = (n - 1) * p
        low = int(k)
        high = min(low + 1, n - 1)
        result[name] = round(hours[low] + (hours[high] - hours[low]) * (k - low), 4)
    return result


def share(count, of):
    return {'count': count, 'of': of, 'percent': round(100 * count / of, 4) if of else None}


def read(path):
    """One pass: the last row of each incident, and what its sequence of rows tells."""
    dates = Dates()
    last, state, acknowledged, updated, reopens = {}, {}, {}, {}, {}
    events = backwards = checked = mismatches = 0
    with open(path, newline='', encoding='utf-8') as stream:
        rows = csv.reader(stream)
        header = next(rows)
        width = len(header)
        places = [header.index(name) for name in COLUMNS]
        c_number, c_state, _, _, _, _, c_updated, c_impact, c_urgency, c_priority = places[:10]
        for row in rows:
            if len(row) != width:
                continue
            number = row[c_number]
            if number in ('', '?'):
                continue
            events += 1
            is_new = number not in last
            last[number] = row
            at = dates[row[c_updated]]
            if at is not None:
                if not is_new and at < updated.get(number, at):
                    backwards += 1
                updated[number] = at
            expected = MATRIX.get((row[c_impact][:1], row[c_urgency][:1]))
            if expected and row[c_priority][:1] in PRIORITIES:
                checked += 1
                mismatches += expected != row[c_priority][:1]
            now = row[c_state]
            if now != 'New' and number not in acknowledged:
                acknowledged[number] = at
            if not is_new and state[number] in ENDED and now not in ENDED:
                reopens[number] = reopens.get(number, 0) + 1
            state[number] = now
    return {'dates': dates, 'last': last, 'acknowledged': acknowledged, 'reopens': reopens,
            'events': events, 'backwards': backwards, 'checked': checked,
            'mismatches': mismatches, 'places': places}


def figures(log, backlog_dates):
    (_, _, c_reassigns, c_reopens, c_made, c_opened, _, _, _, c_priority, c_resolved,
     c_closed) = log['places']
    dates = log['dates']
    mttr, mtta = {'all': []}, []
    met, sla = {}, [0, 0]
    agree = {}
    backlog = {text: [(date.fromisoformat(text).toordinal() - 719163) * 1440, 0]
               for text in backlog_dates}
    negative = negative_mttr = reopened = reassigned = neither = same = business = 0
    reopens_of = reassigns_of = neither_of = 0
    for number, row in log['last'].items():
        opened, resolved, closed = dates[row[c_opened]], dates[row[c_resolved]], dates[row[c_closed]]
        priority = row[c_priority][:1]
        key = 'P' + priority if priority in PRIORITIES else None
        if key:
            mttr.setdefault(key, [])
        made = row[c_made]
        if opened is not None and resolved is not None:
            if resolved < opened:
                negative_mttr += 1
            else:
                mttr['all'].append(resolved - opened)
                if key:
                    mttr[key].append(resolved - opened)
        first = log['acknowledged'].get(number)
        if opened is not None and first is not None:
            if first < opened:
                negative += 1
            else:
                mtta.append(first - opened)
        if made in ('true', 'false'):
            sla[0] += made == 'true'
            sla[1] += 1
            if key:
                pair = met.setdefault(key, [0, 0])
                pair[0] += made == 'true'
                pair[1] += 1
        reopens = int(row[c_reopens]) if row[c_reopens].isdigit() else None
        reassigns = int(row[c_reassigns]) if row[c_reassigns].isdigit() else None
        if reopens is not None:
            reopens_of += 1
            reopened += reopens > 0
            same += reopens == log['reopens'].get(number, 0)
        if reassigns is not None:
            reassigns_of += 1
            reassigned += reassigns > 0
        if reopens is not None and reassigns is not None:
            neither_of += 1
            neither += reopens == reassigns == 0
        if opened is not None and row[c_closed] not in dates.bad:
            for entry in backlog.values():
                entry[1] += opened < entry[0] and (closed is None or entry[0] <= closed)
        if opened is not None and closed is not None and closed >= opened:
            worked = open_minutes(closed) - open_minutes(opened)
            business += worked
            if priority in LIMITS and made in ('true', 'false'):
                pair = agree.setdefault(key, [0, 0])
                pair[0] += (worked <= LIMITS[priority]) == (made == 'true')
                pair[1] += 1
    result = {
        'events': log['events'],
        'incidents': len(log['last']),
        'mttr': {key: durations(mttr[key]) for key in sorted(mttr)},
        'mtta': dict(durations(mtta), negative_rejected=negative),
        'sla_met_as_recorded': {'all': share(*sla)},
        'reopened': share(reopened, reopens_of),
        'reassigned': share(reassigned, reassigns_of),
        'fcr_noreassign': share(neither, neither_of),
        'backlog_not_closed_at': {text: entry[1] for text, entry in backlog.items()},
        'business_minutes_open_to_closed_total': business,
        'made_sla_reproduced': {key: {'agree': agree[key][0], 'of': agree[key][1]}
                                for key in sorted(agree)},
        'matrix': {'checked': log['checked'], 'mismatches': log['mismatches']},
        'reopen_count_from_states': {'agree': same, 'of': reopens_of,
                                     'mismatches': reopens_of - same},
        'time_runs_backwards': log['backwards'],
    }
    for key in sorted(met):
        result['sla_met_as_recorded'][key] = {'met': met[key][0], 'of': met[key][1]}
    if negative_mttr:
        result['mttr']['all']['negative_rejected'] = negative_mttr
    return result


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    json.dump(figures(read(sys.argv[1]), sys.argv[2:]), sys.stdout, indent=1)
    print()


if __name__ == '__main__':
    main()
