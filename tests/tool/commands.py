"""due, between, calendar, lint, matrix, explain, column maps, wrong usage: printed as in golden/."""
import json
import os
import pty
import subprocess
import sys
import tempfile
import time

import tool

BRUSSELS = ['--zone', 'Europe/Brussels']
OFFICE = BRUSSELS + ['--hours', 'mon-fri 09:00-17:00']
DESK = ['--rules', tool.DESK_RULES, '--calendar', 'desk']


def transcript(name, commands):
    """Runs commands and compares all they print with golden/NAME."""
    text = ''
    for arguments in commands:
        done = tool.run([tool.INCIDENT, *arguments])
        shown = ' '.join("'%s'" % word if ' ' in word or not word else word for word in arguments)
        text += '$ incident %s\n%s%s' % (shown, done.stdout, done.stderr)
        if done.returncode:
            text += 'exit code %d\n' % done.returncode
        text += '\n'
    tool.golden(name, text.replace(tool.SOURCE + os.sep, ''))


def test_due():
    transcript('due.txt', [
        ['due', *OFFICE, '--from', '2026-03-27T15:00', '--target', '8h'],
        ['due', *OFFICE, '--from', '2026-03-27T14:00Z', '--target', '8h'],
        ['due', *OFFICE, '--from', '2026-03-27T15:00', '--target', '2h'],
        ['due', *OFFICE, '--from', '2026-03-27T15:00', '--target', '2h', '--boundary',
         'next_opening'],
        ['due', *OFFICE, '--from', '2026-03-27T15:00', '--target', '3bd', '--objective', '1bd'],
        ['due', *OFFICE, '--from', '2026-03-27T15:00', '--target', '3bd', '--days',
         'close_of_day'],
        ['due', *OFFICE, '--from', '2026-03-27T15:00', '--target', '2bd', '--days', 'own_length'],
        ['due', *OFFICE, '--from', '2026-03-27T15:00', '--target', '1bd', '--at', '16:00'],
        ['due', *BRUSSELS, '--hours', 'mon-fri 09:00-12:00 13:00-17:00, sat 10:00-12:00', '--from',
         '2026-03-27T11:30', '--target', '8h'],
        ['due', *DESK, '--from', '2026-03-27', '--target', '1h30m'],
        ['due', '--rules', tool.DESK_RULES, '--policy', 'resolve', '--priority', '1', '--from',
         '2026-03-27T17:30'],
        ['due', '--rules', tool.DESK_RULES, '--policy', 'respond', '--priority', '4', '--from',
         '2026-03-27T17:30'],
        ['due', *BRUSSELS, '--hours', '', '--from', '2026-03-27', '--target', '8h'],
    ])


def test_due_refuses():
    transcript('due-refuses.txt', [
        ['due'],
        ['due', *OFFICE, '--from', '2026-03-27'],
        ['due', *OFFICE, '--target', '8h'],
        ['due', *OFFICE, '--from', 'noon', '--target', '8h'],
        ['due', *OFFICE, '--from', '2026-03-27', '--target', '8'],
        ['due', *OFFICE, '--from', '2026-03-27', '--target', '0bd'],
        ['due', *OFFICE, '--from', '2026-03-27', '--target', '-8h'],
        ['due', *OFFICE, '--from', '2026-03-27', '--target', '8h', '--at', '16:00'],
        ['due', *OFFICE, '--from', '2026-03-27', '--target', '1bd', '--at', '25:00'],
        ['due', *OFFICE, '--from', '2026-03-27', '--target', '8h', '--objective', '1bd'],
        ['due', *OFFICE, '--from', '2026-03-27', '--target', '8h', '--objective', '9h'],
        ['due', *OFFICE, '--from', '2026-03-27', '--target', '8h', '--boundary', 'open'],
        ['due', *OFFICE, '--from', '2026-03-27', '--target', '3bd', '--days', 'some'],
        ['due', *OFFICE, '--from', '2026-03-27', '--target', '8h', 'more'],
        ['due', *BRUSSELS, '--hours', 'mon-fry 09:00-17:00', '--from', '2026-03-27', '--target',
         '8h'],
        ['due', *BRUSSELS, '--hours', '09:00-17:00', '--from', '2026-03-27', '--target', '8h'],
        ['due', '--zone', 'Europe/Atlantis', '--hours', 'daily 00:00-24:00', '--from',
         '2026-03-27', '--target', '8h'],
        ['due', *DESK, '--hours', 'daily 00:00-24:00', '--from', '2026-03-27', '--target', '8h'],
        ['due', '--rules', tool.DESK_RULES, '--calendar', 'desks', '--from', '2026-03-27',
         '--target', '8h'],
        ['due', '--rules', tool.DESK_RULES, '--policy', 'resolved', '--priority', '1', '--from',
         '2026-03-27'],
        ['due', '--rules', tool.DESK_RULES, '--policy', 'resolve', '--from', '2026-03-27'],
        ['due', '--rules', tool.DESK_RULES, '--policy', 'resolve', '--priority', '9', '--from',
         '2026-03-27'],
        ['due', '--policy', 'resolve', '--priority', '1', '--from', '2026-03-27'],
        ['due', '--colour'],
        ['due', '--from'],
    ])


