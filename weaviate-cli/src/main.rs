//! The command, for schemas in a file.

fn main() -> std::process::ExitCode {
    weaviate_cli::main_of_file()
}
