"""A marked file of our own: names found and resolved, missed, invented, astray."""

import pytest

from dateline.errors import SourceError
from dateline.evaluate.marked.geo import measure

XML = """<articles><article docid="1"><text>Two guards fell in Baghdad on Monday, and one in Qorvash.</text>
<toponyms><toponym><start>19</start><end>26</end><phrase>Baghdad</phrase>
<gaztag><name>Baghdad</name><fcode>PPLC</fcode><lat>{lat}</lat><lon>44.4</lon></gaztag></toponym>
<toponym><start>49</start><end>56</end><phrase>Qorvash</phrase></toponym></toponyms></article></articles>"""


def measured(tmp_path, lat):
    (tmp_path / "a.xml").write_text(XML.format(lat=lat), "utf-8")
    return measure(tmp_path / "a.xml")


def test_a_name_near_its_coordinate_is_resolved(tmp_path):
    score = measured(tmp_path, "33.3")
    assert [row.marked for row in score.names] == [2]
    assert (score.near, score.given) == ([(1, 1)], [(1, 1)])
    assert not score.astray


def test_a_name_far_from_its_coordinate_is_astray(tmp_path):
    score = measured(tmp_path, "51.0")
    assert (score.near, score.given) == ([(0, 1)], [(0, 1)])
    assert [name.split(" -> ")[0] for name in score.astray] == ["Baghdad"]


def test_marked_names_are_resolved_even_where_none_is_found(tmp_path):
    text = "<articles><article docid='1'><text>Reading won.</text><toponyms><toponym><start>0</start><end>7</end>"
    tag = "<phrase>Reading</phrase><gaztag><name>Reading</name><lat>51.45</lat><lon>-0.97</lon></gaztag>"
    (tmp_path / "a.xml").write_text(f"{text}{tag}</toponym></toponyms></article></articles>")
    score = measure(tmp_path / "a.xml")
    assert (score.near, score.given) == ([(0, 0)], [(1, 1)])


def test_the_form_of_geovirus_is_read(tmp_path):
    place = "<location><name>Basra</name><lat>30.5</lat><lon>47.8</lon><start>9</start><end>14</end></location>"
    text = (
        f"<articles><article number='4'><text>Fever in Basra.</text><locations>{place}</locations></article></articles>"
    )
    (tmp_path / "a.xml").write_text(text)
    assert measure(tmp_path / "a.xml").given == [(1, 1)]


def test_nothing_read_has_no_score(tmp_path):
    (tmp_path / "a.xml").write_text("<articles/>")
    told = measure(tmp_path / "a.xml").told()
    assert told["names"].startswith("precision 0.000")
    assert told["found names within 161 km"] == "0 of 0"


def test_what_is_no_xml_is_refused(tmp_path):
    (tmp_path / "a.xml").write_text("docid,text")
    with pytest.raises(SourceError, match="no XML"):
        measure(tmp_path / "a.xml")
