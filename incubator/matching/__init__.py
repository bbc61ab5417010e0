"""A toolbox without tables: how alike two texts are, and where."""
