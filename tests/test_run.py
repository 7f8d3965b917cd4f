"""The unattended run: once a day whatever happens, and somebody hears of what goes wrong."""

from __future__ import annotations

import json
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from desk_example import READERS, START, Desk, desk
from web_server import serve

from digest import journal
from digest.archive import editions, lock
from digest.archive.store import Store
from digest.deliver.message import Letter
from digest.deliver.smtp import Answer, ServerError
from digest.errors import ArchiveError, DeliveryError, LockedError
from digest.run import Wish, run
from digest.status import overview

LATER = Answer("deferred", 450, "450 later")


def parsed(letter: Letter) -> EmailMessage:
    """What a mail program sees."""
    made = BytesParser(policy=policy.default).parsebytes(letter.body)
    assert isinstance(made, EmailMessage)
    return made


def text(letter: Letter) -> str:
    """The plain text of a mail."""
    body = parsed(letter).get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


def frozen(at: Desk) -> list[str]:
    """Days of the frozen editions."""
    with Store(at.config.archive_path) as store:
        return [edition.day for edition in editions.editions(store)]


def test_five_runs_on_one_morning(tmp_path: Path) -> None:
    """One edition, one mail each; the others have nothing to do and say nothing."""
    at = desk(tmp_path / "desk")
    results = []
    for minute in range(5):
        at.now = START + timedelta(minutes=10 * minute)
        made = at.run()
        results.append((made.result, made.problems))
    assert results == [("done", ()), *[("idle", ())] * 4]
    assert [letter.recipient for letter in at.box.took] == list(READERS)
    assert frozen(at) == ["2031-03-03"]
    assert (at.folder / "out" / "2031-03-03-lissa-talks.md").is_file()
    assert parsed(at.box.took[0])["Subject"] == "Lissa talks, 3 March 2031"
    assert "120 prisoners" in text(at.box.took[0])
    assert "mailto:leave@example.org" in text(at.box.took[0])
    log = [json.loads(line) for line in (at.folder / "state" / "lissa-talks.log").read_text("utf-8").splitlines()]
    assert [line["step"] for line in log[:6]] == ["build", "freeze", "mail", "mail", "mail", "sent"]


def test_before_the_cut_off_nothing_is_due(tmp_path: Path) -> None:
    """The day's edition waits for its cut-off; the one of the day before is there already."""
    at = desk(tmp_path / "desk")
    at.run()
    at.now = START + timedelta(hours=23, minutes=40)
    assert at.run().result == "idle"
    at.now += timedelta(minutes=20)
    at.article(
        "third", "3 March 2031", "The delegations agreed on Monday to open a joint office in Lissa within 14 days."
    )
    assert at.run().result == "done"
    assert frozen(at) == ["2031-03-03", "2031-03-04"]


def test_two_at_once(tmp_path: Path) -> None:
    """The second ends with the error for which the command line exits with 75, and does nothing."""
    at = desk(tmp_path / "desk")
    with lock.held(journal.places(at.config).lock), pytest.raises(LockedError) as caught:
        at.run()
    assert caught.value.exit_code == 75
    assert not at.box.took


def test_another_briefing_is_waited_for(tmp_path: Path) -> None:
    """Two briefings may share an archive: while one builds, the other waits."""
    at = desk(tmp_path / "desk")
    at.config.archive_path.parent.mkdir()
    other = lock.held(at.config.archive_path)
    other.__enter__()

    def let_go(seconds: float) -> None:
        other.__exit__(None, None, None)

    at.on_wait = let_go
    assert at.run().result == "done"


def test_a_failure_is_told_once(tmp_path: Path) -> None:
    """One mail for a new failure, none for the same again; when it is mended, the edition goes out."""
    at = desk(tmp_path / "desk")
    (at.folder / "articles").rename(at.folder / "elsewhere")
    first = at.run()
    assert first.result == "failed"
    assert first.new == first.problems
    assert "no article could be read" in first.problems[0]
    (alert,) = at.box.took
    assert alert.recipient == "operator@example.org"
    assert "failed" in parsed(alert)["Subject"]
    assert first.problems[0] in " ".join(text(alert).split()).replace("- ", "", 1)
    for hour in (1, 2):
        at.now = START + timedelta(hours=hour)
        assert (at.run().result, at.run().new) == ("failed", ())
    assert len(at.box.took) == 1
    (at.folder / "elsewhere").rename(at.folder / "articles")
    assert at.run().result == "done"
    assert [letter.recipient for letter in at.box.took[1:]] == list(READERS)


