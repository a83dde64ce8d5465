"""Exports: a comparison as bytes that leave the app, each printed with what it rests on."""
