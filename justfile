# The habits of this repository; `just` alone does what is asked of every change.

default: fmt lint test

# Lays the code out.
fmt:
    cargo fmt

# Looks for what the compiler lets pass.
lint:
    cargo fmt --check
    cargo clippy --all-targets --locked -- -D warnings

# Runs every test.
test:
    cargo test --locked

# Runs the measurements, which are tests that are ignored otherwise.
bench:
    cargo test --release --locked -- --ignored --nocapture --test-threads=1 measure

# Opens the documentation of the code.
doc:
    cargo doc --no-deps --document-private-items --open

# Looks at what the dependencies bring along (needs cargo-deny).
deny:
    cargo deny check licenses bans sources
