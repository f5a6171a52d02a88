"""The exit codes of every command, and the words that tell them in the help."""

OK = 0
ERROR = 1
USAGE = 2
NOTHING = 3
PARTLY = 4
INTERRUPTED = 130

EXPLAINED = (
    f"Exit codes: {OK} done · {ERROR} error · {USAGE} wrong usage · {NOTHING} nothing found · "
    f"{PARTLY} partly done (some documents failed) · {INTERRUPTED} interrupted."
)
