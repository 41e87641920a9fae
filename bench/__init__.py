"""Measuring: how well and how fast Kamergraaf reads, on real letters and on made ones. ``python -m bench``."""