def test_between():
    transcript('between.txt', [
        ['between', *OFFICE, '2026-03-27', '2026-03-31'],
        ['between', *OFFICE, '2026-03-31', '2026-03-27'],
        ['between', *DESK, '2026-03-27T17:59:30', '2026-03-30T06:00:00.5Z'],
        ['between', *BRUSSELS, '--hours', 'daily 00:00-24:00', '2026-03-29', '2026-03-30'],
        ['between', *OFFICE, '2026-03-27'],
        ['between', *OFFICE, '2026-03-27', 'later'],
        ['between', *BRUSSELS, '2026-03-27', '2026-03-28'],
        ['between', '--rules', 'no-such-file.json', '2026-03-27', '2026-03-28'],
    ])


def test_calendar():
    transcript('calendar.txt', [
        ['calendar', *OFFICE, '2026-03-27', '2026-03-31'],
        ['calendar', *BRUSSELS, '--hours', 'daily 22:00-06:00 12:00-13:00', '2026-03-28',
         '2026-03-30'],
        ['calendar', *BRUSSELS, '--hours', 'daily 00:00-24:00', '2026-10-24', '2026-10-26'],
        ['calendar', *BRUSSELS, '--hours', 'sat-mon 02:30-03:30', '2026-03-28', '2026-03-29'],
        ['calendar', *DESK, '2026-03-28', '2026-03-28'],
        ['calendar', *OFFICE, '2026-03-28', '2026-03-27'],
        ['calendar', *OFFICE, '2026-02-29', '2026-03-27'],
        ['calendar', *OFFICE, '9999-12-30', '9999-12-31'],
    ])


HOLIDAYS = {
    'incident_rules': 1, 'name': 'holidays', 'version': '1',
    'calendars': {
        'day': {'zone': 'Europe/Brussels', 'weekly': {'thu': ['09:00-17:00'],
                                                      'fri': ['09:00-17:00']},
                'exceptions': [{'yearly': '12-25', 'closed': True, 'name': 'Christmas'},
                               {'date': '2026-12-24', 'hours': ['09:00-12:00']}]},
        'night': {'zone': 'Europe/Brussels', 'weekly': {'thu': ['22:00-06:00']}}},
}


def rules_file(document):
    file = tempfile.NamedTemporaryFile('w', suffix='.json', encoding='utf-8')
    json.dump(document, file)
    file.flush()
    return file


def test_calendar_marks_holidays_and_names_its_choices():
    rules = rules_file(HOLIDAYS)
    done = tool.incident('calendar', '--rules', rules.name, '--calendar', 'day', '2026-12-24',
                         '2026-12-25')
    tool.golden('holidays.txt', done.stdout)
    done = tool.incident('calendar', '--rules', rules.name, '2026-12-24', '2026-12-25', code=3)
    assert "--calendar must choose one of 'day', 'night'" in done.stderr


