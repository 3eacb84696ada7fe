"""Volunteer service management for organisations that run ERPNext."""

__version__ = "0.1.0"
