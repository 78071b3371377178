#!/usr/bin/env python3
"""Gate: compares two abidw XML files of one library and says whether programs built against the old
one still run with the new one. abidiff is not asked: it cannot tell an appended member from an
inserted one, and answers 0 where it has nothing to compare.

usage: verdict.py OLD.xml NEW.xml

Allowed are new functions, new types, new enumerators, and members appended to structs that start
with `size_t size`. Anything else is a breakage, one line each. Every exported symbol must be
described in both files.
"""
import sys
import xml.etree.ElementTree as ElementTree

import tools


def arithmetic(name):
    """One name for a type that versions of abidw name differently: `unsigned long int` is `long unsigned`."""
    words = sorted(name.split())
    return " ".join(w for w in words if w != "int" or len(words) == 1)


class Abi:
    """One XML file: symbols, functions by symbol, named types."""

    def __init__(self, path):
        self.path = path
        root = ElementTree.parse(path).getroot()
        self.architecture = root.get("architecture")
        self.symbols = {s.get("name"): s.get("version") for s in root.iter("elf-symbol")}
        self.by_id = {e.get("id"): e for e in root.iter() if e.get("id")}
        self.functions = {f.get("elf-symbol-id").split("@")[0]: f for f in root.iter("function-decl")
                          if f.get("elf-symbol-id")}
        self.variables = {v.get("elf-symbol-id").split("@")[0]: v for v in root.iter("var-decl")
                          if v.get("elf-symbol-id")}
        self.structs = self.named(root, "class-decl", "union-decl")
        self.enums = self.named(root, "enum-decl")
        self.typedefs = self.named(root, "typedef-decl")

    @staticmethod
    def named(root, *tags):
        types = {}
        for tag in tags:
            for element in root.iter(tag):
                name = element.get("name")
                # A definition wins over a declaration of the same name in another unit.
                if name not in types or types[name].get("is-declaration-only") == "yes":
                    types[name] = element
        return types

    def spell(self, type_id, depth=0):
        """A type in words that do not depend on ids; named types are compared on their own."""
        element = self.by_id.get(type_id)
        if element is None or depth > 20:
            return "?" + str(type_id)
        inner = element.get("type-id")
        if element.tag == "pointer-type-def":
            return self.spell(inner, depth + 1) + " *"
        if element.tag == "qualified-type-def":
            words = [q for q in ("const", "volatile", "restrict") if element.get(q) == "yes"]
            return self.spell(inner, depth + 1) + " " + " ".join(words)
        if element.tag == "array-type-def":
            sizes = [r.get("length") for r in element.iter("subrange")]
            return "%s[%s]" % (self.spell(inner, depth + 1), "][".join(sizes))
        if element.tag == "function-type":
            return "function " + self.signature(element, depth + 1)
        if element.tag in ("class-decl", "union-decl", "enum-decl") and element.get("is-anonymous") == "yes":
            return "%s{%s}" % (element.tag, ", ".join("%s %s at %s" % m for m in self.members(element)))
        if element.tag == "type-decl":
            return arithmetic(str(element.get("name")))
        kind = {"class-decl": "struct ", "union-decl": "union ", "enum-decl": "enum "}.get(element.tag, "")
        return kind + str(element.get("name"))

    def signature(self, function, depth=0):
        result = "void"
        parameters = []
        for child in function:
            if child.tag == "return":
                result = self.spell(child.get("type-id"), depth)
            elif child.get("is-variadic") == "yes":
                parameters.append("...")
            else:
                parameters.append(self.spell(child.get("type-id"), depth))
        return "%s (%s)" % (result, ", ".join(parameters))

    def members(self, struct):
        """(type, name, offset) of each member; bits from the start of the struct."""
        found = []
        for member in struct.iter("data-member"):
            variable = member.find("var-decl")
            found.append((self.spell(variable.get("type-id")), variable.get("name"),
                          int(member.get("layout-offset-in-bits", "0"))))
        return found


