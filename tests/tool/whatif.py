"""`incident whatif`: the same facts under other rules, against replays under each of them."""
import json
import os
import sys
import tempfile

import tool


def simulated(incidents=400):
    log = tempfile.NamedTemporaryFile('w', suffix='.csv', encoding='utf-8')
    log.write(tool.simulate('--incidents', str(incidents)))
    log.flush()
    return log


def whatif(*arguments, code=0):
    done = tool.incident('whatif', '--output', 'json', *arguments, code=code)
    return json.loads(done.stdout)


def halved(hours):
    """The rules of the desk with half the time to resolve, from the change of a priority on."""
    with open(tool.DESK_RULES, encoding='utf-8') as file:
        rules = json.load(file)
    for policy in rules['policies']:
        if policy['name'] == 'resolve':
            policy['on_retarget'] = 'from_change'
            for target in policy['targets'].values():
                target.update({'kind': 'working', 'limit': '%dh' % hours})
                target.pop('objective', None)
                target.pop('days', None)
    file = tempfile.NamedTemporaryFile('w', suffix='.json', encoding='utf-8')
    json.dump(rules, file)
    file.flush()
    return file


def verdicts_of(log, rules, name='resolve'):
    """What a replay says of a clock: met, breached."""
    document, _ = tool.replay(log, '--retarget', rules=rules)
    verdicts = document['clocks'][name]['all']
    return verdicts['met'], verdicts['breached']


def test_the_same_rules_change_nothing():
    with simulated() as log:
        got = whatif('--rules', tool.DESK_RULES, '--rules', tool.DESK_RULES, log.name)
    assert got['incidents'] == [] and got['figures'] == [], got
    totals = got['totals']
    assert totals['incidents'] == 400 and totals['clocks'] == 800, totals
    assert not any(value for name, value in totals.items() if name not in ('incidents', 'clocks'))


def test_each_side_is_what_a_replay_says():
    with simulated() as log, halved(6) as other:
        got = whatif('--rules', tool.DESK_RULES, '--rules', other.name, log.name)
        met_before, _ = verdicts_of(log.name, tool.DESK_RULES)
        met_after, breached_after = verdicts_of(log.name, other.name)
    totals = got['totals']
    assert met_before - totals['met_to_breached'] + totals['breached_to_met'] == met_after, totals
    assert totals['met_to_breached'] > 0, totals
    resolve = [d for i in got['incidents'] for d in i['deviations'] if d['clock'] == 'resolve']
    moves = [(d['before']['verdict'], d['after']['verdict']) for d in resolve]
    assert moves.count(('met', 'breached')) == totals['met_to_breached'], totals
    assert totals['changed'] == len(got['incidents']), totals
    assert met_after + breached_after == totals['clocks'] - 400, totals


def test_figures_are_those_of_the_verdicts():
    with simulated() as log, halved(6) as other:
        got = whatif('--rules', tool.DESK_RULES, '--rules', other.name, '--all', log.name)
        after = [verdicts_of(log.name, other.name, name) for name in ('respond', 'resolve')]
    met = [f for f in got['figures'] if f['id'] == 'sla.met'][0]
    assert met['after']['n'] == sum(map(sum, after)), met
    assert abs(met['after']['value'] - sum(one[0] for one in after) / met['after']['n']) < 1e-12, met
    lost = round((met['before']['value'] - met['after']['value']) * met['after']['n'])
    assert lost == got['totals']['met_to_breached'] - got['totals']['breached_to_met'], met


def test_groups_and_periods():
    arguments = ['--rules', tool.DESK_RULES, '--like', 'servicenow', '--by', 'priority', '--period',
                 'month', '--zone', 'Europe/Brussels', '--all']
    with simulated() as log:
        got = whatif(*arguments, log.name)
    met = [f for f in got['figures'] if f['id'] == 'sla.met']
    assert {f['group'] for f in met} == {'priority %d' % i for i in range(1, 5)}, met
    assert all(f['from'].endswith('T23:00:00Z') or f['from'].endswith('T22:00:00Z') for f in met)
    places = [(f['id'], f['group'], f['from']) for f in got['figures']]
    assert len(places) == len(set(places))
    assert len({f['from'] for f in met}) > 2, met


