// Presenting
