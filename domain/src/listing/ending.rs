//! What ends an entry otherwise than by its cure: time, early removal, the fall of what it rests on, a
//! re-examination, a correction (SDL; EIP 12).

mod correcting;
mod examining;
mod falling;
mod removing;

pub use self::{
    correcting::{Correct, Corrected},
    examining::{
        AlterationNoted, OpenReExamination, ReExamination, ReExamine, ReExamined, Untouched,
        Verdict,
    },
    falling::{Fall, FellBy, FoundationFell},
    removing::{Expired, RemoveEarly, RemovedEarly},
};
