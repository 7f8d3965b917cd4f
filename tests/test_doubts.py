"""What is disputed and what isn't known: the words that say so, the choice, the block on the page, and its proof."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from talks_example import WIDE_TEXT, config, judged, prose

from digest import edition, explain, memory, render
from digest.analyse import analyse
from digest.compose import compose, printed_open
from digest.compose.narrowed import narrowed
from digest.compose.room import fits, fitted
from digest.model import Briefing, Chosen, Claim, Document, Doubt, Doubted, Judged, OpenPoint, Quote, Selection, Span
from digest.render import PROJECT_TEMPLATES
from digest.render.phrases import days
from digest.select import select
from digest.select.doubts import LEAST, LEAST_LIKELY, LIKELY, LIKELY_ARGUED, LONGEST, doubts
from digest.select.same.repeats import said
from digest.select.units import unit, units
from digest.select.words.quarrel import features, quarrel
from digest.select.words.unsettled import differs, doubt, faint, unsettled
from digest.verify import sheets
from digest.verify.data import check_data
from digest.verify.masthead import other_day
from digest.verify.names import span
from digest.verify.page import check_page
from digest.verify.paper import check_paper
from digest.verify.printed import parse
from digest.verify.verdict import Refuted

CUTOFF = datetime(2025, 6, 6, 6, tzinfo=ZoneInfo("UTC"))
MORE_KEPT = "The envoy met fishermen of three villages at dawn and refused to elaborate."
DEAL = "Russia and Ukraine agreed to exchange 1,200 prisoners at the talks on Monday."
DENIES = "The harbour council has denied that its ferries carried mines across the lake."
UNKNOWN = "It is unclear whether the ferries of the northern shore will run again before winter."
MORE = (
    "Ukraine demanded the return of all children from the eastern shore of the lake.",
    "Russia demanded the withdrawal of troops from four regions before any truce.",
    "Mediators praised the exchange of prisoners as a step towards a truce on the lake.",
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The council has denied that its ferries carried mines.", "disputed"),
        ("Whether the pact on ferries holds is anyone's guess.", "unknown"),
        ("There was no immediate word on the fate of the ferry.", "unknown"),
        ("Neither side said how long the truce at the lake would last.", "unknown"),
        ("The cause of the fire is still being investigated.", "unknown"),
        ("How the ferries would be paid for was not spelled out.", "unknown"),
        ("The former mayor of Hilltown is under investigation.", None),
        ("Norland accused the council of theft, which the council denies.", "disputed"),
        ("The two sides remain far apart on the mines.", "disputed"),
        ("The parties are split over whether the ferries may sail.", "disputed"),
        ("Experts say there is no evidence of mines in the lake.", "disputed"),
        ("One sticking point is the price of the ferries.", "disputed"),
        ("It is unclear whether the ferries will sail.", "unknown"),
        ("The cause of the fire has yet to be determined.", "unknown"),
        ("There is no guarantee that the wreck will be found.", "unknown"),
        ("The council has not said when it will meet.", "unknown"),
        ("The council denied access to the harbour.", None),
        ("“The council has denied everything,” the mayor said.", None),
        ("The council agreed to mend the ferries.", None),
        ("The court denied his request for bail.", None),
        ("The ministry denied its workers a pay rise.", None),
        ("The contract is split over three years.", None),
        ("Parliament removed the last stumbling block.", None),
        ("Doctors found no evidence of cancer.", None),
        ("The harbour and the airport remain open.", None),
        ("It remains to be seen what the coming weeks will bring.", None),
        ("There is no doubt over the result.", None),
        ("The town is not known to tourists.", None),
        ("It was not immediately known how many boats sank.", "unknown"),
        ("The report could not immediately be verified.", "unknown"),
        ("Investigators do not know what started the fire.", "unknown"),
        ("No one has claimed responsibility for the mines.", "unknown"),
        ("The mayor called the allegations of theft false.", "disputed"),
        ("Both captains blame each other for the collision.", "disputed"),
        ("Both sides resolved their differences on the mines.", None),
        ("Two retired captains raised doubts about the wisdom of the toll.", "disputed"),
        ("Experts have expressed doubts on whether the ferry can sail.", "disputed"),
        ("There are doubts about the ferry.", "unknown"),
        ("A teacher who expressed doubt about the wreck was dismissed.", None),
        ("Hours after the fire no arrests had been made.", "unknown"),
        ("The death toll may rise, the harbour council said.", "unknown"),
        ("There are issues with the ferry deal that have not yet been resolved.", "unknown"),
        ("The two gunmen remain at large.", "unknown"),
        ("No militant group immediately claimed responsibility.", "unknown"),
        ("The papers give conflicting figures of the boats that sank.", "disputed"),
        ("The highway toll is expected to rise by 5 percent.", None),
        ("The council is investigating whether the captain slept.", "unknown"),
        ("The bridge has not received royal approval.", "unknown"),
        ("No final decision has been made on the wells.", "unknown"),
        ("The cause of the fire is under investigation.", "unknown"),
        ("Three towns discussed a ferry, but nothing has been decided.", "unknown"),
        ("The mayor ridiculed the council's claim about the wells.", "disputed"),
        ("The envoy dismissed Norland's repeated claims about the wells.", "disputed"),
        ("The insurer questioned two claims and paid the others.", None),
        ("The judge dismissed his claim for damages.", None),
        ("Officials said the mayor, while under investigation, left the town.", None),
        ("The senator is under investigation for bribery.", None),
        ("The investigation could take over a month.", "unknown"),
        ("The investigation could take down the mayor.", None),
        ("No decision has been reversed more often.", None),
        ("The companies settled all outstanding issues.", None),
        ("Nobody claimed that the ferry was perfect.", None),
        ("There were no arrests and no injuries at the carnival.", None),
        ("The bill passed after Lakers won enough votes in the council.", None),
        ("The fine will be up to 500 coins for each day.", None),
        ("Passengers are awaiting ferries at the pier.", None),
        ("She declined to answer the phone on the ferry.", None),
        ("Fans clashed over tickets at the pier.", None),
        ("The council meeting was pushed back on the calendar to Friday.", None),
        ("The council would not say when the ferry sails.", "unknown"),
        ("The mayor has pleaded not guilty to the theft of nets.", "disputed"),
        ("The gunman who was still at large on Tuesday was arrested on Wednesday.", None),
        ("The mayor gave no details of the ferry, officials said.", "unknown"),
        ("They don't clear the bar of the harbour.", None),
        ("The mayor praised a yet to be ratified treaty on the lake.", None),
        ("The treaty on the lake is yet to be ratified.", "unknown"),
        ("Envoys met to settle disagreements over the wells.", None),
        ("The envoys failed to settle disagreements over the wells.", "disputed"),
        ("Divers can't say how many ferries sank.", "unknown"),
        ("Undecided voters met at the pier, though it is unclear how many.", "unknown"),
        ("Ann Reyes, who denies any theft, said it was unclear who sails.", "unknown"),
        ("Ann Reyes, who denies any theft, opened the fair on Monday.", "disputed"),
        ("Bel said that the council rejected the fishermen’s proposal.", "disputed"),
        ("The mayor signalled that he would not support the fishermen's demands.", "disputed"),
        ("The offer of a second ferry was flatly rejected by the fishermen.", "disputed"),
        ("Mayor Bel refused that approach, saying the ferry was old.", "disputed"),
        ("The mayor refused to comment on the plan.", None),
        ("A judge rejected the fishermen's request.", None),
        ("If the council rejects the offer, the ferry stays.", None),
        ("The parliament rejected the plan on Monday.", None),
        ("In 2017 the council rejected two requests.", None),
        ("The council rejected the fish.", None),
        ("The fishermen reject the council’s offer.", "disputed"),
        ("The harbour will reject a request for the records.", None),
        ("Bel appealed to the captains to reject the council’s offer.", None),
        ("The White House rejected the fishermen's offer, the news agency said.", "disputed"),
        ("Mayor May has repeatedly rejected demands for a second vote.", "disputed"),
        ("The captain cannot agree to the council’s conditions.", "disputed"),
        ("The mayor dismissed calls for an early election.", "disputed"),
        ("Norland presented a list of demands that Sudmark strongly rejects.", "disputed"),
        ("Norland wants the lake, a demand which the council has rejected.", "disputed"),
        ("The plan that the court rejected was of 2017.", None),
        ("Judge Ana Bel rejected the fishermen's request to delay the trial.", None),
        ("The court's majority, without comment, rejected the request.", None),
        ("Union lawmakers rejected the mayor's proposal.", "disputed"),
        ("Hours after the fire Norland rejected calls for talks.", "disputed"),
        ("Norland refuses to accept the council's demands.", "disputed"),
        ("The mayor dismissed his secretary over plans to raise taxes.", None),
        ("Nobody opposed the plan.", None),
        ("The plan was rejected by parliament on Tuesday.", None),
        ("The appeals court on Monday rejected the request for a stay.", None),
        ("Lawmakers turned down the plan 21-18.", None),
        ("Police rejected requests for comment.", None),
        ("The mayor opposed the ferry and backed plans for a bridge.", None),
        ("The gunman, presumed dead, was arrested on Tuesday.", None),
        ("The mayor would neither confirm nor deny that the ferry had sunk.", "unknown"),
        ("Passage of the bill is far from assured.", "unknown"),
        ("If anyone doubts whether she can row, the race will show it.", None),
        ("A fourth place could create real doubts about the captain.", None),
        ("The captains had real doubts about the race.", "unknown"),
        ("The searches were not announced beforehand, a guard said.", None),
        ("A vote this week is by no means guaranteed.", "unknown"),
        ("Of the crew nine are believed to be alive.", "unknown"),
        ("The mayor has not answered whether the ferry sails.", "unknown"),
        ("Divers are looking into whether the ferry hit a rock.", "unknown"),
        ("It is hard to know whether the ferry sails.", "unknown"),
    ],
)
def test_the_words_that_say_so(text: str, kind: str | None) -> None:
    """A dispute comes before what isn't known; words within a quotation tell of no denial."""
    assert doubt(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "The ferrymen denied firing on the wardens.",
        "The mayor denied accepting bribes from fishermen.",
        "Sudland denied sending boats to Norland.",
        "Norland denies backing the ferrymen.",
        "Norland, which denies backing the ferrymen, closed the pier.",
        "Both towns deny fouling the lake.",
        "The driver denied knowingly breaking the law.",
        "The mayor denied having said so.",
        "Norland denied on Monday that it had sent boats to the lake.",
        "Norland denied this week that it had sent boats.",
        "Norland denied Tuesday that it had sent boats.",
        "Norland denied it.",
        "The harbour council denied this.",
        "The envoy denied it on Monday.",
        "Norland has denied funding the ferrymen.",
        "Norland has denied it sought asylum for the ferryman.",
        "The company has denied visa fraud.",
        "The army did not only deny it, but laughed.",
        "The mayor rejected claims of theft.",
        "The mayor rejected claims by the fishermen that the nets were his.",
        "The mayor rejected claims that for years nobody paid.",
        "The mayor denied the claim that the ferry is his.",
        "The mayor said that the claims were baseless.",
        "Critics said the report found in Testville is baseless.",
        "The panel found the nets, and Bel said that the claims were baseless.",
        "A man who denies being guilty of theft stood before the court.",
        "A man who denied taking part in the theft may be jailed.",
        "Norland denied refugee claims that wardens beat them.",
        "Manila denied Beijing’s claim that its boat had left.",
        "Reports that guards fired were strongly denied by Norland.",
        "The allegations have been repeatedly denied.",
        "The bank rejected claims from clerks that it had paid for damages.",
    ],
)
def test_what_is_denied(text: str) -> None:
    """Something that somebody did, or what the sentence before tells."""
    assert doubt(text) == "disputed"


