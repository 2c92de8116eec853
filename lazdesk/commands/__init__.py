"""The commands of the terminal, one module per group; ``cli`` reads the words and picks one."""
