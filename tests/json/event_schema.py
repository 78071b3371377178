"""The tables that the library publishes of events, the schema, the guide and the library agree.

doc/event.schema.json is what is made here of the published tables (--write writes it), the tables of
doc/event-format.md are compared with them, and the schema and the library judge events of every kind in
which each member is replaced, left out, or joined by a stranger.
Usage: event_schema.py ROLES VERDICTS SOURCE_ROOT [--write]. Prints TAP.
"""
import json
import os
import re
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    print("1..0 # SKIP python3-jsonschema is not installed")
    sys.exit(0)

STRANGERS = [None, True, False, 0, 7, -1, 1.5, 101, 1001, 2**63 - 1, -2**63, "x", "", "human", "public",
             "functional", "parent", "followed_by", "held", "2026-06-01T09:00:00Z", "2026-06-01", "0" * 64, [], {}]
# What a schema does not see; the line says why the library alone refuses.
BEYOND = re.compile("was no whole number|was outside the years|this was no JSON|was no instant such as|"
                    "more than [0-9]+:")
VARIES = ["code_1", "code_2", "integer_1", "integer_2", "time_1", "time_2", "reference_1", "reference_2"]
LAST = 2**63 - 1
COUNT = {"type": "integer", "minimum": 0, "maximum": LAST}
LEVEL = {"type": "integer", "minimum": 0, "maximum": 1000}
INTEGER = {"type": "integer", "minimum": -2**63, "maximum": LAST}
TIME = {"$ref": "#/$defs/instant"}
# Members that take less than their type.
SPECIAL = {
    "subject_kind": {"anyOf": [{"const": 0, "type": "integer"}, {"const": 1, "type": "integer"},
                               {"type": "integer", "minimum": 1000, "maximum": 2**31 - 1}]},
    "subject": {"type": "string", "minLength": 1, "maxLength": 255},
    "sequence": COUNT, "cause": COUNT, "corrects": COUNT, "redacted": COUNT, "effort": COUNT,
    "impact": LEVEL, "urgency": LEVEL, "priority": LEVEL,
    "tier": {"type": "integer", "minimum": 0, "maximum": 100},
    "actor_kind": {"enum": ["human", "bot", "system", "caller"]},
    "visibility": {"enum": ["public", "internal"]},
    "rules": {"type": "string", "pattern": "^([0-9a-f]{64})?$"},
    "direction": {"enum": ["functional", "hierarchic"]},
    "relation": {"enum": ["duplicate", "duplicated_by", "parent", "child", "change", "problem", "request",
                          "follow_up", "followed_by", "related"]},
}


def tables(program):
    """Columns {name: (type, most)} and kinds {name: {column: (role, required)}}."""
    columns, kinds = {}, {}
    for line in subprocess.run([program], stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines():
        word, *parts = line.split("\t")
        if word == "column":
            columns[parts[0]] = (parts[1], int(parts[2]))
        elif word == "kind":
            roles = kinds[parts[0]] = {}
        else:
            roles[parts[0]] = (parts[1], parts[2] == "1")
    return columns, kinds


def member(columns, column, role):
    kind, most = columns[column]
    if role in SPECIAL:
        return SPECIAL[role]
    return {"integer": INTEGER, "time": TIME, "text": {"type": "string", "maxLength": most}}[kind]


def branch(columns, test, roles):
    """What holds for one kind."""
    then = {"properties": {role: member(columns, column, role) for column, (role, _) in roles.items()
                           if column in VARIES}}
    must = [role if column in VARIES else column for column, (role, required) in roles.items() if required]
    for name in must:
        least = {"minimum": 1} if columns.get(name, ("",))[0] == "integer" else {"minLength": 1}
        then["properties"][name] = {**then["properties"].get(name, {}), **least}
    if must:
        then["required"] = must
    return {"if": {"properties": {"kind": test}, "required": ["kind"]}, "then": then}


def make_schema(columns, kinds):
    whole = {"type": "integer", "minimum": 1000, "maximum": 2**31 - 1}
    properties = {name: member(columns, name, name) for name in columns if name not in VARIES}
    properties["kind"] = {"anyOf": [{"enum": list(kinds)}, whole]}
    branches = [branch(columns, {"const": name}, roles) for name, roles in kinds.items()]
    branches.append(branch(columns, {"type": "integer"}, {name: (name, False) for name in VARIES}))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An event of libincident, a line",
        "description": "What inc_json_read_event reads. A schema cannot see everything that is refused: lengths"
                       " are those of UTF-8 in bytes. See doc/event-format.md.",
        "type": "object",
        "required": ["subject", "happened", "kind"],
        "properties": properties,
        "allOf": branches,
        "unevaluatedProperties": False,
        "$defs": {"instant": {
            "type": "string",
            "description": "As \"2026-06-01T09:00:00Z\" or \"2026-06-01T11:00:00.5+02:00\".",
            "pattern": "^(1899|19[0-9]{2}|[2-9][0-9]{3})-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}"
                       "(:[0-9]{2}(\\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)$"}},
    }


def sample(role, kind, most):
    if role == "rules":
        return "0" * 64
    if role in ("actor_kind", "visibility", "direction", "relation"):
        return SPECIAL[role]["enum"][1]
    return {"integer": 1000 if role == "subject_kind" else 3, "time": "2026-06-01T09:00:00.25Z", "text": "é"}[kind]


