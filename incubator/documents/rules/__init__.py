"""What a file must be to be taken, and what a paper is made of."""

from incubator.documents.rules.glyphs import printable
from incubator.documents.rules.kinds import (
    ALL_KINDS,
    EXTENSIONS,
    LABELS,
    MEDIA_TYPES,
    MEGABYTE,
    MOST_DAILY_BYTES,
    MOST_FILE_BYTES,
    PICTURES,
    FileKind,
    FileRule,
    PaperKind,
)
from incubator.documents.rules.names import check_claim, check_content, claimed_kind, clean_name, extension_of
from incubator.documents.rules.papers import canonical, content_hash, grouped, new_code, read_code
from incubator.documents.rules.receipts import Receipt, ReceiptFile
from incubator.documents.rules.refusals import Reason, Refused, refusal
from incubator.documents.rules.throttle import Throttle

__all__ = [
    "ALL_KINDS",
    "EXTENSIONS",
    "LABELS",
    "MEDIA_TYPES",
    "MEGABYTE",
    "MOST_DAILY_BYTES",
    "MOST_FILE_BYTES",
    "PICTURES",
    "FileKind",
    "FileRule",
    "PaperKind",
    "Reason",
    "Receipt",
    "ReceiptFile",
    "Refused",
    "Throttle",
    "canonical",
    "check_claim",
    "check_content",
    "claimed_kind",
    "clean_name",
    "content_hash",
    "extension_of",
    "grouped",
    "new_code",
    "printable",
    "read_code",
    "refusal",
]
