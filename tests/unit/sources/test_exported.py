"""Downloads of archives, Word, RTF and PDF files: cut into their articles, nothing between them lost."""

import io
import zipfile
from datetime import date

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from dateline.errors import SourceError
from dateline.sources.draft import Draft, Part
from dateline.sources.kinds import parse


def read(data, name, pdf=False):
    return parse(Part(name, name, data.encode() if isinstance(data, str) else data), pdf)


STORY = "LENTOVAR – Two rockets hit the depot on Monday.\n\nNobody was hurt, the army said."
FACTIVA = f"""Search summary: rockets

Rockets hit depot
By Ana Sol
212 words
4 May 2021
10:15
Valley Wire
VALWIR
English
(c) 2021 Valley Wire. All rights reserved.

{STORY}

Document VALWIR0020210504eh5400001

Shells fall on Oru
98 words
5 May 2021
Lentovar Post
LENPOS
English
Copyright 2021. Lentovar Post.

Shells fell on Oru.

Document LENPOS0020210505eh5500002

Empty one
3 words
6 May 2021
Lentovar Post
LENPOS
English
Copyright 2021. Lentovar Post.

Document LENPOS0020210506eh5600003
The end
"""


def test_factiva_in_full():
    one, two, three = read(FACTIVA, "f.txt")
    assert (one.title, one.outlet, one.published, one.id) == (
        "Rockets hit depot",
        "Valley Wire",
        date(2021, 5, 4),
        "VALWIR0020210504eh5400001",
    )
    assert one.text == STORY
    assert "before article 1 belongs to none and was left out: 'Search summary: rockets'" in one.doubts[0]
    assert "behind the last article belongs to none and was left out: 'The end'" in one.doubts[1]
    assert (two.title, two.outlet, two.text) == ("Shells fall on Oru", "Lentovar Post", "Shells fell on Oru.")
    assert isinstance(three, SourceError)
    assert (three.where, three.what) == ("f.txt, article 3 of 3", "this article of a Factiva file has no story")


def test_download_with_no_story_at_all_tells_what_it_holds():
    (refused,) = read(
        "Cover\n\nRockets\n3 words\n6 May 2021\nCopyright 2021\n\nDocument LENPOS0020210506eh5600003\n", "f.txt"
    )
    assert "no story; text before article 1" in refused.what
    assert "'Cover'" in refused.what


def test_cover_of_a_nexis_download_is_told():
    one, _ = read("User: Ana\nDocuments (2)\n\n" + NEXIS, "n.txt")
    assert (one.title, one.outlet) == ("Rockets hit depot", "Valley Wire")
    assert "'User: Ana Documents (2)'" in one.doubts[0]


CODED = """SE Foreign
HD Rockets hit depot
BY By Ana Sol
WC 212 words
PD 4 May 2021
ET 10:15
SN Valley Wire
SC VALWIR
LA English
CY (c) 2021 Valley Wire

LP
LENTOVAR – Two rockets hit the depot on Monday.

TD
Nobody was hurt, the army said.

NS gvio : Military Action
PUB Valley Wire
AN Document VALWIR0020210504eh5400001
"""


def test_factiva_with_field_codes():
    (one,) = read(CODED, "f.txt")
    assert (one.text, one.published, one.outlet, one.title) == (
        STORY,
        date(2021, 5, 4),
        "Valley Wire",
        "Rockets hit depot",
    )
    start = one.text.index("Nobody")
    assert one.received.decoded[slice(*one.received.back(start, start + 10))] == "Nobody was"
    assert not one.doubts


NEXIS = f"""Rockets hit depot
Valley Wire
May 4, 2021 Tuesday

Copyright 2021 Valley Wire All Rights Reserved
Section: WORLD; Pg. 3
Length: 212 words
Byline: Ana Sol
Dateline: LENTOVAR
Body

{STORY}

Load-Date: May 5, 2021

End of Document

Shells fall on Oru
Lentovar Post
May 5, 2021 Wednesday

Copyright 2021 Lentovar Post
Length: 98 words
Body

Shells fell on Oru.

Graphic

A map.

Load-Date: May 6, 2021

End of Document
"""
LEXIS = f"""                               1 of 2 DOCUMENTS

                                  Valley Wire

                               May 4, 2021 Tuesday

HEADLINE: Rockets hit depot;
Second line

BYLINE: Ana Sol

LENGTH: 212 words

DATELINE: LENTOVAR

{STORY}

LOAD-DATE: May 5, 2021

LANGUAGE: ENGLISH

                               2 of 2 DOCUMENTS

                                 Lentovar Post

                                  5 May 2021

HEADLINE: Shells fall on Oru

LENGTH: 98 words

Shells fell on Oru.

LOAD-DATE: May 6, 2021
"""


