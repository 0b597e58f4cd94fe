#!/usr/bin/env python3
"""Measures the preview: how long until a page shows an edit, and how much memory it holds.

    benches/serve.py GONGBAO SITE [EDITS]

SITE is one that the example `corpus` made; files of it are edited and restored. Prints medians in milliseconds, from the moment a
file is saved until a client that polls gets the new page, and the resident memory as Linux counts it.
"""
import pathlib, re, statistics, subprocess, sys, threading, time, urllib.request

gongbao, site = sys.argv[1], pathlib.Path(sys.argv[2])
edits = int(sys.argv[3]) if len(sys.argv) > 3 else 10

server = subprocess.Popen([gongbao, "serve", "--port", "0", "--root", site, "--lang", "en"], stderr=subprocess.PIPE, text=True)
for line in server.stderr:
    if found := re.search(r"http://[^\s]+", line):
        base = found[0].rstrip("/")
        break
threading.Thread(target=lambda: [None for _ in server.stderr], daemon=True).start()

def get(path):
    with urllib.request.urlopen(base + path) as response:
        return response.read()

def resident():
    status = pathlib.Path(f"/proc/{server.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024

def measure(file, change, page, count):
    """Saves `count` changes of a file; returns the milliseconds until the page shows each."""
    original = file.read_text() if file.exists() else None
    times = []
    for number in range(count):
        mark = f"标记{time.monotonic_ns()}"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = change(original, mark)
        start = time.monotonic()
        file.write_text(text)
        while mark.encode() not in get(page):
            time.sleep(0.003)
        times.append((time.monotonic() - start) * 1000)
        time.sleep(0.15)
    if original is None:
        file.unlink()
    else:
        file.write_text(original)
    time.sleep(2)
    return times

def report(name, times):
    print(f"| {name} | {statistics.median(times):.0f} | {max(times):.0f} | {resident()} |", flush=True)

try:
    documents = sorted(file for file in (site / "content/notices").glob("d*.md") if "\nnumber:" in file.read_text()[:400])
    document = documents[len(documents) // 2]
    number = re.search(r"number: (\S+?)〔(\d+)〕(\d+)号", document.read_text())
    slug = re.search(rf"code: {number[1]}, slug: (\w+)", (site / "site.yaml").read_text())[1]
    page = f"/{slug}/{number[2]}/{number[3]}/"
    newest = max(documents, key=lambda file: re.search(r"date: (\S+)", file.read_text())[1])
    get(page)
    time.sleep(1)
    print("| edit | median ms | longest ms | MB held |\n|---|---|---|---|")
    report("a body, its page", measure(document, lambda text, mark: text + f"\n{mark}\n", page, edits))
    report("a title, the list", measure(newest, lambda text, mark: text.replace("title: ", f"title: {mark}", 1), "/notices/", edits))
    footer = "<footer>{{ config.title }} MARK</footer>"
    report("a template, the page", measure(site / "templates/shared/footer.html", lambda _, mark: footer.replace("MARK", mark), page, max(3, edits // 3)))
    start = time.monotonic()
    get("/search/search.json")
    report("the search, asked for", [(time.monotonic() - start) * 1000])
finally:
    server.terminate()
