"""The web service's routes, one module for each thing that is asked for; all are plain functions that run in threads."""
