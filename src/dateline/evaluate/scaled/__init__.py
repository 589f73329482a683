"""What reading costs as reports grow longer and more: by length in this process, by number as a user runs it."""
