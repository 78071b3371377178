"""Bad rows: each is reported with its line, counted, and left out of exactly what it spoils."""
import sys

import tool

HEADER = ('number,incident_state,sys_updated_at,opened_at,resolved_at,closed_at,impact,urgency,'
          'priority,made_sla,reopen_count,reassignment_count\n')
GOOD = ('A,New,1/3/2016 14:10,1/3/2016 14:00,1/3/2016 18:00,1/3/2016 20:00,2 - Medium,2 - Medium,'
        '3 - Moderate,true,0,0\n'
        'A,Resolved,1/3/2016 18:00,1/3/2016 14:00,1/3/2016 18:00,1/3/2016 20:00,2 - Medium,'
        '2 - Medium,3 - Moderate,true,0,0\n'
        'A,Closed,1/3/2016 20:00,1/3/2016 14:00,1/3/2016 18:00,1/3/2016 20:00,2 - Medium,'
        '2 - Medium,3 - Moderate,true,0,0\n')
ROW = ['B', 'Closed', '2/3/2016 20:00', '2/3/2016 14:00', '2/3/2016 18:00', '2/3/2016 20:00', '2',
       '2', '3', 'true', '0', '0']
PLACES = {name: place for place, name in enumerate(HEADER.strip().split(','))}


def replayed(body, *arguments, code=0):
    log = tool.log_file(HEADER + body)
    got, stderr = tool.replay(log.name, '--backlog', '2016-03-02T15:00Z', *arguments, code=code)
    return got, stderr.replace(log.name, 'LOG')


def with_cells(**cells):
    row = list(ROW)
    for name, value in cells.items():
        row[PLACES[name]] = value
    return GOOD + ','.join(row) + '\n'


def counts(got):
    """How many incidents each figure speaks of."""
    return {
        'incidents': got['incidents'],
        'mttr': got['mttr']['all']['n'],
        'mttr_p3': got['mttr']['P3']['n'],
        'mtta': got['mtta']['n'],
        'made_sla': got['sla_met_as_recorded']['all']['of'],
        'reopened': got['reopened']['of'],
        'reassigned': got['reassigned']['of'],
        'fcr': got['fcr_noreassign']['of'],
        'backlog': sum(got['backlog_not_closed_at'].values()),
        'minutes': got['business_minutes_open_to_closed_total'],
        'clock': got['clocks']['resolve']['all']['met'],
        'reproduced': got['made_sla_reproduced']['P3']['of'],
        'matrix': got['matrix']['checked'],
        'states': got['reopen_count_from_states']['of'],
    }


ALL = {'incidents': 2, 'mttr': 2, 'mttr_p3': 2, 'mtta': 2, 'made_sla': 2, 'reopened': 2,
       'reassigned': 2, 'fcr': 2, 'backlog': 1, 'minutes': 720, 'clock': 2, 'reproduced': 2,
       'matrix': 4, 'states': 2}


def check_spoils(column, value, **changed):
    """One bad cell in the last row of B: one reject, and only these figures change."""
    got, stderr = replayed(with_cells(**{column: value}))
    expected = dict(ALL, **changed)
    assert counts(got) == expected, tool.differences(expected, counts(got))
    assert len(got['rejected']) == 1 and got['rejected'][0]['line'] == 5, got['rejected']
    assert got['rejected'][0]['value'] == value and got['rejected_rows'] == 0
    assert stderr.startswith('incident replay: LOG:5: ') and stderr.count('\n') == 1, stderr


def test_good_rows_spoil_nothing():
    got, stderr = replayed(with_cells())
    assert counts(got) == ALL and stderr == '' and got['rejected'] == []


def test_opened_at():
    check_spoils('opened_at', '30/2/2016 14:00', mttr=1, mttr_p3=1, mtta=1, backlog=0, minutes=360,
                 clock=1, reproduced=1)
    check_spoils('opened_at', '?', mttr=1, mttr_p3=1, mtta=1, backlog=0, minutes=360, clock=1,
                 reproduced=1)