def test_lint():
    done = tool.incident('lint', tool.DESK_RULES)
    assert done.stdout.endswith('rules.json: 0 errors, 0 warnings\n')
    with open(tool.DESK_RULES, encoding='utf-8') as file:
        rules = json.load(file)
    rules['matrix']['cells'][0][0] = None
    rules['policies'][0]['targets']['1']['objective'] = '5h'
    rules['calendars']['desk']['weekly'] = {}
    bad = rules_file(rules)
    done = tool.incident('lint', bad.name, code=1)
    tool.golden('lint.txt', done.stdout.replace(bad.name, 'RULES.json'))
    assert done.stderr == ''


def test_lint_of_what_are_no_rules():
    for text, words in (('{', ':1: '), ('{"incident_rules": 1, "name": 3}', 'name')):
        file = tempfile.NamedTemporaryFile('w', suffix='.json')
        file.write(text)
        file.flush()
        done = tool.incident('lint', file.name, code=3)
        assert done.stderr.startswith('incident lint: %s:' % file.name), done.stderr
        assert words in done.stderr and done.stderr.count('\n') == 1


def test_matrix():
    transcript('matrix.txt', [['matrix', tool.DESK_RULES], ['matrix']])
    rules = rules_file(HOLIDAYS)
    assert 'has no matrix' in tool.incident('matrix', rules.name, code=3).stderr


def test_help_and_usage():
    transcript('help.txt', [
        ['--help'], ['replay', '--help'], ['events', '--help'], ['check', '--help'],
        ['kpi', '--help'], ['merge', '--help'],
        ['due', '--help'], ['between', '--help'],
        ['calendar', '--help'], ['desk', '--help'], ['lint', '--help'], ['matrix', '--help'],
        ['mine', '--help'],
        ['whatif', '--help'],
        ['simulate', '--help'], [],
        ['relay'], ['desk'], ['desk', 'one', 'two'], ['desk', '--fast'], ['desk', '--zone'],
        ['lint'], ['lint', 'one', 'two'], ['lint', '--quick'], ['matrix', '--wide', 'x'],
        ['calendar'], ['calendar', '--wide'], ['between', '--zone'], ['replay'],
        ['replay', '--rules', 'x'], ['replay', '--rules', 'x', 'one', 'two'],
        ['replay', '--output', 'xml'], ['replay', '--backlog', 'soon'], ['replay', '--fast'],
        ['replay', '--rules', tool.DESK_RULES, '--format', 'remedy', 'x'], ['events'],
        ['events', '--rules'], ['events', '--fast'], ['events', 'no-such-log.csv'],
        ['check'], ['check', '--rules', 'x'],
        ['check', '--fast'], ['simulate', '--seed'], ['simulate', '--seed', '1x'],
        ['simulate', '--days', '0'], ['simulate', 'more'], ['simulate', '--rules', 'no-such.json'],
    ])
    assert tool.incident('--version').stdout.startswith('incident 0.')


EXPLAINED = '''number,incident_state,sys_updated_at,opened_at,resolved_at,closed_at,impact,urgency,priority
A,New,2/3/2026 09:00,2/3/2026 08:55,4/3/2026 09:00,9/3/2026 09:00,2,2,3
A,Active,2/3/2026 10:00,2/3/2026 08:55,4/3/2026 09:00,9/3/2026 09:00,2,2,3
A,Awaiting User Info,2/3/2026 11:00,2/3/2026 08:55,4/3/2026 09:00,9/3/2026 09:00,2,2,3
A,Active,2/3/2026 14:30,2/3/2026 08:55,4/3/2026 09:00,9/3/2026 09:00,1,2,2
A,Resolved,2/3/2026 15:00,2/3/2026 08:55,4/3/2026 09:00,9/3/2026 09:00,1,2,2
A,Active,3/3/2026 09:00,2/3/2026 08:55,4/3/2026 09:00,9/3/2026 09:00,1,2,2
A,Resolved,4/3/2026 09:00,2/3/2026 08:55,4/3/2026 09:00,9/3/2026 09:00,1,2,2
A,Closed,9/3/2026 09:00,2/3/2026 08:55,4/3/2026 09:00,9/3/2026 09:00,1,2,2
'''


