from board import app

__all__ = ["app"]
