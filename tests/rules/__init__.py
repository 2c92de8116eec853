"""Table tests that read like the rules they cite."""
