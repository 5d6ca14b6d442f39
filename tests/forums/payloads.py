"""Words that would run something if any page let them: made from the known families."""

from collections.abc import Iterator
from itertools import product

RUN = "window.ran=1"
HANDLERS = ("onerror", "onload", "onclick", "onfocus", "onmouseover", "ontoggle", "onbegin")
TAGS = (
    "img src=x",
    "svg",
    "body",
    "input autofocus",
    "details open",
    "video src=x",
    "audio src=x",
    "iframe",
    "marquee",
    "select autofocus",
    "object data=x",
    "style",
    "svg><animate",
    "math",
)
SCHEMES = (
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "java\nscript:",
    "\x01javascript:",
    "&#106;avascript:",
    "&#x6A;avascript:",
    "javascript&colon;",
    "javascript%3A",
    "vbscript:",
    "data:text/html,<script>",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cucmFuPTE8L3NjcmlwdD4=#",
    "blob:",
    "//",
)
LINKS = (
    "[a]({})",
    "<{}>",
    '[a]({} "b")',
    "[a]: {}\n\n[a]",
    "![a]({})",
    '<a href="{}">a</a>',
    "<a href='{}'>a</a>",
    "<iframe src={}></iframe>",
    '<form action="{}"><button>a</button></form>',
    '<svg><a xlink:href="{}"><text>a</text></a></svg>',
    '<meta http-equiv=refresh content="0;{}">',
    '<link rel=import href="{}">',
    '<base href="{}">',
    '<object data="{}"></object>',
)
SCRIPTS = (
    "<script>{}</script>",
    "<SCRIPT>{}</SCRIPT>",
    "<scr<script>ipt>{}</scr</script>ipt>",
    "<script/src=data:,{}></script>",
    "<script\n>{}</script\n>",
    "<svg><script>{}</script></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror={}>'>",
    "<noscript><p title='</noscript><img src=x onerror={}>'>",
    "<template><script>{}</script></template>",
    "<!--><script>{}</script>-->",
    "<![CDATA[<script>{}</script>]]>",
    "<?xml version='1.0'?><script>{}</script>",
    "</div></section></main><script>{}</script>",
    "&lt;script&gt;{}&lt;/script&gt;",
    "\\<script>{}\\</script>",
    "<textarea></textarea><script>{}</script>",
    "<title></title><script>{}</script>",
    "<xmp><script>{}</script></xmp>",
    "<plaintext><script>{}</script>",
    "<div data-hx-get=/ data-hx-trigger=load data-hx-on:load='{}'>",
    "<div hx-on::load='{}' hx-get=/ hx-trigger=load></div>",
    "<style>@import 'javascript:{}';</style>",
    "<p style='background:url(javascript:{})'>a</p>",
)
WRAPS = (
    "{}",
    "> {}",
    "- {}",
    "# {}",
    "**{}**",
    "`{}`",
    "    {}",
    "```html\n{}\n```",
    "| a |\n|---|\n| {} |",
)


def every() -> Iterator[str]:
    """More than 500 of them, each once."""
    seen: set[str] = set()
    for one in _made():
        if one not in seen:
            seen.add(one)
            yield one


def _made() -> Iterator[str]:
    for tag, handler in product(TAGS, HANDLERS):
        yield f"<{tag} {handler}={RUN}>"
        yield f'<{tag}/{handler}="{RUN}">'
    for link, scheme in product(LINKS, SCHEMES):
        yield link.format(scheme + RUN)
    for script, wrap in product(SCRIPTS, WRAPS):
        yield wrap.format(script.format(RUN))
