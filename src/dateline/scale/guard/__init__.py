"""Processes that may die so that the batch does not: their limits, their start and their end, the parsing of inputs."""