def full_event(columns, kind, roles):
    """Every member that a kind takes."""
    event = {}
    for name, (value_type, most) in columns.items():
        role = roles.get(name, (None,))[0] if name in VARIES else name
        if name == "kind":
            event[name] = kind
        elif role is not None:
            event[role] = sample(role, value_type, most)
    return event


def mutations(event):
    for name in event:
        for stranger in STRANGERS:
            yield {**event, name: stranger}
        yield {key: value for key, value in event.items() if key != name}
    for name in VARIES + ["title", "zzz", "reason", "effort"]:
        yield {**event, name: event.get(name, "x")}


def judge(program, documents):
    texts = [json.dumps(each).encode() for each in documents]
    blob = b"".join(b"%d\n%s" % (len(text), text) for text in texts)
    answer = subprocess.run([program, "events"], input=blob, stdout=subprocess.PIPE, check=True)
    lines = answer.stdout.decode().splitlines()
    assert len(lines) == len(texts), "an answer was missing"
    return [line.split("\t") for line in lines]


def wrong(document, verdict, schema):
    """Why a verdict does not hold, or None."""
    valid = schema.is_valid(document)
    if verdict[0] == "INC_OK":
        return None if valid else "accepted, but not by the schema: %s" % json.dumps(document)
    if valid and not BEYOND.search(verdict[1]):
        return "accepted by the schema, but: " + verdict[1]
    return None


def guide_rows(text, heading):
    """The rows of the table below a heading, cells without their back-quotes."""
    section = text.split("## %s\n" % heading, 1)[1].split("\n## ", 1)[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines()
            if line.startswith("|")]
    return rows[2:]


def check_members(text, columns):
    rows = {row[0].strip("`"): row[1] for row in guide_rows(text, "Members")}
    wanted = {}
    for name, (kind, most) in columns.items():
        if name in VARIES:
            continue
        wanted[name] = "text, %d bytes" % most if kind == "text" else kind
    return [] if rows == wanted and list(rows) == list(wanted) else \
        ["%s: the guide says %s, the table %s" % (name, rows.get(name), wanted.get(name))
         for name in {**wanted, **rows} if rows.get(name) != wanted.get(name)] or ["another order"]


def check_kinds(text, kinds):
    rows = {row[0].strip("`"): row[1] for row in guide_rows(text, "Kinds")}
    wanted = {}
    for name, roles in kinds.items():
        said = []
        for column, (role, required) in roles.items():
            words = "`%s`%s" % (role if column in VARIES else column, "\\*" if required else "")
            said.append(words if column in VARIES or role == column else "%s (the %s)" % (words, role))
        wanted[name] = ", ".join(said)
    return [] if rows == wanted and list(rows) == list(wanted) else \
        ["%s: the guide says %s, the table %s" % (name, rows.get(name), wanted.get(name))
         for name in {**wanted, **rows} if rows.get(name) != wanted.get(name)] or ["another order"]


def check_example(text, verdicts, schema):
    event = json.loads(re.search(r"^```json\n(.*?)^```", text, flags=re.M | re.S).group(1))
    status, line = judge(verdicts, [event])[0]
    return [] if status == "INC_OK" and schema.is_valid(event) else [line]


def report(number, name, failures):
    print("%s %d - %s" % ("not ok" if failures else "ok", number, name))
    for failure in failures[:5]:
        print("# " + failure)
    return bool(failures)


def main():
    roles_program, verdicts, root = sys.argv[1:4]
    columns, kinds = tables(roles_program)
    path = os.path.join(root, "doc/event.schema.json")
    made = make_schema(columns, kinds)
    if "--write" in sys.argv[4:]:
        with open(path, "w", encoding="utf-8") as file:
            file.write(json.dumps(made, indent=2) + "\n")
        return 0
    with open(path, encoding="utf-8") as file:
        source = json.load(file)
    with open(os.path.join(root, "doc/event-format.md"), encoding="utf-8") as file:
        guide = file.read()
    jsonschema.Draft202012Validator.check_schema(source)
    schema = jsonschema.Draft202012Validator(source)
    same = json.dumps(source) == json.dumps(made)
    failed = report(1, "the schema is made of the tables", [] if same else ["write it anew with --write"])
    failed += report(2, "members in the guide", check_members(guide, columns))
    failed += report(3, "kinds in the guide", check_kinds(guide, kinds))
    failed += report(4, "the example in the guide", check_example(guide, verdicts, schema))
    cases = list(kinds.items())
    cases.append((1007, {name: (name, False) for name in VARIES}))
    for number, (kind, roles) in enumerate(cases, 5):
        event = full_event(columns, kind, roles)
        documents = [event] + list(mutations(event))
        answers = judge(verdicts, documents)
        bad = [] if answers[0][0] == "INC_OK" else [answers[0][1]]
        bad += [reason for reason in (wrong(*each, schema) for each in zip(documents, answers)) if reason]
        failed += report(number, "both judge changes of %s" % kind, bad)
    print("1..%d" % (4 + len(cases)))
    return 1 if failed else 0


sys.exit(main())
