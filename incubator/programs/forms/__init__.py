"""The shape of what people type about calls: `calls` (filters), `rounds` (managers' forms)."""
