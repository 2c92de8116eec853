"""*Tổng quan*: what is to be done, how far each stream is, whether both sides agree."""