def test_a_new_problem_is_told_once(tmp_path: Path) -> None:
    """An article that can't be read is no failure: the edition goes out, and the operator hears of it one time."""
    at = desk(tmp_path / "desk")
    (at.folder / "articles" / "empty.txt").write_text("", encoding="utf-8")
    first = at.run()
    assert (first.result, len(first.new)) == ("done", 1)
    assert "empty.txt" in first.new[0]
    assert len(at.box.to("operator@example.org")) == 1
    at.now = START + timedelta(days=1)
    at.article(
        "third", "3 March 2031", "The delegations agreed on Monday to open a joint office in Lissa within 14 days."
    )
    second = at.run()
    assert (second.result, len(second.problems), second.new) == ("done", 1, ())
    assert len(at.box.to("operator@example.org")) == 1


def test_a_quiet_day_is_no_failure(tmp_path: Path) -> None:
    """Nothing new: an edition that says so goes out, and the run says that the day was quiet."""
    at = desk(tmp_path / "desk")
    at.run()
    at.now = START + timedelta(days=1)
    made = at.run()
    assert (made.result, made.problems) == ("quiet", ())
    assert "nothing to report" in made.said[0]
    assert len(at.box.to("a@example.net")) == 2
    said = text(at.box.to("a@example.net")[1])
    assert "Nothing new since no. 1 of 3 March 2031." in said
    assert "**None** no new article" in (at.folder / "out" / "2031-03-04-lissa-talks.md").read_text("utf-8")


def test_a_day_that_only_looks_quiet(tmp_path: Path) -> None:
    """Where something could not be read, edition, mail and status don't call the day quiet."""
    at = desk(tmp_path / "desk")
    at.run()
    at.now = START + timedelta(days=1)
    (at.folder / "articles" / "empty.txt").touch()
    made = at.run()
    assert made.said[0] == "no. 2 of 2031-03-04 frozen: nothing to report in what could be read"
    said = "Nothing new since no. 1 of 3 March 2031, and not everything could be read."
    assert said in " ".join(text(at.box.to("a@example.net")[1]).split())
    assert said in (at.folder / "out" / "2031-03-04-lissa-talks.md").read_text("utf-8")
    with Store(at.config.archive_path) as store:
        told = overview(store, at.config, now=at.now).lines
    assert any(line.endswith("not everything could be read: nothing to report in what was") for line in told)
    assert not any("quiet" in line for line in told)


def test_a_named_edition_may_be_empty(tmp_path: Path) -> None:
    """It says that its own sections hold nothing, not that there is no news."""
    at = desk(tmp_path / "desk")
    (at.folder / "articles" / "second.txt").unlink()
    at.article(
        "first", "2 March 2031", "The two delegations agreed on Sunday to exchange 120 prisoners and 40 hostages."
    )
    (at.folder / "subscribers.yaml").write_text("- {address: a@example.net, edition: military-only}\n", "utf-8")
    assert at.run().said[0] == "no. 1 of 2031-03-03 frozen: 1 item"
    said = text(at.box.to("a@example.net")[0])
    assert "Nothing to report in these sections." in said
    assert "No sentence of what was read" not in said


def test_the_mail_server_is_what_fails(tmp_path: Path) -> None:
    """The edition is frozen all the same; mails and alert wait, and go out when the server is back."""
    at = desk(tmp_path / "desk")
    at.box.down = ServerError("mail.example.org:587: its certificate is not valid: expired", lasting=True)
    made = at.run()
    assert made.result == "failed"
    assert "expired; 3 mails of no. 1 are still to be sent" in made.problems[0]
    assert len(list((at.folder / "state" / "lissa-talks.spool").glob("*.eml"))) == 1
    at.box.down = None
    at.now += timedelta(hours=1)
    assert at.run().result == "done"
    assert [letter.recipient for letter in at.box.took] == [*READERS, "operator@example.org"]
    assert not list((at.folder / "state" / "lissa-talks.spool").glob("*.eml"))


