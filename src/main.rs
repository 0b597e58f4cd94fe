//! The program: arguments, command, exit code.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    let arguments =
        std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    gongbao::command::run(arguments)
}
