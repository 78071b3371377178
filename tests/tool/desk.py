"""`incident desk`: scripts print what is in golden/desk-*.txt, and what is wrong in one is found."""
import glob
import json
import os
import re
import sys
import tempfile

import tool

SCRIPTS = os.path.join(tool.HERE, 'scripts')
HASH = re.compile(r'\b[0-9a-f]{64}\b')  # of rules; another tzdata gives another


def run(path, *arguments, code=0, **options):
    with tempfile.TemporaryDirectory() as folder:
        return tool.incident('desk', *arguments, path, code=code, cwd=folder, **options)


def script(text, *arguments, code=0):
    return run('-', *arguments, code=code, input=text)


def printed(name, *arguments):
    done = run(os.path.join(SCRIPTS, name + '.desk'), *arguments)
    assert done.stderr == '', done.stderr
    text = re.sub(r'\d+ bytes', 'N bytes', HASH.sub('HASH', done.stdout))
    tool.golden('desk-%s.txt' % name, text)


def test_life():
    printed('life', '--zone', 'Europe/Brussels')


def test_refusals():
    printed('refusals')


def test_lists():
    printed('lists', '--zone', 'America/New_York')


def test_corrections():
    printed('corrections')


def test_every_script_is_run():
    names = {os.path.basename(path)[:-5] for path in glob.glob(os.path.join(SCRIPTS, '*.desk'))}
    assert names == {name[5:] for name in globals() if name.startswith('test_')} & names


def test_the_same_twice():
    path = os.path.join(SCRIPTS, 'lists.desk')
    assert run(path).stdout == run(path).stdout


def test_snapshot_is_what_it_says():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'store.bin')
        done = script(LOGGED + 'snapshot "%s"\n' % path)
        assert done.stdout.endswith('  %d bytes\n' % os.path.getsize(path)), done.stdout


def test_rules_of_a_file_and_later_ones():
    with open(tool.DESK_RULES, encoding='utf-8') as file:
        rules = json.load(file)
    rules['version'] = '2026-2'
    rules['policies'][0]['targets']['1']['limit'] = '6h'
    later = tempfile.NamedTemporaryFile('w', suffix='.json', encoding='utf-8')
    json.dump(rules, later)
    later.flush()
    done = script('2026-06-01T09:00 log A impact=1 urgency=1\n'
                  '10:00 publish %s\nview A\nmigrate dry_run\nview A\nmigrate\nview A\n' % later.name,
                  '--rules', tool.DESK_RULES)
    tool.golden('desk-rules.txt', HASH.sub('HASH', done.stdout.replace(later.name, 'LATER.json')))


def test_strict():
    text = '2026-06-01T09:00 log A\nclose A\nclose B\n'
    assert script(text).stderr == ''
    done = script(text, '--strict', code=1)
    assert done.stderr == 'incident desk: -: 2 commands were refused\n', done.stderr
    assert script('2026-06-01T09:00 log A\n', '--strict').stderr == ''


LOGGED = '2026-06-01T09:00 log A\n'
WRONG = (
    ('log A', "1: 'log' needs an instant before it"),
    ('advance', "1: 'advance' needs an instant before it"),
    ('+5m log A', "1: '+5m' is no instant"),
    ('09:00 log A', "1: '09:00' is no instant"),
    ('2026-02-30T09:00 log A', "1: '2026-02-30T09:00' is no instant"),
    ('2026-06-01T09:00=1 log A', "1: '2026-06-01T09:00=1' is no instant"),
    (LOGGED + '+9999999999h view A', "2: '+9999999999h' is no instant"),
    (LOGGED + '\n# and\nsolve A', "4: 'solve' is neither a verb nor a command"),
    (LOGGED + 'log', "2: 'log' needs the id of an incident"),
    (LOGGED + 'log text="x"', "2: 'text=\"x\"' stands where the id of an incident should"),
    (LOGGED + 'note A text="no end', "2: 'text=\"no end' has a quote that nothing closes"),
    (LOGGED + 'note A text', "2: 'text' is no member=value"),
    (LOGGED + 'note A text<x', "2: 'text<x' is no member=value"),
    (LOGGED + 'note A colour=red', "2: 'colour=red' is no member of a command"),
    (LOGGED + 'note A', "2: the command 'note' lacked 'text'"),
    (LOGGED + 'note A text=x tier=1', "2: the command 'note' took no 'tier'"),
    (LOGGED + 'assign A tier=one', "2: 'tier=one' is no whole number"),
    (LOGGED + 'assign A tier=101', "2: the tier of a command was '101'"),
    (LOGGED + 'work A effort=soon', "2: 'effort=soon' is no duration"),
    (LOGGED + 'hold A reason=caller expires=soon', "2: 'expires=soon' is no instant"),
    (LOGGED + 'note A text=x actor_kind=cat', "2: 'actor_kind=cat' is none of human"),
    (LOGGED + 'note A text=x visibility=dim', "2: 'visibility=dim' is neither public"),
    (LOGGED + 'note A text=x corrects=0', "2: 'corrects=0' is no number of a fact"),
    (LOGGED + 'view A B', "2: 'B' is one word too many"),
    (LOGGED + 'ledger A resolve B', "2: 'B' is one word too many"),
    (LOGGED + 'list closed', "2: 'closed' is none of open"),
    (LOGGED + 'list by', "2: 'by' needs a column"),
    (LOGGED + 'list by team', "2: 'team' is no column to order by"),
    (LOGGED + 'list limit 0', "2: '0' is no limit"),
    (LOGGED + 'list limit', "2: 'limit' needs a number"),
    (LOGGED + 'list colour=red', "2: 'colour=red' names no column"),
    (LOGGED + 'list due<soon', "2: 'due<soon' compares with no such value"),
    (LOGGED + 'outbox later', "2: 'later' is neither retry nor dead"),
    (LOGGED + 'redact person=Bob', "2: "),
    (LOGGED + 'migrate fast=1', "2: 'fast=1' is none of dry_run"),
    (LOGGED + 'publish', "2: 'publish' needs a rules file"),
    (LOGGED + 'snapshot', "2: 'snapshot' needs a file"),
    (LOGGED + 'snapshot no/such/folder', "2: cannot write 'no/such/folder'"),
)


def test_wrong_lines_stop_the_script():
    for text, words in WRONG:
        done = script(text + '\n' + LOGGED.replace(' A', ' LATER'), code=3)
        assert done.stderr.startswith('incident desk: -:' + words), (text, done.stderr)
        assert done.stderr.count('\n') == 1 and 'LATER' not in done.stdout, (text, done.stdout)


def test_wrong_files():
    assert "no-such-rules.json" in script('', '--rules', 'no-such-rules.json', code=3).stderr
    assert "cannot open 'no-such.desk'" in run('no-such.desk', code=3).stderr
    assert 'Europe/Atlantis' in script('', '--zone', 'Europe/Atlantis', code=3).stderr
    done = script(LOGGED + 'publish no-such-rules.json\n', code=3)
    assert "cannot open 'no-such-rules.json'" in done.stderr


def test_an_empty_script():
    for text in ('', '\n', '# nothing\r\n', '2026-06-01T09:00\n', LOGGED[:-1]):
        script(text)


if __name__ == '__main__':
    tool.main(sys.modules[__name__])
