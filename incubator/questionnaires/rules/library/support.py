"""항노화 기업지원 신청 of the western branch (서부센터)."""

from __future__ import annotations

from incubator.questionnaires.rules.library.pieces import (
    PAPER_KINDS,
    ask,
    column,
    file,
    form,
    options,
    project_title,
    requested_won,
    section,
    when,
    yes_no,
)

PRODUCT = section(
    "product",
    ("기업과 제품", "Company and products"),
    (
        "상호, 사업자등록번호, 소재지는 기업 정보에 있는 것을 그대로 씁니다.",
        "Name, registration number and address are taken from your company record.",
    ),
    ask(
        "choice",
        "product_group",
        ("제품군", "Product group"),
        options=options(
            food=("건강식품", "Health food"),
            cosmetics=("화장품", "Cosmetics"),
            medicine=("의약품 소재", "Pharmaceutical materials"),
            device=("의료·미용기기", "Medical and beauty devices"),
            care=("건강관리 서비스", "Health services"),
        ),
    ),
    ask(
        "table",
        "products",
        ("주요 제품", "Main products"),
        columns=[
            column("short_text", "name", ("제품", "Product"), max_chars=80),
            column("short_text", "material", ("주원료·핵심 기술", "Main material or technology"), max_chars=100),
            column("won", "sales_won", ("지난해 매출", "Sales last year"), required=False),
        ],
        totals=True,
        min_rows=1,
        max_rows=10,
    ),
    ask(
        "multi_choice",
        "certificates",
        ("갖춘 인증", "Certificates held"),
        required=False,
        options=options(
            haccp=("HACCP", "HACCP"),
            gmp=("GMP", "GMP"),
            organic=("유기가공식품", "Organic processed food"),
            vegan=("비건", "Vegan"),
            iso=("ISO", "ISO"),
            halal=("할랄", "Halal"),
        ),
    ),
    yes_no("exports", ("수출하고 있습니까?", "Do you export?")),
    ask(
        "table",
        "export_list",
        ("수출 실적", "Exports"),
        columns=[
            column("short_text", "country", ("나라", "Country"), max_chars=40),
            column("won", "amount_won", ("지난해 수출액", "Last year")),
        ],
        totals=True,
        max_rows=20,
        show_if=when("exports", "yes"),
    ),
)

NEED = section(
    "need",
    ("지원받고 싶은 것", "The support you need"),
    ("가장 급한 것부터 세 가지까지 고를 수 있습니다.", "Up to three, the most urgent first."),
    project_title(
        ("지원 과제명", "Title"),
        ("예: 도라지 발효 음료의 HACCP 인증과 포장 개선", "e.g. HACCP certificate and packaging of a drink"),
    ),
    ask(
        "multi_choice",
        "areas",
        ("지원 분야", "Areas"),
        max_picks=3,
        options=options(
            prototype=("시제품 제작", "Prototype"),
            certificate=("인증·시험 분석", "Certificates and tests"),
            design=("디자인·포장", "Design and packaging"),
            marketing=("홍보·판로", "Marketing and sales"),
            consulting=("기술·경영 자문", "Consulting"),
        ),
    ),
    ask(
        "long_text",
        "prototype_plan",
        ("시제품 제작 계획", "Prototype plan"),
        ("무엇을 몇 개, 어떤 재료로, 언제까지 만들지 적어 주세요.", "What, how many, which material, by when."),
        max_chars=1000,
        show_if=when("areas", "prototype"),
    ),
    ask(
        "short_text",
        "wanted_certificate",
        ("받으려는 인증·시험", "Certificate or test wanted"),
        max_chars=100,
        show_if=when("areas", "certificate"),
    ),
    ask(
        "multi_choice",
        "channels",
        ("바라는 판로", "Channels wanted"),
        options=options(
            online=("온라인 쇼핑몰", "Online shops"),
            market=("대형마트·백화점", "Supermarkets and department stores"),
            homeshopping=("홈쇼핑", "TV shopping"),
            fair=("전시회", "Fairs"),
            abroad=("해외 바이어", "Buyers abroad"),
        ),
        show_if=when("areas", "marketing"),
    ),
    ask("long_text", "difficulty", ("지금의 어려움", "What is difficult now"), max_chars=1000),
    requested_won(("부가가치세를 뺀 금액을 적어 주세요.", "Without value-added tax."), most=100_000_000),
    ask(
        "table",
        "effects",
        ("기대 효과", "Expected effects"),
        columns=[
            column(
                "choice",
                "indicator",
                ("지표", "Indicator"),
                options=options(
                    sales=("매출 (원)", "Sales (KRW)"),
                    export=("수출 (원)", "Exports (KRW)"),
                    jobs=("고용 (명)", "Jobs"),
                    certificates=("인증 (건)", "Certificates"),
                ),
            ),
            column("number", "now", ("지금", "Now"), min=0),
            column("number", "goal", ("1년 뒤", "In a year"), min=0),
        ],
        min_rows=1,
        max_rows=8,
    ),
    ask(
        "date",
        "visit_on",
        ("방문 상담을 바라는 날", "Day for a visit"),
        ("서부센터 담당자가 연락드립니다.", "The western branch will call you."),
        required=False,
    ),
)

FILES = section(
    "files",
    ("첨부파일", "Files"),
    (
        "기업 서류함에 있는 증명서는 다시 올리지 않아도 됩니다.",
        "Certificates in your wallet need not be uploaded again.",
    ),
    file(
        "brochure",
        ("제품 소개서", "Product brochure"),
        ("사진이 들어 있으면 좋습니다.", "With pictures, if possible."),
        [*PAPER_KINDS, "pptx"],
        megabytes=30,
    ),
    file(
        "quotation",
        ("견적서", "Quotations"),
        ("외부에 맡기는 일이 있으면 올려 주세요.", "For work done by others."),
        [*PAPER_KINDS, "xlsx"],
        most=3,
        required=False,
    ),
    file(
        "test_report",
        ("시험성적서·인증서", "Test reports, certificates"),
        ("고른 인증을 확인할 수 있는 것을 올려 주세요.", "Evidence for the certificates ticked."),
        PAPER_KINDS,
        most=5,
        show_if=when("certificates"),
    ),
)

SUPPORT = form(("항노화 기업지원 신청서", "Support for anti-ageing companies"), PRODUCT, NEED, FILES)
