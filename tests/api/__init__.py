"""Tests of the doors: settings, command line, web service."""
