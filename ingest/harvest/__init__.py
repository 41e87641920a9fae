"""Fetch the official open data, politely, into a folder that ``ingest`` reads."""
