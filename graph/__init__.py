"""Quads, stores, search, paths, exports and checks. Knows no letter's grammar and no HTML."""
