"""Interfaces for machines, one module each."""
