"""What a reader of English gets to see."""

from __future__ import annotations

from incubator.core.dates import kst, official_moment
from incubator.core.text import Text, text
from incubator.web.i18n import reading_in, tr


def test_a_time_inside_a_sentence_is_written_as_the_reader_writes_it():
    sentence = text("접수 마감(%(closes)s)이 이미 지났습니다.", closes=official_moment(kst(2016, 4, 20, 18)))

    with reading_in("en"):
        english = tr(sentence), tr(Text.from_payload(sentence.payload()))

    assert english == ("The end of reception (20 Apr 2016 (Wed) 18:00 KST) has already passed.",) * 2
    assert tr(sentence) == "접수 마감(2016. 4. 20.(수) 18:00)이 이미 지났습니다."
