//! What ends an entry otherwise than by its cure.

mod correcting;

pub use self::correcting::{Correct, Corrected};
