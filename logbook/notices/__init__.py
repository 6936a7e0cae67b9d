"""Renders and sends what the mail outbox holds."""
