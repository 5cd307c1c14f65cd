//! What is committed beside the `.proto` is what it compiles to. `BLESS=1` writes it anew.

use std::{fs, path::Path};

use prost::Message as _;
use prost_build::{Config, Module};

const PACKAGE: &str = "weaviate.v1";
const IMPORTED: &str = "google.protobuf";

#[test]
fn rust_and_descriptors_are_those_of_the_proto() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let proto = [folder.join("proto")];
    let mut compiler = protox::Compiler::new(&proto).unwrap();
    let described = compiler.include_imports(true).open_file("weaviate.proto").unwrap().file_descriptor_set();
    same(&folder.join("src/weaviate.protoset"), &described.encode_to_vec());

    // What it imports is a module of its own. There are types of prost's for it, in a crate more.
    let module = Module::from_protobuf_package_name;
    for (package, file) in [(IMPORTED, "src/google.rs"), (PACKAGE, "src/generated.rs")] {
        let requests = described.file.iter().map(|file| (module(file.package()), file.clone()));
        let mut config = Config::new();
        config.compile_well_known_types().btree_map([".google"]).bytes([".weaviate"]).disable_comments(["."]);
        if package == PACKAGE {
            config.extern_path(".google.protobuf", "crate::google");
        }
        let mut modules = config.generate(requests.collect()).unwrap();
        same(&folder.join(file), modules.remove(&module(package)).unwrap().as_bytes());
    }
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