def test_resolved_at():
    check_spoils('resolved_at', '2/3/16 14:00', mttr=1, mttr_p3=1)


def test_closed_at():
    check_spoils('closed_at', '2/3/2016 24:00', backlog=0, minutes=360, clock=1, reproduced=1)


def test_updated_at():
    check_spoils('sys_updated_at', 'yesterday', mtta=1)


def test_state():
    check_spoils('incident_state', '?', mtta=1, states=1)


def test_priority():
    check_spoils('priority', '5 - Planning', mttr_p3=1, clock=1, reproduced=1, matrix=3)


def test_impact_and_urgency():
    check_spoils('impact', '9 - What', matrix=3)
    check_spoils('urgency', 'Medium', matrix=3)


def test_made_sla():
    check_spoils('made_sla', 'maybe', made_sla=1, reproduced=1)


def test_counts():
    check_spoils('reopen_count', '-1', reopened=1, fcr=1, states=1)
    check_spoils('reassignment_count', 'x', reassigned=1, fcr=1)


def test_missing_values_are_no_errors():
    for column, changed in (('resolved_at', {'mttr': 1, 'mttr_p3': 1}),
                            ('impact', {'matrix': 3}), ('made_sla', {'made_sla': 1,
                                                                     'reproduced': 1}),
                            ('closed_at', {'minutes': 360})):
        got, stderr = replayed(with_cells(**{column: '?'}))
        assert counts(got) == dict(ALL, **changed), (column, counts(got))
        assert stderr == ''


def test_an_earlier_bad_row_spoils_no_final_value():
    row = list(ROW)
    row[PLACES['opened_at']] = 'x'
    got, _ = replayed(GOOD + ','.join(row) + '\n' + ','.join(ROW) + '\n')
    assert counts(got) == dict(ALL, matrix=5) and len(got['rejected']) == 1


def test_the_edges_of_the_backlog():
    log = tool.log_file(HEADER + GOOD)
    instants = ('2016-03-01T14:00:00Z', '2016-03-01T14:00:01Z', '2016-03-01T20:00:00Z',
                '2016-03-01T20:00:01Z')
    got, _ = tool.replay(log.name, *[word for at in instants for word in ('--backlog', at)])
    assert got['backlog_not_closed_at'] == dict(zip(instants, (0, 1, 1, 0)))


def test_negative_durations_are_rejected_and_counted():
    got, _ = replayed(with_cells(resolved_at='2/3/2016 13:59', sys_updated_at='2/3/2016 13:00'))
    assert got['mttr']['all']['n'] == 1 and got['mttr']['all']['negative_rejected'] == 1
    assert got['mtta']['n'] == 1 and got['mtta']['negative_rejected'] == 1


def test_an_incident_without_its_reopen_s_time_has_no_clock():
    rows = [list(ROW), list(ROW), list(ROW)]
    rows[1][1], rows[1][2] = 'Active', '?'
    for row in rows:
        row[PLACES['reopen_count']] = '1'
    got, _ = replayed(GOOD + ''.join(','.join(row) + '\n' for row in rows))
    assert got['clocks']['resolve']['all'] == {'met': 1, 'breached': 0, 'pending': 0,
                                               'cancelled': 0, 'left_out': 1, 'met_percent': 100.0}
    assert got['reopen_count_from_states'] == {'agree': 2, 'of': 2, 'mismatches': 0}


def test_an_unknown_state_may_hide_a_pause_or_a_reopen():
    body = with_cells(incident_state='?')
    paused, _ = replayed(body)
    assert paused['clocks']['resolve']['all']['left_out'] == 0, 'these terms know no pauses'
    log = tool.log_file(HEADER + body)
    got, _ = tool.replay(log.name, rules=tool.DESK_RULES)
    assert got['clocks']['resolve']['all']['left_out'] == 1
    got, _ = replayed(with_cells(incident_state='?', reopen_count='1'))
    assert got['clocks']['resolve']['all']['left_out'] == 1


