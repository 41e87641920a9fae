"""Kamergraaf: a knowledge graph of Dutch parliamentary references."""

__version__ = "0.1.0"