@pytest.mark.parametrize(
    "text",
    [
        "Norland denied entry to two reporters.",
        "The judge has denied bail to the captain.",
        "Wardens denied them access to the pier.",
        "The mayor and the wardens denied them food.",
        "The captain was denied boarding in Testville.",
        "The captain was also denied bail.",
        "The captain has repeatedly been denied entry.",
        "Fishermen were denied any pay.",
        "The court has denied a motion to delay the trial.",
        "The court also denied his appeal.",
        "A judge has denied the request of two senators.",
        "The ministry has denied permission for the march.",
        "The office has repeatedly denied asylum to them.",
        "The wardens have denied the couple a licence for the boat.",
        "The board denied it a licence.",
        "The ferry denied boarding to nine passengers.",
        "Norland has denied funding for the bridge.",
        "The judge denied Manning a new trial.",
        "The mayor did not deny being there.",
        "The council has never denied taking the money.",
        "The mayor couldn't deny being there.",
        "Nobody denied taking the boat.",
        "None of the three men denied taking part.",
        "A man who denied drowning his uncle was jailed for life.",
        "The insurer rejected the claim for flood damage.",
        "The committee denied the claim for compensation.",
        "The court rejected claims by three companies for damages.",
        "The office denied insurance claims of nine farmers.",
        "A judge found that the claims were baseless.",
        "The reports were found to be unfounded.",
    ],
)
def test_what_only_looks_like_a_denial(text: str) -> None:
    """Somebody is kept from something, admits it, or demands money; a court has judged; nor is any of it likely a dispute."""
    assert doubt(text) is None
    assert quarrel(text) < LIKELY


