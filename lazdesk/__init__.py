"""LazDesk: keeps a Lazada Vietnam shop and a Haravan shop in step, from the merchant's own desk."""

__version__ = "0.1.0"
