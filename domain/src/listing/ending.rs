//! What ends an entry otherwise than by its cure or a restoration: time, the fall of what it rests on, a
//! re-examination, a correction (SDL; EIP 12).

mod correcting;
mod examining;
mod expiry;
mod falling;

pub use self::{
    correcting::{Correct, Corrected, Mistake},
    examining::{
        AlterationNoted, OpenReExamination, ReExamination, ReExamine, ReExamined, Untouched,
        Verdict,
    },
    expiry::Expired,
    falling::{Fall, FellBy, FoundationFell},
};