@pytest.mark.parametrize(
    "text",
    [
        "The plan was rejected by Lakeland in May and accepted on Thursday.",
        "Rask had denied that he took bribes, but he admitted it in court on Thursday.",
        "Rask denied the charges at first but later pleaded guilty.",
        "Harbour chief Orban Rask, who had denied the charge of selling permits, confessed on Thursday.",
        "A court found that Rask had falsely denied taking bribes.",
        "Rask withdrew his plea of not guilty and admitted that he took 90,000 crowns.",
        "Norland and Lakeland settled their disagreement over the lock.",
        "The disagreement between Norland and Lakeland over the lock was resolved on Thursday.",
        "There was no disagreement between Norland and Lakeland on the dam, the envoy said.",
        "Neither side rejected the plan of the lake commission.",
        "Norland had earlier rejected the plan but agreed to it on Thursday.",
        "Lakeland, which rejected the plan in May, signed it on Thursday.",
        "After rejecting the plan in May, Lakeland signed it on Thursday.",
        "Norland, which had refused the demand, gave in on Thursday.",
        "The football club turned down an offer of 3 million crowns for striker Ivo Rask.",
        "It was unclear on Monday whether Lakeland would sign, but it did on Thursday.",
        "The report cleared up what was unclear about the fishing permits.",
    ],
)
def test_what_is_settled_is_open_no_more(text: str) -> None:
    """Whoever denied, refused or didn't know has taken it back."""
    assert doubt(text) is None
    assert unsettled(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The plan was rejected by Lakeland in May and accepted by Norland on Thursday.", "disputed"),
        ("Lakeland rejected the plan, but Norland accepted it.", "disputed"),
        ("Norland rejected the demand and signed a pact with the mayor.", "disputed"),
        ("Rask denied taking bribes but admitted that he knew the donor.", "disputed"),
        ("Rask had denied the charge of fraud but admitted a lesser charge.", "disputed"),
        ("Rask denied murder but pleaded guilty to theft, though he denied that he had planned it.", "disputed"),
        ("Norland and Lakeland have not settled their disagreement over the lock.", "disputed"),
        ("The talks would go on until Norland settled its disagreement over the lock.", "disputed"),
        ("Norland turned down an offer of 3 million crowns for the release of its sailors.", "disputed"),
        ("It was unclear whether Lakeland would sign, but it did say that it would not leave.", "unknown"),
        ("It was unclear whether Lakeland would sign, but Norland signed on Thursday.", "unknown"),
        (
            "Norland and Lakeland settled their disagreement over the lock, but it is unclear when it will open.",
            "unknown",
        ),
    ],
)
def test_what_is_settled_by_another_or_in_part_is_open(text: str, kind: str) -> None:
    """Another's yes is no end of a refusal, nor is half a confession one of a denial."""
    assert doubt(text) == kind


def test_what_has_a_place_in_a_section_is_less() -> None:
    """What is only among what is open takes nothing from the sections."""
    assert unsettled("It is unclear whether the ferries will sail.") == {"unknown"}
    assert unsettled("The two sides remain far apart on the mines.") == set()
    assert unsettled("One sticking point is the price of the ferries.") == {"unknown"}
    assert differs("The two sides remain far apart on the mines.")


def test_a_dispute_is_likely_by_its_words() -> None:
    """Who blames, defends and calls wrong; outside of quotation marks more than within; "isn't" counts as "is not"."""
    both = "Norland accused the harbour council of theft, and critics called its defence misleading."
    assert quarrel(both) > LIKELY > quarrel("Fishermen reopened the northern market.")
    assert doubt(both) is None
    assert features(both).keys() >= {"accuse", "criticise", "false", "accuse + criticise", "phrase: accused"}
    quoted = features("“They accused the council of theft and it isn't so,” he told the mayor.")
    assert quoted.keys() >= {"quoted accuse", "says", "quoted", "mostly quoted"}
    assert "accuse" not in quoted
    assert "negates" in features("The council isn't sure.")
    assert "deny" in features("The council pushed back on Monday.")
    assert "deny" not in features("The council pushed the cart back.")
    assert doubt("It isn't clear who sails.") == doubt("It is not clear who sails.") == "unknown"
    assert features("") == {"quarrels": 0.0, "short": 1.0}


DOCS = {
    name: prose(name, name=name, day=day)
    for name, day in {"alpha": "2025-06-05", "beta": "2025-06-05", "gamma": "2025-06-04", "old": "2025-05-02"}.items()
}


def told(
    *texts: tuple[str, str] | tuple[str, str, float],
    printed: Sequence[int] = (),
    docs: Mapping[str, Document] = DOCS,
    limit: int = 600,
) -> list[tuple[str, str, bool]]:
    """What is open of sentences (article, words, salience), of which sections print some: kind, words, whether a section prints them."""
    home = {name: doc.id for name, doc in docs.items()}
    made = [
        judged(text, doc=home[name], index=n, salience=worth[0] if worth else 0.5)
        for n, (name, text, *worth) in enumerate(texts)
    ]
    made = [replace(j, sent=replace(j.sent, block=0)) for j in made]
    chosen = [Chosen("outcomes", (made[n].sent.id,), Claim(made[n].sent.id)) for n in printed]
    by_id = {j.sent.id: j for j in made}
    units = [unit(j, (j,)) for j in made]
    found = doubts(units, chosen, by_id, said(made), {doc.id: doc for doc in docs.values()}, limit=limit)
    return [(one.doubt, " ".join(by_id[key].sent.text for key in one.sents), bool(one.printed)) for one in found]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Ana Bel has denied it and has been in court with the fishermen for years.", False),
        ("Bel denied saying that, but the fishermen of the lake left the hall.", False),
        ("Bel denied that ferries of the harbour council had carried mines.", True),
        ("The harbour council, accused of carrying mines across the lake, denied it.", True),
    ],
)
def test_what_is_denied_is_told(text: str, stands: bool) -> None:
    """Of a bare "denied it" a reader learns nothing."""
    assert bool(told(("alpha", text))) is stands


def test_who_is_meant_behind_but_is_told() -> None:
    """Without the sentence before, "they" would be read as whoever is named last on the page."""
    they = "But they have disagreed on the toll of the bridge for nine years."
    split = "But the fishermen and the council have disagreed on the toll of the bridge for nine years."
    tied = {text: replace(judged(text), opener="But") for text in (they, split)}
    made = {text: replace(j, sent=replace(j.sent, doc=DOCS["alpha"].id)) for text, j in tied.items()}
    for text, j in made.items():
        found = doubts([unit(j, (j,))], [], {j.sent.id: j}, said([j]), {d.id: d for d in DOCS.values()}, limit=600)
        assert bool(found) is (text == split)


