"""Builds the weights of Chancery's language stage from named data with a fixed seed."""
