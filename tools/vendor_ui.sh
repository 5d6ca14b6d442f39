#!/bin/sh
# Fetch and build what the pages borrow from others, into coprod/static/vendor/. Run by a
# maintainer who wants a newer version; everybody else uses what is committed.
# Needs npm and Python 3.11. UI_MODULES names a node_modules folder to use instead of fetching.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
vendor="$here/coprod/static/vendor"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ -z "${UI_MODULES:-}" ]; then
  (cd "$work" && npm install --no-save --ignore-scripts --no-audit --no-fund \
    govuk-frontend@6.6.0 htmx.org@4.0.1 openmoji@17.0.0 sass@1)
  UI_MODULES="$work/node_modules"
fi

mkdir -p "$vendor/govuk" "$vendor/htmx" "$vendor/openmoji"

node "$UI_MODULES/sass/sass.js" --no-source-map --style=compressed --quiet-deps \
  --load-path="$UI_MODULES" "$here/tools/theme/govuk.scss" "$vendor/govuk/govuk.css"
cp "$UI_MODULES/htmx.org/dist/htmx.min.js" "$vendor/htmx/htmx.min.js"
${PYTHON:-python3} "$here/tools/theme/pictures.py" \
  "$UI_MODULES/openmoji/color/svg" "$vendor/openmoji"

# The package of govuk-frontend has no licence file: ours is a copy of its repository's.
cp "$here/tools/theme/govuk-licence.txt" "$vendor/govuk/LICENSE.txt"
cp "$UI_MODULES/htmx.org/LICENSE" "$vendor/htmx/LICENSE.txt"
cp "$UI_MODULES/openmoji/LICENSE.txt" "$vendor/openmoji/LICENSE.txt"

# What govuk-frontend says its parts come out as: tests/test_ui.py holds our macros to it.
${PYTHON:-python3} - "$UI_MODULES" "$here/tools/theme/fixtures.json" <<'PY'
import json, sys
from pathlib import Path

components = Path(sys.argv[1]) / "govuk-frontend/dist/govuk/components"
KEPT = ("input", "textarea", "select", "file-upload", "radios", "checkboxes", "error-summary")
NOT_OURS = (  # what our macros do not take: a case that asks for it is left out
    "attributes conditional describedBy disabled divider html javascript pattern prefix"
    " spellcheck suffix inputmode autocapitalize descriptionText checked selected"
).split()


def kept(case):
    options = json.dumps(case["options"])
    items = [item for item in case["options"].get("items", []) if item]
    asks = any(f'"{word}"' in options for word in NOT_OURS) or ": false" in options
    return not asks and all("value" in item and "id" not in item for item in items)


cases = {}
for name in KEPT:
    everything = json.loads((components / name / "fixtures.json").read_text())["fixtures"]
    cases[name] = {
        case["name"]: {"options": case["options"], "html": case["html"]}
        for case in everything
        if kept(case)
    }
Path(sys.argv[2]).write_text(json.dumps(cases, indent=1, ensure_ascii=False) + "\n")
PY

${PYTHON:-python3} - "$UI_MODULES" "$vendor" <<'PY'
"""Write down what was taken, so that anybody can check it."""
import hashlib, json, sys
from pathlib import Path

modules, vendor = map(Path, sys.argv[1:])
version = lambda name: json.loads((modules / name / "package.json").read_text())["version"]
LICENCES = {"govuk": "MIT", "htmx": "0BSD", "openmoji": "CC BY-SA 4.0"}
PACKAGES = {"govuk": "govuk-frontend", "htmx": "htmx.org", "openmoji": "openmoji"}
LEFT_OUT = {
    "govuk": "every font, image, logo and script, and the components this site does not use "
    "(the list of those it does is tools/theme/govuk.scss)",
    "htmx": "its extensions, source maps and other builds",
    "openmoji": "all drawings but those that coprod/symbols.py names; from each, the ids, empty "
    "groups and attributes that draw nothing. chrome.svg and common.svg hold "
    "several each (and chrome.svg this site's own mark)",
}
lines = ["# Vendored", "", "Made by `tools/vendor_ui.sh`. Change nothing here by hand.", ""]
for folder, package in PACKAGES.items():
    lines += [f"## {package} {version(package)}", "", f"- Licence: {LICENCES[folder]}, in "
              f"{folder}/LICENSE.txt", f"- Left out: {LEFT_OUT[folder]}"]
    if folder == "govuk":
        lines += [f"- Built with sass {version('sass')}, in colours of our own"]
    if folder == "openmoji":
        lines += ["- By the OpenMoji project (openmoji.org); changed as said above"]
    lines += ["", "| file | SHA-256 |", "| --- | --- |"]
    for path in sorted((vendor / folder).iterdir()):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        lines.append(f"| {folder}/{path.name} | {digest} |")
    lines.append("")
(vendor / "VENDORED.md").write_text("\n".join(lines), encoding="utf-8")
PY
