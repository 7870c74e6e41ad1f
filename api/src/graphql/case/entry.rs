//! An act of a case, as case file and audit trail tell it.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};
use domain::{Acting, clock::Done, document::DocumentRef};
use projections::dossier::{Dossier, Entry, Lag};

use super::{
    super::{
        deadline::Deadline,
        scalars::{AgencyCode, CommandId, DateTime, EventId, PersonId, Position, PowerItem},
        vocabulary::Role,
    },
    register::Document,
};
use crate::App;

/// An act, and the case that it is in.
pub struct FileEntry {
    dossier: Arc<Dossier>,
    entry: Arc<Entry>,
}

/// 补录: an act that was entered late.
#[derive(SimpleObject)]
pub struct LateEntry {
    /// 补录原因.
    reason: String,
    /// From the act to its entry, in days.
    lag_days: u32,
    /// `2022年12月5日补录，距行为发生之日7日`.
    text: String,
}

impl From<Lag> for LateEntry {
    fn from(it: Lag) -> Self {
        Self { reason: it.reason, lag_days: it.days, text: it.text }
    }
}

impl FileEntry {
    pub(super) fn new(dossier: &Arc<Dossier>, entry: Arc<Entry>) -> Self {
        Self { dossier: Arc::clone(dossier), entry }
    }

    /// Every act that the viewer may see, oldest first.
    pub(super) fn all(dossier: &Arc<Dossier>) -> Vec<Self> {
        dossier.entries().map(|entry| Self::new(dossier, Arc::clone(entry))).collect()
    }

    fn acting(&self) -> Option<&Acting> {
        self.entry.metadata.actor.officer()
    }
}

/// An act of a case: who did what, when, in which role, on which basis.
#[Object]
impl FileEntry {
    /// What was done, in an official sentence with its articles.
    async fn sentence(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(self.dossier.sentence(&self.entry, &ctx.data::<App>()?.law))
    }

    /// Its id, by which a later act names it where that one corrects it.
    async fn event_id(&self) -> EventId {
        event_id(&self.entry)
    }

    /// 更正: the earlier acts that it corrects. They stay as they were recorded.
    async fn corrects(&self) -> Vec<EventId> {
        self.dossier.corrected_by(&self.entry).map(|it| event_id(it)).collect()
    }

    /// The later acts that correct it: what it records did not turn out to be so.
    async fn corrected_by(&self) -> Vec<EventId> {
        self.dossier.corrections_of(&self.entry).map(|it| event_id(it)).collect()
    }

    /// The event's type: `case.case-filed`.
    async fn event_type(&self) -> &str {
        &self.entry.recorded.event_type
    }

    /// Its place in the case.
    async fn revision(&self) -> u64 {
        self.entry.recorded.revision
    }

    /// Its place in the log.
    async fn position(&self) -> Position {
        self.entry.recorded.position.into()
    }

    /// When the act took place.
    async fn occurred_at(&self) -> DateTime {
        self.entry.metadata.occurred_at.into()
    }

    /// When it was entered.
    async fn recorded_at(&self) -> DateTime {
        self.entry.metadata.recorded_at.into()
    }

    /// 补录, where it was entered late.
    async fn late_entry(&self) -> Option<LateEntry> {
        self.entry.lag().map(Into::into)
    }

    /// Who acted; absent where time itself did.
    async fn person(&self) -> Option<PersonId> {
        self.acting().map(|it| it.person.clone().into())
    }

    /// How the register showed whoever acted, on that day: 王某.
    async fn person_name(&self) -> Option<&str> {
        self.entry.actor.as_deref()
    }

    /// For which agency.
    async fn agency(&self) -> Option<AgencyCode> {
        self.acting().map(|it| it.agency.clone().into())
    }

    /// In which role.
    async fn role(&self) -> Option<Role> {
        self.acting().map(|it| it.role.into())
    }

    /// The role in Chinese.
    async fn role_label(&self) -> Option<&str> {
        self.acting().map(|it| it.role.label())
    }

    /// Under which item of the 权责清单.
    async fn power_item(&self) -> Option<PowerItem> {
        self.acting().and_then(|it| it.power_item.clone()).map(Into::into)
    }

    /// The articles that it relies on.
    async fn basis(&self, ctx: &Context<'_>) -> Result<Vec<String>> {
        let law = &ctx.data::<App>()?.law;
        Ok(self.entry.metadata.basis.iter().map(|it| law.cite(it)).collect())
    }

    /// The documents that it put on file, those of the internal file only for whoever may see it.
    async fn documents(&self) -> Vec<Document> {
        let may = |it: &&DocumentRef| self.dossier.sees(self.dossier.case.part_of(it));
        let documents = self.entry.event.fact().facets().documents.into_iter();
        documents.filter(may).map(Into::into).collect()
    }

    /// The deadlines that it met, in time or late, each with by how much; and those that it ended, each with by how
    /// much it was overdue then.
    async fn deadlines(&self, ctx: &Context<'_>) -> Result<Vec<Deadline>> {
        let app = ctx.data::<App>()?;
        let settled = self.dossier.settled_by(&self.entry);
        let told =
            |(it, done): (_, Done)| Deadline::new(app, it, (Some(done), done.recorded.day()));
        Ok(settled.map(told).collect())
    }

    /// 演示数据: it used a figure that was made up for a demonstration.
    async fn demonstration(&self) -> bool {
        self.entry.is_demonstration()
    }

    /// The digest of the rulebook that was in effect.
    async fn law(&self) -> &str {
        &self.entry.metadata.law
    }

    /// The command that it came of.
    async fn command_id(&self) -> CommandId {
        domain::id::CommandId::new(self.entry.metadata.command_id).into()
    }

    /// The hash of the event before it in the case; zeros for the first.
    async fn prev_hash(&self) -> String {
        hex::encode(self.entry.recorded.prev_hash)
    }

    /// Its own hash, over the stored bytes.
    async fn hash(&self) -> String {
        hex::encode(self.entry.recorded.hash)
    }
}

fn event_id(entry: &Entry) -> EventId {
    domain::id::EventId::new(entry.recorded.id).into()
}
