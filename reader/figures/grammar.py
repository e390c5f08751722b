"""The words of English grammar that the rules lean on, and a guess whether a word is a verb where it stands."""

from __future__ import annotations

DETERMINERS = frozenset(
    """the a an this that these those its his her their our my your some any each every no another both all
    either neither""".split()
)
PRONOUNS = frozenset(
    """it he she they we i you this that these those there who what one ones him them us me himself itself
    themselves others everyone nobody someone""".split()
)
PREPOSITIONS = frozenset(
    """of in on at to for from by with about between among into onto over under above below after before during
    since until till through throughout against across along around behind beside besides beyond despite
    except inside outside near off toward towards upon via within without per versus vs amid amidst
    according including excluding plus minus than like up down as""".split()
)
CONJUNCTIONS = frozenset(
    """and or but nor so yet while whereas although though because if unless when where which who whom whose
    that than as after before since until whether""".split()
)
AUXILIARIES = frozenset(
    """is are was were be been being am has have had having do does did will would shall should can could may
    might must cannot isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't
    can't couldn't shouldn't 's 're 've 'll ain't""".split()
)
ADVERBS = frozenset(
    """not also only just still already now then here there again even ever never always often once soon
    together too very much more most less least almost nearly about around approximately roughly well far
    long ago later earlier today yesterday tomorrow tonight away back alone each apiece respectively however
    meanwhile instead otherwise perhaps maybe ahead abroad overall indeed thus hence therefore else up down
    out off prior due combined altogether annually daily weekly monthly yearly quarterly so as same such
    every either neither both all""".split()
)
STOPS = DETERMINERS | PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | PRONOUNS | (
    ADVERBS - frozenset("long daily weekly monthly yearly quarterly same such overall combined less more".split())
)  # fmt: skip

_IRREGULAR = """became began bought broke brought built burnt came caught chose cost cut dealt did drew drove ate fell
    felt fought found flew forgot froze gave went gone got grew grown held hid hit hurt kept knew known laid
    led left lent let lost made meant met paid put quit ran rang rose risen said sank saw seen sold sent set
    shook shot showed shown shut sang slid spent spoke sprang stood stole struck swore swept swam swung
    taken took taught told thought threw thrown understood wept won wrote written fallen driven given drawn
    risen sunk shrank shrunk spread split beat bet bid burst cast fed fled flung forbade forecast foresaw
    forgave hung knelt leapt lit overcame overtook rebuilt rode sought shed shone slept sped spun stuck
    stung strode undertook upset withdrew woke wore wound broken chosen begun done gone torn slain slew laid
    bore borne bred bound says means owns costs needs wants includes contains expects believes thinks shows
    accounts amounts totals equals exceeds represents remains becomes seems appears makes takes gives gets
    goes comes runs holds keeps puts sells buys pays spends earns employs operates covers stretches weighs
    measures stands sits lies lives works plays serves offers provides produces generates requires receives
    brings leaves faces carries features boasts averages ranks leads wins loses hosts uses sees says tells
    knows lets begins starts ends rises falls drops climbs gains jumps grows increases decreases declines
    slips slides adds reaches hits tops beats say mean own need want include contain expect believe think
    show account amount total equal exceed represent remain become seem appear make take give get go come
    run hold keep put sell buy pay spend earn employ operate cover stretch weigh stand sit lie live play
    serve provide produce generate require receive bring leave carry kill die reach rise fall drop climb
    gain jump grow increase decrease decline slip slide add lose see tell know let begin start end ranged
    ranges range ranging""".split()
_MORE_VERBS = """kill die wound injure trail rent tick pack deliver accept accuse achieve acknowledge acquire act adapt
    address adopt advise agree aim allege allow announce anticipate apologise apply appoint approve argue
    arrest arrive ask assert assess assume attend attract avoid await ban battle bear behave blame block
    bring broadcast build calculate call campaign cancel capture celebrate challenge choose cite claim clear
    close collapse collect comprise concede conclude condemn conduct confirm consider consist consume
    continue contribute convert cope create criticise cross dedicate defend define deliver demand
    demonstrate deny depend describe deserve destroy detain determine develop devote discover discuss
    display distribute dominate donate draw dream drive eat elect eliminate emerge enable encourage enjoy
    enter establish evacuate examine exist explain export extend feed feel fight figure find finish flee fly
    follow force form fund gather give govern handle hang happen hear help hire hope identify ignore imagine
    import impose improve impress indicate inform injure insist inspect install intend interview introduce
    invade invest investigate invite involve issue join keep kidnap launch learn lift like list listen look
    love maintain manage march marry mention migrate miss move mourn negotiate note notice observe obtain
    occupy occur oppose order organise outline outnumber own participate perform persuade pick pledge point
    prefer prepare present press pretend prevent proceed promise promote propose protect prove publish pull
    pursue push qualify quote raise read realise recall recognise recommend recruit refer reflect refuse
    reject release rely remember remove replace reply rescue reserve resign resist resolve respond restore
    retain retire return reveal review ride save seek seize select send settle share shelter sign sink smoke
    solve speak sponsor stage state steal stop store strengthen strike struggle study submit succeed suffer
    suggest supply support suppose surround survive suspect suspend swim talk target teach tend threaten
    throw track trade train transport travel treat trust try turn understand urge value visit vote vow wait
    walk warn watch wear welcome win wish withdraw witness worry write estimate project predict forecast
    revise double triple halve vary hover total differ depend persist linger resume expire""".split()
