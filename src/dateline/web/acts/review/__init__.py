"""What a reviewer points to and takes apart: words of reports, and tellings of one event."""
