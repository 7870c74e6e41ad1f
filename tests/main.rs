//! Promises that hold for the whole program.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should panic")]

mod access;
mod acts;
mod as_of;
mod audit;
mod casework;
mod child;
mod claims;
mod clockwork;
mod contracts;
mod course;
mod crash;
mod credit;
mod demonstration;
mod documents;
mod errors;
mod exits;
mod faults;
mod filing;
mod fines;
mod health;
mod hearing;
mod histories;
mod internal;
mod lateness;
mod lists;
mod nodes;
mod officers;
mod papers;
mod parts;
mod penalty;
mod performance;
mod personal;
mod power;
mod readme;
mod refund;
mod refused;
mod replay;
mod rules;
mod sealed;
mod service;
mod steps;
mod subscriptions;
mod tidy;
mod viewer;
