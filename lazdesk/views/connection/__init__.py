"""*Kết nối*: both sides, connected, tested, renewed, disconnected (A)."""
