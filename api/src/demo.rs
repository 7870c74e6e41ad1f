//! The demonstration: case histories that people wrote (`fixtures/cases`), played through the ordinary
//! write path under a clock that stands still between the acts. Nothing is inserted; all of it is decided.

pub mod acts;
mod cases;
mod desk;
pub mod generated;
pub mod history;
mod input;
pub mod naming;
pub mod player;
pub mod scene;
mod signature;
pub mod staff;
pub mod standing;

use domain::Moment;
use jiff::civil::date;

pub use self::{cases::CASES, desk::Desk, history::History, player::Player, staff::Staff};

/// The day of the demonstration, on which its clock stands: 2026-06-30, 09:00.
#[must_use]
pub fn today() -> Moment {
    history::local(date(2026, 6, 30).at(9, 0, 0, 0))
}

/// The day on which the demonstration's register of officers is opened: 2022-01-04, 09:00.
#[must_use]
pub fn opening() -> Moment {
    history::local(date(2022, 1, 4).at(9, 0, 0, 0))
}
