"""Tests of behaviour that a user or an attacker would notice."""
