"""A toolbox without tables: how alike two texts are, who fits what, and experts for all cases at once."""
