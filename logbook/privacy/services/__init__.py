"""Sealing and checking events; corrections, holds, erasures and periods."""
