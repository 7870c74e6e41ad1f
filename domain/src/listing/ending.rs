//! What ends an entry otherwise than by its cure: time, early removal, the fall of what it rests on, a
//! re-examination, a correction (SDL; EIP 12).

mod correcting;
mod falling;
mod removing;

pub use self::{
    correcting::{Correct, Corrected},
    falling::{
        Fall, FellBy, FoundationFell, OpenReExamination, ReExamination, ReExamine, ReExamined,
        Verdict,
    },
    removing::{Expired, RemoveEarly, RemovedEarly},
};
