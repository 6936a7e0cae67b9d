"""What pages and deeds cost beside a bare Flask route, measured side by side. See README.md."""
