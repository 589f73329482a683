"""The page of an event: its values under a policy and on a day, who says what, and links to the words."""

import html
import re

import pytest

from dateline.ledger import Ledger
from dateline.ledger.canon import Decision
from dateline.model.estimate import Estimate


@pytest.fixture
def page(client, events):
    return client.get(f"/event/{events[0]}").text


def test_values_with_bounds_and_each_account_with_its_words(page):
    assert "Camp Oru" in page
    assert "low 10 · best 10 · high open" in page or "low 10" in page
    for words in ("At least 10 people", "Three people died", "Eleven others", "two Veshti soldiers"):
        assert words in page


def test_every_link_to_words_shows_exactly_the_quotation(client, page):
    links = re.findall(r'<a class="words" data-words href="([^"]+)">([^<]*)</a>', page)
    assert len(links) > 15
    for address, words in links:
        text = client.get(html.unescape(address)).text
        on = "".join(re.findall(r'<mark[^>]* class="[^"]*\bon\b[^"]*"[^>]*>(.*?)</mark>', text, re.S))
        told = html.unescape(re.sub(r"<[^>]*>", "", on))
        assert told == html.unescape(words).replace(" … ", "")
        assert f'id="c-{address.rpartition("#c-")[2]}"' in text


def test_a_report_id_of_any_characters_is_reached(client, page):
    assert "/report/coast%2F7%3Fa%23b?on=" in page
    assert "Oru again" in client.get("/report/coast%2F7%3Fa%23b").text


def test_cells_tell_in_words_how_they_agree(page):
    table = page.partition('<table class="matrix">')[2].partition("</table>")[0]
    assert "Lentovar Post" in table and "Coast Radio" in table
    assert "gives the value of this page" in table and "set aside under this policy" in table


@pytest.mark.parametrize("policy", ["latest", "majority", "conservative", "belligerents-excluded", "acled", "ucdp"])
def test_the_policy_is_chosen_by_the_address(client, events, policy):
    page = client.get(f"/event/{events[0]}?policy={policy}").text
    assert f'<option value="{policy}" selected>' in page


def test_a_policy_changes_the_number(client, events):
    latest, least = (client.get(f"/event/{events[0]}?policy={p}").text for p in ("latest", "acled"))
    assert "low 10 · best 11" in latest and "low 10 · best 10 · high 10" in least


def test_the_event_as_it_was_known_on_a_day(client, events):
    page = client.get(f"/event/{events[0]}?as_of=2021-05-05").text
    assert "as known on 2021-05-05" in page and "Coast Radio" not in page
    assert "the list of names" not in page.partition('id="values"')[2].partition("</section>")[0]
    for day in ("2021-05-04", "2021-05-06"):
        assert f'<option value="{day}"' in page


def test_before_the_first_report_nothing_was_known(client, events):
    answer = client.get(f"/event/{events[0]}?as_of=2021-05-01")
    assert answer.status_code == 404
    assert "nothing was known of this event on 2021-05-01" in answer.text and "2021-05-04" in answer.text


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/event/none", 404, "there is no event"),
        ("/event/none?as_of=May", 400, "is no day"),
        ("/event/{0}?policy=whim", 400, "whim"),
        ("/event/{0}?as_of=2021-05-06&policy=whim", 400, "whim"),
    ],
)
def test_what_is_not_there_is_said_on_a_page(client, events, path, status, said):
    answer = client.get(path.format(events[0]))
    assert answer.status_code == status and said in answer.text and "<main" in answer.text


def test_an_event_is_found_by_any_of_its_tellings(client, events):
    assert "Camp Oru" in client.get(f"/event/{events[2]}").text


def test_what_came_before_and_after_leads_both_ways(client, homes, page):
    assert "this followed" in page and f'href="/event/{homes[1]}"' in page
    back = client.get(f"/event/{homes[1]}").text
    assert "followed this" in back and f'href="/event/{homes[0]}"' in back
    assert "Two days earlier" in page and "Two days earlier" in back


def test_people_claims_and_the_history_of_decisions(client, page, made):
    assert "Ana Sol" in page and "private, 21" in page
    claims = page.partition('id="claims"')[2].partition("</section>")[0]
    assert "Red Arrow spokesman" in claims and "denies" in claims and "declines" in claims
    acts = page.partition('id="history"')[2].partition("</section>")[0]
    assert "the list of names" in acts and "one camp" in acts and "taken back" not in acts
    with Ledger.open(made) as ledger:
        ledger.retract(ledger.decisions()[0].id, "Ben Oak", "a mistake", "2021-05-09T10:00")
    acts = client.get(re.search(r'action="(/event/\w+)"', page)[1]).text.partition('id="history"')[2]
    assert "taken back" in acts and "Ben Oak" in acts and "a mistake" in acts


def test_a_decided_value_quotes_the_note(client, page):
    address = html.unescape(re.search(r'href="(/report/review-[^"]+)"', page)[1])
    note = client.get(address)
    assert note.status_code == 200 and "the list of names" in note.text and 'class=" on' in note.text


def test_what_accounts_differ_on_stands_first_in_the_table(client_of, crowd):
    path, event = crowd
    table = client_of(path).get(f"/event/{event}").text.partition('<table class="matrix">')[2].partition("</table>")[0]
    columns = re.findall(r'<th scope="col">([^<]*)</th>', table)
    assert columns[:2] == ["Report", "killed"] and "day" in columns
    assert re.findall(r'<td data-name="([^"]*)">', table)[: len(columns) - 1] == columns[1:]


def test_why_it_is_one_event_and_where_it_might_be_split(page):
    one = page.partition('id="one"')[2]
    assert "Why these tellings are one event" in one
    assert "Where a person might split it" in one and "both are shelling" in one


def test_many_tellings_are_paged_and_none_is_left_out(client_of, crowd):
    path, home = crowd
    client = client_of(path)
    pages = [client.get(f"/event/{home}?page={n}").text for n in (1, 2, 3)]
    tables = [one.partition('<table class="matrix">')[2].partition("</table>")[0] for one in pages]
    outlets = [re.findall(r"Outlet \d+", one) for one in tables]
    assert [len(one) for one in outlets] == [50, 50, 20] and len({n for one in outlets for n in one}) == 120
    claims = [one.partition('id="claims"')[2].partition("</section>")[0] for one in pages]
    assert [len(re.findall("<details>", one)) for one in claims] == [51, 51, 21], (
        "each medic, and the reports themselves"
    )
    assert "120 reports" in pages[0] and "1 / 3" in pages[0] and "page=2#who" in pages[0]
    values = pages[0].partition('id="values"')[2].partition("</section>")[0]
    assert "and 100 more accounts" in values and values.count("<li") < 200
    assert max(map(len, pages)) < 400_000
    assert tables[2] in client.get(f"/event/{home}?page=99").text and tables[0] in client.get(f"/event/{home}").text


def test_a_page_that_is_kept_is_made_anew_when_somebody_writes(client_of, crowd):
    path, home = crowd
    client = client_of(path)
    assert "decided by a reviewer" not in client.get(f"/event/{home}").text
    with Ledger.open(path) as ledger:
        five = Estimate.exactly(5)
        ledger.decide(Decision(home_of(ledger), "killed", five, "", "Ann Ode", "the list", "2021-05-08T10:00"))
    assert "decided by a reviewer" in client.get(f"/event/{home}").text


def home_of(ledger):
    return next(iter(ledger.extractions())).events[0].id
