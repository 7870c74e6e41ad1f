//! The credit view of a subject (信用视图): what follows from the decisions of all agencies, each as far as whoever asks may
//! see it (domain.md §9).

mod counter;
mod parts;
mod risk;

pub use self::{
    counter::CounterAnswer,
    parts::{CreditDomain, CreditPenalty, CreditRestoration, PriorIncident},
};

use async_graphql::{Context, Object, Result};
use domain::{
    id,
    party::Registration,
    restriction::{Domain, Matter},
};
use projections::{Reader, credit::CreditFile, restrictions::RestrictionFile, versions::Times};

use self::risk::SubjectRisk;
use super::{
    inbound::InboundRecord,
    listing::Listing,
    malformed,
    payload::{fault, reader},
    restriction::Restriction,
    scalars::SubjectId,
    times::{Asked, TwoTimes, TwoTimesKnown},
};
use crate::App;

/// What follows for a subject (信用视图): its penalties and how they are shown, what agencies do on account of them, what
/// became of applications for restoration. Nobody is simply "restricted": each measure says on what it rests.
pub struct CreditView {
    file: CreditFile,
    asked: TwoTimesKnown,
    reader: Reader,
}

impl CreditView {
    /// What follows for a subject as of both times; nothing where you may not look at it, and where the log began later.
    ///
    /// # Errors
    ///
    /// Where tables or log can't be read.
    pub async fn read(
        ctx: &Context<'_>,
        (subject, as_of): (id::SubjectId, Option<TwoTimes>),
    ) -> Result<Option<Self>> {
        let (asked, reader) = (TwoTimes::of(ctx, as_of)?, reader(ctx)?);
        let file = folded(ctx, &reader, (subject, asked)).await?;
        Ok(file.map(|file| Self { file, asked: asked.into(), reader }))
    }
}

impl CreditView {
    /// Whether whoever asks is told of violations for which no penalty was imposed: what was meant to teach gives the
    /// party no name with others (domain.md §5.1).
    fn told_of_the_spared(&self, app: &App) -> bool {
        matches!(self.reader, Reader::Party(_)) || risk::is_of_the_line(app, &self.reader)
    }
}

/// What is about a subject, where whoever asks sees decisions at all.
async fn folded(
    ctx: &Context<'_>,
    reader: &Reader,
    (subject, asked): (id::SubjectId, Asked),
) -> Result<Option<CreditFile>> {
    let app = ctx.data::<App>()?;
    // A number that was mistyped is nobody's, which is not the same as nothing being recorded of somebody.
    if !subject.is_natural_person() {
        subject.as_str().parse::<Registration>().map_err(|error| malformed("subject", error))?;
    }
    let Some(times) = asked.times.filter(|_| reader.sees_subject(&subject)) else {
        return Ok(None);
    };
    let own = reader.own_as_of(times);
    let concerning = app.read_model.concerning((&subject, own)).map_err(fault)?;
    let file = CreditFile::of(&app.store, subject, (concerning, times)).await;
    file.map(Some).map_err(fault)
}

/// Restrictions as clients see them.
fn shown<'a>(
    files: impl IntoIterator<Item = &'a RestrictionFile>,
    times: Times,
) -> Vec<Restriction> {
    files.into_iter().map(|it| Restriction::new(it.clone(), times)).collect()
}

/// What follows for a subject (信用视图): its penalties and how they are shown, what agencies do on account of them, what
/// became of applications for restoration. Nobody is simply "restricted": each measure says on what it rests. Of its own a
/// party sees all but how inspections are directed.
#[Object]
impl CreditView {
    /// Whose.
    async fn subject_id(&self) -> SubjectId {
        self.file.subject.clone().into()
    }

    /// How they are shown: in full, or 王某某; absent where nothing is recorded of them.
    async fn party(&self) -> Option<&str> {
        self.file.party()
    }

    /// As of when it holds.
    async fn as_of(&self) -> TwoTimesKnown {
        self.asked.clone()
    }

    /// The penalty decisions of all agencies that had been made by the day, the oldest case first: each with what of it
    /// counted then, and where it was shown.
    async fn penalties(&self, ctx: &Context<'_>) -> Result<Vec<CreditPenalty>> {
        let law = &ctx.data::<App>()?.law;
        Ok(self.file.penalties().map(|it| CreditPenalty::new(&self.file, it, law)).collect())
    }

    /// The entries of registers that had begun by the day, whichever agency's, the oldest first: each with how it stood then
    /// (名录).
    async fn listings(&self) -> Vec<Listing> {
        let CreditFile { entries, times, .. } = &self.file;
        let seen = entries.iter().filter(|it| self.reader.sees_entry(&it.listing));
        seen.map(|it| Listing::new(it.clone(), *times)).collect()
    }

    /// The licences, penalties and list entries that other departments had handed over by the day, as theirs; not those that
    /// they had withdrawn (部门推送信息; item 十六).
    async fn inbound_records(&self) -> Vec<InboundRecord> {
        let CreditFile { inbound, times, .. } = &self.file;
        let seen = inbound.iter().filter(|it| self.reader.sees_inbound(&it.record));
        seen.map(|it| InboundRecord::new(it.clone(), *times)).collect()
    }

    /// What agencies do about them, domain by domain, where they had been told of anything there.
    async fn domains(&self) -> Vec<CreditDomain> {
        let told = |domain: &Domain| {
            self.file.restrictions.iter().any(|it| it.pair.notified.measure.domain == *domain)
        };
        let domains = Domain::ALL.into_iter().filter(told);
        domains.map(|it| CreditDomain::new(&self.file, it, &self.reader)).collect()
    }

    /// 为何受限、如何解除, in plain words: each measure that you see in full, as it stood on the day.
    async fn in_plain_words(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let law = &ctx.data::<App>()?.law;
        Ok(self.file.in_plain_words(&self.reader, law).collect())
    }

    /// 企业信用风险分类 (CRC): how inspections are directed. Null for whoever may not see it: handlers, reviewers, leaders and
    /// the credit unit of an agency of market supervision do. Internal, and never a ground for a restriction.
    async fn risk_class(&self, ctx: &Context<'_>) -> Result<Option<SubjectRisk>> {
        SubjectRisk::read(ctx, &self.reader, (&self.file.subject, self.file.times)).await
    }

    /// What bars from honours on the day (表彰奖励), as far as you see it in full.
    async fn honours_blocked(&self, ctx: &Context<'_>) -> Result<Vec<Restriction>> {
        let law = &ctx.data::<App>()?.law;
        let bearing = counter::bearing(&self.file, Matter::Honour, law);
        let seen = bearing.map(|(_, it)| it).filter(|it| self.reader.sees_pair(&it.pair));
        Ok(shown(seen, self.file.times))
    }

    /// The cases that had been decided on by the day, with a penalty or without one, as a later decision looks back at
    /// them (APL 33), the oldest first. That none was imposed market supervision and the party itself are told alone.
    async fn prior_incidents(&self, ctx: &Context<'_>) -> Result<Vec<PriorIncident>> {
        let all = self.told_of_the_spared(ctx.data::<App>()?);
        let told = self.file.incidents().filter(|it| all || it.penalised);
        Ok(told.map(Into::into).collect())
    }

    /// The applications for restoration that had been received by the day, the oldest first.
    async fn restorations(&self) -> Vec<CreditRestoration> {
        let (all, on) = (self.file.restorations.iter(), self.file.times.on);
        all.filter_map(|(id, it)| CreditRestoration::of(*id, it, on)).collect()
    }
}
