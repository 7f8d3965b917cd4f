"""Whether a sentence stands alone."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from talks_example import sentence

from digest.analyse.alone.fragments import fragment
from digest.analyse.alone.standing import (
    answers,
    leans,
    leans_inside,
    names_in_full,
    opener,
    weak_subject,
    well_known,
)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He said so on Monday at the talks.", "He"),
        ("They rejected the paper as an ultimatum.", "They"),
        ("These include the return of all children.", "These"),
        ("This was the second round at the lake.", "This"),
        ("Such demands have been rejected before by Kyiv.", "Such"),
        ("Its troops left the city on Monday.", "Its"),
        ("Her office confirmed the visit to the lake.", "Her"),
        ("That changed on Monday when the troops left.", "That"),
        ("There, the ministers met for an hour.", "There"),
        ("It rejected the paper on Wednesday.", "It"),
        ("“He will come,” said Ivan Petrov of the delegation.", "He"),
        ("However, the talks ended after one hour.", "However"),
        ("And the army stayed at the lake for a year.", "And"),
        ("As a result, the ministers went home on Monday.", "As a result"),
        ("In exchange, Norland opens the harbour to Sylvania.", "In exchange"),
        ("In return, Norland opens the harbour to Sylvania.", "In return"),
        ("Now it wants the money of the lake towns back.", "Now it"),
        ("Also charged was Ana Bel of the lake towns.", "Also"),
        ("Norland warned that demands that go beyond this will be rejected.", "go beyond this"),
        ("“We want peace and nothing else.”", "quotation"),
        ('"We want peace and nothing else."', "quotation"),
    ],
)
def test_what_leans_is_named(text: str, word: str) -> None:
    """A sentence that opens on a pronoun or a connective, or is a quotation of nobody, leans on the one before."""
    assert opener(sentence(text)) == word


@pytest.mark.parametrize(
    "text",
    [
        "However, she said, the talks went on.",
        "But he said that the talks went on.",
        "Meanwhile, they left the lake on Monday.",
        "But it is expected to reach the coast by Thursday.",
        "It's likely to sail round the lake.",
    ],
)
def test_a_pronoun_behind_a_connective_leans(text: str) -> None:
    """A word before the pronoun doesn't hide it."""
    assert opener(sentence(text))


@pytest.mark.parametrize(
    "text",
    [
        "It is unclear when the talks will resume.",
        "It was the first meeting of the two ministers since the spring.",
        "There were no talks at the lake on Monday.",
        "This week the delegations will meet at the lake.",
        "Both sides agreed to exchange all prisoners.",
        "Both Russia and Ukraine named their envoys.",
        "Both houses of Norland's parliament passed the bill on Wednesday.",
        "All three suspects in the Lira dam bombing in Norland were arrested on Wednesday.",
        "Neither Norland nor Lakeland signed the treaty on Wednesday.",
        "Neither the Norland government nor Lakeland's navy named its envoy.",
        "Neither house of Norland's parliament passed the bill.",
        "Both the Norland government and the Lakeland army said no.",
        "All four of Norland's bridges were shut.",
        "Those who fled will be allowed to return.",
        "They [the ministers] agreed to meet again.",
        "“We want peace,” said Ivan Petrov of the delegation.",
        "Heavy fighting went on in the east of the region.",
        "Hertz and Thisted are towns in which the ministers met.",
        "Item five of the paper names the border.",
        "Andorra offered to host the talks.",
        "Sofia said it would send observers.",
        "It is expected that the storm will reach the lake.",
        "It is expected to rain on the lake all day.",
        "It is likely to be weeks before the bridge opens.",
        "It is not yet known to whom the boat belongs.",
        "It was reported to police that a boat was missing.",
    ],
)
def test_what_stands_alone(text: str) -> None:
    """Empty subjects, groups that name themselves, and words that only begin like a pronoun lean on nothing."""
    assert opener(sentence(text)) == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("“The lake must be free of mines,” he said.", "he"),
        ("“The lake must be free of mines,” they added on Monday.", "they"),
        ("“The lake must be free of mines,” said she.", "she"),
        ("One aim of the paper, he said, was to open the lake.", "he"),
        ("The vote leaves her plan for the lake in ruins.", "her"),
        ("When asked about the lake, he gave no answer.", "he"),
        ("Speaking at the lake, she said: “We will come again.”", "she"),
        ("At a hearing of the Norland Senate, he defended the plan for the lake.", "he"),
        ("On Truth Social he called the plan a gift.", "he"),
        ("Earlier this month, they called the plan for the lake a mistake.", "they"),
        ("In an interview with Lake Radio, she defended the plan for the lake.", "she"),
        ("Al-Petrov has said they should be paid for the lake and the boats.", "they"),
        ("For now, they are asking for time, and the lake stays closed.", "they"),
        ("Senator Ada Quill made similar comments, while calling for more ferries on the lake.", "similar"),
        ("The burning of the ferry is a clear example of this.", "of this"),
        ("Prior to his statement on the lake, the retired general had not named it.", "Prior to his"),
    ],
)
def test_who_is_meant_stands_elsewhere(text: str, word: str) -> None:
    """A pronoun for a person before any person is named leans, wherever in the sentence it stands."""
    assert opener(sentence(text)) == word


