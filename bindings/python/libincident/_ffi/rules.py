"""Declarations: matrix, taxonomy, process, sets of rules, the rulebook, the linter."""
from enum import IntEnum

from .base import inc_context, inc_hash, inc_text
from .kinds import (P, Sized, Structure, address, code, flag, inc_duration, inc_time, int32,
                    size, status, text)
from .policy import inc_policy
from .time import inc_calendar, inc_zone


class Scale(IntEnum):
    """The three scales of a matrix."""

    IMPACT = 1
    URGENCY = 2
    PRIORITY = 3


class ChoiceRule(IntEnum):
    """Which of several matching policies serves."""

    FIRST = 0
    STRICTEST = 1
    ALL = 2


class LintKind(IntEnum):
    """What can be wrong with rules."""

    UNREACHABLE_TARGET = 1
    EMPTY_CELL = 2
    OBJECTIVE_BEYOND_LIMIT = 3
    THRESHOLDS_OUT_OF_ORDER = 4
    PRORATE_ACROSS_UNITS = 5
    OLA_BEYOND_SLA = 6
    OLA_NOT_COMPARABLE = 7
    PRIORITY_WITHOUT_TERMS = 8
    PRIORITY_UNUSED = 9
    DAYS_WITHOUT_ZONE = 10
    LOWER_PRIORITY_FASTER = 11
    CATEGORY_UNKNOWN = 12
    PROCESS_CALENDAR_CLOSED = 13
    TIER_UNKNOWN = 14


class LintSeverity(IntEnum):
    """Severity of a finding on rules."""

    ERROR = 1
    WARNING = 2


class Preset(IntEnum):
    """Presets by size of the desk."""

    SMALL = 1
    LARGE = 2


class System(IntEnum):
    """Systems whose arithmetic can be told in rules."""

    ZAMMAD = 1
    GLPI = 2
    ITOP = 3
    SERVICENOW = 4
    JIRA = 5
    ZENDESK = 6


class inc_matrix(Structure):
    pass


class inc_matrix_builder(Structure):
    pass


class inc_taxonomy(Structure):
    pass


class inc_taxonomy_builder(Structure):
    pass


class inc_category(Sized):
    _fields_ = [
        ("size", size),
        ("id", text),
        ("parent", text),
        ("name", text),
        ("retired", flag),
        ("request", flag),
    ]


class inc_process(Structure):
    pass


class inc_process_builder(Structure):
    pass


class inc_process_options(Sized):
    _fields_ = [
        ("size", size),
        ("confirm_within", inc_duration),
        ("confirm_calendar", P(inc_calendar)),
        ("reopen_within", inc_duration),
        ("close_on_timeout", flag),
        ("close_on_confirm", flag),
        ("choice", code(ChoiceRule)),
        ("tiers", int32),
    ]


class inc_resolution(Sized):
    _fields_ = [
        ("size", size),
        ("code", text),
        ("needs_change", flag),
        ("reserved", int32),
    ]


class inc_hold_rule(Sized):
    _fields_ = [
        ("size", size),
        ("reason", text),
        ("expires", inc_duration),
    ]


class inc_rules(Structure):
    pass


class inc_rules_builder(Structure):
    pass


class inc_rulebook(Structure):
    pass


class inc_acknowledgement(Sized):
    _fields_ = [
        ("size", size),
        ("person", text),
        ("hash", inc_hash),
        ("at", inc_time),
    ]


class inc_lint(Structure):
    pass


class inc_lint_finding(Sized):
    _fields_ = [
        ("size", size),
        ("kind", code(LintKind)),
        ("severity", code(LintSeverity)),
        ("where", text),
        ("line", text),
    ]


ENUMS = {
    "inc_scale": (Scale, "INC_SCALE_"),
    "inc_choice_rule": (ChoiceRule, "INC_CHOOSE_"),
    "inc_lint_kind": (LintKind, "INC_LINT_"),
    "inc_lint_severity": (LintSeverity, "INC_LINT_"),
    "inc_preset": (Preset, "INC_PRESET_"),
    "inc_system": (System, "INC_SYSTEM_"),
}

