"""Lists of reports in JSON: lines, whole files, and those that other tools write."""
