//! The program: arguments, command, exit code.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    gongbao::command::run(std::env::args_os().collect())
}
