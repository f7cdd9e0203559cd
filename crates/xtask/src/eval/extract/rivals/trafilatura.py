"""Python's trafilatura, asked a page a line; see process.rs. Prints what it reads, and the processor time."""

import base64
import json
import sys
import time

import trafilatura

for line in sys.stdin:
    question = json.loads(line)
    html = base64.b64decode(question["html_base64"])
    start, text, broke = time.process_time(), None, False
    try:
        text = trafilatura.extract(html, url=question["url"], favor_precision=True, include_comments=False)
    except Exception:
        broke = True
    seconds = time.process_time() - start
    print(json.dumps({"text": text or "", "broke": broke, "seconds": seconds}), flush=True)