def test_either_kind_has_a_place() -> None:
    """Disputed before not known, each by day; what a section prints refers to it, the rest stands for itself."""
    later = ("beta", "The mayor of the eastern shore denied any part in the theft of trucks.")
    assert told(("gamma", UNKNOWN), ("alpha", DEAL), later, ("gamma", DENIES), printed=[1, 3]) == [
        ("disputed", DENIES, True),
        ("disputed", later[1], False),
        ("unknown", UNKNOWN, False),
    ]
    assert told(("alpha", DEAL), printed=[0]) == []


def test_the_most_salient_come_and_no_more_than_fit() -> None:
    """Four of a kind, and no more words than a part of a page's; what weighs nothing is left out."""
    many = [
        ("alpha", "It is unclear who mends the nets of the northern harbour.", 0.9),
        ("alpha", "The bakers have not said whether bread rises by a coin.", 0.8),
        ("alpha", "Nobody knows which wolf ate seven sheep at Sudland farm.", 0.7),
        ("alpha", "The school has yet to announce its new choir teacher's name.", 0.6),
        ("alpha", "It is not known which clock struck twelve on Easter Sunday.", 0.5),
    ]
    assert [text for _, text, _ in told(*many)] == [text for _, text, _ in many[:4]]
    assert len(told(*many, limit=70)) == 1
    assert [kind for kind, _, _ in told(*many, ("beta", DENIES), limit=70)] == [
        "disputed",
        "unknown",
    ]  # neither takes the other's room
    assert told(("alpha", UNKNOWN, LEAST - 0.01)) == []
    long = "It is unclear whether " + " ".join(f"the boat of harbour {n}" for n in range(12)) + " will sail."
    assert len(long.split()) > LONGEST
    assert told(("alpha", long, 0.9)) == []


def test_old_unknowns_are_left_out() -> None:
    """What wasn't known days before the newest article may be known since; who denied something denies it still."""
    assert [kind for kind, _, _ in told(("old", UNKNOWN), ("old", DENIES))] == ["disputed"]

    def known(day: str) -> bool:
        return not told(("gamma", UNKNOWN), docs={**DOCS, "gamma": prose("gamma", name="gamma", day=day)})

    assert (known("2025-06-02"), known("2025-06-01"), known("")) == (False, True, False)


def test_what_points_elsewhere_is_left_out() -> None:
    """Of "these states" another sentence tells which; "those who" did it are named."""
    assert told(("alpha", "It is unclear whether these northern states will send their ferries.")) == []
    assert len(told(("alpha", "It is unclear whether those who sold the ferries will be tried."))) == 1


def test_opinion_and_what_may_not_be_quoted_are_left_out() -> None:
    """No view counts as a dispute, and no source is quoted beyond its limit."""
    texts = [("beta", DENIES), ("beta", UNKNOWN)]

    def kinds(**changes: Any) -> list[str]:
        return [kind for kind, _, _ in told(*texts, docs={**DOCS, "beta": replace(DOCS["beta"], **changes)})]

    assert kinds() == ["disputed", "unknown"]
    assert kinds(genre="opinion") == []
    assert kinds(source="b", max_quoted_words=5) == []
    assert kinds(source="b", max_quoted_words=len(DENIES.split())) == ["disputed"]
    assert kinds(source="b", max_quoted_words=len(DENIES.split()) + len(UNKNOWN.split()) - 1) == ["disputed"]


def test_the_same_dispute_is_told_once() -> None:
    """By another article in much the same words, by a section, and by one article in two sentences."""
    again = DENIES.replace("has denied", "denied on Monday")
    assert len(told(("alpha", DENIES), ("beta", again))) == 1
    words = "The keeper of the lamps is alleged to have sold oil, which the keeper of the lamps denies."
    other = "Nobody but the keeper of the lamps denies the sale of oil from the lamps in the harbour at night, which the keeper denies."
    assert len(told(("alpha", words, 0.6), ("beta", other))) == 1
    plain = "The harbour council said that its ferries carried no mines across the lake, and denied that its ferries carried mines."
    assert told(("alpha", plain), ("beta", DENIES), printed=[0]) == [("disputed", plain, True)]
    other = "The mayor of the eastern shore also denied any claims that trucks were stolen there."
    assert len(told(("alpha", DENIES, 0.6), ("alpha", other))) == 1
    assert len(told(("alpha", DENIES, 0.6), ("beta", other))) == 2
    story = [("beta", f"Many ferries sailed on Loch {n}.") for n in range(8)]
    mines = "Harbour council members denied that ferries on Loch ever carried mines for the Norland army."
    trucks = "Mayor Oak denied that crews of ferries on Loch brought stolen trucks at night from eastern shores."
    assert len(told(("alpha", mines, 0.6), ("alpha", trucks))) == 1
    assert len(told(("alpha", mines, 0.6), ("alpha", trucks), *story)) == 2, "what all sentences tell is no dispute"


def test_what_is_likely_a_dispute_comes_where_few_are_told() -> None:
    """Up to two disputes in all, the weightiest first, and none where a section prints a dispute; below its least salience never."""
    toll = "Fishermen condemned the toll and accused the council of lying about the price of the bridge."
    strike = "The union blamed the road office for the strike, insisting that its offer was false."
    wells = "The mayor blasted critics of the new wells and insisted that their claims about the gardens were wrong."
    many = [("alpha", toll, 0.3), ("beta", strike, 0.9), ("gamma", wells, 0.5)]
    assert [text for _, text, _ in told(*many)] == [strike, wells]
    assert [text for _, text, _ in told(*many, ("old", DENIES, 0.1))] == [DENIES, strike]
    assert [text for _, text, _ in told(*many, ("old", DENIES, 0.1), printed=[3])] == [DENIES]
    assert told(("alpha", toll, LEAST_LIKELY - 0.01)) == []


def test_what_is_faint_comes_where_little_is_told() -> None:
    """What somebody keeps to himself, and what is told by the way, come only where nothing else of their kind does."""
    kept = "The mayor spoke of a second chapel on the northern island without elaborating."
    aside = "Ann Reyes, who denies any wrongdoing, opened the winter fair of the fishermen on Monday."
    assert [faint(text) for text in (kept, aside, UNKNOWN, DENIES)] == [True, True, False, False]
    assert [text for _, text, _ in told(("alpha", kept, 0.9), ("beta", UNKNOWN, 0.3))] == [UNKNOWN]
    assert [text for _, text, _ in told(("alpha", kept, 0.9), ("beta", aside, 0.3))] == [aside, kept]
    assert [text for _, text, _ in told(("alpha", kept, 0.3), ("beta", MORE_KEPT, 0.9))] == [MORE_KEPT]
    assert [text for _, text, _ in told(("alpha", aside, 0.9), ("beta", DENIES, 0.3))] == [DENIES]
    assert told(("alpha", aside, 0.9), printed=[0]) == []


