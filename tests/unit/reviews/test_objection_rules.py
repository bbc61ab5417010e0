import pytest

from incubator.core.errors import Invalid
from incubator.reviews.rules.following import check_words, free_places, over_budget
from incubator.reviews.rules.objections import MOST_MEMBERS, barred, check_answer, check_facts, check_members

FACTS = "발표 시간에 장비가 멈춰 질문을 받지 못했습니다."


def test_facts_are_trimmed():
    assert check_facts(f"  {FACTS}\n", about_amount=False) == FACTS


@pytest.mark.parametrize(
    ("facts", "about_amount", "field"),
    [
        ("짧은 글", False, "facts"),
        ("가" * 5001, False, "facts"),
        (FACTS, True, "about_amount"),
        (" " * 50, False, "facts"),
    ],
)
def test_facts_that_say_nothing_too_much_or_the_amount(facts, about_amount, field):
    with pytest.raises(Invalid) as refused:
        check_facts(facts, about_amount=about_amount)

    assert refused.value.field == field


def test_spaces_and_case_hide_nobody():
    assert barred(["홍 길동", "John SMITH", "새위원"], ["홍길동", "john smith"]) == ("홍 길동", "John SMITH")


def test_members_are_one_a_line():
    assert check_members("김하나\n\n  이두리 \n", ["박셋"]) == ["김하나", "이두리"]


@pytest.mark.parametrize(
    "typed", ["", "\n \n", "김하나\n김 하나", "\n".join(f"위원{n}" for n in range(MOST_MEMBERS + 1)), "박셋"]
)
def test_members_that_cannot_stand(typed):
    with pytest.raises(Invalid) as refused:
        check_members(typed, ["박셋"])

    assert refused.value.field == "members"


@pytest.mark.parametrize("words", ["", "짧음", "가" * 5001])
def test_an_answer_says_why(words):
    with pytest.raises(Invalid):
        check_answer(words)


@pytest.mark.parametrize(("decided", "holding", "free"), [(2, 2, 0), (2, 1, 1), (2, 3, 0), (0, 0, 0)])
def test_free_places_are_never_less_than_none(decided, holding, free):
    assert free_places(decided, holding=holding) == free


@pytest.mark.parametrize(
    ("budget", "given", "wanted", "over"),
    [(None, [10**12], 1, 0), (100, [60], 40, 0), (100, [60], 41, 1), (100, [], 0, 0), (100, [90, 20], 0, 10)],
)
def test_by_how_much_an_offer_goes_over(budget, given, wanted, over):
    assert over_budget(budget, given, wanted) == over


@pytest.mark.parametrize("words", ["", "넷글자", "가" * 4001])
def test_words_of_a_change(words):
    with pytest.raises(Invalid) as refused:
        check_words(words, field="note")

    assert refused.value.field == "note"
