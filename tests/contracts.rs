//! What others rely on.

#[test]
fn schema_graphql_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema.graphql");
    let committed = std::fs::read_to_string(path).unwrap();
    assert!(committed == api::graphql::sdl(), "run: cargo run -- schema > schema.graphql");
}