def test_what_a_section_prints_may_be_a_likely_dispute() -> None:
    """The weightiest of what is likely is told: where a section prints it, alone; where it doesn't, without what is printed."""
    strike = "The union blamed the road office for the strike, insisting that its offer was false."
    wells = "The mayor blasted critics of the new wells and insisted that their claims about the gardens were wrong."
    rows = [("alpha", strike, 0.9), ("beta", wells, 0.4)]
    assert [(text, printed) for _, text, printed in told(*rows, printed=[0])] == [(strike, True)]
    assert [(text, printed) for _, text, printed in told(*rows, printed=[1])] == [(strike, False)]
    assert [text for _, text, _ in told(*rows, ("old", DENIES, 0.1), printed=[0])] == [DENIES, wells]
    assert told(("alpha", strike, LEAST_LIKELY - 0.01), printed=[0]) == []


def test_what_one_side_argues_needs_fewer_signs() -> None:
    """So does what meets with opposition; of other sentences more is asked."""
    wells = "Critics argue that the new wells of Norland would dry out the gardens of the monastery."
    bridge = "The plan for a stone bridge is facing stiff opposition from the eastern farmers."
    assert LIKELY_ARGUED < quarrel(wells) < LIKELY
    assert quarrel(bridge) < LIKELY_ARGUED
    assert [text for _, text, _ in told(("alpha", wells), ("beta", bridge))] == [wells, bridge]
    assert told(("alpha", wells.replace("Critics argue that", "Sellers hope"))) == []
    assert told(("alpha", "On the long evening of the fair, " * 4 + "critics say the wells are dry.")) == []


def test_a_side_that_answers_another_is_told_with_it() -> None:
    """Both sentences are one dispute, that comes before what is only likely one."""
    says_so = "The harbour council said that it has no money for the wells."
    answer = "But the union argues that the council has money for the wells."
    home = DOCS["alpha"].id
    made = [judged(says_so, doc=home, index=0), judged(answer, doc=home, index=1, opener="But", salience=0.5)]
    lone = judged(
        "Fishermen condemned the toll and accused the mayor of lying about its use.",
        doc=DOCS["beta"].id,
        index=0,
        salience=0.9,
    )
    made = [replace(one, sent=replace(one.sent, block=0)) for one in made]
    by_id, docs = {j.sent.id: j for j in (*made, lone)}, {doc.id: doc for doc in DOCS.values()}
    parts = [unit(made[1], made[1:]), unit(lone, [lone])]
    found = doubts(parts, [], by_id, said([*made, lone]), docs, limit=600)
    assert [one.sents for one in found] == [(made[0].sent.id, made[1].sent.id), (lone.sent.id,)]
    chosen = [Chosen("demands", (made[0].sent.id,), Claim(made[0].sent.id))]
    other = judged(
        "But the union argues that the wells would pay for themselves within three summers.",
        doc=home,
        index=1,
        opener="But",
    )
    made[1] = replace(other, sent=replace(other.sent, block=0))
    by_id = {j.sent.id: j for j in (*made, lone)}
    found = doubts([unit(made[1], made[1:]), parts[1]], chosen, by_id, said([*made, lone]), docs, limit=600)
    assert (made[1].sent.id,) in [one.sents for one in found], "a section prints what it answers"


def test_who_holds_what_comes_with_the_dispute() -> None:
    """The next sentence of the paragraph, where it goes on; not behind a denial, and none that a section prints."""
    split = "The harbour council and the ferry crews are split over the fares of the winter season."
    goes_on = "They want twenty coins a passage, while the council offers fifteen."
    home = {name: doc.id for name, doc in DOCS.items()}

    def found(first: str, *, printed: bool = False, block: int = 0) -> list[int]:
        made = [judged(first, doc=home["alpha"], index=0), judged(goes_on, doc=home["alpha"], index=1, opener="They")]
        made[1] = replace(made[1], sent=replace(made[1].sent, block=block))
        chosen = [Chosen("outcomes", (made[1].sent.id,), Claim(made[1].sent.id))] if printed else []
        by_id = {j.sent.id: j for j in made}
        docs = {doc.id: doc for doc in DOCS.values()}
        return [len(one.sents) for one in doubts([unit(made[0], made[:1])], chosen, by_id, said(made), docs, limit=600)]

    assert found(split) == [2]
    assert found(DENIES) == [1]
    assert found(split, printed=True) == [1]
    assert found(split, block=1) == [1]


def test_the_choice_brings_them() -> None:
    """From whole articles, though no section has room for them: these keep their words, and each sentence keeps its gate."""
    wanted = config(WIDE_TEXT.replace("max_words: 200", "max_words: 40"))
    docs = [
        prose(DEAL, *MORE, day="2025-06-05"),
        prose("The council met on the lake.", DENIES, name="beta", day="2025-06-05"),
    ]
    sents = tuple(analyse(docs, wanted))
    selection = select(sents, docs, wanted)
    words = {j.sent.id: j.sent.text for j in sents}
    assert [words[key] for one in selection.open for key in one.sents] == [DENIES]
    printed = {key for c in selection.chosen for key in c.sents}
    if selection.open[0].printed:
        assert selection.open[0].sents[0] in printed
    else:
        assert selection.open[0].sents[0] in selection.fell_at


# --- on the page ------------------------------------------------------------------------------------------------------

HEAD = "The mediators noted " + ", ".join(f"harbour {n} and its people" for n in range(110)) + "."
PAGE = [prose(DEAL, HEAD, day="2025-06-05"), prose(DENIES, UNKNOWN, name="beta", day="2025-06-05")]


BARE = WIDE_TEXT.replace("max_words: 200", "max_words: 200\n  takeaways: 0")


def with_open(text: str = BARE) -> tuple[Briefing, tuple[Judged, ...], Selection]:
    """A page of two items and a point of either kind, put there by hand; the long item makes room beside it."""
    wanted = config(text)
    sents = tuple(analyse(PAGE, wanted))
    key = {j.sent.text: j.sent.id for j in sents}
    picked = [
        Chosen(section, (key[words],), Claim(key[words]), fit=1.0, salience=1.0)
        for section, words in (("outcomes", DEAL), ("military", HEAD))
    ]
    fell = {j.sent.id: "budget" for j in sents if j.sent.text in (DENIES, UNKNOWN)}
    still_open = (Doubted("disputed", (key[DENIES],)), Doubted("unknown", (key[UNKNOWN],)))
    selection = Selection(tuple(picked), fell, open=still_open)
    return compose(selection, sents, PAGE, (), wanted, cutoff=CUTOFF, program="test"), sents, selection


