"""The command line: one module a group of commands; ``app.py`` brings them together."""
