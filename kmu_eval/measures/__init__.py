"""Prepared tables to result tables: pure functions; no file is read, nothing is drawn."""
