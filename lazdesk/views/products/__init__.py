"""*Sản phẩm*: the list, links, locks, and why a number is what it is (B, C)."""
