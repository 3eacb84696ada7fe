"""What tools/devsite is made of: one job per module, the standard library only."""
