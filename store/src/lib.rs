//! crate store
