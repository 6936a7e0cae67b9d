"""Signing in, sessions, roles."""
