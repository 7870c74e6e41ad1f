"""Holds the double to what the Python client expects: `check.py BINARY`.

That client was written by others, from the server and not from the Rust client. It appends (one event at
a time, as several make a batch for it), reads in both directions, and follows; the first thing that is
not as it should be ends the check.
"""

import subprocess
import sys
from uuid import UUID

from kurrentdbclient import KurrentDBClient, NewEvent, StreamState
from kurrentdbclient.exceptions import (
    FailedPreconditionError,
    GrpcError,
    NotFoundError,
    StreamIsDeletedError,
    WrongCurrentVersionError,
)


def event(number):
    return NewEvent(
        type="case.tested",
        data=b'{"n": %d}' % number,
        metadata=b"\x00 as it is",
        id=UUID(int=number),
    )


def append(client, stream, number, current_version):
    return client.append_to_stream(
        stream, events=event(number), current_version=current_version
    )


def numbers(events):
    return [it.id.int for it in events]


def refused(kind, attempt):
    try:
        attempt()
    except kind:
        return
    raise AssertionError(f"{kind.__name__} was to be expected")


def check_appends(client):
    first = append(client, "case-a", 1, StreamState.NO_STREAM)
    second = append(client, "case-a", 2, 0)
    assert first < second
    assert append(client, "case-a", 1, StreamState.NO_STREAM) == first
    refused(
        WrongCurrentVersionError,
        lambda: append(client, "case-a", 3, StreamState.NO_STREAM),
    )
    append(client, "filing-a", 4, StreamState.ANY)
    append(client, "case-a", 5, StreamState.EXISTS)
    assert client.get_current_version("case-a") == 2


def check_reads(client):
    read = client.get_stream("case-a")
    assert numbers(read) == [1, 2, 5]
    assert (read[0].metadata, read[0].content_type) == (
        b"\x00 as it is",
        "application/json",
    )
    assert [it.stream_position for it in read] == [0, 1, 2]
    assert read[0].prepare_position < read[0].commit_position < read[1].prepare_position
    assert read[0].recorded_at <= read[1].recorded_at
    assert numbers(client.get_stream("case-a", stream_position=1, limit=1)) == [2]
    assert numbers(client.get_stream("case-a", backwards=True)) == [5, 2, 1]
    refused(NotFoundError, lambda: client.get_stream("case-b"))
    assert numbers(client.read_all()) == [1, 2, 4, 5]
    assert numbers(client.read_all(backwards=True, limit=2)) == [5, 4]
    cases = client.read_all(filter_include=["case-.*"], filter_by_stream_name=True)
    assert numbers(cases) == [1, 2, 5]
    last = client.get_stream("case-a")[-1]
    assert client.get_commit_position() == last.commit_position


def check_follows(client):
    first = client.get_stream("case-a")[0].commit_position
    with client.subscribe_to_all(
        commit_position=first,
        filter_include=["case-"],
        filter_by_stream_name=True,
        filter_by_prefix=True,
        include_checkpoints=True,
        include_caught_up=True,
        window_size=2,
        checkpoint_interval_multiplier=1,
    ) as log:
        assert next(log).id.int == 2
        assert next(log).is_checkpoint
        assert next(log).id.int == 5
        checkpoint, caught_up = next(log), next(log)
        assert checkpoint.is_checkpoint and caught_up.is_caught_up
        assert checkpoint.commit_position == caught_up.commit_position
        append(client, "filing-a", 6, StreamState.ANY)
        append(client, "case-a", 7, 2)
        assert next(log).id.int == 7
    with client.subscribe_to_stream("case-a", stream_position=1) as stream:
        assert [next(stream).id.int for _ in range(2)] == [5, 7]
    with client.subscribe_to_all(from_end=True) as end:
        append(client, "filing-a", 8, StreamState.ANY)
        assert next(end).id.int == 8


def check_ends(client):
    large = NewEvent(type="large", data=b"x" * (2 << 20))
    refused(
        GrpcError,
        lambda: client.append_to_stream(
            "case-a", events=large, current_version=StreamState.ANY
        ),
    )
    client.delete_stream("filing-a", current_version=StreamState.ANY)
    refused(NotFoundError, lambda: client.get_stream("filing-a"))
    append(client, "filing-a", 9, StreamState.NO_STREAM)
    assert [it.stream_position for it in client.get_stream("filing-a")] == [3]
    client.tombstone_stream("case-a", current_version=3)
    refused(StreamIsDeletedError, lambda: client.get_stream("case-a"))
    refused(
        FailedPreconditionError,
        lambda: append(client, "case-a", 10, StreamState.ANY),
    )


def main():
    double = subprocess.Popen([sys.argv[1]], stdout=subprocess.PIPE, text=True)
    try:
        with KurrentDBClient(double.stdout.readline().strip()) as client:
            for check in [check_appends, check_reads, check_follows, check_ends]:
                check(client)
                print(f"{check.__name__}: as it should be")
    finally:
        double.kill()
        double.wait()


if __name__ == "__main__":
    main()
