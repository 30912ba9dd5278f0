"""Sentences of languages whose stops and shortenings are not those of English."""

import pytest

from timeline.languages import load_lexicon
from timeline.sentences import split_sentences


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("et", ["Hr. Tamm saabus 9. novembril.", "12. mail 2024. a. sõideti edasi.", "Lahkuti kell 10.30."]),
        ("uk", ["Це сталося в м. Київ на вул. Франка, 5.", "У XX ст. було так.", "А. С. Коваль жив тут."]),
        ("uk", ["Прибуло 5 тис. грн.", "У середу пішли."]),
        ("ru", ["Это было в г. Казань на ул. Ленина, д. 5.", "Он родился в 1990 г.", "В 2010 г. уехал."]),
        ("ru", ["А. С. Пушкин жил в XIX в. в Москве.", "Стоит 5 тыс. руб.", "В среду ушли."]),
        ("tr", ["Prof. Dr. Yılmaz 9 Kasım'da geldi.", "19. yüzyılda böyleydi.", "M.Ö. 44 yılında öldü."]),
        ("zh", ["他说：“我们走。”", "会议于2025年11月9日举行！", "你呢？", "3.5亿元。"]),
    ],
)
def test_sentences_end_where_the_language_ends_them(language: str, sentences: list[str]) -> None:
    text = ("" if language == "zh" else " ").join(sentences)
    assert [span.cut(text) for span in split_sentences(text, load_lexicon(language))] == sentences
