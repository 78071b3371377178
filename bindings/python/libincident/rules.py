"""Sets of rules: named calendars, a matrix, a taxonomy, a process, policies; and their linter."""
from ctypes import byref, c_size_t, c_void_p, string_at

from ._ffi import (P, Preset, System, inc_calendar, inc_json_options, inc_lint_finding, inc_policy,
                   inc_rules, lib)
from ._ffi.kinds import text
from .calendar import Calendar
from .context import Context, Contextual
from .errors import check
from .handle import Hashed
from .matrix import Matrix
from .policy import Policy
from .process import Process
from .record import Record, built, decoded, encoded, wraps
from .taxonomy import Taxonomy
from .zone import Zone


def lent(function, pointer):
    """The bytes that f(object, bytes, size) lends."""
    data, size = c_void_p(), c_size_t()
    check(function(pointer, byref(data), byref(size)))
    return string_at(data, size.value)


def system_of(system):
    """A System, by itself or by its name."""
    return System[system.upper()] if isinstance(system, str) else System(system)


def system_limits(system):
    """What of the documented behaviour of a System ("zammad", ...) rules cannot express."""
    return decoded(lib.inc_system_limits(system_of(system)))


class LintFinding(Record):
    """What is wrong with rules that are well-formed: `kind`, `severity`, `where`, `line`."""


class RulesBuilder(Contextual):
    """Collects a set of rules. Every call gives the builder back."""

    _noun = "rules_builder"

    def __init__(self, name, version, *, context=None):
        context = self._start(context)
        self._own(context._make(lib.inc_rules_builder_new, context, encoded(name),
                                encoded(version)))

    def calendar(self, name, calendar):
        self._call(lib.inc_rules_builder_calendar, encoded(name), calendar)
        return self

    def matrix(self, matrix):
        self._call(lib.inc_rules_builder_matrix, matrix)
        return self

    def taxonomy(self, taxonomy):
        self._call(lib.inc_rules_builder_taxonomy, taxonomy)
        return self

    def process(self, process):
        self._call(lib.inc_rules_builder_process, process)
        return self

    def policy(self, policy):
        self._call(lib.inc_rules_builder_policy, policy)
        return self

    def build(self):
        return Rules._wrap(self._context._make(lib.inc_rules_builder_build, self))


@wraps(inc_rules)
class Rules(Hashed):
    """An immutable set of rules: from a RulesBuilder, canonical bytes, JSON, or a preset. For any
    thread."""

    _noun = "rules"

    def __init__(self):
        raise TypeError("rules are made by a RulesBuilder, from_bytes, from_json or preset")

    @classmethod
    def from_bytes(cls, data, *, context=None):
        """Rules from their canonical bytes."""
        context = context or Context.default()
        return cls._wrap(context._make(lib.inc_rules_from_bytes, context, bytes(data),
                                       len(data)))

    @classmethod
    def from_json(cls, document, *, file=None, zone_directory=None, context=None):
        """Rules from a JSON document; libincident-json has to be there."""
        context = context or Context.default()
        data = document.encode() if isinstance(document, str) else bytes(document)
        options = built(inc_json_options, file=file, zone_directory=zone_directory)
        return cls._wrap(context._make(lib.inc_json_read_rules, context, data, len(data),
                                       byref(options)))

    @classmethod
    def preset(cls, size, zone, *, context=None):
        """Ready-made rules for a desk of a Preset size ("small", "large") in a zone."""
        context = context or Context.default()
        size = Preset[size.upper()] if isinstance(size, str) else size
        return cls._wrap(context._make(lib.inc_preset_rules, context, size,
                                       Zone.of(zone)))

    def like(self, system):
        """These rules, with every policy counted as that System ("zammad", ...) counts."""
        context = Context.default()
        return self._wrap(context._make(lib.inc_preset_like, context, system_of(system), self))

    def __bytes__(self):
        return lent(lib.inc_rules_bytes, self)

    def to_json(self):
        """The rules as a JSON document; libincident-json has to be there."""
        context = Context.default()
        return context._text(lib.inc_json_write_rules, context, self).decode()

    @property
    def name(self):
        return decoded(lib.inc_rules_name(self))

    @property
    def version(self):
        return decoded(lib.inc_rules_version(self))

    @property
    def matrix(self):
        return Matrix._borrow(lib.inc_rules_matrix(self))

    @property
    def taxonomy(self):
        return Taxonomy._borrow(lib.inc_rules_taxonomy(self))

    @property
    def process(self):
        return Process._borrow(lib.inc_rules_process(self))

    @property
    def calendars(self):
        """{name: Calendar}."""
        found, name, out = {}, text(), P(inc_calendar)()
        while lib.inc_rules_calendar(self, len(found), byref(name), byref(out)) == 0:
            found[decoded(name.value)] = Calendar._borrow(out)
        return found

    @property
    def policies(self):
        """{name: Policy}, in the order they were added."""
        found, out = {}, P(inc_policy)()
        while lib.inc_rules_policy(self, len(found), byref(out)) == 0:
            policy = Policy._borrow(out)
            found[policy.name] = policy
        return found

    def _find(self, function, struct, cls, name):
        out, data = P(struct)(), encoded(name)
        check(function(self, data, len(data), byref(out)), "'%s'", name)
        return cls._borrow(out)

    def calendar(self, name):
        return self._find(lib.inc_rules_find_calendar, inc_calendar, Calendar, name)

    def policy(self, name):
        return self._find(lib.inc_rules_find_policy, inc_policy, Policy, name)

    def lint(self):
        """What the linter finds."""
        context, found, out = Context.default(), [], inc_lint_finding()
        lint = context._make(lib.inc_lint_new, context, self)
        while lib.inc_lint_next(lint, byref(out)) == 0:
            found.append(LintFinding(out))
        lib.inc_lint_free(lint)
        return found

    def __repr__(self):
        return "<Rules %r %r>" % (self.name, self.version)


__all__ = ["LintFinding", "Rules", "RulesBuilder"]
