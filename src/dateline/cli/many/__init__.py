"""Commands over many reports: events told by several, judgements of persons, chains, running totals."""
