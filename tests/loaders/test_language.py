"""Languages: detected where there is enough text, unknown where there is not."""

import pytest

from loaders.language import detect_language, is_read, language_code

CASES = (
    ("The minister said on Tuesday that the talks about steel would resume next week in the capital.", "en"),
    ("Le ministre a dit mardi que les discussions sur l'acier reprendraient la semaine prochaine dans la capitale.", "fr"),
    ("Der Minister sagte am Dienstag, die Gespräche über Stahl würden nächste Woche fortgesetzt.", "de"),
    ("El ministro dijo el martes que las conversaciones sobre el acero se reanudarán la próxima semana.", "es"),
    ("Министр заявил во вторник, что переговоры о стали возобновятся на следующей неделе.", "ru"),
    ("قال الوزير يوم الثلاثاء إن المحادثات بشأن الصلب ستستأنف الأسبوع المقبل في العاصمة.", "ar"),
    ("השר אמר ביום שלישי שהשיחות על הפלדה יתחדשו בשבוע הבא בבירה ושאין עדיין הסכם.", "he"),
    ("部长星期二表示,有关钢铁的谈判将于下周恢复,双方都希望在年底前达成协议,并且不会再加征新的关税,各方正在为此做准备。", "zh"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "language"), CASES)
def test_a_sentence_tells_its_language(text: str, language: str) -> None:
    assert detect_language(text) == language
    assert is_read(language) is (language == "en")


@pytest.mark.parametrize("text", ["", "×", "12 345", "Ottawa, Toronto, Québec", "Carney met Trump."])
def test_short_texts_are_of_unknown_language_and_read(text: str) -> None:
    assert detect_language(text) is None
    assert is_read(None)


def test_an_english_text_with_foreign_names_is_english() -> None:
    text = "Minister Mélanie Joly told Radio-Canada in Québec that François Legault's « non » would not stop the talks."
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    ("declared", "code"), [("en-CA", "en"), ("EN_us", "en"), ("English", "en"), ("fr", "fr"), ("", None), ("Elvish", None)]
)
def test_declared_languages(declared: str, code: str | None) -> None:
    assert language_code(declared) == code