def page_of(briefing: Briefing) -> str:
    """As Markdown."""
    return render.markdown(briefing, templates=PROJECT_TEMPLATES)


def test_the_block_on_the_page() -> None:
    """Both kinds under their headings, each with its footnote and who says it; what is read back is what was written."""
    briefing, _, _ = with_open()
    assert [(p.doubt, p.quote.text, p.item) for p in briefing.open] == [
        ("disputed", DENIES, ""),
        ("unknown", UNKNOWN, ""),
    ]
    page = page_of(briefing)
    block = page.split("\n## Disputed and not known\n")[1].split("\n## ")[0]
    assert f"### Disputed\n\n- {DENIES}[^2] *— Beta News, 5 June*\n" in block
    assert f"### Not known\n\n- {UNKNOWN}[^2] *— Beta News, 5 June*\n" in block
    assert edition.from_json(edition.to_json(briefing)) == briefing
    assert briefing.coverage.printed == 4
    assert not briefing.coverage.dropped
    check_page("x.md", parse(page), briefing)


def test_a_takeaway_says_which_day_it_names() -> None:
    """As its item does, with the year; the page is checked against the data of the item, and another day is refuted."""
    doc = prose("Russia and Ukraine agreed on Monday to exchange 1,200 prisoners.", HEAD, day="2025-06-05")
    wanted = config(WIDE_TEXT)
    sents = tuple(analyse([doc], wanted))
    picked = tuple(
        Chosen("outcomes", (j.sent.id,), Claim(j.sent.id), fit=1.0, salience=0.9 - n / 10) for n, j in enumerate(sents)
    )
    made = compose(Selection(picked), sents, [doc], (), wanted, cutoff=CUTOFF, program="test")
    page = page_of(made)
    assert "(“Monday” is 2 June)" in page.split("\n## Key outcomes\n")[1]
    assert "*— 5 June 2025 (“Monday” is 2 June 2025); [Key outcomes]" in page
    check_page("x.md", parse(page), made)
    assert other_day("— 5 June 2025 (“Monday” is 2\nJu-\nne 2025); Key outcomes", made.takeaways[0], made) == ""
    for was, becomes in (
        ("is 2 June 2025)", "is 9 June 2025)"),
        ("is 2 June 2025)", "is 5 June 2025)"),
        ("is 2 June 2025)", "is 1 to 2 June 2025)"),
        ("(“Monday” is 2 June 2025)", "(“Sunday” is 2 June 2025)"),
        ("(“Monday” is 2 June 2025)", "(“Monday” was 5 June 2025)"),
        ("(“Monday” is 2 June 2025)", "(Monday is 5 June 2025)"),
        ("— 5 June 2025 (", "— 2 June 2025 ("),
    ):
        assert was in page
        with pytest.raises(Refuted, match="names the day"):
            check_page("x.md", parse(page.replace(was, becomes, 1)), made)
    html = render.html(page, made, templates=PROJECT_TEMPLATES)
    check_paper("x.pdf", sheets.read("x.pdf", render.pdf(html, made, templates=PROJECT_TEMPLATES)), made)


def test_a_takeaway_tells_only_its_own_days() -> None:
    """Words behind its sentence, and parts of words, tell nothing of it; of days from a month or a year to the next both are told."""
    made, _, _ = with_open()
    item = made.sections[0].items[0]
    said = replace(
        item, quotes=(replace(item.quotes[0], text="The Sunday Gazette sells on Mondays. They met on Sunday."),)
    )
    dated = replace(said, dates=(("Sunday", "2025-06-01"), ("Monday", "2025-06-02")))
    assert dated.meant("The Sunday Gazette sells on Mondays.") == ()
    assert dated.meant("The Sunday Gazette sells on Mondays. They met on Sunday.") == (("Sunday", "2025-06-01"),)
    isos = ("2025-06-01", "2025-06-01/2025-06-02", "2025-05-31/2025-06-01", "2024-12-31/2025-01-01")
    told = ["1 June 2025", "1 to 2 June 2025", "31 May to 1 June 2025", "31 December 2024 to 1 January 2025"]
    assert [span(iso) for iso in isos] == [days(iso.split("/")) for iso in isos] == told
    assert span("x/y") == ""


def test_what_a_section_prints_refers_to_it() -> None:
    """The words again, with the footnote of the item and a link to its section; a sentence that leans comes with what stands before it."""
    wanted = config(BARE)
    doc = prose(f"{DEAL} However, it is unclear when the prisoners will go.", HEAD, day="2025-06-05")
    sents = tuple(analyse([doc], wanted))
    key = [j.sent.id for j in sents]
    picked = [
        Chosen("outcomes", (key[0], key[1]), Claim(key[0]), fit=1.0, salience=1.0),
        Chosen("military", (key[2],), Claim(key[2]), fit=1.0, salience=1.0),
    ]
    found = doubts((), picked, {j.sent.id: j for j in sents}, said(sents), {doc.id: doc}, limit=600)
    assert found == (Doubted("unknown", (key[0], key[1]), key[0]),)
    briefing = compose(
        Selection(tuple(picked), {}, open=found), sents, [doc], (), wanted, cutoff=CUTOFF, program="test"
    )
    page = page_of(briefing)
    assert (
        "will go.[^1] *— 5 June 2025; [Key outcomes](#key-outcomes)*" in page.split("\n## Disputed and not known\n")[1]
    )
    check_page("x.md", parse(page), briefing)
    false = page.replace("; [Key outcomes](#key-outcomes)*", "; [Military context](#military-context)*")
    assert false != page
    with pytest.raises(Refuted, match="something else behind"):
        check_page("x.md", parse(false), briefing)
    with pytest.raises(Refuted, match="something else behind"):
        check_page("x.md", parse(page.replace("*— 5 June 2025; [Key", "*— 4 June 2025; [Key")), briefing)
    check_page("x.md", parse(page.replace("*— 5 June 2025; [Key", "*— [Key")), briefing)  # as older editions have it


def test_what_a_section_prints_of_long_ago_is_open_no_more() -> None:
    """What an article of two months before the newest says isn't known has its place in the section alone."""
    wanted = config(BARE)
    doc = prose("It is unclear when the prisoners of the northern shore will go home.", day="2025-06-05")
    newest = {day: prose(HEAD, name="newest", day=day) for day in ("2025-08-04", "2025-08-05")}
    (j,) = analyse([doc], wanted)
    picked = [Chosen("outcomes", (j.sent.id,), Claim(j.sent.id), fit=1.0, salience=1.0)]

    def found(day: str) -> bool:
        docs = {one.id: one for one in (doc, newest[day])}
        return bool(doubts((), picked, {j.sent.id: j}, said([j]), docs, limit=600))

    assert (found("2025-08-04"), found("2025-08-05")) == (True, False)


