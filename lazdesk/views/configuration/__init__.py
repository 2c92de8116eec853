"""*Cấu hình*: the settings, and what this computer keeps."""
