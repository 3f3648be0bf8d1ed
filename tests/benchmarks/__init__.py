"""How fast the page is, beside what a user would otherwise pick: `make bench`."""
