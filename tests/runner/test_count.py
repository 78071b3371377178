"""tests/count.py counts each check once and lets nothing that went wrong pass."""
import contextlib
import io
import json
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import count  # noqa: E402

DETAILED = """<testsuite name="project.{name}"><testcase name="1 - a"/>
<testcase name="2 - b">{inside}</testcase></testsuite>"""


def verdict(tests, junit="", arguments=()):
    """The exit code and last line for a log of tests [(name, result)]."""
    with tempfile.TemporaryDirectory() as folder:
        logs = pathlib.Path(folder) / "meson-logs"
        logs.mkdir()
        lines = [json.dumps({"name": name, "result": result}) for name, result in tests]
        (logs / "testlog.json").write_text("\n".join(lines))
        (logs / "testlog.junit.xml").write_text(f"<testsuites>{junit}</testsuites>")
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            code = count.main([f"build={folder}", *arguments])
        return code, out.getvalue().splitlines()[-1]


class Count(unittest.TestCase):
    def test_plain_results(self):
        tests = [("a", "OK"), ("b", "SKIP"), ("c", "EXPECTEDFAIL")]
        self.assertEqual(verdict(tests), (0, "2 passed, 0 failed, 1 skipped"))

    def test_every_bad_end_is_a_failure(self):
        for result in ("FAIL", "ERROR", "TIMEOUT", "INTERRUPT", "UNEXPECTEDPASS", "NEWS"):
            self.assertEqual(verdict([("a", result)]), (1, "0 passed, 1 failed, 0 skipped"))

    def test_single_checks_are_counted(self):
        junit = DETAILED.format(name="a", inside="<skipped/>")
        self.assertEqual(verdict([("a", "OK")], junit), (0, "1 passed, 0 failed, 1 skipped"))
        junit = DETAILED.format(name="a", inside="<failure/>")
        self.assertEqual(verdict([("a", "FAIL")], junit), (1, "1 passed, 1 failed, 0 skipped"))

    def test_crash_after_good_checks_is_a_failure(self):
        junit = DETAILED.format(name="a", inside="")
        self.assertEqual(verdict([("a", "ERROR")], junit), (1, "2 passed, 1 failed, 0 skipped"))

    def test_nothing_ran(self):
        self.assertEqual(verdict([]), (1, "0 passed, 1 failed, 0 skipped"))
        self.assertEqual(verdict([("a", "OK")], "", ["gone=nowhere"]),
                         (1, "1 passed, 1 failed, 0 skipped"))
        self.assertEqual(verdict([("a", "OK")], "", ["broken!"]),
                         (1, "1 passed, 1 failed, 0 skipped"))
        self.assertEqual(verdict([("a", "OK")], "", ["step+"]),
                         (0, "2 passed, 0 failed, 0 skipped"))


if __name__ == "__main__":
    unittest.main()
