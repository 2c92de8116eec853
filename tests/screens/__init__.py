"""Takes pictures of every tab and dialog, and finds by itself what is wrong on them."""
