"""The story of service that happens: readiness, the door, call-outs, what is entered late."""
