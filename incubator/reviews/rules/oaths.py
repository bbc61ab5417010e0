"""What a reviewer signs before the first view (창업사업화 지원사업 평가 지침 제9조)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from incubator.core.text import Text, text


@dataclass(frozen=True)
class Oath:
    key: str
    title: Text
    body: Text

    @property
    def sha256(self) -> str:
        """Of the Korean words, which are the ones that bind."""
        return hashlib.sha256(f"{self.title}\n{self.body}".encode()).hexdigest()


OATHS: tuple[Oath, ...] = (
    Oath(
        "confidentiality",
        text("보안서약"),
        text(
            "평가하면서 알게 된 신청인의 사업계획, 기술, 개인정보를 누구에게도 알리거나 쓰지 않습니다. 자료를 옮겨 적거나 찍어 두지 않으며, 평가가 끝난 뒤에도 지킵니다."
        ),
    ),
    Oath(
        "integrity",
        text("청렴서약"),
        text(
            "신청인이나 다른 사람에게서 청탁, 금품, 향응을 받지 않으며, 받았거나 권유받으면 바로 센터에 알립니다. 누구의 지시도 받지 않고 평가 기준에 따라 스스로 평가합니다."
        ),
    ),
    Oath(
        "qualification",
        text("자격 자기확인"),
        text(
            "평가위원 자격 제한에 해당하지 않으며, 등록된 소속과 경력이 사실과 같습니다. 이해충돌이 있는 신청을 알게 되면 그 신청의 평가를 회피합니다."
        ),
    ),
    Oath(
        "contact",
        text("사전접촉 확인"),
        text(
            "이 평가와 관련해 신청인이나 그 대리인과 미리 만나거나 연락한 일이 없습니다. 앞으로 연락이 오면 응하지 않고 센터에 신고합니다."
        ),
    ),
)


def signed() -> list[dict[str, str]]:
    """Rows of `Appointment.oaths`."""
    return [{"key": oath.key, "title": str(oath.title), "sha256": oath.sha256} for oath in OATHS]
