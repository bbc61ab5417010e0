"""The inbox, preferences and the delivery of mail."""
