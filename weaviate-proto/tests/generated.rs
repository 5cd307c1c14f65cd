//! What is committed beside the `.proto` is what it compiles to. `BLESS=1` writes it anew.

use std::{fs, path::Path};

use prost::Message as _;
use prost_build::{Config, Module};

const PACKAGE: &str = "weaviate.v1";

#[test]
fn rust_and_descriptors_are_those_of_the_proto() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let proto = [folder.join("proto")];
    let mut compiler = protox::Compiler::new(&proto).unwrap();
    let described = compiler.include_imports(true).open_file("weaviate.proto").unwrap().file_descriptor_set();
    same(&folder.join("src/weaviate.protoset"), &described.encode_to_vec());

    // Without what it imports, for which prost has types of its own.
    let files = protox::compile(["weaviate.proto"], &proto).unwrap();
    let requests = files
        .file
        .into_iter()
        .map(|file| (Module::from_protobuf_package_name(file.package()), file))
        .collect();
    let mut modules = Config::new().bytes(["."]).disable_comments(["."]).generate(requests).unwrap();
    let rust = modules.remove(&Module::from_protobuf_package_name(PACKAGE)).unwrap();
    same(&folder.join("src/generated.rs"), rust.as_bytes());
}

fn same(path: &Path, wanted: &[u8]) {
    if std::env::var_os("BLESS").is_some() {
        return fs::write(path, wanted).unwrap();
    }
    let committed = fs::read(path).unwrap();
    let difference = committed.iter().zip(wanted).position(|(committed, wanted)| committed != wanted);
    let difference = difference.unwrap_or(committed.len().min(wanted.len()));
    assert!(
        committed == wanted,
        "`{}` is not what `proto/weaviate.proto` compiles to, first in line {}: run this test with `BLESS=1`",
        path.display(),
        committed[..difference].split(|byte| *byte == b'\n').count(),
    );
}
