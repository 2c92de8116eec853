"""Pictures, fonts and translations, and the scripts that make them."""