# Of those, the ones that are nouns just as well.
_NOUN_VERBS = frozenset(
    """rent pack address aim ban battle block broadcast call campaign challenge claim close cross demand
    display dream drive export fight figure force form fund help hope import interview issue launch lift
    list look love march miss move note notice order own pick pledge point present press promise pull push
    quote raise read release reply rescue reserve return review ride save share shelter sign sink smoke
    sponsor stage state stop store strike struggle study supply support suspect talk target track trade
    train transport travel treat trust try turn value visit vote vow wait walk watch welcome win wish
    witness worry estimate project forecast double triple head cost plan account amount total influence act
    bear bring dominate elect cope comprise feed handle hang hire invite like mention process question rank
    record report research result risk rule run score season sale search shift shop""".split()
)


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


VERBS = frozenset(_IRREGULAR) | frozenset(_MORE_VERBS) | frozenset(map(_third_person, _MORE_VERBS))
# Verbs as often nouns: a verb only straight after a noun, never after a determiner, an adjective or a preposition.
NOUN_OR_VERB = (
    _NOUN_VERBS
    | frozenset(map(_third_person, _NOUN_VERBS))
    | frozenset(
        """costs needs accounts amounts totals shows measures stands works plays offers features averages ranks
    leads wins hosts uses starts ends rises falls drops climbs gains jumps increases decreases declines
    slips slides hits tops beats means faces covers lives runs holds cut cost hit set shot split spread bet
    bid cast forecast found felt left lost won wound bound led lead need want account amount total equal
    show cover play run stand lie rise fall drop climb gain jump increase decrease decline slip slide start
    end mean own stretch produce live report plan deal hold broken known given grown taken let""".split()
    )
)
_ED_NOUNS = frozenset(
    """need seed feed speed breed united bed red shed weed hundred sacred kindred indeed bleed greed creed deed
    reed""".split()
)
REPORTING = frozenset(
    """said says say told tells reported reports announced announces showed shows show estimated estimates
    estimate believe believes believed expects expect expected forecast forecasts predicted predicts warned
    warns added adds claimed claims stated states noted notes revealed reveals found finds suggests
    suggested thinks thought argued argues confirmed confirms indicated indicates wrote writes according
    calculated calculates projected projects""".split()
)


def is_verb(words: list[str], index: int) -> bool:
    """Whether the lower-case word at `index` reads as a finite verb or participle where it stands."""
    word = words[index]
    if word in AUXILIARIES:
        return True
    before = words[index - 1] if index else ""
    if word in NOUN_OR_VERB:
        after = words[index + 1] if index + 1 < len(words) else ""
        if after == "of" or after in AUXILIARIES or _past(after):
            return False
        if word in _BASE_FORMS and before not in _TAKES_BASE and not before.endswith("s"):
            return False  # "the median rent": a singular noun takes "rents"
        return bool(before) and before not in _NOT_BEFORE_VERB and not before.endswith(("al", "ic", "ous", "ive"))
    if word in VERBS:
        return before not in DETERMINERS or before in _PRONOMINAL
    if word.endswith("ed") and len(word) > 3 and word not in _ED_NOUNS and "-" not in word:
        return index > 0 and (before not in DETERMINERS or before in _PRONOMINAL)
    return False


_BASE_FORMS = _NOUN_VERBS - frozenset("cost bid cast forecast".split())
_TAKES_BASE = (
    PRONOUNS
    | ADVERBS
    | AUXILIARIES
    | frozenset(
        """to which people men women children police staff and or could n't not who that let help make made""".split()
    )
)
_NOT_BEFORE_VERB = DETERMINERS | PREPOSITIONS
_PRONOMINAL = frozenset("that this all each both those these".split())


def _past(word: str) -> bool:
    return (word in VERBS and word not in NOUN_OR_VERB) or (
        word.endswith("ed") and len(word) > 3 and word not in _ED_NOUNS
    )
