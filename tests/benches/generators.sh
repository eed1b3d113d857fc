#!/usr/bin/env bash
# Measures what the crate of a whole document costs to generate and to check, beside
# `openapi-to-rust`, `ploidy` and `cargo-progenitor`, as far as they are on the path, and
# beside async-openai, which is a client of one document. Prints tables in Markdown.
#
#     tests/benches/generators.sh DOCUMENT [DIRECTORY]
#
# The directory (a temporary one by default) keeps the crates; GNU `time` is needed. Each
# crate is checked once before anything is measured, with what it depends on, and then
# ROUNDS times (3 by default): the median by CPU seconds is printed.
set -euo pipefail

document=$(realpath "${1:?usage: tests/benches/generators.sh DOCUMENT [DIRECTORY]}")
home=$(realpath "${2:-$(mktemp -d)}")
root=$(realpath "$(dirname "$0")/../..")
rounds=${ROUNDS:-3}
export CARGO_INCREMENTAL=0
mkdir -p "$home"

# Runs a command; says its CPU seconds, wall seconds and peak of memory in MB.
measured() {
    local log=$home/measured.log
    /usr/bin/time -o "$log.time" -f '%U %S %e %M' "$@" >"$log" 2>&1 || return 1
    awk 'END { printf "%.1f %.1f %.0f\n", $1 + $2, $3, $4 / 1024 }' "$log.time"
}

# Checks a crate alone; what it depends on is compiled.
check() {
    touch "$1/src/lib.rs"
    measured cargo check --quiet --manifest-path "$1/Cargo.toml" "${@:2}"
}

# The median by CPU seconds of several checks.
median() {
    local runs=""
    for _ in $(seq "$rounds"); do
        runs+=$(check "$@")$'\n'
    done
    sort -n <<<"${runs%$'\n'}" | sed -n "$(((rounds + 1) / 2))p"
}

# Prints the row of a crate: who made it, in how many CPU seconds, where it is, and how it
# is to be checked.
checked() {
    local name=$1 generated=$2 crate=$3 lines cpu wall memory warnings
    shift 3
    lines=$(find "$crate/src" -name '*.rs' -exec cat {} + | wc -l)
    if ! check "$crate" "$@" >/dev/null; then
        echo "| $name | $generated | $lines | $(grep -c '^error' "$home/measured.log") errors | | | |"
        return
    fi
    warnings=$(grep -c '^warning' "$home/measured.log" || true)
    read -r cpu wall memory <<<"$(median "$crate" "$@")"
    echo "| $name | $generated | $lines | $cpu | $wall | $memory | $warnings |"
}

# Prints the row of a generator: its name, the directory of its crate, its command.
row() {
    local name=$1 crate=$2 generated
    shift 2
    if ! generated=$(measured "$@"); then
        echo "| $name | refuses the document | | | | | |"
        return
    fi
    [ -f "$crate/Cargo.toml" ] || wrap "$crate"
    checked "$name" "${generated%% *}" "$crate"
}

# Makes a crate of the modules that `openapi-to-rust` writes.
wrap() {
    {
        printf '[package]\nname = "other"\nversion = "0.1.0"\nedition = "2024"\n\n'
        cat "$1/src/generated/REQUIRED_DEPS.toml"
        printf '\n[workspace]\n'
    } >"$1/Cargo.toml"
    echo 'pub mod generated;' >"$1/src/lib.rs"
}

# Checks a crate with incremental data: the whole of it, then as it is, and then with a
# property more in one of its types.
incremental() {
    local crate=$1 file whole same changed
    export CARGO_INCREMENTAL=1
    # The runtime has to be checked anew for it.
    check "$crate" >/dev/null
    rm -rf "$crate/target/debug/incremental"
    file=$(grep -rl 'pub struct' "$crate/src/types" | sort | sed -n 1p)
    whole=$(check "$crate")
    same=$(check "$crate")
    sed -i '0,/pub struct .* {/s//&\n\/\/\/ Unused.\n#[wire(optional = "unused")]\npub unused: Option<String>,/' "$file"
    changed=$(check "$crate")
    echo "Incremental check, CPU seconds: ${whole%% *} of the whole, ${same%% *} without a change," \
        "${changed%% *} after one type changed."
}

cargo build --quiet --release --manifest-path "$root/Cargo.toml" -p openapi-loom
ours=$root/target/release/openapi-loom

echo "| Crate by | Generate, CPU s | Lines | Check, CPU s | Check, wall s | Peak, MB | Warnings |"
echo "|---|---|---|---|---|---|---|"
row "openapi-loom $("$ours" --version | cut -d ' ' -f 2)" "$home/ours" \
    "$ours" generate --spec "$document" --out "$home/ours" --all \
    --runtime-path "$root/generator/runtime" --force
if command -v openapi-to-rust >/dev/null; then
    mkdir -p "$home/openapi-to-rust/src"
    row "openapi-to-rust $(openapi-to-rust --version | cut -d ' ' -f 2)" "$home/openapi-to-rust" \
        env -C "$home/openapi-to-rust" openapi-to-rust generate "$document"
fi
if command -v ploidy >/dev/null; then
    row "ploidy $(ploidy --version | cut -d ' ' -f 2)" "$home/ploidy" \
        ploidy generate rust "$document" -o "$home/ploidy"
fi
if command -v cargo-progenitor >/dev/null; then
    # It does not say its version.
    row progenitor "$home/progenitor" \
        cargo-progenitor progenitor -i "$document" -o "$home/progenitor" -n other -v 0.1.0
fi
other=$(cargo metadata --format-version 1 --manifest-path "$root/Cargo.toml" |
    grep -o '"[^"]*/async-openai-[0-9.]*/Cargo.toml"' | sed -n 1p | tr -d '"')
if [ -n "$other" ]; then
    name=$(basename "$(dirname "$other")")
    rm -rf "${home:?}/$name"
    cp -r "$(dirname "$other")" "$home/$name"
    printf '\n[workspace]\n' >>"$home/$name/Cargo.toml"
    checked "${name/openai-/openai }, with all features" "none" "$home/$name" --features full
fi
echo
incremental "$home/ours"
