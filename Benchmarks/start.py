#!/usr/bin/env python3
"""How long `pipeline validate` takes for an example, from start to end, against the start of an empty process."""

import subprocess
import sys
import time

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else ".build/release/pipeline"


def shortest(*command):
    best = float("inf")
    for _ in range(30):
        began = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        best = min(best, time.perf_counter() - began)
    return best * 1000


validate = shortest(PROGRAM, "validate", "pipelines/zoom-to-brevo.yaml")
empty = shortest("/bin/true")
print(f"validate an example  {validate:.1f} ms\nan empty process     {empty:.1f} ms")
