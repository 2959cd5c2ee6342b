"""A picture is drawn anew: of the uploaded file nothing is kept but its pixels."""

import io
import struct
import zlib

from PIL import Image, ImageOps, UnidentifiedImageError

from market.files.refusals import Limits, UploadRefused

JPEG_QUALITY = 90
KEPT_MODES = {"PNG": {"L", "LA", "RGB", "RGBA"}, "JPEG": {"L", "RGB"}}
UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, struct.error, zlib.error)


def rebuilt_picture(content: bytes, format_name: str, limits: Limits) -> bytes:
    """The picture drawn anew as "PNG" or "JPEG", turned upright.

    Raises UploadRefused: picture_too_many_pixels (judged by its header, before any pixel is unpacked),
    file_unreadable.
    """
    try:
        with Image.open(io.BytesIO(content), formats=[format_name]) as opened:
            if opened.width * opened.height > limits.picture_pixels:
                raise UploadRefused("picture_too_many_pixels", limit_pixels=limits.picture_pixels)
            opened.load()
            upright = ImageOps.exif_transpose(opened)
            return _drawn_anew(upright, format_name)
    except Image.DecompressionBombError:
        raise UploadRefused("picture_too_many_pixels", limit_pixels=limits.picture_pixels) from None
    except UNREADABLE:
        raise UploadRefused("file_unreadable", kind=format_name.lower()) from None


def _drawn_anew(picture: Image.Image, format_name: str) -> bytes:
    if picture.mode not in KEPT_MODES[format_name]:
        see_through = format_name == "PNG" and picture.has_transparency_data
        picture = picture.convert("RGBA" if see_through else "RGB")
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    drawn = io.BytesIO()
    if format_name == "JPEG":
        bare.save(drawn, "JPEG", quality=JPEG_QUALITY)
    else:
        bare.save(drawn, "PNG")
    return drawn.getvalue()
