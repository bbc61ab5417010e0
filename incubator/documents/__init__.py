"""Stored files and issued papers: type by content, durable by hash, verifiable by code."""
