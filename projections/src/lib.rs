//! crate projections