@pytest.mark.parametrize("text", [NEXIS, LEXIS], ids=["nexis", "lexisnexis"])
def test_nexis(text):
    one, two = read(text, "n.txt")
    assert (one.text, one.outlet, one.published) == (STORY, "Valley Wire", date(2021, 5, 4))
    assert one.title.startswith("Rockets hit depot")
    assert two.text.startswith("Shells fell on Oru.")
    assert (two.title, two.outlet, two.published) == ("Shells fall on Oru", "Lentovar Post", date(2021, 5, 5))
    assert not one.doubts


def test_plain_text_that_only_mentions_a_document_is_one_report():
    (one,) = read(STORY + "\nDocument 7 was signed. Body of the text.\n", "a.txt")
    assert one.text.startswith("LENTOVAR")


def word_file(*paragraphs):
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return document


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_word_file():
    document = word_file("Two rockets hit.", "")
    document.add_table(1, 2).rows[0].cells[0].text = "Killed: 0"
    hidden = document.add_paragraph("Seen. ").add_run("Three hundred were killed.")
    hidden.font.hidden = True
    paragraph = document.add_paragraph("Added: ")._p
    inserted = OxmlElement("w:ins")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "ten wounded."
    run.append(text)
    inserted.append(run)
    paragraph.append(inserted)
    deleted = OxmlElement("w:del")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = "Nine dead."
    run.append(text)
    deleted.append(run)
    paragraph.append(deleted)
    (one,) = read(saved(document), "a.docx")
    assert [line for line in one.text.splitlines() if line] == [
        "Two rockets hit.",
        "Killed: 0",
        "Seen. ",
        "Added: ten wounded.",
    ]
    assert "'Three hundred were killed. Nine dead.'" in one.doubts[0]
    assert one.received.within == ("word/document.xml, its paragraphs",)
    assert qn("w:p")


def test_word_download_is_split():
    one, two = read(saved(word_file(*NEXIS.splitlines())), "n.docx")
    assert (one.text, two.outlet, two.published) == (STORY, "Lentovar Post", date(2021, 5, 5))


def test_bad_word_files():
    entity = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", entity)
    for data, why in (
        (out.getvalue(), "no whole Word file"),
        (b"\xd0\xcf\x11\xe0old", "an old or a locked"),
        (b"x", "no whole zip"),
    ):
        (refused,) = read(data, "a.docx")
        assert why in refused.what


def rich(text):
    escaped = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text.replace("\\", "\\\\"))
    return "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}" + escaped.replace("\n", "\\par\n") + "}"


def test_rich_text():
    (one,) = read(rich("Wałęsa said: two caf\u00e9s burnt."), "a.rtf")
    assert one.text.strip() == "Wałęsa said: two cafés burnt."
    one, _ = read(rich(NEXIS), "n.rtf")
    assert (one.text, one.published) == (STORY, date(2021, 5, 4))
    assert "hidden" in read("{\\rtf1 Seen. {\\v Not seen.}}", "a.rtf")[0].doubts[0]
    for bad, why in (("{\\rtf1 Two", "breaks off"), ("Two", "no RTF"), ("{\\rtf1}", "")):
        found = read(bad, "a.rtf")
        assert isinstance(found[0], Draft) or why in found[0].what


def printed(*lines):
    """A PDF of one page, written by hand."""
    shown = "BT /F1 12 Tf 14 TL 72 720 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    foot = f"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 6\n0000000000 65535 f \n{table}{foot}".encode()


def test_pdf_only_when_asked():
    data = printed("Two rockets hit the depot.", "Nobody was hurt.")
    assert "--pdf" in read(data, "a.pdf")[0].advice
    (one,) = read(data, "a.pdf", pdf=True)
    assert one.text.strip().split("\n") == ["Two rockets hit the depot.", "Nobody was hurt."]
    assert "another order" in one.doubts[0]
    assert one.published is None
    assert "only pictures" in read(printed(), "a.pdf", pdf=True)[0].what
    assert "cannot be read" in read(data[:200], "a.pdf", pdf=True)[0].what
    assert "no PDF" in read(b"x", "a.pdf", pdf=True)[0].what


def test_a_headline_behind_the_day_of_an_old_download():
    text = LEXIS_BARE
    titles = [draft.title for draft in parse(Part("l.txt", "l.txt", text.encode()))]
    assert titles == ["Gunmen kill three near Lentovar", None]


LEXIS_BARE = """1 of 2 DOCUMENTS

Coast Radio

May 4, 2021 Tuesday
Late Edition - Final

Gunmen kill three
near Lentovar

BYLINE: By Ana Sol

LENGTH: 120 words

Three soldiers were killed near Lentovar on Monday, the army said.

LOAD-DATE: May 5, 2021

2 of 2 DOCUMENTS

Coast Radio

May 5, 2021 Wednesday

LENGTH: 20 words

Ten people were wounded in Oru, the police said.

LOAD-DATE: May 6, 2021
"""