def test_explain():
    log = tool.log_file(EXPLAINED)
    done = tool.incident('replay', '--rules', tool.DESK_RULES, '--explain', 'A', log.name)
    tool.golden('explain.txt', done.stdout.replace(log.name, 'LOG'))
    done = tool.incident('replay', '--rules', tool.DESK_RULES, '--explain', 'B', log.name, code=3)
    assert "no incident 'B'" in done.stderr and done.stdout == ''


def test_explain_of_a_retargeted_clock():
    log = tool.log_file(EXPLAINED)
    final, _ = tool.replay(log.name, '--explain', 'A', rules=tool.DESK_RULES)
    moved, _ = tool.replay(log.name, '--explain', 'A', '--retarget', rules=tool.DESK_RULES)
    assert final['priority_changes'] == moved['priority_changes'] == 1
    tool.golden('retarget.txt', moved['explained']['A'])
    changed = ' line 5       classified, impact 1, urgency 2'
    assert changed in moved['explained']['A'] and changed not in final['explained']['A']


def test_a_clock_to_the_closing_knows_reopens_of_closed_incidents_only():
    log = tool.log_file(EXPLAINED.replace(',2,2,3\n', ',2,2,4\n').replace(',1,2,2\n', ',2,2,4\n'))
    got, _ = tool.replay(log.name, '--explain', 'A')
    assert 'stopped 2026-03-09T09:00:00Z' in got['explained']['A']
    assert 'paused' not in got['explained']['A'] and '  stopped  ' not in got['explained']['A']
    closed = tool.log_file(EXPLAINED.replace(',2,2,3\n', ',2,2,4\n').replace(',1,2,2\n', ',2,2,4\n')
                           .replace('Resolved,2/', 'Closed,2/'))
    got, _ = tool.replay(closed.name, '--explain', 'A')
    ledger, facts = got['explained']['A'].split('fact  happened')
    reopened = facts.split('line 7       reopened')[0].split()[-2]
    assert '  1.1  %s\n' % reopened in ledger and '  stopped  ' in ledger, got['explained']['A']


def test_made_sla_against_another_policy():
    log = tool.log_file(tool.simulate('--incidents', '100'))
    first, _ = tool.replay(log.name, rules=tool.DESK_RULES)
    named, _ = tool.replay(log.name, '--made-sla', 'resolve', rules=tool.DESK_RULES)
    other, _ = tool.replay(log.name, '--made-sla', 'respond', rules=tool.DESK_RULES)
    assert first == named and other['made_sla_reproduced'] != first['made_sla_reproduced']
    done = tool.incident('replay', '--rules', tool.DESK_RULES, '--made-sla', 'none', log.name,
                         code=3)
    assert "no policy 'none'" in done.stderr


MAP = {
    'columns': {'number': 'Ticket', 'state': 'Status', 'updated_at': 'Changed',
                'opened_at': 'Created', 'closed_at': 'Closed', 'priority': 'Prio',
                'impact': 'Impact', 'urgency': 'Urgency'},
    'dates': 'ymd', 'zone': 'Europe/Brussels', 'separator': ';', 'missing': ['', 'n/a'],
    'states': {'new': ['Open'], 'hold': ['Pending*'], 'resolved': ['Fixed'], 'closed': ['Done']},
    'levels': {'impact': ['High', 'Medium', 'Low'], 'urgency': ['High', 'Medium', 'Low'],
               'priority': ['Top', 'High', 'Normal', 'Low']},
}
MAPPED = '''Ticket;Status;Changed;Created;Closed;Prio;Impact;Urgency
7;Open;2026-03-02 09:00:30;2026-03-02 09:00:30;n/a;Normal;Medium;Medium
7;Pending caller;2026-03-02T10:00;2026-03-02 09:00:30;n/a;Normal;Medium;Medium
7;Fixed;2026-03-02T11:00:00+01:00;2026-03-02 09:00:30;n/a;Normal;Medium;Medium
7;Done;2026-03-03 11:00;2026-03-02 09:00:30;2026-03-03 11:00;Normal;Medium;High
'''


