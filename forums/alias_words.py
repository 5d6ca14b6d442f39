"""The two plain words of a name that somebody has in one talk: kind, easy to say, nobody's."""

_FIRST = """
    Amber Blue Bright Brown Calm Cheerful Clear Cosy Curly Dotted Early Evening Fresh Friendly
    Gentle Golden Green Happy Indigo Kind Lemon Lilac Little Lively Lucky Mellow Merry Minty
    Misty Morning Neat Olive Orange Patient Peach Pink Plain Polished Proud Purple Quiet Rainy
    Red Rosy Round Royal Ruby Sandy Shiny Silver Smooth Snowy Soft Spotted Spring Steady Striped
    Summer Sunny Swift Tidy Violet Warm White Winter Wooden Woolly Yellow
"""
_SECOND = """
    acorn anchor apple balloon basket bell bicycle blanket boat bridge brush bucket button
    candle canoe carpet chair cherry clock cloud compass cup cushion daisy drum feather fern
    fiddle flag flute garden gate globe hat hill island jacket jug kettle kite ladder lamp
    lantern leaf lemon lighthouse mitten moon mug orchard paintbrush pebble pencil piano pillow
    pine plum pond quilt radio ribbon river rocket scarf shell slipper spoon star stool tea
    teapot tent thimble towel train tulip umbrella violin wagon whistle window yarn
"""
FIRST, SECOND = tuple(_FIRST.split()), tuple(_SECOND.split())