@pytest.mark.parametrize(
    "text",
    [
        "Senator Ada Quill made similar comments to those of the mayor.",
        "Two senators made similar comments after the talks on the lake.",
        "Norland’s ministers have echoed similar calls of the pope for peace.",
        "Senator Ada Quill echoed a similar call by the mayor of Lakeview.",
        "Minister Quill warned that the lake was mined and, he said, would stay so.",
        "Ivan Petrov told reporters that he would come to the lake.",
        "Petrov, speaking at the lake, said he would come again.",
        "The mayor kept her promise to the fishermen.",
        "“We believed that he kept his word at the lake,” said Ivan Petrov of the delegation.",
        "In her speech to the delegates, Mrs Petrova named three terms.",
        "In Petrova’s first term, she defended the plan for the lake.",
        "In talks with the envoys, they agreed to open the lake.",
        "The fishermen of two towns said they must be paid for the lake.",
        "The Taliban said they would leave the lake.",
        "After the Taliban took the town, they banned music at the lake.",
        "During the trial of Ivan Berg, he wept over the lake.",
        "On behalf of Petrov, his envoy rejected the plan for the lake.",
        "When the Senate heard Petrov, he defended the plan for the lake.",
        "In a paper by Petrova, she defended the plan for the lake.",
        "The fishermen said they would leave the lake.",
    ],
)
def test_who_is_meant_stands_in_the_sentence(text: str) -> None:
    """Named before the pronoun, or right behind the phrase in which it stands; what is quoted speaks for itself."""
    assert opener(sentence(text)) == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Meanwhile, the German government sent envoys to the lake.", ""),
        ("In addition, Denmark agreed to clear the mines.", ""),
        ("But Denmark said the mines would stay.", ""),
        ("Meanwhile, the fishermen went home.", "Meanwhile"),
        ("But the verdict is clear.", "But"),
        ("But I will not go to the lake.", "But"),
        ("However, Denmark said the mines would stay.", "However"),
        ("Instead, Denmark kept the mines in the lake.", "Instead"),
    ],
)
def test_a_connective_that_only_adds(text: str, word: str) -> None:
    """Before a named subject it can stay; one that answers what came before can't."""
    assert opener(sentence(text)) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("But Olsen also said the mines would stay.", "also"),
        ("The envoys said those talks would go on at the lake.", "those"),
        ("Olsen has dismissed such critiques of the plan.", "such"),
        ("Both countries want the lake to be open by the autumn.", "Both countries"),
        ("The two leaders met for an hour on Monday.", "The two leaders"),
        ("The two met for an hour on Monday.", "The two"),
        ("The pair met for an hour on Monday.", "The pair"),
        ("Both men denied the charge.", "Both men"),
        ("Both men in Norland were freed.", "Both men"),
        ("Both houses passed the bill on Wednesday.", "Both"),
        ("All three died in Norland when the dam was blown up.", "All three"),
        ("All three suspects in the bombing were arrested.", "All three"),
        ("Neither spoke of Norland.", "Neither"),
        ("Neither he nor Rask came to the lake.", "Neither"),
        ("The former insists on a new fence round the lake.", "The former"),
        ("As it turned out, they did not, and the council laughed at Denmark.", "As it turned out"),
        ("Under the second, Denmark would have to close the lake.", "Under the second"),
        ("Since the latter is too deep for boats, the choice is clear.", "the latter"),
        ("Earlier, the mayor of the town said that the lake was closed.", "Earlier"),
        ("Earlier in the day, he closed the lake.", "Earlier in the day"),
        ("Hours later, Denmark closed the lake.", "Hours later"),
        ("Days later, the fishermen went home.", "Days later"),
        ("The fishermen, meanwhile, went home without a catch.", "meanwhile"),
        ("This comes after a month of fighting at the lake.", "This"),
        ("That came as Denmark closed the lake.", "That"),
        ("The move came after Denmark closed the lake.", "The move"),
        ("The surprise announcement comes a day before the vote.", "The surprise announcement"),
        ("The remarks followed a fire at the lake.", "The remarks"),
    ],
)
def test_what_only_the_sentence_before_can_say(text: str, word: str) -> None:
    """Which two, which critiques, which move, earlier than what: nothing in the sentence says it."""
    assert opener(sentence(text)) == word


