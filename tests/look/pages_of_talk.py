"""Pages where people talk, as tests/look/pages.py lists them."""

TALK = (
    "forums.talk /talk/issue/{i18} op",
    "forums.talk /talk/try/{c1} op",
    "forums.talk /talk/statement/{v3} op",
    "forums.talk /talk/go/{go_doing} fp",
    "forums.mine /talk/mine p",
    "notices.page /news pfm",
    "forums.taken_back /talk/posts/{post}/taken-back p",
    "forums.talk /talk/issue/{i18}?after=0 fp",
    "forums.say_more /talk/issue/{i18}/say fp",
    "forums.answer /talk/posts/{their_post}/answer p",
    "forums.more /talk/posts/{my_post}/more fp",
    "forums.more /talk/posts/{voiced}/more p",
    "forums.more /talk/posts/{heard_post}/more p",
    "forums.change /talk/posts/{my_post}/change p",
    "forums.was /talk/posts/{my_post}/was op",
    "forums.write_down /talk/posts/{voiced}/write-down p",
    "forums.mute /talk/posts/{their_post}/mute p",
    "forums.muted /talk/muted fp",
    "forums.followed /talk/followed fp",
    "forums.find_hard /talk/posts/{my_post}/hard f",
    "forums.easier /talk/posts/{my_post}/easier p",
    "boards.index /boards fpa",
    "boards.board /boards/everyone cp",
    "boards.board /boards/staff ps",
    "boards.board /boards/of/{mill-lane} fp",
    "boards.choose /boards/everyone/new p",
    *(
        f"boards.begin /boards/everyone/new/{template} p"
        for template in ("talk", "thanks", "ask", "news")
    ),
    "boards.begin /boards/of/{mill-lane}/new/talk s",
    "boards.thread /talks/{t1} pa",
    "boards.thread /talks/{t2} fp",
    "boards.find /boards/find?words=toast p",
    "boards.find /boards/find?words=xyzzy p",
)
