"""Pure rules of companies: their numbers, names, regions, kinds, dates and certificates."""

from incubator.organisations.rules.details import (
    COMPANY_ONLY,
    EARLIEST,
    FIELD_NAMES,
    MOST,
    Details,
    Problems,
    accepted,
    is_email,
    is_web_address,
    problems_of,
    read_reason,
    tidy,
    warnings_of,
)
from incubator.organisations.rules.kinds import (
    COMPANY_KINDS,
    SUCCESSION_LABELS,
    OrganisationKind,
    Succession,
    company_start_on,
    derived_kind,
)
from incubator.organisations.rules.kinds import LABELS as KIND_LABELS
from incubator.organisations.rules.members import keep_an_owner
from incubator.organisations.rules.names import company_name_key, search_key
from incubator.organisations.rules.numbers import (
    brn_is_valid,
    brn_suggests,
    corporate_no_is_valid,
    digits_of,
    format_brn,
    format_corporate_no,
    format_phone,
    is_five_digits,
    phone_digits,
    phone_is_valid,
)
from incubator.organisations.rules.partners import LABELS as PARTNER_LABELS
from incubator.organisations.rules.partners import PARTNER_FIELDS, PartnerDetails, PartnerKind, accepted_partner
from incubator.organisations.rules.records import LABELS as RECORD_LABELS
from incubator.organisations.rules.regions import REGIONS, Region, is_in_gyeongnam, region_name
from incubator.organisations.rules.wallet import LABELS as WALLET_LABELS
from incubator.organisations.rules.wallet import (
    VALIDITY,
    WalletKind,
    counts_on,
    default_expiry,
    wallet_problems,
)

LABELS = (KIND_LABELS, PARTNER_LABELS, RECORD_LABELS, SUCCESSION_LABELS, WALLET_LABELS)
"""One mapping for one enum."""

__all__ = [
    "COMPANY_KINDS", "COMPANY_ONLY", "EARLIEST", "FIELD_NAMES", "KIND_LABELS", "LABELS", "MOST", "PARTNER_FIELDS", "PARTNER_LABELS", "RECORD_LABELS", "REGIONS", "SUCCESSION_LABELS", "VALIDITY", "WALLET_LABELS", "Details",
    "OrganisationKind", "PartnerDetails", "PartnerKind", "Problems", "Region", "Succession", "WalletKind", "accepted", "accepted_partner", "brn_is_valid", "brn_suggests",
    "company_name_key", "company_start_on", "corporate_no_is_valid", "counts_on", "default_expiry", "derived_kind",
    "digits_of", "format_brn", "format_corporate_no", "format_phone", "is_email", "is_five_digits", "is_in_gyeongnam",
    "is_web_address", "keep_an_owner", "phone_digits", "phone_is_valid", "problems_of", "read_reason", "region_name", "search_key", "tidy",
    "wallet_problems", "warnings_of",
]  # fmt: skip
