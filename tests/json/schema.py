"""The published schema and the library agree on what a rules document is.

Every value of a document that has every member of the format is replaced, left out, or joined by a
stranger, and both judge the result. Where the library alone refuses, its line must be one of those
that doc/rules-format.md lists as beyond a schema; the line and the path it gives are held against
positions that are worked out here. Usage: schema.py VERDICTS SOURCE_ROOT. Prints TAP.
"""
import copy
import json
import re
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    print("1..0 # SKIP python3-jsonschema is not installed")
    sys.exit(0)

STRANGERS = [None, True, False, 0, 7, -1, 1.5, 10**7, "x", "", "8h", [], {}, ["x"], {"x": 1}]

BEYOND = re.compile("|".join([
    "was no calendar of this document", "was a calendar made of itself", "was no category before",
    "was the id of a category", "was no known time zone", "the list had [0-9]+ items, not [0-9]+",
    "was neither null nor a priority", "neither the target nor its policy had a calendar",
    "there already was a policy", "already had threshold", "already had resolution", "already had hold reason", "was the date of a revision before",
    "a range of dates ended", "was no date such as", "was no whole number from",
    "was too long a duration", "was no duration such as", "was given twice", "this was no JSON",
    "was a text of [0-9]+ bytes"]))


class Writer:
    """JSON text, a value a line, that knows the line of every path."""

    def __init__(self, document):
        self.lines, self.places = [""], {}
        self.write(document, "", "")

    def write(self, value, path, end):
        self.places[path or "document"] = len(self.lines)
        if isinstance(value, (dict, list)) and value:
            pairs = list(value.items() if isinstance(value, dict) else enumerate(value))
            self.lines[-1] += "{" if isinstance(value, dict) else "["
            for place, (key, item) in enumerate(pairs):
                name = json.dumps(key) + ": " if isinstance(value, dict) else ""
                self.lines.append(name)
                under = "%s/%s" % (path, key) if path else str(key)
                self.write(item, under, "," if place + 1 < len(pairs) else "")
            self.lines.append(("}" if isinstance(value, dict) else "]") + end)
        else:
            self.lines[-1] += json.dumps(value) + end

    def text(self):
        return "\n".join(self.lines)


def judge(program, texts):
    blob = b"".join(b"%d\n%s" % (len(text.encode()), text.encode()) for text in texts)
    answer = subprocess.run([program], input=blob, stdout=subprocess.PIPE, check=True)
    lines = answer.stdout.decode().splitlines()
    assert len(lines) == len(texts), "an answer was missing"
    return [line.split("\t") for line in lines]


def paths_of(value, path=()):
    yield path
    if isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths_of(item, path + (key,))


def shape(document, path):
    """Values of one shape stand for each other: items, calendars, weekdays, priorities."""
    free = {"calendars", "weekly", "targets"}
    steps = ["*" if isinstance(key, int) or (at > 0 and path[at - 1] in free) else key
             for at, key in enumerate(path)]
    value = document
    for key in path:
        value = value[key]
    members = tuple(value) if isinstance(value, dict) and path and path[-1] != "weekly" else ()
    return "/".join(steps), type(value).__name__, value if steps[-1:] == ["kind"] else members


def around(document, path):
    """What the value at a path needs around it, and its path there: small documents are quick."""
    head = {key: document[key] for key in ["incident_rules", "name", "version"]}
    if len(path) < 2 and path[:1] not in [("matrix",), ("taxonomy",)]:
        return document, path
    if path[0] not in ("policies", "process"):
        return {**head, path[0]: document[path[0]]}, path
    plain = {"zone": "Etc/UTC", "weekly": {}}
    head["calendars"] = {name: plain for name in document["calendars"]}
    if path[0] == "process":
        return {**head, "process": document["process"]}, path
    return {**head, "policies": [document["policies"][path[1]]]}, ("policies", 0) + path[2:]


def changed(document, path, change):
    document = copy.deepcopy(document)
    if not path:
        return change(None, None, document)
    holder = document
    for key in path[:-1]:
        holder = holder[key]
    return change(holder, path[-1], document)


def put(stranger):
    def change(holder, key, document):
        if holder is None:
            return stranger
        holder[key] = stranger
        return document
    return change