def test_a_point_begins_where_it_can_be_read() -> None:
    """Of an item of several sentences only those that the point needs stand in the block, with a link to the rest."""
    wanted = config(BARE)
    known = "It is unclear when the prisoners will go."
    doc = prose(f"{DEAL} The exchange was agreed in Doha. {known}", HEAD, day="2025-06-05")
    sents = tuple(analyse([doc], wanted))
    key = [j.sent.id for j in sents]
    home = {j.sent.id: replace(j, leans="It" if j.sent.text == known else "") for j in sents}
    picked = [Chosen("outcomes", (key[0], key[1], key[2]), Claim(key[0]), fit=1.0, salience=1.0)]
    found = doubts((), picked, home, said(sents), {doc.id: doc}, limit=600)
    assert found == (Doubted("unknown", (key[1], key[2]), key[0]),)


@pytest.mark.parametrize(
    ("second", "kept"),
    [
        ("The implications of that agreement were unclear, the council of mediators said.", True),
        ("They did not say when the prisoners will go home across the lake.", False),
    ],
)
def test_what_a_section_prints_may_stand_before_what_is_unclear_of_it(second: str, kept: bool) -> None:
    """Where the sentence names the thing again ("that agreement"); nothing else that is printed is said again."""
    doc = prose(
        f"Russia and Ukraine signed an agreement on 1,200 prisoners on Monday. {second}", HEAD, day="2025-06-05"
    )
    sents = tuple(analyse([doc], config(BARE)))
    key = [j.sent.id for j in sents]
    home = {j.sent.id: j for j in sents}
    picked = [Chosen("outcomes", (key[0],), Claim(key[0]), fit=1.0, salience=1.0)]
    found = doubts(units(sents)[0], picked, home, said(sents), {doc.id: doc}, limit=600)
    assert found == ((Doubted("unknown", (key[0], key[1])),) if kept else ())


def test_the_block_can_be_left_out_and_renamed() -> None:
    """By `blocks:` alone."""
    assert with_open(BARE + "blocks: [sections, coverage, sources]\n")[0].open == ()
    named = BARE + "blocks:\n- sections\n- {block: open, title: Open questions}\n- coverage\n- sources\n"
    briefing, _, _ = with_open(named)
    page = page_of(briefing)
    assert "\n## Open questions\n" in page
    check_page("x.md", parse(page, open_title="Open questions"), briefing)


def point(doubt: Doubt, words: int, item: str = "") -> OpenPoint:
    """A point of so many words."""
    text = " ".join(f"{doubt}{n}" for n in range(words))
    return OpenPoint(f"{doubt}-{words}-{item}", doubt, Quote("d", (Span(0, 1),), text), 0, "Beta News, 5 June", item)


