//! The edge: GraphQL over HTTP, the command line, and the one place where the parts are put together.

pub mod app;
pub mod auth;
mod blocking;
mod case_told;
pub mod clock;
pub mod clockwork;
pub mod command;
pub mod config;
pub mod control;
mod counted;
pub mod demo;
pub mod fault;
pub mod graphql;
pub mod health;
pub mod http;
pub mod parts;
mod reactions;
pub mod register;
pub mod viewer;

pub use crate::app::App;
