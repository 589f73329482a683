"""Names of people who are in danger: which are protected, and how they are hidden from readers."""
