"""Reads the fenced blocks of a Markdown file."""
import re


class Block:
    def __init__(self, language, source, text, line):
        self.language, self.text, self.line = language, text, line
        self.source = source  # the file that it is an excerpt of, or ""
        self.output = None  # of the ```text block that follows directly


FENCE = re.compile(r"^```(\w*)[ \t]*([^\n]*)\n(.*?)^```[ \t]*$", flags=re.M | re.S)


def blocks(text):
    found, end = [], None
    for match in FENCE.finditer(text):
        between = text[end:match.start()] if end is not None else "-"
        language = match.group(1)
        if language == "text" and found and between.strip() == "" and found[-1].output is None:
            found[-1].output = match.group(3)
        line = text.count("\n", 0, match.start()) + 1
        found.append(Block(language, match.group(2).strip(), match.group(3), line))
        end = match.end()
    return found