@pytest.mark.parametrize(
    "text",
    [
        "Denmark also said the mines would stay.",
        "But Olsen is also a fisherman at the lake.",
        "Denmark attacked the base and said such attacks would go on.",
        "Denmark held talks in May, and those talks failed.",
        "Prices have never been at such high levels in the town.",
        "Tools such as nets were banned at the lake.",
        "Denmark refused to speak of such matters as fish and mines.",
        "Denmark wants to keep no such weapons in the town.",
        "Denmark and Norway said both countries wanted peace.",
        "The two ministers, Olsen and Berg, met at the lake.",
        "The two countries’ envoys met in Oslo on Monday.",
        "The two sides met for an hour on Monday.",
        "The border of the lake is old, and the latter has fallen dry.",
        "Olsen met the former minister of fisheries at the lake.",
        "Earlier, on 3 May 2021, the mayor closed the lake.",
        "Earlier this week, the mayor closed the lake.",
        "In Oslo, meanwhile, the mayor closed the lake.",
        "The vote came into effect on Monday.",
        "The statement came to nothing on Monday.",
        "The decision of the court in Oslo came on Monday.",
        "The moves were welcomed in Oslo.",
    ],
)
def test_what_says_it_itself(text: str) -> None:
    """Named in the sentence, dated, or no reference at all."""
    assert opener(sentence(text)) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The talks were due to resume on Friday.", "The talks"),
        ("The deal was signed by Denmark at the lake.", "The deal"),
        ("The fishermen met on Thursday evening.", "The fishermen"),
        ("The two countries agreed to a review every six years.", "The countries"),
        ("“The lake is ours,” Petrov said.", "Petrov"),
        ("“The lake is ours,” said Petrov.", "Petrov"),
        ("Ana Bel, the council president, wrote a letter on the lake.", "the council president"),
        ("A spokeswoman blamed the delay on “the mud of the lake.”", "A spokeswoman"),
        ("A spokeswoman for the harbour blamed the delay on Denmark.", ""),
        ("Earlier, Denmark closed the lake.", "Earlier"),
        ("Earlier, the Danish mayor closed the lake.", "Earlier"),
        ("Earlier, on Monday, the Danish mayor closed the lake.", ""),
        ("The deal between Denmark and Norway was signed at the lake.", ""),
        ("The strike was called off after an hour.", ""),
        ("“The lake is ours,” said Ivan Petrov.", ""),
        ("“The lake is ours,” said Olsen.", ""),
        ("“The lake is ours,” said Berg.", ""),
    ],
)
def test_what_reads_better_with_the_sentence_before(text: str, words: str) -> None:
    """A weak subject and the bare surname of somebody introduced earlier do; a known one and one whom nobody introduced don't."""
    assert leans(sentence(text), {"Petrov", "Berg"}, {"Berg", "strike"}) == words


def test_names_in_full() -> None:
    """A first name or an office introduces, "Mr" doesn't, nor does a word that only opens the sentence."""
    said = sentence("When Petrov met Ivan Olsen and Mr. Berg, Senator Dahl’s envoy was absent.")
    assert names_in_full(said) == {"Olsen", "Dahl"}


def test_the_highest_offices_need_no_introduction() -> None:
    """One text that names the office is enough."""
    assert well_known(["President Anna Petrova left.", "Prime Minister Olsen came.", "the president Berg"]) == {
        "Petrova",
        "Olsen",
    }


def test_weak_subjects() -> None:
    """A title alone is weak, a title with its name or country isn't."""
    assert weak_subject(sentence("The president said that the talks had failed."))
    assert weak_subject(sentence("The statement was published on Monday."))
    assert not weak_subject(sentence("The president of France said that the talks had failed."))
    assert not weak_subject(sentence("The lake is deep and cold."))


