"""The record: what happened, in streams, chained by hash, signed at checkpoints."""
