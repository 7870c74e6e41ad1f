//! What readers see: tables of what is searched *across* records, fed from the log by one follower,
//! and folds of one record at read time. Everything here can be dropped and rebuilt.
//!
//! A read goes through one door: each query takes the [`Viewer`], or the [`Public`] where nobody is known, and
//! becomes part of the `WHERE`. What may not be seen is not found.

mod backup;
mod batch;
pub mod cases;
mod columns;
pub mod credit;
pub mod deadlines;
pub mod documents;
pub mod dossier;
mod dump;
pub mod duties;
mod follow;
pub mod history;
pub mod inbound;
pub mod inbox;
mod judgments;
mod known;
pub mod listings;
pub mod officers;
mod origin;
pub mod owed;
pub mod page;
pub mod parties;
pub mod penalties;
mod public;
pub mod publicity;
mod read_model;
mod reader;
mod rebuild;
pub mod records;
pub mod restoration;
pub mod restrictions;
pub mod risk;
#[cfg(test)]
mod spec;
pub mod statistics;
mod tables;
pub mod versions;
pub mod viewer;
pub mod worklist;
mod writing;

pub use crate::{
    backup::{BackupError, back_up, restore},
    follow::{FollowError, Follower, Progress, Stopped, Waiting},
    origin::Origin,
    public::Public,
    read_model::{ReadModel, ReadModelError},
    reader::Reader,
    rebuild::{CatchingUp, RebuildError, Rebuilt},
    tables::{categories, projections, readable},
    viewer::{Unit, Viewer},
};
