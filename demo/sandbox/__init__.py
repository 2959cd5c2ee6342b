"""The sandbox payment provider: a stateful double of the real one, for the demonstration and the tests."""

from demo.sandbox.server import Sandbox

__all__ = ["Sandbox"]
