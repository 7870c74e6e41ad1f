//! Generates the messages and the services of the protocol, without `protoc`.

const PROTOS: [&str; 4] = ["streams", "gossip", "server_features", "operations"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=proto");
    let files = PROTOS.map(|it| format!("proto/{it}.proto"));
    tonic_build::configure()
        .build_client(false)
        .build_transport(false)
        .extern_path(".event_store.client.Empty", "()")
        .compile_fds(protox::compile(files, ["proto"])?)?;
    Ok(())
}
