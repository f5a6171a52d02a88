"""Whether stored graphs keep their promises: the SHACL shapes, and evidence that says what the text says."""

from kg.validate.check import Checked, Graphs, Report, check_graphs, validate
from kg.validate.evidence import evidence_problems
from kg.validate.problem import Problem
from kg.validate.shacl import shape_problems

__all__ = ("Checked", "Graphs", "Problem", "Report", "check_graphs", "evidence_problems", "shape_problems", "validate")
