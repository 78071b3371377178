"""The two UCI logs: every figure of expected.json to the last digit, and what the log proves."""
import json
import os
import sys

import tool

FOLDER = os.path.join(tool.SHARED, 'data', 'uci-incident')
SAMPLE = 'sample_400_incidents.csv'
FULL = 'dev_opened_before_2016-04-01.csv'
BACKLOG = ['2016-04-01', '2016-05-01', '2016-06-01']


def expected(name):
    path = os.path.join(FOLDER, 'expected.json')
    if not os.path.exists(path):
        raise tool.Skip('uci-incident is not among the shared data')
    with open(path, encoding='utf-8') as file:
        return json.load(file)[name]


def replayed(name, *more):
    options = [argument for instant in BACKLOG for argument in ('--backlog', instant)]
    return tool.replay(os.path.join(FOLDER, name), *options, *more)


def check_figures(name):
    figures = expected(name)
    got, stderr = replayed(name)
    tool.assert_contains(figures, got)
    assert stderr == '' and got['rejected'] == [] and got['rejected_rows'] == 0
    assert set(got['mttr']) == set(figures['mttr'])
    assert set(got['made_sla_reproduced']) == set(figures['made_sla_reproduced'])
    assert list(got['backlog_not_closed_at']) == BACKLOG


def check_proofs(name):
    figures = expected(name)
    got, _ = replayed(name)
    matrix = {'checked': figures['events'], 'mismatches': 0, 'empty_cells': 0}
    assert got['matrix'] == matrix, got['matrix']
    all_agree = {'agree': figures['incidents'], 'of': figures['incidents'], 'mismatches': 0}
    assert got['reopen_count_from_states'] == all_agree, 'the view has the reopens that the log counts'
    assert got['priority_from_fold'] == all_agree, 'the view has the priority of the last row'
    retargeted, _ = replayed(name, '--retarget')
    assert retargeted['priority_from_fold'] == all_agree
    assert retargeted['reopen_count_from_states'] == all_agree


def test_sample_figures():
    check_figures(SAMPLE)


def test_full_figures():
    check_figures(FULL)


def test_sample_matrix_and_reopens():
    check_proofs(SAMPLE)


def test_full_matrix_and_reopens():
    check_proofs(FULL)


def test_full_equals_baseline():
    expected(FULL)
    got, _ = replayed(FULL)
    tool.assert_contains(tool.baseline(os.path.join(FOLDER, FULL), *BACKLOG), got)


def test_default_backlog_is_the_first_of_months():
    figures = expected(SAMPLE)
    got, _ = tool.replay(os.path.join(FOLDER, SAMPLE))
    tool.assert_contains(figures['backlog_not_closed_at'], got['backlog_not_closed_at'])
    assert all(key.endswith('-01') for key in got['backlog_not_closed_at'])


def test_text_shows_the_figures():
    figures = expected(SAMPLE)
    text = tool.incident('replay', '--rules', tool.UCI_RULES, os.path.join(FOLDER, SAMPLE)).stdout
    for word in ('%d events, %d incidents' % (figures['events'], figures['incidents']),
                 str(figures['business_minutes_open_to_closed_total']),
                 '%.2f' % figures['mttr']['P1']['mean_h']):
        assert word in text, word


def test_explain_tiles_the_time_of_an_incident():
    expected(SAMPLE)
    got, _ = tool.replay(os.path.join(FOLDER, SAMPLE), '--explain', 'INC0000045')
    ledger = got['explained']['INC0000045'].splitlines()
    assert ledger[0].startswith('INC0000045, P3, policy resolve')
    spans = [line.split()[:2] for line in ledger if line.startswith('2016-')]
    assert spans[0][0] == '2016-02-29T01:16:00Z'
    assert all(before[1] == after[0] for before, after in zip(spans, spans[1:]))


if __name__ == '__main__':
    tool.main(sys.modules[__name__])
