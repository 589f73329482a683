"""What a person looks at: overview, event, report and chain."""