def test_what_is_deferred_arrives_in_the_same_run(tmp_path: Path) -> None:
    """A greylisted reader waits five minutes, and the others don't."""
    at = desk(tmp_path / "desk")
    at.box.answers["b@example.net"] = [LATER]
    assert at.run().problems == ()
    assert [letter.recipient for letter in at.box.took] == ["a@example.net", "c@example.net", "b@example.net"]
    assert at.now - START == timedelta(minutes=5)


def test_a_gone_address_is_suppressed(tmp_path: Path) -> None:
    """It gets nothing the next day, and the operator hears of it."""
    at = desk(tmp_path / "desk")
    at.box.answers["b@example.net"] = [Answer("failed", 550, "550 5.1.1 unknown user", gone=True)]
    made = at.run()
    assert "the mail of no. 1 to b@example.net failed: 550 5.1.1 unknown user" in made.new
    assert "b@example.net,off,0,2031-03-03,550 5.1.1" in (at.folder / "subscribers.suppressed.csv").read_text("utf-8")
    at.now = START + timedelta(days=1)
    at.run()
    assert not at.box.to("b@example.net")
    assert len(at.box.to("a@example.net")) == 2


def test_named_editions_and_formats(tmp_path: Path) -> None:
    """A reader gets the sections of the edition that they chose, with the numbers of the whole one, in the formats they chose."""
    at = desk(tmp_path / "desk", formats="md, pdf")
    (at.folder / "subscribers.yaml").write_text(
        "- address: a@example.net\n- address: b@example.net\n  edition: military-only\n- {address: c@example.net, formats: html}\n",
        "utf-8",
    )
    assert at.run().problems == ()
    whole, part, plain = (at.box.to(address)[0] for address in READERS)
    assert "prisoners" in text(whole)
    assert "prisoners" not in text(part)
    assert "frigates" in text(part)
    assert "It is the edition military-only, which holds only: Military context." in text(part)
    names = [[part.get_filename() for part in parsed(letter).iter_attachments()] for letter in (whole, part, plain)]
    assert names == [["2031-03-03-lissa-talks.pdf"], ["2031-03-03-lissa-talks-military-only.pdf"], []]
    (pdf,) = [one.get_content() for one in parsed(whole).iter_attachments()]
    assert pdf == (at.folder / "out" / "2031-03-03-lissa-talks.pdf").read_bytes()
    (pdf,) = [one.get_content() for one in parsed(part).iter_attachments()]
    (tmp_path / "part.pdf").write_bytes(pdf)
    from digest.verify import verify

    report = verify(tmp_path / "part.pdf", archives=[at.config.archive_path])
    assert report.ok, str(report)


def test_hold_and_approve(tmp_path: Path) -> None:
    """The editor alone gets the draft, once; what is approved is frozen and sent."""
    at = desk(tmp_path / "desk")
    for _ in range(3):
        made = at.run(hold=True)
        at.now += timedelta(minutes=1)
    assert made.result == "idle"
    (draft,) = at.box.took
    assert draft.recipient == "editor@example.org"
    assert parsed(draft)["Subject"] == "Draft: Lissa talks, 3 March 2031"
    assert "To be taken off" not in text(draft)
    assert "`digest approve`" in text(draft)
    assert frozen(at) == []
    assert at.approve().result == "done"
    assert frozen(at) == ["2031-03-03"]
    assert [letter.recipient for letter in at.box.took[1:]] == list(READERS)
    with pytest.raises(DeliveryError, match="no draft waits"):
        at.approve()
    assert not at.box.to("operator@example.org")


def test_nobody_sends_unseen(tmp_path: Path) -> None:
    """An article that came in after the draft: the editor gets the new draft, and nothing else happens."""
    at = desk(tmp_path / "desk")
    at.run(hold=True)
    at.article(
        "late", "2 March 2031", "The delegations agreed on Sunday to open a joint office in Lissa within 14 days."
    )
    made = at.approve()
    assert made.result == "failed"
    assert "look at the new draft" in made.problems[0]
    assert len(at.box.to("editor@example.org")) == 2
    assert "joint office" in text(at.box.to("editor@example.org")[1])
    assert at.approve().result == "done"
    assert len(at.box.to("a@example.net")) == 1


