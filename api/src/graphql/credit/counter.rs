//! What a clerk at a counter asks: does anything bear on what somebody asks for?

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::{Rulebook, id, restriction};
use projections::{Reader, credit::CreditFile, restrictions::RestrictionFile};

use super::{
    super::{
        payload::reader,
        restriction::Restriction,
        scalars::SubjectId,
        times::{TwoTimes, TwoTimesKnown},
        vocabulary::{Bearing, CounterMatter},
    },
    folded, shown,
};
use crate::App;

/// What bears on a matter at a counter (柜台查询).
pub struct CounterAnswer {
    file: CreditFile,
    matter: restriction::Matter,
    bearing: Vec<(restriction::Bearing, RestrictionFile)>,
    asked: TwoTimesKnown,
    reader: Reader,
}

/// A restriction that bears on a matter.
#[derive(SimpleObject)]
pub struct BearingRestriction {
    /// How far.
    bearing: Bearing,
    /// How far, in Chinese.
    bearing_label: &'static str,
    /// The restriction: with its source, basis, agency and end.
    restriction: Restriction,
}

/// What is in effect on the day and bears on a matter, what bars before what is weighed.
pub(super) fn bearing<'a>(
    file: &'a CreditFile,
    matter: restriction::Matter,
    law: &Rulebook,
) -> impl Iterator<Item = (restriction::Bearing, &'a RestrictionFile)> {
    let on = file.times.on;
    let found = file.restrictions.iter().map(|it| (it.pair.bears_on(matter, on, law), it));
    let mut found: Vec<_> =
        found.filter(|(it, _)| *it != restriction::Bearing::NoneRecorded).collect();
    found.sort_by_key(|(it, _)| std::cmp::Reverse(*it));
    found.into_iter()
}

impl CounterAnswer {
    /// What bears on a matter as of both times; nothing where you see no decisions, and where the log began later.
    ///
    /// # Errors
    ///
    /// Where tables or log can't be read.
    pub async fn read(
        ctx: &Context<'_>,
        (subject, matter): (id::SubjectId, restriction::Matter),
        as_of: Option<TwoTimes>,
    ) -> Result<Option<Self>> {
        let (asked, reader) = (TwoTimes::of(ctx, as_of)?, reader(ctx)?);
        let Some(file) = folded(ctx, &reader, (subject, asked)).await? else { return Ok(None) };
        let bearing = bearing(&file, matter, &ctx.data::<App>()?.law);
        let bearing = bearing.map(|(how, it)| (how, it.clone())).collect();
        Ok(Some(Self { file, matter, bearing, asked: asked.into(), reader }))
    }

    fn in_full(&self) -> impl Iterator<Item = &(restriction::Bearing, RestrictionFile)> {
        self.bearing.iter().filter(|(_, it)| self.reader.sees_pair(&it.pair))
    }
}

/// What bears on a matter at a counter (柜台查询). What is barred is barred by the statute that the restriction names; what
/// is to be weighed forbids nothing by itself.
#[Object]
impl CounterAnswer {
    /// Whose.
    async fn subject_id(&self) -> SubjectId {
        self.file.subject.clone().into()
    }

    /// How they are shown; absent where nothing is recorded of them.
    async fn party(&self) -> Option<&str> {
        self.file.party()
    }

    /// What was asked about.
    async fn matter(&self) -> CounterMatter {
        self.matter.into()
    }

    /// The same in Chinese.
    async fn matter_label(&self) -> &'static str {
        self.matter.label()
    }

    /// As of when it holds.
    async fn as_of(&self) -> TwoTimesKnown {
        self.asked.clone()
    }

    /// How far anything bears on it: the farthest of all that is in effect, also of what you see in sum only.
    async fn bearing(&self) -> Bearing {
        self.farthest().into()
    }

    /// How far, in Chinese.
    async fn bearing_label(&self) -> &'static str {
        self.farthest().label()
    }

    /// What is in effect and bears on it, what bars before what is weighed.
    async fn restrictions(&self) -> Vec<BearingRestriction> {
        let shown = |(how, it): &(restriction::Bearing, RestrictionFile)| BearingRestriction {
            bearing: (*how).into(),
            bearing_label: how.label(),
            restriction: Restriction::new(it.clone(), self.file.times),
        };
        self.in_full().map(shown).collect()
    }

    /// How many bear on it besides, of which you see no more than the number.
    async fn in_sum_only(&self) -> usize {
        self.bearing.len() - self.in_full().count()
    }

    /// What your agency was told of that would bear on it, and has not answered (待答复): it is not in effect.
    async fn unanswered(&self, ctx: &Context<'_>) -> Result<Vec<Restriction>> {
        let (law, on) = (&ctx.data::<App>()?.law, self.file.times.on);
        let waiting = self.file.restrictions.iter().map(|it| (it, &it.pair)).filter(|(_, pair)| {
            pair.concerns(self.matter, law)
                && self.reader.is_told(pair)
                && pair.awaits_an_answer(on)
        });
        Ok(shown(waiting.map(|(it, _)| it), self.file.times))
    }
}

impl CounterAnswer {
    fn farthest(&self) -> restriction::Bearing {
        let farthest = self.bearing.iter().map(|(it, _)| *it).max();
        farthest.unwrap_or(restriction::Bearing::NoneRecorded)
    }
}
