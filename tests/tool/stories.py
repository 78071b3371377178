"""incident simulate: what a desk recorded, all kinds of facts, none of it impossible."""
import json
import sys
import tempfile

import tool

KINDS = {'occurred', 'detected', 'logged', 'acknowledged', 'restored', 'confirmed', 'closed',
         'resolved', 'refused', 'reopened', 'cancelled', 'classified', 'prioritised', 'assigned',
         'escalated', 'held', 'released', 'worked', 'noted', 'linked', 'unlinked', 'documented',
         'converted', 'voided', 'redacted', 'timed_out'}

# A process that never closes by itself, and has no calendar, no change, no reopen.
PLAIN = {
    'incident_rules': 1, 'name': 'plain', 'version': '1',
    'calendars': {'office': {'zone': 'Europe/Paris', 'weekly': {'mon': ['09:00-17:00']}}},
    'process': {'confirm_within': '1h', 'tiers': 2},
    'policies': [],
}


def stream(*arguments):
    """The lines of a stream, parsed, and as they were written."""
    lines = tool.incident('simulate', *arguments).stdout
    return [json.loads(line) for line in lines.splitlines()], lines


def rules_file(document):
    file = tempfile.NamedTemporaryFile('w', suffix='.json', encoding='utf-8')
    json.dump(document, file)
    file.flush()
    return file


def test_every_kind_of_fact_and_nothing_impossible():
    fourth = 0
    for seed in range(6):
        facts, lines = stream('--seed', str(seed), '--incidents', '900')
        assert {fact['kind'] for fact in facts} == KINDS, KINDS - {fact['kind'] for fact in facts}
        sums = tool.refold(lines, 'large', seed)
        assert sums['findings'] == {}, sums['findings']
        assert sums['events'] == len(facts) and sums['incidents'] >= 900
        assert sums['reopens'] == sums['facts']['refused'] + sums['facts']['reopened']
        assert set(sums['derived']) == {'fired', 'breached', 'released', 'timed_out', 'closed'}
        assert sums['clocks']['resolve']['breached'] > 0 and sums['clocks']['ola.tier3']['met'] > 0
        fourth += sums['clocks']['ola.tier4']['met']
    assert fourth > 0


def test_other_rules_are_kept_to():
    plain = rules_file(PLAIN)
    for rules in (tool.DESK_RULES, tool.UCI_RULES, plain.name):
        facts, lines = stream('--rules', rules, '--incidents', '900')
        sums = tool.refold(lines, rules)
        assert sums['findings'] == {}, (rules, sums['findings'])
        assert sums['facts']['closed'] > 700
        done = tool.incident('check', '--rules', rules, '-', input=lines)
        assert done.stdout.endswith('What there is fits.\n')
    assert {fact['tier'] for fact in facts if 'tier' in fact} == {1, 2}


def test_the_mix_is_plausible():
    _, lines = stream('--incidents', '3000', '--days', '200')
    sums = tool.refold(lines, 'large')
    facts, closed = sums['facts'], sums['stages']['closed']
    assert 0.03 < sums['reopens'] / closed < 0.12
    assert 0.2 < facts['escalated'] / closed < 0.6
    assert 0.01 < sums['stages']['cancelled'] / sums['incidents'] < 0.08
    assert 0.8 < sums['clocks']['resolve']['met'] / closed < 0.97


def test_facts_come_in_the_order_of_recording():
    facts, _ = stream('--incidents', '300')
    recorded = [fact.get('recorded', fact['happened']) for fact in facts]
    assert recorded == sorted(recorded)
    last = {}
    for fact in facts:
        assert fact['sequence'] == last.get(fact['subject'], 0) + 1, fact
        last[fact['subject']] = fact['sequence']
    late = [fact for fact in facts if fact.get('recorded', '') > fact['happened']]
    assert {'occurred', 'released', 'resolved'} <= {fact['kind'] for fact in late}
    assert {fact['kind'] for fact in facts if 'corrects' in fact} == {'classified', 'voided',
                                                                      'worked'}


def test_the_end_of_the_span_cuts_lives_off():
    facts, lines = stream('--incidents', '300', '--days', '10')
    assert max(fact.get('recorded', fact['happened']) for fact in facts) < '2026-01-15T00:00:00Z'
    stages = tool.refold(lines, 'large')['stages']
    assert stages['closed'] > 50 and stages['resolved'] > 10
    longer, _ = stream('--incidents', '300', '--days', '90')
    assert longer[-1]['happened'] > '2026-03'


def test_the_same_seed_gives_the_same_bytes():
    one = stream('--seed', '7', '--incidents', '50')[1]
    assert one == stream('--seed', '7', '--incidents', '50')[1]
    assert one != stream('--seed', '8', '--incidents', '50')[1]
    assert stream('--incidents', '0') == ([], '')


if __name__ == '__main__':
    tool.main(sys.modules[__name__])
