"""Verbs of saying, by how much can be made of them."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A clause behind or before one of these is what was said.
STRONG = _words(
    """said says saying told tells added adds announced announces warned warns argued argues insisted insists
    denied denies acknowledged acknowledges admitted admits alleged alleges asserted asserts claimed explained
    explains stressed stresses emphasized emphasised emphasizes emphasises maintained maintains contended
    contends conceded concedes confirmed confirms declared declares predicted predicts cautioned reiterated
    reiterates believes believe believed replied replies responded reckons reckoned recalled recalls remarked
    remarks complained complains testified testifies tweeted tweets wrote writes concluded concludes commented
    vowed pledged observed noted stated states reported suggested estimated estimates revealed disclosed urged
    boasted joked lamented mused quipped say tell add argue announce believe insist explain warn"""
)
# These and no others may end a statement behind its clause without quotation marks ("…, he says.").
# With a quotation beside them they are cues too.
WITH_QUOTE = STRONG | _words(
    """asked asks ask continued continues called calls calling describes described reads read recalling adding telling
    warning arguing explaining noting writing stating declaring insisting claiming answered answers agreed agrees
    exclaimed shouted yelled cried whispered laughed sighed joked mocked boasted gushed quoted quoting posted posts
    tweeting concluding pointed recounted proclaimed proclaims praised dismissed blasted slammed criticized criticised
    accused accuses promised promises thought thinks think feels felt defended blamed pleaded begged joking labeled
    labelled dubbed termed branded denounced condemned hailed rejected demanded wondered wonders offered opined
    summarised summarized chimed interjected retorted countered shot fired began started finished went reflected
    reasoned ventured volunteered welcomed decried touted characterized characterised referring referred citing cited
    reporting suggesting claiming asserting acknowledging admitting urging""",
)
# Nouns in the bare and -s form: they count only with "that", "whether" or "if" behind them.
WITH_THAT = _words(
    """claims claim notes note reports report states suggest suggests shows show showed find finds found indicate
    indicates indicated reveal reveals revealed estimate estimates hope hopes hoped fear fears feared promise
    promises promised agree agrees agreed know knows knew learned learnt think thinks thought understand
    understands understood point pointed conclude concludes concluded demonstrated demonstrates proposed
    proposes recommended recommends ruled rules guarantee guaranteed assured assures informed informs convinced
    decided decides determined realized realised complain complains boast boasts concede swear swore sworn doubt
    doubts worry worries worried expects expected hinted hints implied implies signaled signalled wrote posted
    advised advises persuaded reminded reminds highlighted underlined underscored noted stated pretended figured
    theorized theorised speculated hypothesized charged charges accused contends alleging saying adding claiming
    arguing stating warning noting indicating suggesting insisting announcing declaring denying predicting
    acknowledging confirming emphasizing stressing pointing explaining telling asked asks ask"""
)
SPEECH = STRONG | (
    WITH_QUOTE - _words("read shot fired began started went called calls referring posted posts offered finished")
)
# The hearer stands between the verb and the clause: "told reporters (that) …".
WITH_HEARER = _words(
    """told tells tell telling asked asks ask asking urged urges urging warned warns warning informed informs
    reminded reminds assured assures convinced advised advises persuaded"""
)
AUXILIARIES = _words(
    """has have had is was were are be been being will would could can may might must did does do also later then
    recently now previously earlier already first reportedly since still even just once both all often always
    repeatedly further"""
)
SUBJECT_PRONOUNS = _words("he she they it we i you who")
