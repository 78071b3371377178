"""Reads C files as far as the style tests need: text without comments, functions, names."""
import os
import re

FUNCTION = re.compile(r"(\w+)\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\s*(?:__attribute__\s*\(\(.*\)\)\s*)?$", re.S)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def blank(match):
    text = match.group(0)
    if text[0] == "/":
        return " " + "\n" * text.count("\n")
    return text[0] + " " * (len(text) - 2) + text[-1]


def code_of(text):
    """Without comments and with empty strings; every line keeps its number."""
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text, flags=re.S)


def without_directives(code):
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: "\n" * m.group(0).count("\n"), code, flags=re.M)


class Piece:
    """Something at file level: its text before the first brace or semicolon, and its lines."""

    def __init__(self, head, first, last, body):
        self.head, self.first, self.last, self.body = head.strip(), first, last, body

    def function(self):
        """The name of the function that is defined here, or None."""
        if self.body is None or "=" in self.head:
            return None
        found = FUNCTION.search(self.head)
        return found.group(1) if found else None


def pieces(text):
    """The file-level pieces in order."""
    code = without_directives(code_of(text))
    code = re.sub(r'extern\s+" *"\s*\{', "", code)
    found, start, depth, body, head = [], 0, 0, None, None
    for index, letter in enumerate(code):
        if letter == "{":
            if depth == 0:
                head, body = code[start:index], index
            depth += 1
        elif letter == "}":
            depth = max(0, depth - 1)
        ends = depth == 0 and (letter == ";" or (letter == "}" and head is not None and
                                                 FUNCTION.search(head.strip()) and "=" not in head))
        if ends:
            text_before = head if head is not None else code[start:index]
            skipped = len(code[start:]) - len(code[start:].lstrip())
            first = code.count("\n", 0, start + skipped) + 1
            last = code.count("\n", 0, index) + 1
            found.append(Piece(text_before, first, last, code[body:index + 1] if body is not None else None))
            start, body, head = index + 1, None, None
    return found


def functions(path):
    """(name, lines) of every function that a file defines."""
    return [(p.function(), p.last - p.first + 1) for p in pieces(read(path)) if p.function()]


def files_below(root, folders, endings=(".c", ".h")):
    found = []
    for folder in folders:
        for where, _, names in os.walk(os.path.join(root, folder)):
            found += [os.path.join(where, n) for n in names if n.endswith(endings)]
    return sorted(found)
