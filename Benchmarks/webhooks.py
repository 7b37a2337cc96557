#!/usr/bin/env python3
"""Sends signed webhooks to a running `pipeline serve` at a fixed rate and reports how long their answers took.

The rate is kept whatever the answers do (an open loop), so that a stall counts for every event that it kept waiting.

    pipeline serve FILE --listen 127.0.0.1:8080 &
    Benchmarks/webhooks.py --secret SECRET --rate 500 --seconds 20
"""
import argparse
import asyncio
import hashlib
import hmac
import json
import time


def request(secret: str, number: int) -> bytes:
    now = time.time()
    body = json.dumps(
        {
            "event": "meeting.participant_joined",
            "event_ts": int(now * 1000),
            "payload": {
                "account_id": "AAAAAABBBB",
                "object": {
                    "id": "1234567890", "uuid": "4444AAAiAAAAAiAiAiiAii==", "host_id": "x1yCzABCDEfg23HiJKl4mN",
                    "topic": "My Meeting", "type": 8, "start_time": "2026-11-24T21:44:51Z", "duration": 60,
                    "timezone": "America/Los_Angeles",
                    "participant": {
                        "user_id": str(number), "user_name": f"Person {number}", "participant_uuid": f"u{number}",
                        "join_time": "2026-11-24T21:44:51Z", "email": f"p{number}@example.com",
                    },
                },
            },
        }
    ).encode()
    timestamp = str(int(now))
    signature = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    head = (
        "POST /webhooks/zoom HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"x-zm-request-timestamp: {timestamp}\r\nx-zm-signature: v0={signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def connection(host: str, port: int, work: asyncio.Queue, took: list, statuses: dict, secret: str) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    while (item := await work.get()) is not None:
        number, due = item
        writer.write(request(secret, number))
        status = int((await reader.readline()).split()[1])
        length = 0
        while (line := await reader.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode().partition(":")
            if name.lower() == "content-length":
                length = int(value)
        await reader.readexactly(length)
        took.append(time.perf_counter() - due)
        statuses[status] = statuses.get(status, 0) + 1
    writer.close()


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--secret", required=True)
    parser.add_argument("--rate", type=float, default=500)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--connections", type=int, default=32)
    options = parser.parse_args()
    work: asyncio.Queue = asyncio.Queue()
    took: list = []
    statuses: dict = {}
    senders = [
        asyncio.create_task(connection(options.host, options.port, work, took, statuses, options.secret))
        for _ in range(options.connections)
    ]
    began = time.perf_counter()
    first = int(time.time() * 1000)
    for index in range(int(options.rate * options.seconds)):
        due = began + index / options.rate
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        work.put_nowait((first + index, due))
    for _ in senders:
        work.put_nowait(None)
    await asyncio.gather(*senders)
    took.sort()
    part = lambda share: took[min(len(took) - 1, int(len(took) * share))] * 1000
    print(
        f"{len(took)} events in {time.perf_counter() - began:.1f} s, answers {statuses}: "
        f"p50 {part(0.5):.1f} ms, p99 {part(0.99):.1f} ms, p99.9 {part(0.999):.1f} ms, worst {took[-1] * 1000:.1f} ms"
    )


asyncio.run(main())
