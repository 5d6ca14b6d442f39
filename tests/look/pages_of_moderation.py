"""The pages of looking after the talk: a line for each, as in `pages`."""

_LOOK = "/moderation/look"
_POST = f"{_LOOK}/post/{{waits_here}}"
_THREAD = f"{_LOOK}/thread/{{whole_talk}}"

MODERATION = [
    "moderation.flag /moderation/flag/post/{to_flag} p",
    "moderation.flag /moderation/flag/issue/{i12} s",
    "moderation.flag /moderation/flag/heard/{heard} p",
    "moderation.my_flags /moderation/my-flags?sent=unsafe fp",
    "moderation.mine /moderation/mine fp",
    "moderation.ask_again /moderation/mine/{down}/ask-again p",
    "moderation.say_again /moderation/mine/{back}/say-again p",
    "forums.change /talk/posts/{back_post}/change p",
    "moderation.be_peer /moderation/peer p",
    "moderation.log_page /moderation/log op",
    "moderation.index /moderation a+",
    f"moderation.look {_POST} a+",
    f"moderation.look {_LOOK}/post/{{was_down}} a+",
    f"moderation.look {_LOOK}/post/{{heard_post}} a+",
    f"moderation.look {_LOOK}/heard/{{heard}} a+",
    f"moderation.look {_LOOK}/issue/{{i12}} a+",
    f"moderation.look {_THREAD} a+",
    *(
        f"moderation.act {_POST}/{what} a+"
        for what in ("let-be", "ask-edit", "send-back", "take-down", "pause", "pass-on")
    ),
    f"moderation.act {_LOOK}/issue/{{i12}}/move-lane a+",
    *(f"moderation.act {_THREAD}/{what} a+" for what in ("slow", "lock", "pin", "move")),
    f"moderation.ask_who {_LOOK}/post/{{unnamed}}/who a+",
    "moderation.who /moderation/who/{who} a+",
    "moderation.decide /moderation/asked-again/{again} a+",
    "moderation.people /moderation/people a+",
    "moderation.remove /moderation/people/{iris_hat}/remove a+",
    "moderation.removal /moderation/removals/{removal} a+",
    "moderation.peer_moderators /moderation/peers a+",
]
