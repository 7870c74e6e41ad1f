//! The law of the file: what may happen to a record of market supervision, who may do it, by when,
//! and under which article. Pure: no clock, no I/O, no configuration.
//!
//! Read [`case`] for the main job; [`rulebook`] for the law as data; [`clock`] for deadlines.

pub mod access;
pub mod actor;
pub mod agency;
pub mod calendar;
pub mod case;
pub mod citation;
pub mod claim;
pub mod clock;
pub mod decider;
pub mod division;
pub mod document;
pub mod id;
pub mod inbound;
pub mod listing;
pub mod masking;
pub mod money;
pub mod officer;
#[cfg(test)]
mod parsed;
pub mod party;
pub mod permit;
pub mod personal;
pub mod publicity;
pub mod rejection;
pub mod restoration;
pub mod restriction;
pub mod risk;
pub mod rulebook;
#[cfg(test)]
mod spec;
pub mod text;
pub mod time;
mod timely;
pub mod uscc;

pub use crate::{
    actor::{Acting, Actor, Capability, Role},
    agency::Agencies,
    citation::Citation,
    decider::{Context, Decider, Earlier, Facts, FinedAct, Reading, Restorables, Source, Wants},
    money::Fen,
    officer::Officer,
    personal::{Narrative, Personal},
    rejection::{Code, Refusals, Rejection},
    rulebook::Rulebook,
    time::Moment,
};
