"""The code of a SPARQL text without its strings, comments and IRIs, character for character as long as the text.

What looks at a query before the engine does must not be misled by `"SERVICE"`, `# {{{` or `<http://a/(>`, nor mislead itself:
`?a <b#c>` can be an IRI or the operator `<` followed by a comment. Where both are possible and would hide something, the text
is refused. Read against the grammar of the engine, which takes the first alternative that fits and knows no word boundaries.
"""

import re

from kg.errors import QueryError

_ESCAPE = r"\\(?:[tbnrf\"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
_STRING = re.compile(
    rf'(?:"""(?:[^"\\]++|"(?!"")|{_ESCAPE})*+"""'
    rf"|'''(?:[^'\\]++|'(?!'')|{_ESCAPE})*+'''"
    rf'|"(?!"")(?:[^"\\\n\r]++|{_ESCAPE})*+"'
    rf"|'(?!'')(?:[^'\\\n\r]++|{_ESCAPE})*+')(?:\s*\^\^)?"
)
_IRI = re.compile(r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>")
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_HIDES = re.compile(r"[#'()\[\]]")
_COMMENT = re.compile(r"#[^\r\n]*")
_LOCAL_NAME = re.compile(r"(?::(?:[\w:%]|\\.)|\\.)(?:[\w:%.\-]|\\.)*")
_NO_NAME = re.compile(r"[^\w:%]")
_PLAIN = re.compile(r"[^#\"'<:\\(){}\[\]]+")
_CLOSES = {")": "(", "]": "[", "}": "{"}
_NOT_AFTER_OPERAND = "(,/|^!=&*+;"


def skeleton(text: str) -> str:
    """The text with the inside of strings, comments and IRIs blanked; QueryError where that cannot be told for certain.

    Example: ``'?a :b "x{" # {'`` → ``'?a :b "__"     '``.
    """
    return _Scanner(text).run()


def where(text: str, position: int) -> str:
    """A place in a text as "line 3, column 14", both counted from 1."""
    line = text.count("\n", 0, position) + 1
    return f"line {line}, column {position - text.rfind(chr(10), 0, position)}"


class _Scanner:
    """Walks once over a text; knows the brackets that are open, which tell expressions from triples."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[str] = []
        self.brackets: list[str] = []
        self.last = ""

    def run(self) -> str:
        position = 0
        while position < len(self.text):
            part, position = self._next(position)
            self.parts.append(part)
            if code := part.rstrip():
                self.last = code[-1]
        return "".join(self.parts)

    def _next(self, at: int) -> tuple[str, int]:
        """The next piece of the skeleton, and where the text goes on."""
        char = self.text[at]
        if char in "\"'":
            return self._string(at)
        if char == "<":
            return self._angle(at)
        if found := _PLAIN.match(self.text, at):
            return found.group(), found.end()
        if found := _COMMENT.match(self.text, at):
            return " " * len(found.group()), found.end()
        if found := _LOCAL_NAME.match(self.text, at):
            return _NO_NAME.sub("_", found.group()), found.end()
        self._bracket(char)
        return char, at + 1

    def _bracket(self, char: str) -> None:
        if char in "([{":
            self.brackets.append(char)
        elif self.brackets and self.brackets[-1] == _CLOSES.get(char):
            self.brackets.pop()

    def _string(self, at: int) -> tuple[str, int]:
        found = _STRING.match(self.text, at)
        if not found:
            raise QueryError(
                f"{where(self.text, at)}: a string begins here that is never closed, or holds an escape other than "
                r"\t \b \n \r \f \" \' \\ \uXXXX \UXXXXXXXX"
            )
        return '"' + "_" * (found.end() - at - 2) + '"', found.end()

    def _angle(self, at: int) -> tuple[str, int]:
        found = _IRI.match(self.text, at)
        if not found:
            return "<", at + 1
        if not _ABSOLUTE.match(found.group()) and self._may_compare():
            if _HIDES.search(found.group()):
                raise QueryError(
                    f"{where(self.text, at)}: {found.group()} can be read as an IRI or as a comparison: "
                    "write the IRI with a prefix, or a space after the sign <"
                )
            return "<", at + 1
        return "<" + "i" * (found.end() - at - 2) + ">", found.end()

    def _may_compare(self) -> bool:
        """Whether "<" may be an operator here: only inside an expression, after an operand."""
        return bool(self.brackets) and self.brackets[-1] == "(" and self.last not in _NOT_AFTER_OPERAND
