"""Pure rules of the pages: what a visitor asks for."""