def mapped(change, log=MAPPED, code=0):
    columns = rules_file(change(json.loads(json.dumps(MAP))))
    text = tool.log_file(log)
    got, stderr = tool.replay(text.name, '--columns', columns.name, '--explain', '7',
                              rules=tool.DESK_RULES, code=code)
    return got, stderr.replace(columns.name, 'MAP').replace(text.name, 'LOG')


def test_a_column_map():
    got, stderr = mapped(lambda columns: columns)
    assert stderr == '' and got['incidents'] == 1 and got['mtta']['mean_h'] == 0.9917
    assert got['matrix'] == {'checked': 4, 'mismatches': 1, 'empty_cells': 0}
    assert got['columns_missing'] == ['resolved_at', 'made_sla', 'reopen_count',
                                      'reassignment_count']
    assert '2026-03-02T09:00:30+01:00' in got['explained']['7']


def test_column_maps_that_are_wrong():
    def refused(words, **members):
        def change(columns):
            columns.update(members)
            return columns
        _, stderr = mapped(change, code=3)
        assert stderr.startswith('incident replay: MAP: ') and words in stderr, stderr
        assert stderr.count('\n') == 1
    refused('dates', dates='dym')
    refused('zone', zone='Mars')
    refused('separator', separator=', ')
    refused('states', states={'open': ['New']})
    refused('states', states={'new': 'New'})
    refused('levels', levels={'state': []})
    refused('missing', missing=[1])
    refused('columns', columns={'number': 'Ticket'})
    refused("'ticket'", columns=dict(MAP['columns'], ticket='x'))
    refused('colour', colour='red')
    file = tempfile.NamedTemporaryFile('w', suffix='.json')
    file.write('{\n"columns": }')
    file.flush()
    done = tool.incident('replay', '--rules', tool.DESK_RULES, '--columns', file.name, 'x', code=3)
    assert '%s:2: ' % file.name in done.stderr
    _, stderr = mapped(lambda columns: columns, log=MAPPED.replace('Prio', 'Priority'), code=3)
    assert stderr == "incident replay: LOG:1: the header has no column 'Prio' (priority)\n"


def slowly(stderr):
    """Feeds a log in pieces over 1.5 s; returns the exit code."""
    log = tool.simulate('--incidents', '3000').encode()
    process = subprocess.Popen([tool.INCIDENT, 'replay', '--rules', tool.DESK_RULES, '-'],
                               stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=stderr)
    with process.stdin as stdin:
        for piece in range(15):
            stdin.write(log[piece * len(log) // 15:(piece + 1) * len(log) // 15])
            stdin.flush()
            time.sleep(0.1)
    return process.wait(timeout=60)


def terminal():
    try:
        return pty.openpty()
    except OSError as error:
        raise tool.Skip('no pseudo-terminal: %s' % error) from None


def test_progress_on_a_terminal_only():
    ours, theirs = terminal()
    assert slowly(theirs) == 0
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert 'MB read' in shown and shown.endswith('\r\x1b[K'), repr(shown)
    with tempfile.TemporaryFile() as pipe:
        assert slowly(pipe) == 0
        pipe.seek(0)
        assert pipe.read() == b''


def test_nothing_is_drawn_within_a_second():
    ours, theirs = terminal()
    log = tool.log_file(tool.simulate('--incidents', '600'))
    done = subprocess.run([tool.INCIDENT, 'replay', '--rules', tool.DESK_RULES, log.name],
                          stdout=subprocess.DEVNULL, stderr=theirs, timeout=60)
    os.set_blocking(ours, False)
    try:
        shown = os.read(ours, 100)
    except BlockingIOError:
        shown = b''
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0 and shown == b''


def test_output_that_cannot_be_written():
    if not os.path.exists('/dev/full'):
        raise tool.Skip('no /dev/full')
    with open('/dev/full', 'w', encoding='ascii') as full:
        done = subprocess.run([tool.INCIDENT, 'matrix', tool.DESK_RULES], stdout=full,
                              stderr=subprocess.PIPE, text=True)
    assert done.returncode == 3 and 'cannot write' in done.stderr


if __name__ == '__main__':
    tool.main(sys.modules[__name__])
