//! The case histories that are built in.

/// Each with the name of its file.
pub const CASES: &[(&str, &str)] =
    &[("clean-ordinary-case", include_str!("../../../fixtures/cases/clean-ordinary-case.toml"))];

/// The people who act in them.
pub(super) const OFFICERS: &str = include_str!("../../../fixtures/cases/officers.toml");
