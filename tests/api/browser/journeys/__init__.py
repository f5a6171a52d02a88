"""Whole journeys of readers through the pages, in a real browser on a real server."""