def test_what_has_no_room_gives_way() -> None:
    """What a section prints comes only where nothing else of its kind is told; of either kind one stays before a second, as they come; a
    shorter one may fill what is left. The first of either kind stays where there is no room.
    """
    briefing = with_open()[0]
    item = briefing.sections[0].items[0].id
    room = next(n for n in range(500) if not fits(replace(briefing, open=(point("disputed", n),)))) - 1

    def kept(*points: OpenPoint) -> list[OpenPoint]:
        full = replace(briefing, open=points)
        return list(fitted(full, takeaways=lambda count: briefing.takeaways[:count], fewer=()).open)

    half, most = point("unknown", room // 2), point("disputed", room)
    assert kept(most) == [most]
    assert kept(point("disputed", room + 1)) == [point("disputed", room + 1)]
    assert kept(point("disputed", room + 20, item)) == [point("disputed", room + 20, item)]
    assert kept(point("disputed", room + 1), point("disputed", 1)) == [point("disputed", room + 1)]
    assert kept(point("disputed", 2, item), point("disputed", 2)) == [point("disputed", 2)]
    assert kept(point("disputed", 2, item), point("unknown", 2)) == [point("unknown", 2), point("disputed", 2, item)]
    assert kept(most, half) == [most, half]
    assert kept(point("disputed", room // 3), point("disputed", room // 3 + 1), half) == [
        point("disputed", room // 3),
        half,
    ]
    assert kept(point("disputed", room // 2 + 1, item), half, point("unknown", room // 3)) == [
        half,
        point("unknown", room // 3),
        point("disputed", room // 2 + 1, item),
    ]


def test_a_page_without_the_block_counts_what_it_prints() -> None:
    """What is open and isn't printed has fallen for the account, too."""
    briefing, sents, selection = with_open()
    assert briefing.open
    wanted = config(BARE + "blocks: [sections, coverage, sources]\n")
    made = compose(selection, sents, PAGE, (), wanted, cutoff=CUTOFF, program="test")
    assert made.open == ()
    assert made.coverage.printed == 2
    assert sum(number for _, number in made.coverage.dropped) == 2
    assert printed_open(selection, made).open == ()


def test_a_short_edition_keeps_one_of_either_kind() -> None:
    """It has too little of its own whatever is left out."""
    briefing = with_open()[0]
    short = replace(briefing, sections=(replace(briefing.sections[0]),))
    item = briefing.sections[0].items[0].id
    points = (point("disputed", 30), point("disputed", 9), point("unknown", 8, item), point("unknown", 20))
    assert not fits(short)
    kept = fitted(replace(short, open=points), takeaways=lambda count: (), fewer=())
    assert kept.open == (points[0], points[3])


def test_what_ties_it_to_another_sentence_is_cut() -> None:
    """A "But" stands for what isn't printed; it is marked, and the rest is a slice of the source."""
    text = "But it is unclear whether the ferries of the northern shore will run again before winter."
    doc = prose("The harbour council met on the lake.", text, name="beta", day="2025-06-05")
    sents = tuple(analyse([doc, *PAGE[:1]], config(BARE)))
    key = {j.sent.text: j.sent.id for j in sents}
    by_id = {j.sent.id: j for j in sents}
    found = doubts(units(sents)[0], (), by_id, said(sents), {one.id: one for one in (doc, *PAGE)}, limit=600)
    assert found == (Doubted("unknown", (key[text],)),)
    picked = [Chosen("military", (key[HEAD],), Claim(key[HEAD]), fit=1.0, salience=1.0)]
    fell = {j.sent.id: "budget" for j in sents if j.sent.id != key[HEAD]}
    selection = Selection(tuple(picked), fell, open=found)
    briefing = compose(selection, sents, [doc, *PAGE[:1]], (), config(BARE), cutoff=CUTOFF, program="test")
    assert briefing.open[0].quote.text == "[…] " + text.removeprefix("But ")
    kept = {one.id: one.text for one in (doc, *PAGE)}
    assert check_data("x.json", briefing, kept)
    check_page("x.md", parse(page_of(briefing)), briefing)


def _swapped(briefing: Briefing) -> Briefing:
    one, other = briefing.open
    return replace(briefing, open=(replace(one, doubt="unknown"), replace(other, doubt="disputed")))


def _attributed(briefing: Briefing) -> Briefing:
    return replace(briefing, open=tuple(replace(p, attribution="Alpha News, 1 June") for p in briefing.open))


def _fewer(briefing: Briefing) -> Briefing:
    return replace(briefing, open=briefing.open[:1])


@pytest.mark.parametrize(
    ("false", "message"), [(_swapped, "stands under"), (_attributed, "something else behind"), (_fewer, "open points")]
)
def test_other_data_are_refuted(false: Callable[[Briefing], Briefing], message: str) -> None:
    """On the page and on paper."""
    briefing = with_open()[0]
    page = page_of(briefing)
    body = render.pdf(render.html(page, briefing, templates=PROJECT_TEMPLATES), briefing, templates=PROJECT_TEMPLATES)
    pages = sheets.read("x.pdf", body)
    check_page("x.md", parse(page), briefing)
    check_paper("x.pdf", pages, briefing)
    with pytest.raises(Refuted, match=message):
        check_page("x.md", parse(page), false(briefing))
    with pytest.raises(Refuted, match=f"{message}|no quote of the edition"):
        check_paper("x.pdf", pages, false(briefing))


FORGERIES = {
    "another heading": ("### Disputed\n", "### Undisputed\n", "stands under"),
    "no heading": ("### Disputed\n", "", "stands under"),
    "the other heading": ("### Not known\n", "### Disputed\n", "stands under"),
    "more behind it": ("*— Beta News, 5 June*", "*— Beta News, 5 June; since confirmed*", "something else behind"),
    "nothing behind it": (" *— Beta News, 5 June*", "", "something else behind"),
    "a paragraph": (
        "### Not known\n",
        "The council later admitted everything.\n\n### Not known\n",
        "without a footnote",
    ),
    "another block": ("## Disputed and not known\n", "## Established facts\n", ""),
    "a word": ("has denied", "has admitted", ""),
    "one of them": (f"- {UNKNOWN}[^2] *— Beta News, 5 June*\n", "", "open points"),
}


@pytest.mark.parametrize(("was", "becomes", "message"), FORGERIES.values(), ids=FORGERIES)
def test_a_forged_block_is_refuted(was: str, becomes: str, message: str) -> None:
    """On the page and on paper, whatever is changed of it."""
    briefing = with_open()[0]
    page = page_of(briefing)
    false = page.replace(was, becomes)
    assert false != page
    with pytest.raises(Refuted, match=message or None):
        check_page("x.md", parse(false), briefing)
    body = render.pdf(render.html(false, briefing, templates=PROJECT_TEMPLATES), briefing, templates=PROJECT_TEMPLATES)
    with pytest.raises(Refuted, match=message or None):
        check_paper("x.pdf", sheets.read("x.pdf", body), briefing)


def test_a_copy_of_the_block_is_refuted() -> None:
    """Under a heading of its own."""
    briefing = with_open()[0]
    page = page_of(briefing)
    block = page.split("\n## Disputed and not known\n")[1].split("\n## ")[0].replace("### Disputed", "### True")
    false = page.replace("\n## Coverage and gaps\n", f"\n## Proved beyond doubt\n{block}\n## Coverage and gaps\n")
    with pytest.raises(Refuted):
        check_page("x.md", parse(false), briefing)
    body = render.pdf(render.html(false, briefing, templates=PROJECT_TEMPLATES), briefing, templates=PROJECT_TEMPLATES)
    with pytest.raises(Refuted, match="stands under"):
        check_paper("x.pdf", sheets.read("x.pdf", body), briefing)


def test_data_that_cannot_be_are_refuted() -> None:
    """Words that their source hasn't, another's name, another day, and an item that doesn't hold them."""
    briefing = with_open()[0]
    kept = {doc.id: doc.text for doc in PAGE}
    assert "quotes" in check_data("x.json", briefing, None)
    one, *rest = briefing.open
    item = next(item for section in briefing.sections for item in section.items)
    falsely = [
        (replace(one, quote=replace(one.quote, text=one.quote.text.replace("denied", "said"))), "words"),
        (replace(one, attribution="Alpha News, 5 June"), "another source"),
        (replace(one, attribution="Beta News, 4 June"), "dates the words"),
        (replace(one, item="0-0"), "not there"),
        (replace(one, item=item.id), "no part of its item"),
    ]
    for false, message in falsely:
        with pytest.raises(Refuted, match=message):
            check_data("x.json", replace(briefing, open=(false, *rest)), kept)


def test_an_edition_of_the_form_before_is_read() -> None:
    """It has no such block."""
    briefing = with_open()[0]
    bare = replace(briefing, open=())
    body = edition.to_json(bare).replace(b'"digest-edition/4"', b'"digest-edition/3"').replace(b' "open": [],\n', b"")
    assert b'"open": []' not in body
    assert edition.from_json(body) == bare


def test_a_named_edition_keeps_what_its_sources_say() -> None:
    """Points of sources that it doesn't call go, and what it refers to goes with its item."""
    briefing = with_open()[0]
    assert narrowed(briefing, "all", ()).open == briefing.open
    assert narrowed(briefing, "short", ["outcomes"]).open == ()
    item = next(item for section in briefing.sections for item in section.items)
    told = replace(briefing, open=(replace(briefing.open[0], item=item.id),))
    assert narrowed(told, "short", [item.section]).open == told.open
    assert narrowed(told, "short", ["military"]).open == ()


def test_it_is_explained_and_remembered() -> None:
    """The sentence has fallen at its gate for the sections, is told to be printed, and is known to the next edition."""
    _, sents, selection = with_open()
    rows = {row["text"]: row for row in explain.rows(PAGE, sents, selection)}
    assert rows[DENIES]["open"] == "disputed"
    assert rows[DENIES]["fell_at"] == "budget"
    assert not rows[DENIES]["selected"]
    assert "printed as disputed" in explain.table(rows[DENIES])
    assert rows[DEAL]["open"] is None
    printed, unprinted = memory.former(sents, PAGE, selection, number=1, day="2025-06-05", concepts=False)
    assert {DENIES, UNKNOWN, DEAL} <= {one.judged.sent.text for one in printed}
    assert not unprinted
