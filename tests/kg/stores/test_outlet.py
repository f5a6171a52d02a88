"""Rows are counted exactly in every format, wherever the engine cuts its chunks, and limits hold."""

import io

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import TooLargeError
from kg.stores import RESULT_TYPES
from kg.stores.outlet import Outlet, RowCounter

TEXT = st.text(alphabet=st.sampled_from("\",{}[]\\\n\r\t<>&;a'"), max_size=8)


@pytest.mark.parametrize("media_type", RESULT_TYPES)
@given(values=st.lists(st.none() | TEXT, max_size=6), cut=st.integers(1, 30))
def test_rows_are_counted_in_any_chunks(media_type: str, values: list[str | None], cut: int) -> None:
    data = " ".join("UNDEF" if value is None else str(ox.Literal(value)) for value in values)
    result = ox.Store().query(f"SELECT ?x ?y WHERE {{ VALUES ?x {{ {data} }} }}")
    assert isinstance(result, ox.QuerySolutions)
    out = io.BytesIO()
    result.serialize(out, format=ox.QueryResultsFormat.from_media_type(media_type))
    content, counter = out.getvalue(), RowCounter(media_type)
    for start in range(0, len(content), cut):
        counter.add(content[start : start + cut])
    assert counter.rows == len(values)


def test_an_answer_passes_whole_up_to_its_limits() -> None:
    passed: list[bytes] = []
    outlet = Outlet(passed.append, "text/csv", most_rows=2, most_bytes=12)
    outlet.write(b"x\n1\n2\n")
    outlet.flush()
    assert b"".join(passed) == b"x\n1\n2\n"
    with pytest.raises(TooLargeError, match="2 rows"):
        outlet.write(b"3\n")
    with pytest.raises(TooLargeError, match="12 bytes"):
        outlet.write(b"3333333333")
