//! A case as clients see it: what lists show at once, and what is folded from its stream when it is
//! asked for.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use domain::{Actor, clock::Done, time::in_chinese};
use projections::{
    Viewer,
    cases::CaseRow,
    dossier::{AsOf, Dossier, Entry},
};
use tokio::sync::OnceCell;

use super::{
    deadline::Deadline,
    payload::fault,
    scalars::{AgencyCode, DateTime, Position, Sha256},
    vocabulary::{DocumentType, Role, Stage, ViolationType},
};
use crate::App;

/// A penalty case.
pub struct Case {
    row: CaseRow,
    viewer: Viewer,
    dossier: OnceCell<Arc<Dossier>>,
}

impl Case {
    /// A case that the viewer may see.
    #[must_use]
    pub fn new(row: CaseRow, viewer: Viewer) -> Self {
        Self { row, viewer, dossier: OnceCell::new() }
    }

    async fn dossier(&self, ctx: &Context<'_>) -> Result<&Arc<Dossier>> {
        let app = ctx.data::<App>()?;
        let read = async || {
            let asked = (self.row.id, AsOf::Now);
            let read = Dossier::read(&app.store, &app.read_model, &self.viewer, asked);
            let found = read.await.map_err(fault)?;
            found.map(Arc::new).ok_or_else(|| "the case has no events".into())
        };
        self.dossier.get_or_try_init(read).await
    }
}

/// A penalty case.
#[Object]
impl Case {
    /// Its id.
    pub async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// Whose it is.
    async fn agency(&self) -> AgencyCode {
        self.row.agency.clone().into()
    }

    /// Where its main line stands.
    async fn stage(&self) -> Stage {
        self.row.stage.into()
    }

    /// The stage in Chinese.
    async fn stage_label(&self) -> &str {
        self.row.stage.label()
    }

    /// 案号, once filed.
    async fn number(&self) -> Option<&str> {
        self.row.number.as_deref()
    }

    /// For what, once known.
    async fn violation(&self) -> Option<ViolationType> {
        self.row.violation.map(Into::into)
    }

    /// The type of violation in Chinese.
    async fn violation_label(&self) -> Option<&str> {
        self.row.violation.map(domain::case::violation::ViolationType::label)
    }

    /// Against whom, as lists show it.
    async fn party(&self) -> Option<&str> {
        self.row.party.as_deref()
    }

    /// When the last act took place.
    async fn last_act_at(&self) -> DateTime {
        self.row.last_at.into()
    }

    /// Its last revision; send it as `expectedRevision`.
    async fn revision(&self) -> u64 {
        self.row.revision
    }

    /// Where its last event lies in the log.
    async fn position(&self) -> Position {
        self.row.position.into()
    }

    /// 一案全程: every act as a sentence with its articles, oldest first.
    async fn case_file(&self, ctx: &Context<'_>) -> Result<Vec<FileEntry>> {
        let app = ctx.data::<App>()?;
        let dossier = self.dossier(ctx).await?;
        Ok(dossier.entries.iter().map(|entry| FileEntry::new(app, entry)).collect())
    }

    /// All its deadlines, each with how it was met.
    async fn deadlines(&self, ctx: &Context<'_>) -> Result<Vec<Deadline>> {
        let app = ctx.data::<App>()?;
        let dossier = self.dossier(ctx).await?;
        let today = app.clock.now().day();
        Ok(dossier
            .case
            .record
            .timers
            .iter()
            .map(|(key, timed)| Deadline::new(app, &timed.deadline, (met(dossier, key), today)))
            .collect())
    }
}

/// The act that met a deadline, with the time of its entry.
fn met(
    dossier: &Dossier,
    key: &(domain::clock::Timer, Option<domain::id::PartId>),
) -> Option<Done> {
    let settles = |entry: &&Entry| entry.event.fact().facets().settles.contains(key);
    dossier.entries.iter().find(settles).map(|entry| Done {
        occurred: entry.recorded.metadata.occurred_at,
        recorded: entry.recorded.metadata.recorded_at,
        late_entry: entry.recorded.metadata.late_entry_reason.is_some(),
    })
}

