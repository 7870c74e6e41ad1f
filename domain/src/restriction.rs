//! 限制措施: one pair of a source and a measure, towards one agency (domain.md §6.5, §6.7).

mod measure;
mod source;

pub use self::{
    measure::{Domain, EndRule, Measure, MeasureKind, Since},
    source::{Source, SourceKind, SourceStanding, Subject, Trigger},
};
