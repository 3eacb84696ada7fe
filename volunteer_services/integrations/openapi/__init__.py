"""The API in words that machines read: OpenAPI 3.1, made from the typed functions."""
