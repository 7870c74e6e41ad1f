//! The edge: GraphQL over HTTP, the command line, and the one place where the parts are put together.

pub mod app;
pub mod auth;
pub mod clock;
pub mod command;
pub mod config;
pub mod demo;
pub mod graphql;
pub mod http;
pub mod parts;
pub mod register;

pub use crate::app::App;
