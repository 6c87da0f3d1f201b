"""Makes blocks.ttf: a font in which each letter is one block. SOURCE_DATE_EPOCH=0 python3 blocks.py; needs fonttools."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import cmap_format_13

SPACES = (0x20, 0xA0, 0x200B, 0x2009, 0x202F)


def block():
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 500), (500, 500), (500, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


font = FontBuilder(1000, isTTF=True)
font.setupGlyphOrder([".notdef", "space", "block"])
font.setupCharacterMap({0x20: "space", 0xA0: "space"})
font.setupGlyf({".notdef": block(), "space": TTGlyphPen(None).glyph(), "block": block()})
font.setupHorizontalMetrics({glyph: (500, 0) for glyph in (".notdef", "space", "block")})
font.setupHorizontalHeader(ascent=800, descent=-200)
font.setupNameTable({"familyName": "Blocks", "styleName": "Regular"})
font.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
font.setupPost(keepGlyphNames=False)

# One entry of format 13 maps all letters to one glyph.
letters = cmap_format_13(13)
letters.platformID, letters.platEncID = 3, 10
letters.language = letters.reserved = letters.length = letters.nGroups = 0
letters.cmap = dict.fromkeys(range(0x21, 0x2FFF), "block") | dict.fromkeys(SPACES, "space")
table = font.font["cmap"]
table.tables = [kept for kept in table.tables if kept.format == 4 and kept.platformID == 3] + [letters]
font.save(Path(__file__).with_name("blocks.ttf"))
