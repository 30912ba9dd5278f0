"""The language of a text: own sentences, one or two a language."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.languages import known_languages
from timeline.languages.detect import detect_language
from timeline.languages.profiles import load_profiles

CASES = Path(__file__).parent / "cases"
TOLD = [
    ("en", "The defence minister confirmed on Saturday that the talks had broken down."),
    ("en", "Torkham crossing shut"),
    ("de", "Der Verteidigungsminister bestätigte am Samstag, dass die Gespräche gescheitert sind."),
    ("fr", "Le ministre de la Défense a confirmé samedi que les pourparlers étaient rompus."),
    ("es", "El ministro de Defensa confirmó el sábado que las conversaciones se habían roto."),
    ("pt", "O ministro da Defesa confirmou no sábado que as conversações não deram resultado."),
    ("it", "Il ministro della Difesa ha confermato sabato che i colloqui sono falliti."),
    ("et", "Kaitseminister kinnitas laupäeval, et kõnelused on läbi kukkunud ja uusi ei tule."),
    ("tr", "Savunma bakanı cumartesi günü görüşmelerin sonuçsuz kaldığını ve yeni bir tur olmadığını söyledi."),
    ("ru", "Министр обороны подтвердил в субботу, что переговоры сорваны и новых не будет."),
    ("uk", "Міністр оборони підтвердив у суботу, що переговори зірвано і нових не буде."),
    ("fa", "وزیر دفاع روز شنبه تأیید کرد که گفتگوها با طالبان بدون نتیجه پایان یافته است."),
    ("prs", "قوماندان امنیه گفت که در این ولسوالی سه تن زخمی شده و به شفاخانه انتقال یافتند."),
    ("ps", "د دفاع وزیر د شنبې په ورځ وویل چې خبرې اترې ناکامې شوې دي."),
    ("ur", "وزیر دفاع نے ہفتے کے روز تصدیق کی کہ مذاکرات ناکام ہو گئے ہیں۔"),
    ("ar", "أكد وزير الدفاع يوم السبت أن المحادثات انهارت وأن جولة جديدة لن تعقد."),
    ("zh", "国防部长周六证实，会谈已经破裂。"),
    ("ja", "国防相は土曜日、協議が決裂したと述べた。"),
    ("ko", "국방장관은 토요일 회담이 결렬되었다고 확인했다."),
    ("en", "1234 — !"),
    ("en", ""),
    ("und", "ລັດຖະມົນຕີ"),
]
FEW_WORDS = [
    ("de", "Am Montag.", "a day's name tells where frequent words hardly do"),
    ("et", "Täna sadas palju.", "a word of time, with letters that German has too"),
    ("tr", "Dün toplandılar.", "a word of time alone"),
    ("ru", "Статья отменена.", "no word of any list: the language most written in the script"),
    ("en", "AM radio", "a German word of two letters proves nothing"),
    ("en", "El Nino hit California.", "nor does an article inside a name"),
    ("en", "Le Monde reported Friday.", "an English day outweighs a French article"),
    ("en", "Torkham crossing shut", "nothing tells"),
    ("en", "10:30, 1989-92", "no letters at all"),
]
NO_FILE = [
    ("nl", "De minister zei zaterdag dat de gesprekken zijn mislukt en dat er geen nieuwe ronde komt."),
    ("pl", "Minister powiedział w sobotę, że rozmowy zakończyły się fiaskiem, a nowej rundy nie będzie."),
    ("sv", "Ministern sade på lördagen att samtalen har brutit samman och att det inte blir någon ny runda."),
    (
        "fi",
        "Ministeri kertoi lauantaina, että neuvottelut ovat päättyneet eikä uutta kierrosta ole ennen vuoden loppua.",
    ),
    ("cs", "Ministr v sobotu řekl, že jednání ztroskotala a že další kolo do konce roku nebude."),
    ("hu", "A miniszter szombaton azt mondta, hogy a tárgyalások megszakadtak, és nem lesz új forduló."),
    ("ro", "Ministrul a spus sâmbătă că discuțiile au eșuat și că nu va fi o nouă rundă."),
    ("id", "Menteri itu mengatakan pada hari Sabtu bahwa perundingan telah gagal dan tidak akan ada putaran baru."),
    ("bg", "Министърът каза в събота, че преговорите са се провалили и че няма да има нов кръг."),
]
NO_LIST = (
    "Ministras šeštadienį pranešė, kad derybos žlugo, o naujo etapo iki metų pabaigos nebus. Atstovas pridūrė, kad "
    "pasienio punktas liks uždarytas, kol abi pusės nesusitars dėl paliaubų. Prekeiviai ten laukia jau trečią savaitę."
)


@pytest.mark.parametrize(("language", "text"), [*TOLD, *NO_FILE])
def test_tells_the_language(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(("language", "text", "why"), FEW_WORDS)
def test_few_words_are_told_by_what_names_do_not_hold(language: str, text: str, why: str) -> None:
    assert detect_language(text) == language, why


@pytest.mark.parametrize("table", sorted(CASES.glob("timex_*.tsv")), ids=lambda table: table.stem)
def test_most_short_phrases_of_the_date_cases_are_told(table: Path) -> None:
    language = table.stem.removeprefix("timex_")
    with table.open(encoding="utf-8", newline="") as file:
        told = [detect_language(row["text"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    wanted = {"false_friends": {"en"}, "prs": {"prs", "fa"}}.get(language, {language})
    assert sum(code in wanted for code in told) >= 0.8 * len(told)


def test_every_language_with_a_file_can_be_found() -> None:
    assert set(known_languages()) <= set(load_profiles())


def test_a_long_text_in_a_language_without_a_list_is_unknown() -> None:
    assert detect_language(NO_LIST) == "und"


@given(st.text())
def test_any_text_gets_a_code(text: str) -> None:
    assert detect_language(text).isalpha()