def test_the_editor_changes_the_draft(tmp_path: Path) -> None:
    """What overrides.yaml says by the time of approval counts."""
    at = desk(tmp_path / "desk")
    at.run(hold=True)
    data = json.loads((at.folder / "out" / "2031-03-03-lissa-talks.json").read_bytes())
    items = [item for section in data["sections"] for group in section["groups"] for item in group["items"]]
    banned = next(item for item in items if "prisoners" in item["quotes"][0]["text"])
    (at.folder / "overrides.yaml").write_text(f"ban: [{banned['id']}]\n", "utf-8")
    assert at.approve().result == "done"
    assert "prisoners" not in text(at.box.to("a@example.net")[0])


def test_a_deadline(tmp_path: Path) -> None:
    """Reading stops, what there is goes out, and the edition and the operator are told."""
    at = desk(tmp_path / "desk")

    def slowly(step: str, done: int, total: int) -> None:
        at.now += timedelta(minutes=15)

    made = run(at.config, outside=at.outside, wish=Wish(deadline=START + timedelta(minutes=10)), progress=slowly)
    assert made.result == "done"
    assert any("reading stopped at the deadline" in problem for problem in made.new)
    assert len(at.box.to("a@example.net")) == 1
    assert "reading stopped at the deadline" in (at.folder / "out" / "2031-03-03-lissa-talks.md").read_text("utf-8")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Editions are frozen and sent all the same, also of missed days; their files are written as soon as they can be."""
    at = desk(tmp_path / "desk", catch_up="all")
    at.run()
    at.now = START + timedelta(days=2)
    out = at.folder / "out"
    out.rename(at.folder / "elsewhere")
    out.touch()
    made = at.run()
    assert (made.result, len(made.said)) == ("failed", 4)
    assert "name a folder" in made.problems[0]
    assert frozen(at) == ["2031-03-03", "2031-03-04", "2031-03-05"]
    assert len(at.box.to("a@example.net")) == 3
    assert at.run().result == "failed"
    out.unlink()
    made = at.run()
    assert (made.result, made.problems, len(made.said)) == ("done", (), 3)
    assert sorted(path.name for path in out.glob("*.md")) == [f"2031-03-0{n}-lissa-talks.md" for n in (3, 4, 5)]
    assert len(at.box.to("a@example.net")) == 3


def test_missed_days_of_a_feed(tmp_path: Path) -> None:
    """Each day has the entries up to its own cut-off: what is too new for the first is read for the second."""
    at = desk(tmp_path / "desk", catch_up="all")
    at.run()
    config = at.folder / "config.yaml"
    with serve() as site:
        feed = f"sources: [{{path: articles/}}, {{feed: '{site.url('/feed')}', allow_private: true}}]"
        config.write_text(config.read_text("utf-8").replace("sources: [{path: articles/}]", feed), "utf-8")
        entries = ""
        for day, said in (
            (3, "agreed on Monday to open 14 crossings"),
            (4, "opened a school for 300 children on Tuesday"),
        ):
            head = f'<html><meta property="article:published_time" content="2031-03-0{day}T10:00:00Z"><body><article>'
            site.page(
                f"/{day}", f"{head}<h1>Talks, day {day}</h1><p>The two delegations {said}.</p></article></body></html>"
            )
            date = f"0{day} Mar 2031 10:00:00 GMT"
            entries += f"<item><title>Talks</title><link>{site.url(f'/{day}')}</link><pubDate>{date}</pubDate></item>"
        site.page(
            "/feed", f"<rss><channel><title>T</title>{entries}</channel></rss>", "application/rss+xml", ETag='"f"'
        )
        whole = site.pages["/feed"]

        def answer(ask: BaseHTTPRequestHandler) -> None:
            if ask.headers.get("If-None-Match") == '"f"':
                ask.send_response_only(304)
                ask.end_headers()
            else:
                whole(ask)

        site.pages["/feed"] = answer
        at.now = START + timedelta(days=2)
        assert at.run().problems == ()
    for day, said in ((4, "14 crossings"), (5, "300 children on Tuesday")):
        assert said in (at.folder / "out" / f"2031-03-0{day}-lissa-talks.md").read_text("utf-8")


def test_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run ends with an error, and the watching service hears of it; `status` reads what it can."""
    at = desk(tmp_path / "desk", more="  ping: https://ping.example.org/a1\n")
    called: list[str] = []

    def watched(address: str, what: str) -> str:
        called.append(what)
        return ""

    monkeypatch.setattr("digest.run.ping", watched)
    at.run()
    lock_file = journal.places(at.config).lock.with_name("lissa-talks.run.lock")
    lock_file.unlink()
    lock_file.mkdir()  # can't be opened for writing, whoever tries
    with pytest.raises(ArchiveError, match=r"lissa-talks\.run\.lock: cannot be opened"):
        at.run()
    assert called == ["start", "success", "fail"]
    with Store(at.config.archive_path) as store:
        assert "  one is under way" not in overview(store, at.config, now=at.now).lines


