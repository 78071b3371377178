"""The package: its metadata, its tour, its limits."""
import contextlib
import glob
import io
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import libincident as li

try:
    import tomllib
except ImportError:
    tomllib = None

ROOT = os.environ["INCIDENT_SOURCE"]
FOLDER = os.path.join(ROOT, "bindings", "python")
sys.path.insert(0, os.path.join(ROOT, "tests", "docs"))

import blocks  # noqa: E402


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


class Tour(unittest.TestCase):
    """The Python blocks of the README run one after the other, and print what follows them."""

    def test_readme(self):
        names, ran = {}, 0
        for block in blocks.blocks(read(FOLDER, "README.md")):
            if block.language == "python":
                printed = io.StringIO()
                with contextlib.redirect_stdout(printed), self.subTest("line %d" % block.line):
                    exec(compile(block.text, "README.md:%d" % block.line, "exec"), names)
                    self.assertEqual(block.output or "", printed.getvalue())
                ran += 1
        self.assertGreater(ran, 3)


class Wheel(unittest.TestCase):
    def test_a_wheel_has_all_of_it(self):
        try:
            import wheel  # noqa: F401
            from setuptools import build_meta  # noqa: F401
        except ImportError:
            self.skipTest("setuptools or wheel is not installed")
        with tempfile.TemporaryDirectory() as folder:
            source = os.path.join(folder, "source")
            shutil.copytree(FOLDER, source, ignore=shutil.ignore_patterns("__pycache__"))
            self.run_python(source, "from setuptools import build_meta\n"
                                    "build_meta.build_wheel('..')")
            found = glob.glob(os.path.join(folder, "*.whl"))
            self.assertEqual(["libincident-%s-py3-none-any.whl" % li.__version__],
                             [os.path.basename(path) for path in found])
            self.assertEqual(li.library_version(), self.run_python(
                folder, "import libincident as li; print(li.library_version(), end='')",
                PYTHONPATH=found[0]))

    def run_python(self, folder, text, **environment):
        done = subprocess.run([sys.executable, "-c", text], cwd=folder, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=dict(os.environ, **environment))
        self.assertEqual(0, done.returncode, done.stderr)
        return done.stdout


class Metadata(unittest.TestCase):
    @unittest.skipIf(tomllib is None, "tomllib is not in this Python")
    def test_pyproject(self):
        project = tomllib.loads(read(FOLDER, "pyproject.toml"))
        self.assertEqual(("libincident", [], ">=3.9"),
                         tuple(project["project"][k] for k in ("name", "dependencies",
                                                               "requires-python")))
        self.assertEqual(li.__version__, project["project"]["version"])
        found = {os.path.relpath(os.path.dirname(p), FOLDER).replace(os.sep, ".")
                 for p in glob.glob(os.path.join(FOLDER, "**", "*.py"), recursive=True)}
        self.assertEqual(found, set(project["tool"]["setuptools"]["packages"]))

    def test_the_version_is_that_of_the_library(self):
        self.assertEqual(li.library_version(), li.__version__)

    def test_files_are_short(self):
        tests = glob.glob(os.path.join(ROOT, "tests", "python", "*.py"))
        for path in glob.glob(os.path.join(FOLDER, "**", "*.py"), recursive=True) + tests:
            lines = read(path).splitlines()
            self.assertLessEqual(len(lines), 400, path)
            self.assertLessEqual(max(map(len, lines), default=0), 100, path)

    def test_everything_public_says_what_it_is(self):
        for name in dir(li):
            thing = getattr(li, name)
            if isinstance(thing, type) and not name.startswith("_"):
                self.assertTrue(thing.__doc__ and thing.__doc__.strip(), name)


if __name__ == "__main__":
    unittest.main()
