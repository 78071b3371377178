"""What the public headers declare, read with a C parser: prototypes, structs, constants."""
import glob
import os
import re
import subprocess
import tempfile
import unittest

try:
    from pycparser import c_ast, c_parser
except ImportError:
    raise unittest.SkipTest("pycparser is not installed") from None

# All that the public headers take from the C library.
FAKE = {
    "stddef.h": "typedef unsigned long size_t;\n#define NULL ((void *) 0)\n",
    "stdint.h": "".join("typedef %s %s_t;\n" % item for item in (
        ("signed char", "int8"), ("unsigned char", "uint8"), ("int", "int32"),
        ("unsigned int", "uint32"), ("long", "int64"), ("unsigned long", "uint64")))
    + "#define INT64_C(x) x ## L\n#define INT32_C(x) x\n"
      "#define INT64_MIN (-9223372036854775807L - 1)\n#define INT32_MIN (-2147483647 - 1)\n",
}
MACRO = re.compile(r"^#define (INC_[A-Z0-9_]+) +(?!INC_API)(\S.*)$", re.M)
# What a library has; other prototypes are of functions that a host writes.
OURS = re.compile(r"^INC_API\b[^;]*?\b(inc_\w+)\(", re.M)


def public(root):
    """The public headers as paths below include/, the umbrella left out."""
    include = os.path.join(root, "include")
    found = glob.glob(os.path.join(include, "incident", "*.h"))
    return sorted(os.path.relpath(path, include) for path in found)


def compiler():
    return os.environ.get("CC", "cc").split()


def preprocessed(root):
    """One translation unit with every public header, on the fakes instead of the C library."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FAKE.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
                out.write(text)
        unit = "".join("#include <%s>\n" % name for name in public(root))
        return subprocess.run(
            compiler() + ["-E", "-P", "-nostdinc", "-D__attribute__(x)=", "-I", folder, "-I",
                          os.path.join(root, "include"), "-x", "c", "-"],
            input=unit, stdout=subprocess.PIPE, text=True, check=True).stdout


def spelled(node):
    """A type as text, const left out: 'inc_zone **', 'int32_t', 'fn(int32_t; void *, ...)'."""
    if isinstance(node, (c_ast.PtrDecl, c_ast.ArrayDecl)) and isinstance(node.type, c_ast.FuncDecl):
        return "fn(%s; %s)" % signature(node.type)
    if isinstance(node, c_ast.PtrDecl):
        inner = spelled(node.type)
        return inner + ("*" if inner.endswith("*") else " *")
    if isinstance(node, c_ast.ArrayDecl):
        return "%s [%s]" % (spelled(node.type), node.dim.value)
    if isinstance(node, c_ast.TypeDecl):
        return spelled(node.type)
    if isinstance(node, c_ast.IdentifierType):
        return " ".join(node.names)
    return node.name


def signature(function):
    """(result, arguments) of a function's declaration, both as text."""
    arguments = [spelled(p.type) for p in function.args.params] if function.args else []
    return spelled(function.type), ", ".join(a for a in arguments if a != "void")


class Headers:
    """functions {name: (result, arguments)}, structs {name: [(member, type)]} (None for an opaque
    one), enums {name: [constant]}."""

    def __init__(self, text):
        self.functions, self.structs, self.enums = {}, {}, {}
        for item in c_parser.CParser().parse(text).ext:
            self.take(item)

    def take(self, item):
        if isinstance(item.type, c_ast.FuncDecl):
            self.functions[item.name] = signature(item.type)
        elif isinstance(item, c_ast.Typedef) and item.name.startswith("inc_"):
            self.take_type(item.name, item.type.type)

    def take_type(self, name, node):
        if isinstance(node, c_ast.Struct):
            members = node.decls and [(d.name, spelled(d.type)) for d in node.decls]
            self.structs[name] = members
        elif isinstance(node, c_ast.Enum):
            self.enums[name] = [e.name for e in node.values.enumerators]


def sources(root):
    """The texts of the public headers."""
    for header in public(root):
        with open(os.path.join(root, "include", header), encoding="utf-8") as text:
            yield text.read()


def read(root):
    found = Headers(preprocessed(root))
    ours = {name for text in sources(root) for name in OURS.findall(text)}
    found.functions = {name: types for name, types in found.functions.items() if name in ours}
    return found


def macros(root):
    """Names of the macros that have a value."""
    names = {name for text in sources(root) for name, _ in MACRO.findall(text)}
    return sorted(names - {"INC_API", "INC_BEGIN", "INC_END"})


def measured(root, headers):
    """What the C compiler says: {struct: (size, [offset])}, {constant: value}."""
    lines = ["#include <stdio.h>"] + ["#include <%s>" % name for name in public(root)]
    lines.append("int main(void)\n{")
    for name, members in sorted(headers.structs.items()):
        if members:
            lines.append('printf("struct %s %%zu", sizeof(%s));' % (name, name))
            lines += ['printf(" %%zu", offsetof(%s, %s));' % (name, m) for m, _ in members]
            lines.append('printf("\\n");')
    constants = macros(root) + [c for values in headers.enums.values() for c in values]
    lines += ['printf("constant %s %%lld\\n", (long long) %s);' % (c, c) for c in constants]
    lines.append("return 0;\n}\n")
    return understood(run("\n".join(lines), root))


def run(program, root):
    """What a C program prints."""
    with tempfile.TemporaryDirectory() as folder:
        binary = os.path.join(folder, "program")
        subprocess.run(compiler() + ["-std=c99", "-I", os.path.join(root, "include"), "-x", "c",
                                     "-o", binary, "-"], input=program, text=True, check=True)
        return subprocess.run([binary], stdout=subprocess.PIPE, text=True, check=True).stdout


def understood(output):
    structs, constants = {}, {}
    for kind, name, *numbers in map(str.split, output.splitlines()):
        values = [int(n) for n in numbers]
        if kind == "struct":
            structs[name] = (values[0], values[1:])
        else:
            constants[name] = values[0]
    return structs, constants


STRUCT = re.compile(r"typedef struct (inc_\w+) \{(.*?)\n\}", re.S)
SPOKEN = re.compile(r"\n    int32_t (\w+);\s*/\*\*<((?:[^*]|\*(?!/))*)\*/")


def commented(root):
    """(struct, member, enumeration) wherever a comment says that a member is 'an inc_something'."""
    enums = read(root).enums
    for text in sources(root):
        for name, body in STRUCT.findall(text):
            for member, comment in SPOKEN.findall(body):
                said = re.search(r"\ban? (inc_\w+)", comment)
                if said and said.group(1) in enums:
                    yield name, member, said.group(1)


def exported(root):
    """The functions that the version scripts let out."""
    names = set()
    for script in glob.glob(os.path.join(root, "src", "**", "*.map"), recursive=True):
        with open(script, encoding="utf-8") as text:
            names |= set(re.findall(r"\b(inc_\w+);", text.read()))
    return names
