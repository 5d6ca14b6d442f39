"""A drawing as PNG, for a slide or a message: the same SVG, painted by resvg."""

from pathlib import Path

# A server has no fonts of its own to count on.
_FONT = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
_FAMILY = "DejaVu Sans"
_WIDTH = 1200  # pixels: twice the viewBox


def png(svg: str) -> bytes:
    """Paint a drawing. `svg` is a whole file, as `markup.svg` makes it."""
    import resvg_py  # noqa: PLC0415  most workers never paint

    painted: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=_WIDTH,
        skip_system_fonts=True,
        font_files=[str(_FONT)],
        font_family=_FAMILY,
        sans_serif_family=_FAMILY,
    )
    return painted
