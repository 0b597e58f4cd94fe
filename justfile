# What one does daily. `just` alone lists the recipes; `just ci` is what every change must pass.

list:
    @{{just_executable()}} --list --unsorted

# Preview this repository's own site; it is built again on every change.
serve *options:
    cargo run --locked -- serve {{options}}

# Build this repository's own site into public/.
build *options:
    cargo run --locked -- build {{options}}

# Check this repository's own site, or the files that are named.
check *options:
    cargo run --locked -- check {{options}}

# Format the code.
fmt:
    cargo fmt

# Lint the code.
lint:
    cargo fmt --check
    cargo clippy --all-targets --locked -- -D warnings

# Run all Rust tests.
test:
    cargo test --locked

# Run the tests whose names contain a text: `just one links::`, `just one serial`.
one name:
    cargo test --locked --lib -- {{name}}
    cargo test --locked --test suite -- {{name}}

# Run one file of the browser tests: `just browser print`. `bash tests/run` once installs what they need.
browser name:
    node --test tests/browser/{{name}}.test.mjs

# Write the expected messages of tests/faults and the handbook's page of all keys anew, and show what has changed.
bless:
    BLESS=1 cargo test --locked --test suite -- faults:: handbook::fields::
    git diff --stat -- tests/faults docs/handbook

# Before a refactoring: save the output of the sites that are compared.
save-output folder="target/same-output":
    bash tests/same-output save {{folder}}

# After it: show what differs from the saved output.
compare-output folder="target/same-output":
    bash tests/same-output compare {{folder}}

# Bundle the search of the official theme; the result is committed.
search-bundle:
    npm ci --no-audit --no-fund
    npm run search

# Open the documentation of the code.
doc:
    cargo doc --no-deps --document-private-items --locked --open

# Measure how long builds take; for the search see benches/search/README.md.
bench *sizes:
    cargo bench --bench build --locked -- {{sizes}}
    cargo test --release --locked --lib -- --ignored --nocapture measure

# Check licences and sources of the dependencies (needs cargo-deny).
deny:
    cargo deny check licenses bans sources

# Everything that a change must pass: format, lints, all tests, the own site, equal output of two builds.
ci:
    bash .ci/run
