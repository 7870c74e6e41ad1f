//! crate api