FUNCTIONS = {
    "inc_matrix_builder_new": (status, P(inc_context), text, int32, int32, int32,
                               P(P(inc_matrix_builder))),
    "inc_matrix_builder_level": (status, P(inc_matrix_builder), int32, int32, text, text),
    "inc_matrix_builder_cell": (status, P(inc_matrix_builder), int32, int32, int32),
    "inc_matrix_builder_build": (status, P(inc_matrix_builder), P(P(inc_matrix))),
    "inc_matrix_builder_free": (None, P(inc_matrix_builder)),
    "inc_matrix_ref": (P(inc_matrix), P(inc_matrix)),
    "inc_matrix_unref": (None, P(inc_matrix)),
    "inc_matrix_hash": (P(inc_hash), P(inc_matrix)),
    "inc_matrix_version": (text, P(inc_matrix)),
    "inc_matrix_levels": (int32, P(inc_matrix), int32),
    "inc_matrix_priority": (status, P(inc_matrix), int32, int32, P(int32)),
    "inc_matrix_level": (status, P(inc_matrix), int32, int32, P(text), P(text)),
    "inc_matrix_print": (status, P(inc_matrix), P(inc_text)),
    "inc_taxonomy_builder_new": (status, P(inc_context), text, P(P(inc_taxonomy_builder))),
    "inc_taxonomy_builder_add": (status, P(inc_taxonomy_builder), P(inc_category)),
    "inc_taxonomy_builder_build": (status, P(inc_taxonomy_builder), P(P(inc_taxonomy))),
    "inc_taxonomy_builder_free": (None, P(inc_taxonomy_builder)),
    "inc_taxonomy_ref": (P(inc_taxonomy), P(inc_taxonomy)),
    "inc_taxonomy_unref": (None, P(inc_taxonomy)),
    "inc_taxonomy_hash": (P(inc_hash), P(inc_taxonomy)),
    "inc_taxonomy_version": (text, P(inc_taxonomy)),
    "inc_taxonomy_count": (size, P(inc_taxonomy)),
    "inc_taxonomy_at": (status, P(inc_taxonomy), size, P(inc_category)),
    "inc_taxonomy_find": (status, P(inc_taxonomy), text, size, P(inc_category)),
    "inc_taxonomy_within": (status, P(inc_taxonomy), text, text, P(int32)),
    "inc_process_builder_new": (status, P(inc_context), P(inc_process_options),
                                P(P(inc_process_builder))),
    "inc_process_builder_resolution": (status, P(inc_process_builder), P(inc_resolution)),
    "inc_process_builder_hold": (status, P(inc_process_builder), P(inc_hold_rule)),
    "inc_process_builder_build": (status, P(inc_process_builder), P(P(inc_process))),
    "inc_process_builder_free": (None, P(inc_process_builder)),
    "inc_process_ref": (P(inc_process), P(inc_process)),
    "inc_process_unref": (None, P(inc_process)),
    "inc_process_hash": (P(inc_hash), P(inc_process)),
    "inc_process_describe": (status, P(inc_process), P(inc_process_options)),
    "inc_process_resolution": (status, P(inc_process), size, P(inc_resolution)),
    "inc_process_hold": (status, P(inc_process), size, P(inc_hold_rule)),
    "inc_rules_builder_new": (status, P(inc_context), text, text, P(P(inc_rules_builder))),
    "inc_rules_builder_calendar": (status, P(inc_rules_builder), text, P(inc_calendar)),
    "inc_rules_builder_matrix": (status, P(inc_rules_builder), P(inc_matrix)),
    "inc_rules_builder_taxonomy": (status, P(inc_rules_builder), P(inc_taxonomy)),
    "inc_rules_builder_process": (status, P(inc_rules_builder), P(inc_process)),
    "inc_rules_builder_policy": (status, P(inc_rules_builder), P(inc_policy)),
    "inc_rules_builder_build": (status, P(inc_rules_builder), P(P(inc_rules))),
    "inc_rules_builder_free": (None, P(inc_rules_builder)),
    "inc_rules_ref": (P(inc_rules), P(inc_rules)),
    "inc_rules_unref": (None, P(inc_rules)),
    "inc_rules_hash": (P(inc_hash), P(inc_rules)),
    "inc_rules_name": (text, P(inc_rules)),
    "inc_rules_version": (text, P(inc_rules)),
    "inc_rules_matrix": (P(inc_matrix), P(inc_rules)),
    "inc_rules_taxonomy": (P(inc_taxonomy), P(inc_rules)),
    "inc_rules_process": (P(inc_process), P(inc_rules)),
    "inc_rules_calendar": (status, P(inc_rules), size, P(text), P(P(inc_calendar))),
    "inc_rules_find_calendar": (status, P(inc_rules), text, size, P(P(inc_calendar))),
    "inc_rules_policy": (status, P(inc_rules), size, P(P(inc_policy))),
    "inc_rules_find_policy": (status, P(inc_rules), text, size, P(P(inc_policy))),
    "inc_rules_bytes": (status, P(inc_rules), P(address), P(size)),
    "inc_rules_from_bytes": (status, P(inc_context), address, size, P(P(inc_rules))),
    "inc_rulebook_new": (status, P(inc_context), P(P(inc_rulebook))),
    "inc_rulebook_free": (None, P(inc_rulebook)),
    "inc_rulebook_publish": (status, P(inc_rulebook), P(inc_rules), inc_time),
    "inc_rulebook_at": (status, P(inc_rulebook), inc_time, P(P(inc_rules))),
    "inc_rulebook_find": (status, P(inc_rulebook), P(inc_hash), P(P(inc_rules))),
    "inc_rulebook_publication": (status, P(inc_rulebook), size, P(inc_time), P(P(inc_rules))),
    "inc_rulebook_acknowledge": (status, P(inc_rulebook), text, P(inc_hash), inc_time),
    "inc_rulebook_acknowledged": (status, P(inc_rulebook), text, P(inc_hash), P(inc_time)),
    "inc_rulebook_acknowledgement": (status, P(inc_rulebook), size, P(inc_acknowledgement)),
    "inc_rulebook_bytes": (status, P(inc_rulebook), P(address), P(size)),
    "inc_rulebook_from_bytes": (status, P(inc_context), address, size, P(P(inc_rulebook))),
    "inc_lint_new": (status, P(inc_context), P(inc_rules), P(P(inc_lint))),
    "inc_lint_free": (None, P(inc_lint)),
    "inc_lint_next": (status, P(inc_lint), P(inc_lint_finding)),
    "inc_lint_name": (text, int32),
    "inc_preset_rules": (status, P(inc_context), int32, P(inc_zone), P(P(inc_rules))),
    "inc_preset_like": (status, P(inc_context), int32, P(inc_rules), P(P(inc_rules))),
    "inc_system_name": (text, int32),
    "inc_system_find": (int32, text, size),
    "inc_system_limits": (text, int32),
}