/// An act of a case, as the case file tells it.
#[derive(SimpleObject)]
pub struct FileEntry {
    /// What was done, in an official sentence with its articles.
    sentence: String,
    /// The event's type: `case.case-filed`.
    event_type: String,
    /// Its place in the case.
    revision: u64,
    /// Its place in the log.
    position: Position,
    /// When the act took place.
    occurred_at: DateTime,
    /// When it was entered.
    recorded_at: DateTime,
    /// 补录原因, where it was entered late.
    late_entry_reason: Option<String>,
    /// Who acted; absent where time itself did.
    person: Option<String>,
    /// In which role.
    role: Option<Role>,
    /// The role in Chinese.
    role_label: Option<String>,
    /// Under which item of the 权责清单.
    power_item: Option<String>,
    /// The articles that it relies on.
    basis: Vec<String>,
    /// The documents that it put on file.
    documents: Vec<Document>,
    /// Its hash, over the stored bytes.
    hash: String,
}

/// A document that an act put on file.
#[derive(SimpleObject)]
pub struct Document {
    /// Of its bytes.
    sha256: Sha256,
    /// What it is.
    #[graphql(name = "type")]
    kind: DocumentType,
    /// What it is, in Chinese.
    type_label: String,
    /// How many pages it has.
    pages: u16,
}

impl FileEntry {
    fn new(app: &App, entry: &Entry) -> Self {
        let metadata = &entry.recorded.metadata;
        let acting = metadata.actor.officer();
        let basis: Vec<_> = metadata.basis.iter().map(|it| app.law.cite(it)).collect();
        let facets = entry.event.fact().facets();
        let documents = facets.documents.into_iter().map(|it| Document {
            sha256: it.sha256.into(),
            kind: it.document_type.into(),
            type_label: it.document_type.label().to_owned(),
            pages: it.pages,
        });
        let reason = metadata.late_entry_reason.as_ref();
        Self {
            sentence: sentence(app, entry, &basis),
            event_type: entry.recorded.event_type.clone(),
            revision: entry.recorded.revision,
            position: entry.recorded.position.into(),
            occurred_at: metadata.occurred_at.into(),
            recorded_at: metadata.recorded_at.into(),
            late_entry_reason: reason.map(|it| it.shown().to_owned()),
            person: acting.map(|it| it.person.to_string()),
            role: acting.map(|it| it.role.into()),
            role_label: acting.map(|it| it.role.label().to_owned()),
            power_item: acting.and_then(|it| it.power_item.as_ref()).map(ToString::to_string),
            basis,
            documents: documents.collect(),
            hash: hex::encode(entry.recorded.hash),
        }
    }
}

/// `2022年11月28日，成都市锦江区市场监督管理局负责人批准立案（…）。依据：《…》第十九条。`
fn sentence(app: &App, entry: &Entry, basis: &[String]) -> String {
    let metadata = &entry.recorded.metadata;
    let day = metadata.occurred_at.day();
    let who = match &metadata.actor {
        Actor::Officer(acting) => {
            let agency = app.law.agencies().acting_name(&acting.agency, day);
            format!("{}{}", agency.unwrap_or(acting.agency.as_str()), acting.role.label())
        }
        Actor::Clock => String::new(),
        Actor::System { agency } => agency.to_string(),
    };
    let late = if metadata.late_entry_reason.is_some() { "（补录）" } else { "" };
    let predicate = entry.event.fact().sentence();
    // Book-keeping, as of a number that was voided, rests on no article.
    let basis = match basis {
        [] => String::new(),
        articles => format!("依据：{}。", articles.join("、")),
    };
    format!("{}，{who}{predicate}{late}。{basis}", in_chinese(day))
}
