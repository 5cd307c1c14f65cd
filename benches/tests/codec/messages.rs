//! The committed Rust messages are what the committed `.proto` compiles to.

use std::{fs, path::Path};

use prost_build::{Config, Module};

#[test]
fn the_messages_are_those_of_the_proto() {
    let query = Path::new(env!("CARGO_MANIFEST_DIR")).join("../weaviate-query");
    let files = protox::compile(["weaviate.proto"], [query.join("proto")]).unwrap();
    let requests = files
        .file
        .into_iter()
        .map(|file| (Module::from_protobuf_package_name(file.package()), file))
        .collect();
    let mut modules = Config::new().bytes(["."]).disable_comments(["."]).generate(requests).unwrap();
    let wanted = modules.remove(&Module::from_protobuf_package_name("weaviate.v1")).unwrap();
    let path = query.join("src/proto/generated.rs");
    if std::env::var_os("BLESS").is_some() {
        return fs::write(&path, wanted).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap();
    let difference =
        committed.lines().zip(wanted.lines()).position(|(committed, wanted)| committed != wanted);
    assert!(
        committed == wanted,
        "`src/proto/generated.rs` is not what `proto/weaviate.proto` compiles to, first in line {}: run this test \
         with `BLESS=1`",
        difference.unwrap_or_else(|| committed.lines().count().min(wanted.lines().count())) + 1,
    );
}
