#!/usr/bin/env python3
"""Assembles the static site: page, program, fonts and question bank, the service worker's list of them, and a .br beside each file.

The service worker's template is web/page/sw.js. In it, /*PRECACHE*/[] becomes the list of {"url", "hash"} of every file of the site but
the worker itself, and /*VERSION*/"" a hash over that list: the worker changes exactly when some file does. What few visits need is marked
there: {"url", "hash", "later": true}.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

COMPRESSIBLE = {".html", ".css", ".js", ".mjs", ".wasm", ".json", ".svg", ".otf", ".ttf", ".webmanifest", ".txt"}
# Read at build time, not served.
BUILD_ONLY = ("library",)
# The page's modules that are served, each in one piece with what it imports; the other ones are inside of these.
ENTRIES = {"loader.mjs", "exchange-worker.mjs"}
# Served as it is written, for browsers that know nothing newer; the service worker is, too, for its marks.
NOT_PACKED = {"old-browser.js"}
# What few visits need: not part of the first one.
LATER = ("exchange.js", "exchange.wasm", "exchange-worker.mjs")
PRECACHE, VERSION = "/*PRECACHE*/[]", '/*VERSION*/""'


def collect(root: Path, program: Path, assets: Path) -> dict[str, Path]:
    """Every file of the site but sw.js, by the address it has below the site's top."""
    files = {"index.html": root / "index.html"}
    page = root / "web" / "page"
    for path in sorted(page.rglob("*")):
        name = path.relative_to(page).as_posix()
        inside = path.suffix == ".mjs" and name not in ENTRIES
        if path.is_file() and name != "sw.js" and not inside and not name.startswith(BUILD_ONLY) and not name.endswith(".d.ts"):
            files[name] = path
    for path in sorted([*program.glob("switchpoint*"), *program.glob("exchange*")]):
        if path.suffix in (".js", ".mjs", ".wasm"):
            files[path.name] = path
    for path in (assets / "bank.txt", assets / "outline.txt", *sorted(assets.glob("fonts/*"))):
        files[path.relative_to(assets).as_posix()] = path
    return files


def packed(root: Path, scripts: list[Path]) -> dict[Path, bytes]:
    """Each script in one piece, without comments, blanks and long names."""
    command = ["node", str(root / "tools" / "pack.mjs"), *map(str, scripts)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"The scripts of the page cannot be packed: {done.stderr.strip()}\nRun ./dev setup if esbuild or terser is missing.")
    return {Path(name): text.encode() for name, text in json.loads(done.stdout).items()}


def service_worker(template: str, hashes: dict[str, str]) -> str:
    for mark in (PRECACHE, VERSION):
        if mark not in template:
            sys.exit(f"web/page/sw.js does not hold the mark {mark}")
    entries = [{"url": name, "hash": digest} | ({"later": True} if name in LATER else {})
               for name, digest in sorted(hashes.items())]
    text = json.dumps(entries, separators=(",", ":"))
    return template.replace(PRECACHE, text).replace(VERSION, json.dumps(hashlib.sha256(text.encode()).hexdigest()[:16]))


def write_if_changed(path: Path, content: bytes) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def compress(path: Path) -> None:
    target = path.with_name(path.name + ".br")
    partial = path.with_name("." + path.name + ".br")
    subprocess.run(["brotli", "-q", "11", "-w", "24", "-f", "-o", str(partial), str(path)], check=True)
    os.replace(partial, target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("root", "program", "assets", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    if not shutil.which("brotli"):
        sys.exit("brotli is missing. Run ./dev setup.")

    files = collect(options.root, options.program, options.assets)
    scripts = [path for name, path in files.items() if path.suffix in (".js", ".mjs") and name not in NOT_PACKED]
    small = packed(options.root, scripts)
    contents = {name: small[path] if path in small else path.read_bytes() for name, path in files.items()}
    hashes = {name: hashlib.sha256(content).hexdigest()[:16] for name, content in contents.items()}
    template = options.root / "web" / "page" / "sw.js"
    contents["sw.js"] = service_worker(template.read_text(encoding="utf-8"), hashes).encode()

    changed = []
    for name, content in contents.items():
        path = options.out / name
        if write_if_changed(path, content) or not path.with_name(path.name + ".br").exists():
            if path.suffix in COMPRESSIBLE:
                changed.append(path)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(compress, changed))

    wanted = {options.out / name for name in contents}
    wanted |= {path.with_name(path.name + ".br") for path in wanted if path.suffix in COMPRESSIBLE}
    for path in sorted(options.out.rglob("*")):
        if path.is_file() and path not in wanted:
            path.unlink()

    sizes = {name: (options.out / (name + ".br")).stat().st_size for name in contents if (options.out / (name + ".br")).exists()}
    first = {name: size for name, size in sizes.items() if name not in LATER}
    program = sum(size for name, size in first.items() if name.startswith("switchpoint"))
    print(f"site: {len(first)} files, {sum(first.values()) / 1000:.0f} kB over the wire on the first visit (program {program / 1000:.0f} kB); "
          f"{len(sizes) - len(first)} files, {(sum(sizes.values()) - sum(first.values())) / 1000:.0f} kB later")


if __name__ == "__main__":
    main()