def functions(old, new):
    for name in sorted(old.symbols):
        if name not in new.symbols:
            yield "function %s was removed" % name
        elif old.symbols[name] != new.symbols[name]:
            yield "function %s moved from version node %s to %s" % (name, old.symbols[name], new.symbols[name])
    for name in sorted(set(old.functions) & set(new.functions)):
        before, after = old.signature(old.functions[name]), new.signature(new.functions[name])
        if before != after:
            yield "function %s changed from %s to %s" % (name, before, after)


def undescribed(abi):
    for name in sorted(set(abi.symbols) - set(abi.functions) - set(abi.variables)):
        yield "symbol %s is not described in %s (no debug information?)" % (name, abi.path)
    if not abi.symbols:
        yield "%s has no symbols" % abi.path


def appended(name, old_struct, old, new):
    """What may not be about the members that new has and old has not."""
    if old[0][0] != "size_t" or old[0][1] != "size":
        yield "struct %s does not start with `size_t size` but got members: %s" % (
            name, ", ".join(m[1] for m in new[len(old):]))
    for member in new[len(old):]:
        if member[2] < int(old_struct.get("size-in-bits", "0")):
            yield "struct %s: member %s lies in what was padding" % (name, member[1])


def struct(name, old, new):
    before, after = old.structs[name], new.structs[name]
    if before.tag != after.tag:
        yield "%s changed between struct and union" % name
        return
    if before.get("is-declaration-only") != after.get("is-declaration-only"):
        yield "struct %s changed between opaque and defined" % name
        return
    were, are = old.members(before), new.members(after)
    for index, member in enumerate(were):
        if index >= len(are):
            yield "struct %s: member %s was removed" % (name, member[1])
        elif are[index] != member:
            yield "struct %s: member %d changed from '%s %s' at bit %d to '%s %s' at bit %d" % (
                (name, index + 1) + member + are[index])
    if len(are) > len(were) > 0:
        yield from appended(name, before, were, are)
    elif before.get("size-in-bits") != after.get("size-in-bits"):
        yield "struct %s changed its size from %s to %s bits" % (
            name, before.get("size-in-bits"), after.get("size-in-bits"))


def enum(name, old, new):
    before = {e.get("name"): e.get("value") for e in old.enums[name].iter("enumerator")}
    after = {e.get("name"): e.get("value") for e in new.enums[name].iter("enumerator")}
    for key in before:
        if key not in after:
            yield "enum %s: %s was removed" % (name, key)
        elif before[key] != after[key]:
            yield "enum %s: %s changed from %s to %s" % (name, key, before[key], after[key])
    sizes = [abi.by_id[abi.enums[name].find("underlying-type").get("type-id")].get("size-in-bits")
             for abi in (old, new)]
    if sizes[0] != sizes[1]:
        yield "enum %s changed its size from %s to %s bits" % (name, sizes[0], sizes[1])


def types(old, new):
    for kind, before, after, compare in (("struct", old.structs, new.structs, struct),
                                         ("enum", old.enums, new.enums, enum)):
        for name in sorted(before):
            if before[name].get("is-anonymous") == "yes":
                continue
            if name not in after:
                yield "%s %s was removed" % (kind, name)
            else:
                yield from compare(name, old, new)
    for name in sorted(n for n in old.typedefs if not n.startswith("__")):
        if name not in new.typedefs:
            yield "type %s was removed" % name
            continue
        before, after = (abi.spell(abi.typedefs[name].get("type-id")) for abi in (old, new))
        if before != after:
            yield "type %s changed from %s to %s" % (name, before, after)


def problems(old_path, new_path):
    old, new = Abi(old_path), Abi(new_path)
    if old.architecture != new.architecture:
        tools.skip("the baseline is of %s, this library of %s" % (old.architecture, new.architecture))
    found = [*undescribed(old), *undescribed(new), *functions(old, new), *types(old, new)]
    return found, len(old.symbols), sorted(set(new.symbols) - set(old.symbols))


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    found, count, added = problems(sys.argv[1], sys.argv[2])
    for name in added:
        print("new function: " + name)
    tools.verdict(found, "%d functions and their types as they were, %d new" % (count, len(added)))


if __name__ == "__main__":
    main()