def test_a_clock_far_ahead(tmp_path: Path) -> None:
    """An edition of a day that is still to come would keep all others away: it is reported."""
    at = desk(tmp_path / "desk")
    at.now = START + timedelta(days=400)
    at.run()
    at.now = START
    assert "was the clock wrong" in at.run().problems[0]


@pytest.mark.parametrize(
    ("policy_", "days"),
    [("all", ["2031-03-04", "2031-03-05", "2031-03-06"]), ("last", ["2031-03-06"]), ("none", ["2031-03-06"])],
)
def test_missed_days(tmp_path: Path, policy_: str, days: list[str]) -> None:
    """By the configuration's policy; what is made is sent, each once."""
    at = desk(tmp_path / "desk", catch_up=policy_)
    at.run()
    at.now = START + timedelta(days=3)
    at.run()
    at.run()
    assert frozen(at)[1:] == days
    assert len(at.box.to("a@example.net")) == 1 + len(days)


def test_revisions_are_sent_by_hand(tmp_path: Path) -> None:
    """A revision is no new edition: the run leaves it alone."""
    from digest import frozen as freezing

    at = desk(tmp_path / "desk")
    at.run()
    at.article(
        "late", "2 March 2031", "The delegations agreed on Sunday to open a joint office in Lissa within 14 days."
    )
    revised = freezing.revise(at.config, freezing.Order(START.date(), at.now), number=1)
    freezing.finish(revised, at.config.out_dir)
    assert at.run().result == "idle"
    assert len(at.box.to("a@example.net")) == 1


def test_without_delivery(tmp_path: Path) -> None:
    """A configuration that sends to nobody still has its editions."""
    at = desk(tmp_path / "desk")
    path = at.folder / "config.yaml"
    path.write_text(path.read_text("utf-8").partition("delivery:")[0], "utf-8")
    assert at.run().result == "done"
    assert not at.box.took


def test_a_list_with_a_fault(tmp_path: Path) -> None:
    """The edition is frozen, nobody gets a mail until the list is mended, and the line is named."""
    at = desk(tmp_path / "desk")
    (at.folder / "subscribers.yaml").write_text("- a@example.net\n- nonsense\n", "utf-8")
    made = at.run()
    assert made.result == "failed"
    assert "subscribers.yaml:2" in made.problems[0]
    assert [letter.recipient for letter in at.box.took] == ["operator@example.org"]
    at.subscribe(*READERS)
    at.now += timedelta(hours=1)
    at.run()
    assert len(at.box.to("a@example.net")) == 1


def test_mail_that_is_too_late(tmp_path: Path) -> None:
    """What could not be sent on its day has failed the next morning, is told of in few words, and goes out by hand only."""
    readers = [f"r{n}@example.net" for n in range(30)]
    at = desk(tmp_path / "desk", readers=readers)
    at.box.down = ServerError("away", lasting=True)
    at.run()
    at.box.down = None
    at.now = START + timedelta(days=1)
    made = at.run()
    assert sum("no. 1" in problem for problem in made.problems) == 21
    assert "10 more mails of no. 1 failed; `digest status 1` names them" in made.problems
    assert len(at.box.to("r3@example.net")) == 1
    assert parsed(at.box.to("r3@example.net")[0])["Subject"] == "Lissa talks, 4 March 2031"
    at.now += timedelta(hours=1)
    assert at.run().problems == ()
