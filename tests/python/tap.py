"""Runs the unittest cases of one file, a TAP line each.

usage: tap.py FILE
"""
import importlib.util
import os
import sys
import unittest


class Tap(unittest.TestResult):
    """A test of several subtests is one line, its failures comments above it."""

    def startTest(self, test):
        super().startTest(test)
        self.problems, self.note = [], ""

    def stopTest(self, test):
        super().stopTest(test)
        for line in "".join(self.problems).splitlines():
            print("# " + line)
        verdict = "not ok" if self.problems else "ok"
        name = test.id().split(".", 1)[-1].replace("#", "_")
        print("%s %d - %s%s" % (verdict, self.testsRun, name, self.note), flush=True)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.problems.append("%s\n%s" % (test, self._exc_info_to_string(error, test)))

    addError = addFailure

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.addFailure(subtest, error)

    def addSkip(self, test, reason):
        self.note = " # SKIP " + reason


def main():
    path = sys.argv[1]
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except unittest.SkipTest as reason:
        print("1..0 # SKIP %s" % reason)
        return 0
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    print("1..%d" % suite.countTestCases())
    result = Tap()
    suite.run(result)
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
