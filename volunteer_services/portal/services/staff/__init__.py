"""The pages of leaders, site managers and officers on a phone: /volunteer-team-service."""
