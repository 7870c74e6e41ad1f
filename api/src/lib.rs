//! The edge: GraphQL over HTTP, the command line, and everything that the law must not know.

pub mod auth;
pub mod clock;
pub mod config;
pub mod http;
