"""Where a company is: the 시·군 of 경남 by their administrative codes, and the other provinces (domain.md §8)."""

from __future__ import annotations

from dataclasses import dataclass

from incubator.core.text import Text, text

GYEONGNAM = "48"


@dataclass(frozen=True)
class Region:
    """`code`: five digits of a 시·군 in 경남, two digits of another province."""

    code: str
    name: Text
    name_en: str

    @property
    def is_in_gyeongnam(self) -> bool:
        return self.code.startswith(GYEONGNAM)


_ALL = (
    Region("48120", text("창원시"), "Changwon-si"),
    Region("48170", text("진주시"), "Jinju-si"),
    Region("48220", text("통영시"), "Tongyeong-si"),
    Region("48240", text("사천시"), "Sacheon-si"),
    Region("48250", text("김해시"), "Gimhae-si"),
    Region("48270", text("밀양시"), "Miryang-si"),
    Region("48310", text("거제시"), "Geoje-si"),
    Region("48330", text("양산시"), "Yangsan-si"),
    Region("48720", text("의령군"), "Uiryeong-gun"),
    Region("48730", text("함안군"), "Haman-gun"),
    Region("48740", text("창녕군"), "Changnyeong-gun"),
    Region("48820", text("고성군(경남)"), "Goseong-gun (Gyeongnam)"),
    Region("48840", text("남해군"), "Namhae-gun"),
    Region("48850", text("하동군"), "Hadong-gun"),
    Region("48860", text("산청군"), "Sancheong-gun"),
    Region("48870", text("함양군"), "Hamyang-gun"),
    Region("48880", text("거창군"), "Geochang-gun"),
    Region("48890", text("합천군"), "Hapcheon-gun"),
    Region("26", text("부산광역시"), "Busan"),
    Region("31", text("울산광역시"), "Ulsan"),
    Region("11", text("서울특별시"), "Seoul"),
    Region("27", text("대구광역시"), "Daegu"),
    Region("28", text("인천광역시"), "Incheon"),
    Region("29", text("광주광역시"), "Gwangju"),
    Region("30", text("대전광역시"), "Daejeon"),
    Region("36", text("세종특별자치시"), "Sejong"),
    Region("41", text("경기도"), "Gyeonggi-do"),
    Region("51", text("강원도"), "Gangwon-do"),
    Region("43", text("충청북도"), "Chungcheongbuk-do"),
    Region("44", text("충청남도"), "Chungcheongnam-do"),
    Region("52", text("전라북도"), "Jeollabuk-do"),
    Region("46", text("전라남도"), "Jeollanam-do"),
    Region("47", text("경상북도"), "Gyeongsangbuk-do"),
    Region("50", text("제주특별자치도"), "Jeju"),
)
REGIONS: dict[str, Region] = {region.code: region for region in _ALL}


def region_name(code: str | None) -> Text:
    """The name with its province; an empty text for no region."""
    region = REGIONS.get(code or "")
    if region is None:
        return text("")
    return text("경상남도 %(city)s", city=region.name) if region.is_in_gyeongnam else region.name


def is_in_gyeongnam(code: str | None) -> bool:
    return code is not None and code in REGIONS and REGIONS[code].is_in_gyeongnam
