"""What a person does: review, correct, undo, add reports, take them away."""
