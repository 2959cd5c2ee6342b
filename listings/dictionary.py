"""The one dictionary of Chinese words that a process holds: the board cuts questions by it, the redaction tags words.

It is read at the first need (half a second), from the package and never through a cache file that others may write.
It is not changed afterwards, so threads may share it.
"""

from functools import cache
from threading import Lock

import jieba

_LOADING = Lock()


def dictionary() -> jieba.Tokenizer:
    """The tokenizer with its dictionary read."""
    with _LOADING:
        return _dictionary()


@cache
def _dictionary() -> jieba.Tokenizer:
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer
