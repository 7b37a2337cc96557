#!/usr/bin/env python3
"""Measures `pipeline apply` against `curl --parallel` fetching the same participant pages.

Both talk to the same `pipeline sandbox --no-limits` on loopback, in the same run, so that the ratio means something on any
machine. Usage: Benchmarks/apply.py [--binary .build/release/pipeline] [--scale 1|10] [--limits]
"""
import argparse, json, os, re, shutil, subprocess, sys, tempfile, time, urllib.parse, urllib.request

CONFIG = """
connectors:
  zoom:
    account_id: "${ZOOM_ACCOUNT_ID}"
    client_id: "${ZOOM_CLIENT_ID}"
    client_secret: "${ZOOM_CLIENT_SECRET}"
    sync: { participants: true }
    lists: { meeting_participants: 15 }
    limits: { light: 100000/s, medium: 100000/s, heavy: 100000/s }
  brevo:
    limits: { contacts: 100000/s, other: 100000/s }
field_mapping:
  email: email
  name: FIRSTNAME
  join_time: MEETING_JOIN_DATE
  duration: MEETING_DURATION
"""


def measured(command, **options):
    """Runs a command; gives its wall time in seconds and its peak memory in MB."""
    began = time.monotonic()
    process = subprocess.Popen(command, **options)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{command[:3]} ended with {os.waitstatus_to_exitcode(status)}")
    return seconds, usage.ru_maxrss / 1024


def fetch(url, headers={}, data=None):
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers, data=data)) as response:
        return json.load(response)


def page_urls(base):
    """The addresses of all participant pages, and the token to read them with; page tokens live 15 minutes."""
    token = fetch(
        f"{base}/zoom/oauth/token",
        {"Authorization": "Basic c2FuZGJveC1jbGllbnQ6c2FuZGJveC1zZWNyZXQ="},
        b"grant_type=account_credentials&account_id=sandbox-account",
    )["access_token"]
    headers, urls = {"Authorization": f"Bearer {token}"}, []
    for meeting in fetch(f"{base}/_sandbox/world")["sessions"]:
        for instance in meeting["instances"]:
            uuid = urllib.parse.quote(urllib.parse.quote(instance["uuid"], safe=""), safe="")
            first = f"{base}/zoom/v2/past_meetings/{uuid}/participants?page_size=300"
            next_token = ""
            while True:
                url = first + (f"&next_page_token={urllib.parse.quote(next_token, safe='')}" if next_token else "")
                try:
                    page = fetch(url, headers)
                except urllib.error.HTTPError:
                    break
                urls.append(url)
                next_token = page.get("next_page_token", "")
                if not next_token:
                    break
    return token, urls


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--binary", default=".build/release/pipeline")
    arguments.add_argument("--scale", type=int, default=1)
    arguments = arguments.parse_args()
    binary = os.path.abspath(arguments.binary)
    folder = tempfile.mkdtemp(prefix="pipeline-benchmark-")
    sandbox = subprocess.Popen(
        [binary, "sandbox", "--port", "0", "--no-limits", "--users", "20", "--meetings", str(10 * arguments.scale),
         "--participants", "300", "--webinars", "0"],
        stdout=subprocess.PIPE, text=True,
    )
    try:
        base = re.search(r"http://[0-9.:]+", sandbox.stdout.readline()).group(0)
        token, urls = page_urls(base)
        with open(f"{folder}/urls", "w") as file:
            for url in urls:
                file.write(f'url = "{url}"\noutput = "/dev/null"\n')
        curl = ["curl", "--silent", "--parallel", "--parallel-max", "16", "--header", f"Authorization: Bearer {token}",
                "--config", f"{folder}/urls"]
        with open(f"{folder}/file.yaml", "w") as file:
            file.write(CONFIG)
        environment = dict(os.environ, ZOOM_ACCOUNT_ID="sandbox-account", ZOOM_CLIENT_ID="sandbox-client",
                           ZOOM_CLIENT_SECRET="sandbox-secret", BREVO_API_KEY="xkeysib-sandbox")
        apply = [binary, "apply", f"{folder}/file.yaml", "--json", "--yes", "--state", f"{folder}/state.db",
                 "--set", f"connectors.zoom.api_url={base}/zoom/v2", "--set", f"connectors.zoom.oauth_url={base}/zoom/oauth",
                 "--set", f"connectors.brevo.api_url={base}/brevo/v3"]
        curl_seconds = min(measured(curl)[0] for _ in range(3))
        with open(f"{folder}/out", "w") as out:
            seconds, memory = measured(apply, env=environment, stdout=out)
        result = json.load(open(f"{folder}/out"))["result"]
        again, _ = measured(apply, env=environment, stdout=subprocess.DEVNULL)
        rows = sum(pipeline["rows"] for pipeline in result["pipelines"])
        print(f"{'pages':24}{len(urls):>10,}")
        print(f"{'rows':24}{rows:>10,}")
        print(f"{'curl --parallel':24}{curl_seconds:>10.2f} s")
        print(f"{'first apply':24}{seconds:>10.2f} s   {seconds / curl_seconds:.1f} x curl, {rows / seconds:,.0f} rows/s")
        print(f"{'second apply':24}{again:>10.2f} s   {again / curl_seconds:.1f} x curl")
        print(f"{'peak memory':24}{memory:>10.1f} MB")
    finally:
        sandbox.terminate()
        sandbox.wait()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