def test_pronouns_inside() -> None:
    """Third persons are seen wherever they stand; the first person says who speaks."""
    assert leans_inside(sentence("The minister said he would come."))
    assert not leans_inside(sentence("The minister said we would come."))
    assert not leans_inside(sentence("The theory of the herd is there."))


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("No deal at the lake", True),
        ("Talks fail", True),
        ("Ministers leave the lake after an hour of talks", True),
        ("The ministers left the lake after an hour.", False),
        ("“The ministers left the lake after an hour.”", False),
        ("Russia named the following terms at the talks:", False),
        ("The ministers left " + "very " * 100 + "early.", True),
    ],
)
def test_fragments(text: str, is_one: bool) -> None:
    """Headlines without a stop, scraps, and lists without end are no sentences."""
    assert fragment(sentence(text)) == is_one


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Sudland’s army denied it.", "it"),
        ("Sudland’s army flatly denied it.", "it"),
        ("The mayor’s office denied it on Monday.", "it"),
        ("Olsen denied that.", "that"),
        ("The owner of the ferries, Lund Lines, denies it.", "it"),
        ("Norland’s foreign minister, Ada Senn, rejected the claims.", "the claims"),
        ("Norland and Sudland rejected this.", "this"),
        ("The ferrymen have denied the allegations.", "the allegations"),
        ("Olsen denied that accusation.", "that accusation"),
        ("Norland denies involvement.", "involvement"),
        ("Norland denied it, saying that its boats lay at home.", "it"),
        ("She denied it.", "She"),
    ],
)
def test_a_denial_needs_what_it_denies(text: str, word: str) -> None:
    """However short, it is a sentence; however long, it leans on the one before it."""
    assert not fragment(sentence(text))
    assert opener(sentence(text)) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It was not immediately clear if the ferry would run.", ""),
        ("It wasn't immediately clear if the ferry would run.", ""),
        ("It isn’t yet known who took the ferry.", ""),
        ("It was immediately taken down.", "It"),
        ("It wasn't his ferry.", "It"),
        ("The city eventually reached an agreement short of that but one with a mediator.", "that"),
        ("The vote fell short of that.", "that"),
        ("The vote fell short of that of Norland.", ""),
        ("The vote fell short of a majority.", ""),
    ],
)
def test_it_and_that_which_name_nothing_stand_alone(text: str, word: str) -> None:
    """What is not clear stands behind it; what an agreement falls short of stands before."""
    assert opener(sentence(text)) == word


@pytest.mark.parametrize(
    ("text", "no_sentence"),
    [
        ("Nobody denied it.", True),
        ("Olsen never denied it.", True),
        ("Olsen was denied that.", True),
        ("Norland denied entry.", True),
        ("Norland denied Bel access.", True),
        ("Norland denies the claims", True),
        ("Denied it.", True),
        ("Norland signed it.", True),
        ("Norland did not deny it.", False),
        ("Norland denied it entry to the lake.", False),
        ("Norland denied the claim that Sudland fired.", False),
        ("Norland rejected the plan for the bridge.", False),
        ("Norland made an offer and Sudland rejected it.", False),
        ("The council read the plan and rejected it.", False),
        ("Papers said the mayor had left but Olsen denied it.", False),
        ("Men accused of theft denied the charges.", False),
        ("The men, who stole two ferries, denied the charges.", False),
        ("Norland denied any involvement in the theft.", False),
    ],
)
def test_what_is_no_bare_denial_is_as_it_was(text: str, no_sentence: bool) -> None:
    """Nothing is denied in it, it is no sentence, or it says what is denied."""
    assert fragment(sentence(text)) is no_sentence
    assert opener(sentence(text)) == ""


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("The Bridge Has Nothing To Do With the Ferry.", True),
        ("Norland's Envoys Are Told They're Not Welcome.", True),
        ("President To Lam met King Ada Senn of Norland.", False),
        ("Director Will Lind met Mayor Ada Senn in Testville.", False),
        ("NORLAND WILL NOT HAVE A BRIDGE OF ITS OWN!", False),
        ("Ana Deral and Oro Lind left the ferry.", False),
        ("The President of Norland and the King of Sudland met in Testville on Monday.", False),
        ("Mayor Ada Senn spoke To the press.", False),
    ],
)
def test_a_line_in_the_style_of_headlines_is_no_sentence(text: str, is_one: bool) -> None:
    """Where small words have capitals, and no long word is without; names alone prove nothing."""
    assert fragment(replace(sentence(text), index=3)) is is_one


