"""The declarations of the binding against the public headers: every function, struct, constant.

What differs is to be mended in bindings/python/libincident/_ffi."""
import ctypes
import os
import re
import unittest

import headers

from libincident import _ffi
from libincident._ffi import kinds

ROOT = os.environ["INCIDENT_SOURCE"]

NAMES = {
    kinds.status: "inc_status",
    kinds.size: "size_t",
    kinds.text: "char *",
    kinds.bytes_of: "char *",
    kinds.address: "void *",
    kinds.uint8: "uint8_t",
    kinds.uint32: "uint32_t",
    kinds.int64: "int64_t",
    kinds.double: "double",
    kinds.int32: "int32_t",
    kinds.flag: "int32_t",
    None: "void",
}
# A callback of ctypes answers a plain number.
PLAIN = {"int32_t": "inc_status", "inc_time": "int64_t"}


def spelled(kind):
    """A type of the binding as the headers write it, const left out."""
    if kind in NAMES:
        return NAMES[kind]
    if issubclass(kind, ctypes._CFuncPtr):
        arguments = ", ".join(map(spelled, kind._argtypes_))
        return "fn(%s; %s)" % (spelled(kind._restype_), arguments)
    if issubclass(kind, ctypes._Pointer):
        inner = spelled(kind._type_)
        return inner + ("*" if inner.endswith("*") else " *")
    if issubclass(kind, ctypes.Array):
        return "%s [%d]" % (spelled(kind._type_), kind._length_)
    return "int32_t" if hasattr(kind, "enumeration") else kind.__name__


def loosened(written):
    return re.sub(r"^fn\((\w+);", lambda m: "fn(%s;" % PLAIN.get(m.group(1), m.group(1)), written)


def bound_constants():
    """Every constant of the binding under its C name."""
    constants = dict(_ffi.CONSTANTS)
    for enumeration, prefix in _ffi.ENUMS.values():
        constants.update({prefix + m.name: m.value for m in enumeration})
    return constants


def differences(wanted, bound):
    """What the headers say and the binding does not, line by line."""
    names = sorted(n for n in set(wanted) | set(bound) if wanted.get(n) != bound.get(n))
    return ["%s: %r in the headers, %r in the binding" % (n, wanted.get(n), bound.get(n))
            for n in names]


class Parity(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.headers = headers.read(ROOT)
        cls.structs, cls.constants = headers.measured(ROOT, cls.headers)

    def test_the_headers_were_read(self):
        self.assertGreater(len(self.headers.functions), 300)
        self.assertGreater(len(self.structs), 40)
        self.assertIn("inc_calendar_add", set(self.headers.functions))
        declared = headers.Headers(headers.preprocessed(ROOT)).functions
        self.assertEqual({"inc_conformance_open"}, set(declared) - set(self.headers.functions))

    def test_functions(self):
        bound = {name: (spelled(result), ", ".join(map(spelled, arguments)))
                 for name, (result, *arguments) in _ffi.FUNCTIONS.items()}
        self.assertEqual([], differences(self.headers.functions, bound))

    def test_struct_members(self):
        for name, members in self.headers.structs.items():
            with self.subTest(name):
                bound = getattr(_ffi, name, None)
                self.assertIsNotNone(bound, "the binding has no struct %s" % name)
                fields = [(n, spelled(t)) for n, t in getattr(bound, "_fields_", [])]
                self.assertEqual([(n, loosened(t)) for n, t in members or []], fields)

    def test_struct_layout(self):
        for name, (size, offsets) in self.structs.items():
            with self.subTest(name):
                bound = getattr(_ffi, name)
                self.assertEqual(size, ctypes.sizeof(bound))
                self.assertEqual(offsets, [getattr(bound, n).offset for n, _ in bound._fields_])

    def test_structs_that_start_with_a_size_set_it(self):
        sized = [name for name, members in self.headers.structs.items()
                 if members and members[0] == ("size", "size_t")]
        self.assertGreater(len(sized), 30)
        for name in sized:
            with self.subTest(name):
                self.assertEqual(self.structs[name][0], getattr(_ffi, name)().size)

    def test_no_struct_is_left_over(self):
        bound = {name for name in dir(_ffi) if name.startswith("inc_")
                 and issubclass(getattr(_ffi, name), ctypes.Structure)}
        self.assertEqual(set(self.headers.structs), bound)

    def test_constants(self):
        self.assertEqual([], differences(self.constants, bound_constants()))

    def test_enumerations(self):
        self.assertEqual(set(self.headers.enums), set(_ffi.ENUMS))
        for name, (enumeration, prefix) in _ffi.ENUMS.items():
            with self.subTest(name):
                bound = [prefix + member.name for member in enumeration]
                left_over = set(self.headers.enums[name]) - set(_ffi.CONSTANTS)
                self.assertEqual(left_over, set(bound))

    def test_members_name_the_enumeration_their_comment_names(self):
        for name, member, enumeration in headers.commented(ROOT):
            with self.subTest("%s.%s" % (name, member)):
                kind = dict(getattr(_ffi, name)._fields_)[member]
                self.assertIs(_ffi.ENUMS[enumeration][0], getattr(kind, "enumeration", None))


class Breakages(unittest.TestCase):
    """The comparison sees what it is there to see."""

    def parsed(self, text):
        return headers.Headers("typedef long int64_t; typedef int int32_t;" + text)

    def test_a_result_and_an_argument(self):
        found = self.parsed("int32_t inc_a(const char *const *x, void (*f)(void *user));")
        self.assertEqual({"inc_a": ("int32_t", "char **, fn(void; void *)")}, found.functions)

    def test_a_function_that_the_binding_lacks(self):
        found = self.parsed("void inc_added_by_somebody(void);")
        self.assertNotIn(list(found.functions)[0], _ffi.FUNCTIONS)
        with self.assertRaises(AttributeError):
            _ffi.lib.inc_added_by_somebody

    def test_one_number_too_many_is_named(self):
        self.assertEqual(["b: 2 in the headers, None in the binding"],
                         differences({"a": 1, "b": 2}, {"a": 1}))

    def test_members_in_another_order(self):
        one = self.parsed("typedef struct inc_s { int32_t a; int64_t b; } inc_s;")
        two = self.parsed("typedef struct inc_s { int64_t b; int32_t a; } inc_s;")
        self.assertNotEqual(one.structs, two.structs)

    def test_a_typedef_is_no_other(self):
        self.assertNotEqual(spelled(kinds.inc_time), spelled(kinds.inc_duration))
        self.assertNotEqual(spelled(kinds.int64), spelled(kinds.inc_time))
        self.assertNotEqual(spelled(kinds.P(_ffi.inc_zone)), spelled(kinds.P(_ffi.inc_text)))


class Symbols(unittest.TestCase):
    def test_every_exported_function_is_in_a_library(self):
        exported = sorted(headers.exported(ROOT))
        self.assertEqual(sorted(_ffi.FUNCTIONS), exported)
        for name in exported:
            with self.subTest(name):
                try:
                    getattr(_ffi.lib, name)
                except ImportError:
                    self.assertIn(name, _ffi.addons.FUNCTIONS, "an add-on may not be there")


if __name__ == "__main__":
    unittest.main()
