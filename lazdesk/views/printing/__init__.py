"""What is put on paper: labels and papers of our own, their preview, the printer (E3)."""