def test_a_list_item_needs_no_stop() -> None:
    """Under a lead-in two words are enough, one isn't."""
    assert not fragment(sentence("full withdrawal", lead_in=0, index=1))
    assert fragment(sentence("withdrawal", lead_in=0, index=1))


@pytest.mark.parametrize(
    "char",
    "“|He |The |a|(|It is |A|A |A-|A’|said A-|President A-|such a|The two |, he said |The a is ".split("|"),
)
def test_one_thing_repeated_takes_no_time(char: str) -> None:
    """Text that is no sentence doesn't hold up the run."""
    sent = sentence(char * (200_000 // len(char)))
    started = time.process_time()
    opener(sent), weak_subject(sent), leans_inside(sent), fragment(sent), leans(sent, {"A"}, ()), names_in_full(sent)
    well_known([sent.text])
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The Lake Office gave the same casualty count on Monday.", "the same"),
        ("The envoys of the northern bank named the same pier.", "the same"),
        ("The harbour council criticised this as too little.", "this"),
        ("The engineer said this could take four weeks.", "this"),
        ("Nine ferries have been laid up since then, the harbour said.", "since then"),
        ("At least 53,475 boats have sunk since then, 40 of them since 18 March, the harbour said.", "since then"),
        ("Olsen’s remarks were at odds with the calm at the lake.", "Olsen’s remarks"),
        ("Mayor Olsen's comments on Monday came after a fire at the lake.", "Mayor Olsen's comments"),
        ("The retired general noted that the lake would be larger.", "The retired general"),
        ("The South Lake Republican’s ferry sailed soon after.", "The South Lake Republican"),
        ("The Lakeland lawmaker also left.", "The Lakeland lawmaker"),
        ("The harbour police accused them of leaving the marked lane.", "them"),
    ],
)
def test_what_points_back_inside_the_sentence(text: str, word: str) -> None:
    """“The same” count, "this" behind a verb of judgement, "since then" without a time, what is done to "them"."""
    assert opener(sentence(text)) == word


@pytest.mark.parametrize(
    "text",
    [
        "The envoys of both banks arrived at the same time in the city.",
        "The ministry named the same pier as the harbour office did.",
        "The northern bank named two piers, and the southern bank the same two piers.",
        "The lake froze in January, and nine ferries have been laid up since then.",
        "The council sent nine ferries, but the mayor said this was too little.",
        "Norland left the league on 18 March and has since then lost nine ferries.",
        "Olsen’s remarks were “a disgrace”, the harbour said.",
        "Olsen's announcement that the ferry sails came on Monday.",
        "The retired general Ana Berg noted that the lake would be larger.",
        "The former harbour official accused of theft, Ana Berg, was heard on Friday.",
        "The former general, who led Norland for six years, died on Tuesday.",
        "Friday's remarks were the first in Norland on the war.",
        "Mayor Quill said this week was the last.",
        "The fishermen and the mayor told them to wait, the envoys said.",
    ],
)
def test_what_it_points_at_stands_in_the_sentence(text: str) -> None:
    """A turn of speech, a comparison, or what was named before points at nothing outside."""
    assert opener(sentence(text)) == ""


def test_a_judgement_reads_better_with_what_is_judged() -> None:
    """Who calls "the move" a mistake can be printed, though a reader would like to know which move; a move "to" do something is named."""
    nobody = frozenset[str]()
    assert leans(sentence("Mayor Ivo Brandt called the move a mistake."), nobody, nobody) == "the move"
    assert leans(sentence("Mayor Ivo Brandt called the move to close the pier a mistake."), nobody, nobody) == ""
    assert (
        leans(sentence("Norland moved the pier, and Mayor Ivo Brandt called the move a mistake."), nobody, nobody) == ""
    )


def test_what_answers_another_sentence() -> None:
    """“But” with a named subject is good in its place, yet no beginning; "But" inside the sentence is nothing."""
    assert answers(sentence("But Russia wants a guarantee for the lake.")) == "But"
    assert opener(sentence("But Russia wants a guarantee for the lake.")) == ""
    assert answers(sentence("Russia wants a guarantee, but no pier.")) == ""
    assert answers(sentence("Butchers wait for the ferry.")) == ""


