"""Published files: the same bytes for the same content, switched all at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.publishing.parquet import publish


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute("create schema marts")
        opened.execute("create table marts.scorecard (unit varchar, rate_pct decimal(9, 2))")
        opened.execute("insert into marts.scorecard values ('甲局', 117.33), ('乙局', null)")
        opened.execute("create view marts.finding as select unit from marts.scorecard")
        yield opened


def _content(published: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in published.iterdir()}


def test_every_mart_is_a_file(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    files = publish(connection, tmp_path / "published")
    assert [file.name for file in files] == ["finding.parquet", "scorecard.parquet"]
    rows = duckdb.sql(f"select * from '{files[1]}'").fetchall()
    assert sorted(unit for unit, _ in rows) == ["乙局", "甲局"]


def test_the_order_of_rows_in_the_warehouse_does_not_show(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    publish(connection, tmp_path / "one")
    connection.execute("create table again as from marts.scorecard order by unit")
    connection.execute("delete from marts.scorecard")
    connection.execute("insert into marts.scorecard from again order by unit desc")
    publish(connection, tmp_path / "two")
    assert _content(tmp_path / "one") == _content(tmp_path / "two")


def test_the_same_content_moves_nothing(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    published = tmp_path / "published"
    publish(connection, published)
    before = published.resolve()
    publish(connection, published)
    assert published.resolve() == before


def test_a_reader_of_the_files_before_can_finish(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    published = tmp_path / "published"
    folders = []
    for rate in (1, 2, 3):
        connection.execute("update marts.scorecard set rate_pct = ?", [rate])
        publish(connection, published)
        folders.append(published.resolve())
    assert [folder.exists() for folder in folders] == [False, True, True]
    assert published.resolve() == folders[-1]


def test_a_failed_publish_leaves_the_files_before(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    published = tmp_path / "published"
    publish(connection, published)
    before = _content(published)
    connection.execute("create view marts.broken as select error('no') as x from marts.scorecard")
    with pytest.raises(duckdb.Error):
        publish(connection, published)
    assert _content(published) == before
