//! Who read what is sealed of a case. It is recorded in a stream of its own, and told beside the acts of
//! the case to whoever may see the audit log (domain.md §9).

use domain::{
    Moment, Rulebook,
    access::{self, Event, SealedRead, TargetKind},
};
use store::{EventStore, Metadata, Recorded, StoreError};

use super::{Dossier, folded::acting, sentence::Spoken};
use crate::viewer::Viewer;

/// A reading of sealed content.
#[derive(Debug, Clone)]
pub struct SealedReading {
    /// The envelope as stored, and the bytes.
    pub recorded: Recorded,
    /// The envelope with its text open.
    pub metadata: Metadata,
    /// What was read, and for what.
    pub read: SealedRead,
    /// How the register shows whoever read: 王某.
    pub actor: Option<String>,
}

/// How often one kind of content was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadingSum {
    /// Which kind.
    pub kind: TargetKind,
    /// How often.
    pub times: usize,
    /// By how many people.
    pub people: usize,
    /// When last.
    pub last_at: Moment,
}

/// What a viewer is told of the readings.
#[derive(Debug, Clone)]
pub struct Readings {
    /// The viewer's own, oldest first; nothing where those are not told.
    pub own: Option<Vec<SealedReading>>,
    /// All of them in sum; nothing where those are not told.
    pub sums: Option<Vec<ReadingSum>>,
}

impl Dossier {
    /// The readings of what is sealed of the case, as far as it was asked for and the viewer is told of
    /// them.
    ///
    /// # Errors
    ///
    /// Where the log can't be read.
    pub async fn readings(
        &self,
        store: &EventStore,
        viewer: &Viewer,
    ) -> Result<Readings, StoreError> {
        let (own, sums) = (viewer.sees_own_readings(), viewer.sees_readings_in_sum());
        if !own && !sums {
            return Ok(Readings { own: None, sums: None });
        }
        let recorded = store.read_known(&access::stream_of(self.id), None).await?;
        let known = recorded.into_iter().take_while(|it| self.reach.holds(it));
        let all: Vec<_> =
            known.map(|it| SealedReading::open(it, store)).collect::<Result<_, _>>()?;
        let sums = sums.then(|| summed(&all));
        let mine = |it: &SealedReading| it.metadata.actor.person() == Some(&viewer.person);
        let own = own.then(|| all.into_iter().filter(mine).collect());
        Ok(Readings { own, sums })
    }
}

impl SealedReading {
    fn open(recorded: Recorded, store: &EventStore) -> Result<Self, StoreError> {
        let Event::SealedRead(read) = recorded.unseal(store)?;
        let metadata = recorded.unseal_metadata(store)?;
        let actor = acting(&metadata);
        Ok(Self { recorded, metadata, read, actor })
    }

    /// `2022年11月28日，成都市锦江区市场监督管理局办案人员李某查阅举报人身份，目的：…。依据：《…》第三十三条。`
    #[must_use]
    pub fn sentence(&self, law: &Rulebook) -> String {
        let actor = self.actor.as_deref();
        Spoken::of((&self.metadata, actor), &self.read.sentence(), law).with(&[])
    }
}

fn summed(all: &[SealedReading]) -> Vec<ReadingSum> {
    let sum = |kind: TargetKind| {
        let read: Vec<_> = all.iter().filter(|it| it.read.target.kind() == kind).collect();
        let mut people: Vec<_> = read.iter().filter_map(|it| it.metadata.actor.person()).collect();
        people.sort_unstable();
        people.dedup();
        let last_at = read.last()?.metadata.occurred_at;
        Some(ReadingSum { kind, times: read.len(), people: people.len(), last_at })
    };
    TargetKind::ALL.into_iter().filter_map(sum).collect()
}