def test_a_headline_with_a_stop_is_a_fragment() -> None:
    """Two lines of a headline at the top of an article are no sentence, though somebody closed them; further down a dash is a dash."""
    text = "Ferry crews face a long winter amid the talks on the lake - Harbour piers closed by the council of the northern bank."
    assert fragment(replace(sentence(text), index=0))
    assert not fragment(replace(sentence(text), index=3))
    assert not fragment(
        replace(sentence("The talks - long awaited by both banks of the lake - began on Monday."), index=0)
    )


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The secretary also said that Norland could keep its ports open.", "The secretary"),
        ("The foreign minister has rejected the offer of Sudland.", "The foreign minister"),
        ("The three leaders threatened Norland with sanctions.", "The three leaders"),
        ("The two ministers met in Testville.", "The two ministers"),
    ],
)
def test_an_office_without_a_name_leans(text: str, word: str) -> None:
    """Which secretary, which three leaders: only the sentence before says, whoever else is named."""
    assert opener(sentence(text)) == word


@pytest.mark.parametrize(
    "text",
    [
        "The secretary of state for ports said that Norland could keep them open.",
        "The foreign minister of Norland has rejected the offer.",
        "The official Norland gazette printed the list.",
        "The president has rejected the offer of Sudland.",
        "The three leaders of Norland's parties met in Testville.",
        "The two ministers, Quill and Larch, met in Testville.",
    ],
)
def test_an_office_that_is_told_apart_stands(text: str) -> None:
    """An office of something, a name, or the one whom every reader knows."""
    assert opener(sentence(text)) == ""


def test_a_thing_without_a_verb_is_no_sentence() -> None:
    """What somebody's thing is called, with a stop behind it; with a verb it is a sentence."""
    assert fragment(sentence("President Orlova’s conversation with Ana Bel."))
    assert not fragment(sentence("President Orlova’s envoy met with Ana Bel."))
    assert not fragment(sentence("Orlova’s talking with Ana Bel of Sylvania."))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The jury sentenced Ana Bel to a year.", "The jury"),
        ("The charges include the theft of Norland’s boats.", "The charges"),
        ("The list was however part of what Norland signed.", "The list"),
    ],
)
def test_a_noun_that_stands_alone_must_have_been_named(text: str, words: str) -> None:
    """Whatever names stand behind it: which jury is told by the sentence before only."""
    nobody = frozenset[str]()
    assert leans(sentence(text), nobody, nobody) == words
    assert leans(sentence(text), nobody, {words.split()[1]}) == ""


@pytest.mark.parametrize(
    "text",
    [
        "The government called Norland’s plan a mistake.",
        "The question is whether Norland pays.",
        "The jury of Norland’s court freed Ana Bel.",
        "The newly built pier was sold to Norland.",
        "The dispute caused by Norland’s pier began in May.",
        "“The pier was sold,” Ana Bel said.",
    ],
)
def test_one_of_a_kind_needs_no_naming(text: str) -> None:
    """There is one government, the sentence goes on to say which, or somebody speaks who knows what he means."""
    nobody = frozenset[str]()
    assert leans(sentence(text), nobody, nobody) == ""


def test_both_countries_are_named_together() -> None:
    """Another name in the sentence says nothing of which two are meant."""
    assert opener(sentence("Both nations called on Norland to explain itself.")) == "Both nations"
    assert opener(sentence("Both nations, Norland and Sylvania, called for a talk.")) == ""


@pytest.mark.parametrize(
    ("text", "no_sentence"),
    [
        ("Boats at Castle Square, Eastport after the May 7, 2005 flood.", True),
        ("Ana Bel, 18, from Eastport.", True),
        ("-- Updated at 10:18 a.m.", True),
        ("Updated on Friday at 2:44 p.m. ET.", True),
        ("Updated rules for the 12 ferries took effect.", False),
        ("Castle Square after the flood.", True),
        ("Talks in Eastport on Monday failed.", False),
        ("Talks with Norland about the pier rest.", False),
        ("Norland in May said the pier was shut.", False),
    ],
)
def test_words_below_a_picture_are_no_sentence(text: str, no_sentence: bool) -> None:
    """A thing and where it is, and no word that can be a verb behind it."""
    assert fragment(sentence(text)) is no_sentence
