"""What the tests of the `incident` tool share: running it, reading its JSON, TAP output.

A test is a function whose name starts with test_; it raises AssertionError, or Skip.
"""
import difflib
import json
import os
import subprocess
import sys
import tempfile
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.environ.get('INCIDENT_SOURCE', os.path.dirname(os.path.dirname(HERE)))
BUILD = os.environ.get('INCIDENT_BUILD', os.path.join(SOURCE, 'build', 'release'))
SHARED = os.environ.get('INCIDENT_SHARED', os.path.join(os.path.dirname(SOURCE), 'shared'))
INCIDENT = os.path.join(BUILD, 'examples', 'incident')
REFOLD = os.path.join(BUILD, 'tests', 'tool', 'refold')
SIMULATE = os.path.join(BUILD, 'examples', 'simulate')
BASELINE = os.path.join(SOURCE, 'tests', 'bench', 'replay_baseline.py')
UCI_RULES = os.path.join(SOURCE, 'tests', 'data', 'uci-rules.json')
DESK_RULES = os.path.join(SOURCE, 'examples', 'data', 'rules.json')
GOLDEN = os.path.join(HERE, 'golden')


class Skip(Exception):
    pass


def run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          timeout=240, **options)


def incident(*arguments, code=0, **options):
    """Runs the tool and asserts its exit code."""
    done = run([INCIDENT, *arguments], **options)
    assert done.returncode == code, 'exit code %d, not %d; stderr: %s' % (done.returncode, code,
                                                                         done.stderr[:2000])
    return done


def replay(log, *arguments, rules=UCI_RULES, code=0):
    """The JSON document of a replay, and its stderr."""
    done = incident('replay', '--rules', rules, '--output', 'json', *arguments, log, code=code)
    return json.loads(done.stdout) if code == 0 else None, done.stderr


def baseline(log, *backlog):
    done = run([sys.executable, BASELINE, log, *backlog])
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def events(log, *arguments):
    """The event lines of a log, parsed, and as they were written."""
    lines = incident('events', *arguments, log).stdout
    return [json.loads(line) for line in lines.splitlines()], lines


def refold(lines, rules, seed=1):
    """What the library makes of event lines, whatever the order in which they arrive."""
    file = tempfile.NamedTemporaryFile('w', suffix='.jsonl', encoding='utf-8')
    file.write(lines)
    file.flush()
    done = run([REFOLD, rules, file.name, str(seed)])
    assert done.returncode == 0, done.stderr[:3000]
    return json.loads(done.stdout)


def simulate(*arguments):
    done = run([SIMULATE, *arguments])
    assert done.returncode == 0, done.stderr
    return done.stdout


def log_file(text):
    """A temporary log; it lives as long as the object that is returned."""
    file = tempfile.NamedTemporaryFile('w', suffix='.csv', newline='', encoding='utf-8')
    file.write(text)
    file.flush()
    return file


def differences(expected, got, path=''):
    """Members of expected that got lacks or has otherwise, one line each."""
    if not isinstance(expected, dict):
        return [] if expected == got else ['%s: expected %r, got %r' % (path, expected, got)]
    lines = []
    for key, value in expected.items():
        if not isinstance(got, dict) or key not in got:
            lines.append('%s/%s: missing' % (path, key))
        else:
            lines += differences(value, got[key], path + '/' + key)
    return lines


def assert_contains(expected, got):
    lines = differences(expected, got)
    assert not lines, '\n'.join(lines[:20])


def golden(name, text):
    """Compares with golden/NAME; with UPDATE_GOLDEN set, writes it."""
    path = os.path.join(GOLDEN, name)
    if os.environ.get('UPDATE_GOLDEN'):
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
    with open(path, encoding='utf-8') as file:
        expected = file.read()
    if text != expected:
        raise AssertionError(''.join(difflib.unified_diff(
            expected.splitlines(True), text.splitlines(True), 'golden/' + name, 'printed')))


def main(module):
    """Runs the tests of a module and prints TAP."""
    tests = [(name[5:], test) for name, test in sorted(vars(module).items())
             if name.startswith('test_') and callable(test)]
    print('1..%d' % len(tests))
    failed = False
    for number, (name, test) in enumerate(tests, 1):
        try:
            test()
            print('ok %d - %s' % (number, name))
        except Skip as reason:
            print('ok %d - %s # SKIP %s' % (number, name, reason))
        except Exception:
            failed = True
            print('not ok %d - %s' % (number, name))
            for line in traceback.format_exc().splitlines():
                print('# ' + line)
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
