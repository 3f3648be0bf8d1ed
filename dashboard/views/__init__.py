"""What a reader looks at, as plain values."""
