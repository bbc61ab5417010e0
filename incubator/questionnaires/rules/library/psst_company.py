"""일반현황 of a PSST application.  What the company record knows (name, number, address) is not asked again."""

from __future__ import annotations

from incubator.questionnaires.rules.library.pieces import ask, column, section, when, yes_no

COMPANY = section(
    "company",
    ("일반현황", "The applicant"),
    (
        "상호, 사업자등록번호, 소재지는 기업 정보에 있는 것을 그대로 씁니다. 여기서는 그 밖의 것만 묻습니다.",
        "Name, registration number and address are taken from your company record; only the rest is asked here.",
    ),
    ask(
        "short_text",
        "contact_name",
        ("실무 담당자", "Contact person"),
        ("센터가 전화할 분의 성함을 적어 주세요.", "Whom the centre should call."),
        max_chars=60,
    ),
    ask(
        "short_text",
        "contact_phone",
        ("실무 담당자 연락처", "Telephone"),
        ("예: 010-1234-5678", "For example 010-1234-5678"),
        max_chars=20,
    ),
    yes_no("has_co_rep", ("공동대표 또는 각자대표가 있습니까?", "Are there further representatives?")),
    ask(
        "table",
        "co_reps",
        ("공동대표 인적사항", "Further representatives"),
        ("주민등록번호는 적지 않습니다.", "No resident numbers, please."),
        columns=[
            column("short_text", "name", ("성명", "Name"), max_chars=60),
            column("date", "born_on", ("생년월일", "Date of birth"), min="1900-01-01"),
            column("short_text", "duty", ("담당 업무", "Duties"), max_chars=80),
            column(
                "number",
                "share",
                ("지분율", "Share"),
                unit="%",
                unit_en="%",
                decimals=2,
                min=0,
                max=100,
                required=False,
            ),
        ],
        max_rows=5,
        show_if=when("has_co_rep", "yes"),
    ),
    ask(
        "number",
        "staff_count",
        ("상시 근로자 수", "Employees"),
        (
            "대표자를 빼고, 오늘 기준으로 적어 주세요. 없으면 0입니다.",
            "Without the representative, as of today; 0 if none.",
        ),
        unit="명",
        unit_en="people",
        min=0,
        max=10_000,
    ),
    ask(
        "won",
        "sales_last_year",
        ("지난해 매출액", "Sales last year"),
        (
            "재무제표나 부가가치세 증명과 같아야 합니다. 없으면 0입니다.",
            "As in your accounts or tax papers; 0 if none.",
        ),
        min=0,
    ),
    yes_no("invested", ("투자를 받은 적이 있습니까?", "Have you received investment?")),
    ask(
        "table",
        "investments",
        ("투자 유치 내역", "Investments"),
        columns=[
            column("short_text", "investor", ("투자자", "Investor"), max_chars=80),
            column("date", "paid_on", ("납입일", "Paid on")),
            column("won", "amount", ("투자 금액", "Amount"), min=1),
        ],
        totals=True,
        max_rows=20,
        show_if=when("invested", "yes"),
    ),
    yes_no(
        "supported",
        ("최근 3년 안에 다른 정부·지자체 창업지원을 받았습니까?", "Other public start-up support within three years?"),
        (
            "지금 신청해 두고 결과를 기다리는 사업도 포함합니다. 있어도 신청할 수 있으며, 중복 여부를 확인하는 데 씁니다.",
            "Pending applications included. It does not exclude you; it serves to find double support.",
        ),
    ),
    ask(
        "table",
        "supports",
        ("다른 지원 내역", "Other support"),
        columns=[
            column("short_text", "program", ("사업명", "Programme"), max_chars=100),
            column("short_text", "agency", ("주관 기관", "Agency"), max_chars=80),
            column("date", "starts_on", ("시작일", "From")),
            column("date", "ends_on", ("종료일", "Until"), required=False),
            column("won", "amount", ("지원금", "Amount")),
        ],
        totals=True,
        max_rows=20,
        show_if=when("supported", "yes"),
    ),
)
