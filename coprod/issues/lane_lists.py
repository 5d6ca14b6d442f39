"""The words that suggest a lane, by what they are about. How they are read: lane_words.py."""

from coprod.issues.words import Lane

# What nobody votes on, in the order of the list that everyone can read.
_RIGHTS = {
    "locked doors": """
lock, padlock, bolt, chains., chained., latch, door code, gate code, door alarm, key. not,
own. key., not out. door, tag., tracker, kept in., keep. me. in., kept me. in., kept inside.,
not leave. the., shut in., shut away, sent my. room., send my. room.
""",
    "visitors, and those close to us": """
visit me., visit my., visit only, visit not, visitor, visiting., see. sister. not,
see. brother. not, see. mum. not, see. dad. not, see. friend not, sister. stop, brother. stop,
mum. stop, dad. stop, friend stop, come. only. when., come. see. not, stay. over. not,
boyfriend, girlfriend, my. partner., married, sex., phone not, took. phone., phoning not,
ring. my. not, my. passport., internet not
""",
    "money": """
my. money, mine money, own. money, money office, pocket. money, my. cash, my. bank,
bank. card., my. savings, my. purse., my. wallet., my. wages, my. pension, my. benefit,
benefits., my. rent., owe., debt, spend not, spend allow, sign. for. my.
""",
    "medicine": """
medicin, medicat, meds., tablet, pills., inject, sedative, sedated., drugs., dose.,
operation., not consent, side. effect, drowsy, my. dentist.
""",
    "food": """
hungry, starving., thirsty., thicken, blender, pureed., food refus, took. food, took. my.,
helping allow, no. food, no. pudding., no. dinner., no. supper., no. breakfast., halal.,
kosher., not drink., not eat. when., drink not allow
""",
    "privacy": """
privacy, private not, private things, my. private, private in. front., walk in. on.,
walk into. my. room., without knock, not knock, undress, naked, camera, cctv, watch me.,
open my. letter, open letter, read my. letter, my. diary, my. post., my. file., my. notes.,
my. records., my. information, told everyone., about. me. behind., talk. about. my.,
talked about. my., spoke. to. not me., about. my. illness., gossip, wash me., washed me.,
washed by., washes me., dress me., bath me., bathed. by., shower me., touch me.,
toilet wait. me., wet. bed, pads.
""",
    "being moved, and places that shut": """
move. me., move. us., move. her., moved. me., moved. us., moved. we., be. moved., moving me.,
moving us., moving him. to., moving her. to., leave. my. room., leave. my. flat.,
leave. my. home., leave. my. house., house. sold., home. sold., split us., separat, evict,
tenancy, landlord, notice. to. quit., gave. my. flat., gave. my. room., another. house.,
another. home., different. home., new. home. not, closing down., closing our., will. close.,
close down., close our., closed for. good., closure, shut. the., shut down., shutting.
""",
    "restraint, and being hurt": """
restrain, seclu, strap., straps., strapped., tied., belt., pin. him., pin. her., pin. me.,
pinned, held me. down., held him. down., held her. down., hold me. down., held arms.,
held. my., grabbed, dragged, pushed me., hit. me., hits. me., slap, hurt. me., bruise,
shout. at. me., shouts. at. me., shouted at. me., swore at., told. off., punish, bully,
threat, scared of., afraid of., frighten me.
""",
    "complaints": """
complain, complaint, treated ignore, wrote ignore, nobody. listens., not believe me.,
treated badly
""",
    "reasonable adjustments": """
adjustment, ramp., steps. chair., not get. in. chair., interpreter, interpret. for, braille,
easy. read., big. print., large. print., bigger print., small. to. read., not read. it.,
not hear. what., sign. language., sign. for. me., signer, hearing loop.,
more. time. to. answer.
""",
    "a carer's own needs": """
carer, carers., respite, no. break., look after my., looks after my., care for. my.,
caring for. my., lift my. husband, lift my. wife, lift my. son, lift my. mum, my. back. gone,
who. helps me., who. looks me., not slept., worn. out., exhaust
""",
    "what is not one's own to say": """
not allow, no allow, only allow, allowed when., permission, ban., banned, forbid, not let.,
may. not, made me., makes me. go., make me. go., forced, told when. bed., told when. to.,
taken. away., took. away., took. our., takes. my., taken. my., not give. back.,
if. i. am. good., if. i. am. rude., if. i. shout., because. i. shouted., have. to. ask. staff,
only. when. staff., without asking. me., without telling. me., not ask me. first.,
behind. my. back., nobody. told me., decided. for. me., decided. without. me., my. right.,
rights., human. right, unlawful, illegal., against. the. law., mental. capacity,
best. interest, dols., section., tribunal
""",
}
_FIX = """
broke., broken., mend, repair, leak, drip, stuck., block, bulb., wobbl, loose., squeak, fix.,
does. not work., not working., out. of. order., not shut., not open. window, door not open.,
door not close., lid. not
"""
_FEW = """
pray, prayer, mosque, deaf., blind., autis, sensory, hearing aid., my. language.,
which language., only. one., only. me., only. her., only. him., only. woman., only. man.,
just. me., too. loud., noise hurt, few. words.
"""
LISTS = {Lane.RIGHTS: ",".join(_RIGHTS.values()), Lane.FIX: _FIX, Lane.FEW: _FEW}
"""In the order in which they are asked: rights first, because missing one costs most."""
