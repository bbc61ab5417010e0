"""What the pages about companies show."""

from incubator.organisations.pages.company import (
    Card,
    DetailPage,
    Difference,
    Facts,
    Frame,
    Tab,
    cards,
    detail_page,
    differences,
    facts,
    frame,
    role_in,
)
from incubator.organisations.pages.papers import (
    StaffPage,
    WalletItem,
    WalletPage,
    staff_page,
    wallet_items,
    wallet_page,
)
from incubator.organisations.pages.people import (
    IndexPage,
    InvitationPage,
    MemberPage,
    MembersPage,
    OwnInvitation,
    RepresentativePage,
    index_page,
    invitation_page,
    members_page,
    representative_page,
)
from incubator.organisations.pages.timeline import CHAPTERS, Timeline, holdings_of, timeline_of

__all__ = [
    "CHAPTERS", "Card", "DetailPage", "Difference", "Facts", "Frame", "IndexPage", "InvitationPage", "MemberPage", "MembersPage", "OwnInvitation",
    "RepresentativePage", "StaffPage", "Tab", "Timeline", "WalletItem", "WalletPage", "cards", "detail_page", "differences", "facts",
    "frame", "holdings_of", "index_page", "invitation_page", "members_page", "representative_page", "role_in", "staff_page", "timeline_of", "wallet_items",
    "wallet_page",
]  # fmt: skip
