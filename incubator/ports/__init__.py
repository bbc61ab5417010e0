"""The outside world behind small functions: files, mail, typesetting. Configured once by the composition root."""
