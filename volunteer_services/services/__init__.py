"""The addresses that other people's scripts know (design §6). Nothing lives here."""
