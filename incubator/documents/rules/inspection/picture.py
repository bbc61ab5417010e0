"""JPG and PNG: decoded, turned upright, and written anew without place, camera, comments or trailing bytes."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from PIL import Image, ImageFile, ImageOps, JpegImagePlugin, PngImagePlugin

from incubator.documents.rules.inspection.zipped import is_end_of_archive
from incubator.documents.rules.kinds import FileKind
from incubator.documents.rules.refusals import Reason, Refused

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 20_000
_FORMATS = {"JPEG": FileKind.JPG, "MPO": FileKind.JPG, "PNG": FileKind.PNG}
_JPEG_MODES = ("L", "RGB", "CMYK")


def answer(source: Path, target: Path) -> dict[str, Any]:
    """`{"kind": …}` with the clean picture in `target`, or `{"refused": …, "params": …}`."""
    try:
        return {"kind": str(_rewrite(source, target))}
    except Refused as refused:
        return {"refused": str(refused.reason), "params": refused.params}
    except MemoryError:
        return {"refused": str(Reason.TOO_COMPLEX), "params": {}}
    except Exception:  # noqa: BLE001 (Pillow raises whatever a broken chunk makes Python raise)
        return {"refused": str(Reason.DAMAGED), "params": {}}


def _rewrite(source: Path, target: Path) -> FileKind:
    if is_end_of_archive(source):
        raise Refused(Reason.MIXED)
    Image.MAX_IMAGE_PIXELS = None  # our own bound is asked before a pixel is decoded
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    warnings.simplefilter("ignore")
    with Image.open(source, formats=("JPEG", "PNG")) as picture:
        kind = _FORMATS[picture.format or ""]
        width, height = picture.size
        if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
            raise Refused(Reason.TOO_MANY_PIXELS, most=MOST_PIXELS // 10_000)
        picture.load()
        if kind is FileKind.JPG:
            _write_jpeg(picture, target)
        else:
            _write_png(picture, target)
    return kind


def _write_jpeg(picture: Image.Image, target: Path) -> None:
    """With the tables it came with, so that writing anew costs no quality one could see; turned as EXIF says."""
    tables: Any = getattr(picture, "quantization", None)
    sampling = JpegImagePlugin.get_sampling(picture)
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in _JPEG_MODES:
        upright, tables = upright.convert("RGB"), None
    upright.info = {}
    kept = {"qtables": tables, "subsampling": sampling} if tables and sampling >= 0 else {"quality": 90}
    upright.save(target, "JPEG", exif=b"", icc_profile=None, comment=b"", **kept)


def _write_png(picture: Image.Image, target: Path) -> None:
    upright = ImageOps.exif_transpose(picture)
    transparency = upright.info.get("transparency")
    upright.info = {} if transparency is None else {"transparency": transparency}
    upright.save(target, "PNG", pnginfo=PngImagePlugin.PngInfo(), icc_profile=None, exif=b"", save_all=False)
