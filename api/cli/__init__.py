"""The command line, `onrecord`: one module for each group of commands, `main` as the entry point."""

from api.cli.program import main

__all__ = ("main",)
