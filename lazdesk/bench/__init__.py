"""What LazDesk costs: a first sync, the encryption, the window before 100,000 rows."""