def leave_out(holder, key, document):
    del holder[key]
    return document


def join(holder, key, document):
    (document if holder is None else holder[key])["zzz"] = 1
    return document


def mutations(document, path):
    value = document
    for key in path:
        value = value[key]
    for stranger in STRANGERS:
        yield changed(document, path, put(stranger))
    if path:
        yield changed(document, path, leave_out)
    if isinstance(value, dict):
        yield changed(document, path, join)


def wrong(document, verdict, schema):
    """Why a verdict does not hold, or None."""
    status, line = verdict
    valid = schema.is_valid(document)
    if status == "INC_OK":
        return None if valid else "accepted, but not by the schema"
    if valid and not BEYOND.search(line):
        return "accepted by the schema, but: " + line
    if not isinstance(document, (dict, list)):
        return None
    found = re.match(r"rules\.json:(\d+): (.*?): ", line)
    if not found:
        return "no place: " + line
    expected = Writer(document).places.get(found.group(2))
    if "this was no JSON" in line:
        return None
    return None if expected == int(found.group(1)) else "line %s: %s" % (expected, line)


def report(number, name, failures):
    print("%s %d - %s" % ("not ok" if failures else "ok", number, name))
    for failure in failures[:5]:
        print("# " + failure)
    return bool(failures)


def twice(document):
    """Every member given twice, as texts, with the path of each."""
    for path in paths_of(document):
        if not path or not isinstance(path[-1], str):
            continue
        marked = changed(document, path[:-1], lambda holder, key, whole: whole)
        holder = marked
        for key in path[:-1]:
            holder = holder[key]
        holder["~~twice~~"] = holder[path[-1]]
        text = Writer(marked).text().replace('"~~twice~~"', json.dumps(path[-1]))
        yield "/".join(map(str, path)), text


def check_table(program, schema, root):
    with open(root + "/tests/json/refusals.json", encoding="utf-8") as file:
        table = json.load(file)
    with open(root + "/tests/data/rules-full.json", encoding="utf-8") as file:
        full = file.read()
    for row in table:
        text = full.replace(row["find"], row["replace"])
        try:
            document = json.loads(text)
        except ValueError:
            yield row["id"], [] if "no JSON" in row["line"] else ["Python refused the text"]
            continue
        accepted = schema.is_valid(document)
        expected = row["schema"] == "accepts"
        # Too large a number is one to Python; a NUL in a text is one to the schema.
        same = accepted == expected or "no JSON" in row["line"]
        yield row["id"], [] if same else ["the schema said %s" % accepted]


def main():
    program, root = sys.argv[1:]
    with open(root + "/doc/rules.schema.json", encoding="utf-8") as file:
        source = json.load(file)
    jsonschema.Draft202012Validator.check_schema(source)
    schema = jsonschema.Draft202012Validator(source)
    number = failed = 0
    for name in ["rules-full.json", "uci-rules.json"]:
        with open(root + "/tests/data/" + name, encoding="utf-8") as file:
            document = json.load(file)
        number += 1
        verdict = judge(program, [Writer(document).text()])[0]
        bad = [] if verdict[0] == "INC_OK" and schema.is_valid(document) else [verdict[1]]
        failed += report(number, "both accept " + name, bad)
    with open(root + "/tests/data/rules-full.json", encoding="utf-8") as file:
        document = json.load(file)
    seen = set()
    for path in paths_of(document):
        if shape(document, path) in seen:
            continue
        seen.add(shape(document, path))
        made = list(mutations(*around(document, path)))
        verdicts = judge(program, [Writer(each).text() for each in made])
        reasons = [wrong(each, verdict, schema) for each, verdict in zip(made, verdicts)]
        number += 1
        name = "/".join(map(str, path)) or "document"
        failed += report(number, "both judge changes of " + name, [r for r in reasons if r])
    doubles = list(twice(document))
    verdicts = judge(program, [text for _, text in doubles])
    for (path, _), (status, line) in zip(doubles, verdicts):
        number += 1
        said = status == "INC_E_FORMAT" and (": %s: the member was given twice" % path) in line
        failed += report(number, path + " given twice", [] if said else [line])
    for name, bad in check_table(program, schema, root):
        number += 1
        failed += report(number, "the schema on " + name, bad)
    print("1..%d" % number)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