def test_event_lines_are_as_good_as_the_log():
    with simulated(100) as log:
        arguments = ['--rules', tool.DESK_RULES, '--like', 'jira']
        from_log = whatif(*arguments, log.name)
        _, lines = tool.events(log.name, '--rules', tool.DESK_RULES)
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl', encoding='utf-8') as file:
        file.write(lines)
        file.flush()
        from_lines = whatif(*arguments, '--events', file.name)
    for document in (from_log, from_lines):
        document.pop('file')
    assert from_log == from_lines


def test_what_rules_cannot_express_is_said():
    with simulated(5) as log:
        for system in ('zammad', 'glpi', 'itop', 'servicenow', 'jira', 'zendesk'):
            got = whatif('--rules', tool.DESK_RULES, '--like', system, log.name)
            assert got['after']['name'].endswith('like ' + system), got['after']
            assert got['not_in_rules'].endswith('.'), got


def test_lists_and_ledgers():
    arguments = ['whatif', '--rules', tool.DESK_RULES, '--like', 'zammad', '--list', '2']
    with simulated(20) as log:
        text = tool.incident(*arguments, '--explain', 'INC0000003', log.name).stdout
        got = whatif(*arguments[1:], log.name)
    assert len(got['incidents']) == 2, got['incidents']
    assert 'Incidents (2 of %d that differ)' % got['totals']['changed'] in text, text
    assert text.count('\nBefore: ') == 2 and text.count('\nAfter: ') == 2, text


def test_as_of():
    with simulated(50) as log:
        arguments = ['--rules', tool.DESK_RULES, '--like', 'glpi', log.name]
        got = whatif('--as-of', '2026-01-10', *arguments)
        later = whatif('--as-of', '2026-06-01T00:00Z', *arguments)
    assert got['as_of'] == '2026-01-10T00:00:00Z', got
    assert got['totals']['clocks'] < later['totals']['clocks'], (got, later)


def test_usage():
    rules = ['--rules', tool.DESK_RULES]
    for arguments in (['x'], [*rules, 'x'], [*rules, *rules, *rules, 'x'], [*rules, *rules],
                      [*rules, *rules, 'one', 'two'], [*rules, '--like', 'remedy', 'x'],
                      [*rules, *rules, '--by', 'colour', 'x'], [*rules, *rules, '--by', '', 'x'],
                      [*rules, *rules, '--period', 'year', 'x'],
                      [*rules, *rules, '--list', 'few', 'x'], [*rules, *rules, '--list', '-1', 'x'],
                      [*rules, *rules, '--output', 'xml', 'x'], [*rules, *rules, '--fast', 'x'],
                      [*rules, *rules, '--events', 'x', 'y']):
        done = tool.incident('whatif', *arguments, code=2)
        assert done.stdout == '' and done.stderr.count('\n') == 1, (arguments, done.stderr)


def test_input_that_cannot_be_read():
    rules = ['--rules', tool.DESK_RULES, '--like', 'jira']
    with simulated(3) as log, tempfile.NamedTemporaryFile(suffix='.jsonl') as empty:
        for arguments in ([*rules, 'no-such.csv'], [*rules, '--events', 'no-such.jsonl'],
                          [*rules, '--zone', 'Mars/Base', log.name],
                          [*rules, '--explain', 'INC-none', log.name],
                          [*rules, '--events', empty.name],
                          ['--rules', 'no-such.json', '--like', 'jira', log.name]):
            done = tool.incident('whatif', *arguments, code=3)
            assert done.stdout == '' and done.stderr.count('\n') == 1, (arguments, done.stderr)
        done = tool.incident('whatif', *rules, '--by', 'priority,priority', log.name, code=2)
    assert done.stdout == '' and done.stderr.count('\n') == 1, done.stderr


def test_the_real_log():
    log = os.path.join(tool.SHARED, 'data', 'uci-incident', 'sample_400_incidents.csv')
    if not os.path.exists(log):
        raise tool.Skip('no real log')
    got = whatif('--rules', tool.UCI_RULES, '--like', 'servicenow', log)
    assert got['totals']['incidents'] == 400, got['totals']


if __name__ == '__main__':
    tool.main(sys.modules[__name__])