def test_rows_that_are_no_rows():
    got, stderr = replayed('A,New\n' + GOOD + ',New' + ',' * 10 + '\n' + '?,New' + ',' * 10 + '\n'
                           + 'C,"never closed' + ',' * 10 + '\n' + 'C,"x"y' + ',' * 10 + '\n'
                           + ',' * 12 + '\n' + ','.join(ROW) + '\n')
    assert counts(got) == ALL
    tool.golden('rows.txt', stderr)
    assert [reject['line'] for reject in got['rejected']] == [2, 6, 7, 8, 9, 10]
    assert got['rejected_rows'] == 6 and got['events'] == 4


def test_quotes_as_in_rfc_4180():
    quoted = '"' + '","'.join(ROW) + '"\r\n'
    got, stderr = replayed(GOOD + quoted.replace('"B"', '"B ""two""\nlines, really"'))
    assert counts(got) == ALL and stderr == ''
    got, _ = replayed(GOOD + quoted.replace('"B"', '"B ""two"" lines"'), '--explain',
                      'B "two" lines')
    assert list(got['explained']) == ['B "two" lines']


def test_a_stray_quote_spoils_one_line():
    stray = ','.join(['C', '"Active'] + ROW[2:]) + '\n'
    other = ','.join(['E', 'Active', ROW[2] + '"'] + ROW[3:]) + '\n'
    got, stderr = replayed(stray + GOOD + ','.join(ROW) + '\n' + stray.replace('C', 'D')
                           + other)
    lines = [(reject['line'], reject['column']) for reject in got['rejected']]
    assert lines == [(2, None), (7, None), (8, 'updated_at')], stderr
    assert got['incidents'] == 3 and got['mttr']['all']['n'] == 3


def test_a_line_longer_than_any_row():
    got, stderr = replayed(GOOD + 'C' * 600000 + '\n' + ','.join(ROW) + '\n')
    assert counts(got) == ALL and [reject['line'] for reject in got['rejected']] == [5]
    assert 'a line too long' in stderr


def test_byte_order_mark_empty_lines_and_no_last_newline():
    log = tool.log_file('\ufeff' + HEADER.replace('\n', '\r\n\r\n') + GOOD + '\n' + ','.join(ROW))
    got, stderr = tool.replay(log.name, '--backlog', '2016-03-02T15:00Z')
    assert counts(got) == ALL and stderr == ''


def test_strict_makes_them_an_error():
    got, stderr = replayed(with_cells(impact='x'), '--strict', code=1)
    assert got is None and stderr.count('\n') == 2 and "LOG:5: impact" in stderr
    replayed(with_cells(), '--strict')


def test_unusable_logs():
    for text, words in (('', 'is empty'), ('a,b\n', "no column 'number'"),
                        ('"a', 'has no usable header row')):
        log = tool.log_file(text)
        done = tool.incident('replay', '--rules', tool.UCI_RULES, log.name, code=3)
        assert words in done.stderr and done.stdout == '' and done.stderr.count('\n') == 1
    done = tool.incident('replay', '--rules', tool.UCI_RULES, '/no/such/file', code=3)
    assert "'/no/such/file'" in done.stderr


def test_a_log_without_rows():
    got, _ = replayed('')
    assert got['incidents'] == 0 and got['mttr']['all'] == {
        'n': 0, 'mean_h': None, 'median_h': None, 'p90_h': None, 'p95_h': None}
    assert got['reopened'] == {'count': 0, 'of': 0, 'percent': None}


def test_columns_that_are_not_there():
    log = tool.log_file('incident_state,number,sys_updated_at,opened_at\n'
                        'Closed,A,1/3/2016 14:30,1/3/2016 14:00\n')
    got, stderr = tool.replay(log.name)
    assert stderr == '' and got['mtta']['n'] == 1 and got['sla_met_as_recorded']['all']['of'] == 0
    assert got['columns_missing'] == ['resolved_at', 'closed_at', 'impact', 'urgency', 'priority',
                                      'made_sla', 'reopen_count', 'reassignment_count']


if __name__ == '__main__':
    tool.main(sys.modules[__name__])
