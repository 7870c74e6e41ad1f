//! Histories by the number (`anjuan generate`): each fictitious subject lives one of a few (`fixtures/generated`), some
//! weeks earlier than it is written and before a bureau of a city. They are played as those of the demonstration are,
//! all that is entered at one moment at once.
//!
//! Which histories there are, and their commands with ids, content and times, follows from the seed. What the program
//! makes itself doesn't: keys, the log's id, and in which order events of one moment come to lie, hence who of them has
//! which number.

mod subject;

use std::{collections::BTreeMap, sync::Arc};

use domain::{Moment, Rulebook};
use futures::{StreamExt as _, TryStreamExt as _};

pub use self::subject::Subject;
use self::subject::{Bureaus, WEEKS};
use super::{
    acts::{Acts, Entry, Halt},
    history::{Flaw, History},
    player::{PassError, pass},
    staff::{Staff, StaffError},
    today,
};
use crate::App;

/// How many acts are under way at once.
const AT_ONCE: usize = 64;

/// How many there are, and what they are drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// How many subjects.
    pub subjects: u32,
    /// What their histories are drawn from.
    pub seed: u64,
}

/// Why they are not played to their end.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// A history is not written in the form.
    #[error(transparent)]
    Flaw(#[from] Flaw),
    /// The staff can't be read, or not be entered into the register.
    #[error(transparent)]
    Staff(#[from] StaffError),
    /// A history goes otherwise than it says.
    #[error(transparent)]
    Halt(#[from] Halt),
    /// The time can't pass.
    #[error(transparent)]
    Pass(#[from] PassError),
}

/// An act that is still to come.
struct Next {
    history: Arc<History>,
    n: usize,
}

/// What is still to come, by the moment at which it is entered.
#[derive(Default)]
struct Agenda(BTreeMap<Moment, Vec<Next>>);

impl Agenda {
    /// An act is to come, where the history has it; whether it has.
    fn note(&mut self, next: Next) -> bool {
        let Some(step) = next.history.steps.get(next.n) else { return false };
        self.0.entry(step.entered()).or_default().push(next);
        true
    }

    /// What is entered first, and before `end` where there is one.
    fn first(&mut self, end: Option<Moment>) -> Option<(Moment, Vec<Next>)> {
        let first = self.0.first_entry()?;
        end.is_none_or(|it| *first.key() < it).then(|| first.remove_entry())
    }
}

/// The subjects of a log of that size. A larger one of the same seed begins with the same ones.
#[must_use]
pub fn subjects(size: Size, law: &Rulebook) -> Vec<Subject> {
    let bureaus = Bureaus::of(law);
    (0..size.subjects).map(|n| Subject::nth(n, size.seed, &bureaus)).collect()
}

/// Plays the histories of so many subjects in `app`, whose log is empty and whose clock stands, and lets the clock stand
/// on the day of the demonstration. `told` is told how many subjects' histories have ended, and how many there are.
///
/// # Errors
///
/// See [`GenerateError`].
pub async fn play(
    app: &App,
    size: Size,
    mut told: impl FnMut(u64, u64),
) -> Result<(), GenerateError> {
    let bureaus = Bureaus::of(&app.law);
    let staff = Staff::parse(&bureaus.staff())?;
    staff.enroll(app).await?;
    let acts = Acts::of(app.clone(), &staff);
    let mut weeks = vec![vec![]; WEEKS];
    for subject in subjects(size, &app.law) {
        weeks[subject.week].push(subject);
    }
    let (mut agenda, mut ended) = (Agenda::default(), 0);
    for (week, subjects) in (0..).zip(weeks) {
        for subject in subjects {
            let history = Arc::new(subject.history(&bureaus)?);
            agenda.note(Next { history, n: 0 });
        }
        // After the last one everything is played to its end.
        let end = (week + 1 < WEEKS).then(|| subject::beginning(week + 1));
        while let Some(now) = agenda.first(end) {
            ended += at(&acts, now, &mut agenda).await?;
            told(ended, size.subjects.into());
        }
    }
    Ok(pass(app, today()).await?)
}

/// Does all that is entered at a moment; how many histories end with it.
async fn at(
    acts: &Acts<'_>,
    (moment, all): (Moment, Vec<Next>),
    agenda: &mut Agenda,
) -> Result<u64, GenerateError> {
    pass(&acts.app, moment).await?;
    let done = futures::stream::iter(all).map(|Next { history, n }| async move {
        acts.play(Entry { history: &history, n, step: &history.steps[n] }).await?;
        Ok::<_, Halt>(Next { history, n: n + 1 })
    });
    let mut done = done.buffer_unordered(AT_ONCE);
    let mut ended = 0;
    while let Some(next) = done.try_next().await? {
        ended += u64::from(!agenda.note(next));
    }
    Ok(ended)
}
