"""The text of a file, read in the sandbox: a module for each family, named as in `inspection`.  See `reading.gathering`."""
