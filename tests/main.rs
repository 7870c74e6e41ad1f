//! Promises that hold for the whole program.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should panic")]

mod acts;
mod casework;
mod child;
mod claims;
mod clockwork;
mod contracts;
mod crash;
mod filing;
mod histories;
mod lists;
mod power;
mod tidy;
