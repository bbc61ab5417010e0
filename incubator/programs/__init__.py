"""Programs, their rounds (calls) and the notices that announce and correct them."""
