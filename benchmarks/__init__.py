"""Measurements: each command prints ratios against its anchor in one run."""
