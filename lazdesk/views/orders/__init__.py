"""*Đơn hàng*: the list, the drawer, and what can be done with orders (D, E)."""
