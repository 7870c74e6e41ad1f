//! What readers see: tables of what is searched *across* records, fed from the log by one follower,
//! and folds of one record at read time. Everything here can be dropped and rebuilt.
//!
//! A read goes through one door: each query takes the [`Viewer`], and the viewer becomes part of the
//! `WHERE`. What may not be seen is not found.

pub mod cases;
pub mod deadlines;
pub mod documents;
pub mod dossier;
mod follow;
pub mod page;
pub mod parties;
mod read_model;
mod tables;
pub mod viewer;

pub use crate::{
    follow::{Follower, Progress, Stopped},
    read_model::{ReadModel, ReadModelError},
    viewer::Viewer,
};
