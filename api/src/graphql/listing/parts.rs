//! Parts of an entry: its ground, the decision, what it called for, its publicity, its exit and its end.

use async_graphql::{Context, Result, SimpleObject};
use domain::{
    Rulebook,
    document::DocumentRef,
    id,
    listing::{Event, Standing, abnormal, ending::Expired},
};
use jiff::{ToSpan, civil};
use projections::{history::Act, listings::ListingFile};

use super::super::{
    case::register::Document,
    restriction::named,
    scalars::{AgencyCode, Date, DocumentNumber, EventId, MeasureCode, RestrictionId},
    vocabulary::{AbnormalGround, ListingStanding, ReExaminationVerdict},
};

/// Why a business is listed or marked, as it was verified (核实列入事由).
#[derive(SimpleObject)]
pub struct ListingGround {
    /// Which ground.
    kind: AbnormalGround,
    /// Which ground, in Chinese.
    kind_label: &'static str,
    /// In full: `未按期公示年度报告（2022年度）`.
    says: String,
    /// The articles that it is a ground under.
    citations: Vec<String>,
    /// On which day it was verified.
    verified_on: Date,
    /// The letters that nobody signed for, where nobody was reached.
    letters: Vec<ContactLetter>,
    /// What shows it.
    evidence: Vec<Document>,
}

/// A letter to the registered address that nobody signed for (专用信函).
#[derive(SimpleObject)]
pub struct ContactLetter {
    /// When it was posted.
    posted_on: Date,
    /// The letter with the proof of its posting and return.
    document: Document,
}

/// The decision to enter or to mark (列入、标记决定).
#[derive(SimpleObject)]
pub struct ListingDecision {
    /// Its number.
    number: DocumentNumber,
    /// On which day.
    decided_on: Date,
    /// Why.
    reasons: String,
    /// The articles.
    citations: Vec<String>,
    /// 申请行政复议的途径和期限 (EIP 21).
    reconsideration: String,
    /// 提起行政诉讼的途径和期限 (EIP 21).
    court: String,
    /// 列入（标记）决定书.
    document: Document,
}

/// A measure of the catalogue that an entry called for (LIST24).
#[derive(SimpleObject)]
pub struct ListingCall {
    /// Which measure.
    measure: MeasureCode,
    /// Which agency is told.
    agency: AgencyCode,
    /// Its name, or that of the agency which has taken over from it.
    agency_name: Option<String>,
    /// The restriction that this began: what the agency does about it.
    restriction_id: RestrictionId,
}

/// A time for which an entry is public on GSXT (公示).
#[derive(SimpleObject)]
pub struct ListingPublicity {
    /// Since which day.
    published_on: Date,
    /// What shows it, where somebody kept that.
    proof: Option<Document>,
    /// From which day on it is shown no longer; absent while it is.
    ended_on: Option<Date>,
    /// What shows that, where somebody kept it.
    end_proof: Option<Document>,
}

/// The party's application to be let out (移出申请).
#[derive(SimpleObject)]
pub struct ExitApplication {
    /// On which day it was received.
    received_on: Date,
    /// What the party says it has done since.
    cure: String,
    /// The application, and what came with it.
    documents: Vec<Document>,
}

/// That the ground is gone, as it was verified (核实移出条件).
#[derive(SimpleObject)]
pub struct ListingCure {
    /// On which day.
    verified_on: Date,
    /// How the ground went.
    finding: String,
    /// What shows it.
    evidence: Vec<Document>,
}

/// A re-examination of an entry whose decision was altered (重新审核).
#[derive(SimpleObject)]
pub struct ListingReExamination {
    /// The event by which the decision was altered.
    cause: EventId,
    /// From which day on it is.
    altered_on: Date,
    /// On which day it was decided; absent while it wasn't.
    decided_on: Option<Date>,
    /// What came of it.
    verdict: Option<ReExaminationVerdict>,
    /// What came of it, in Chinese.
    verdict_label: Option<&'static str>,
    /// Why.
    reasons: Option<String>,
    /// The number of the decision.
    number: Option<DocumentNumber>,
}

/// What ended an entry.
#[derive(SimpleObject)]
pub struct ListingEnd {
    /// From which day on it counts no longer.
    on: Date,
    /// How it stands since.
    standing: ListingStanding,
    /// How it stands since, in Chinese.
    standing_label: &'static str,
    /// What happened, as its act tells it.
    says: String,
    /// The articles.
    citations: Vec<String>,
    /// The act; absent where its years are over and the clock has not recorded that yet.
    event: Option<EventId>,
}

fn all<'a>(documents: impl IntoIterator<Item = &'a DocumentRef>) -> Vec<Document> {
    documents.into_iter().map(Into::into).collect()
}

fn day(act: &Act<Event>) -> civil::Date {
    act.metadata.occurred_at.day()
}

fn event(act: &Act<Event>) -> EventId {
    id::EventId::new(act.recorded.id).into()
}

impl ListingGround {
    pub(super) fn of(act: &Act<Event>, law: &Rulebook) -> Option<Self> {
        let Event::GroundVerified(it) = &act.event else { return None };
        let letters = match &it.ground {
            abnormal::Ground::Unreachable { letters } => letters.iter().map(Into::into).collect(),
            abnormal::Ground::AnnualReportNotPublished { .. }
            | abnormal::Ground::InformationNotPublished { .. }
            | abnormal::Ground::InformationFalse { .. } => vec![],
        };
        Some(Self {
            kind: it.ground.kind().into(),
            kind_label: it.ground.kind().label(),
            says: it.ground.text(),
            citations: it.ground.basis(it.register).iter().map(|it| law.cite(it)).collect(),
            verified_on: day(act).into(),
            letters,
            evidence: all(&it.evidence),
        })
    }
}

impl From<&abnormal::Letter> for ContactLetter {
    fn from(it: &abnormal::Letter) -> Self {
        Self { posted_on: it.posted_on.into(), document: (&it.document).into() }
    }
}

impl ListingDecision {
    pub(super) fn of(act: &Act<Event>, law: &Rulebook) -> Option<Self> {
        let Event::Entered(it) = &act.event else { return None };
        Some(Self {
            number: it.number.clone().into(),
            decided_on: day(act).into(),
            reasons: it.reasons.shown().to_owned(),
            citations: it.basis.iter().map(|it| law.cite(it)).collect(),
            reconsideration: it.remedies.reconsideration.clone(),
            court: it.remedies.court.clone(),
            document: (&it.document).into(),
        })
    }
}

impl ListingCall {
    pub(super) fn all<'a>(
        ctx: &'a Context<'_>,
        act: &'a Act<Event>,
    ) -> impl Iterator<Item = Result<Self>> + 'a {
        let source = id::EventId::new(act.recorded.id);
        act.event.calls().iter().map(move |it| {
            Ok(Self {
                measure: it.measure.clone().into(),
                agency: it.agency.clone().into(),
                agency_name: named(ctx, &it.agency)?,
                restriction_id: it.pair(source, None).into(),
            })
        })
    }
}

impl ListingPublicity {
    /// What a restoration hid it shows again itself, from the day on which it counts no more.
    pub(super) fn all(file: &ListingFile) -> Vec<Self> {
        let mut periods: Vec<Self> = vec![];
        let mut hidden = false;
        for act in &file.acts {
            let open = periods.last_mut().filter(|it| it.ended_on.is_none());
            match (&act.event, open) {
                (Event::Published(it), _) => periods.push(Self::since(day(act), it.proof.as_ref())),
                (Event::PublicityEnded(it), Some(last)) => {
                    last.ended_on = Some(day(act).into());
                    last.end_proof = it.proof.as_ref().map(Into::into);
                }
                (Event::Reinstated(it), None) if hidden => periods.push(Self::since(it.on, None)),
                (event, Some(last)) => {
                    if let Some(on) = event.hides(act.metadata.occurred_at) {
                        (last.ended_on, hidden) = (Some(on.into()), true);
                    }
                }
                _ => {}
            }
        }
        periods
    }

    fn since(day: civil::Date, proof: Option<&DocumentRef>) -> Self {
        let (published_on, proof) = (day.into(), proof.map(Into::into));
        Self { published_on, proof, ended_on: None, end_proof: None }
    }
}

impl ExitApplication {
    pub(super) fn of(act: &Act<Event>) -> Option<Self> {
        let Event::ExitApplied(it) = &act.event else { return None };
        Some(Self {
            received_on: day(act).into(),
            cure: it.cure.shown().to_owned(),
            documents: all(&it.documents),
        })
    }
}

impl ListingCure {
    pub(super) fn of(act: &Act<Event>) -> Option<Self> {
        let Event::CureVerified(it) = &act.event else { return None };
        Some(Self {
            verified_on: day(act).into(),
            finding: it.finding.shown().to_owned(),
            evidence: all(&it.evidence),
        })
    }
}

impl ListingReExamination {
    pub(super) fn all(file: &ListingFile) -> Vec<Self> {
        let told = file.listing.examinations.iter().map(|it| {
            let (decided_on, decision) = it.decided.as_ref().map(|(on, it)| (*on, it)).unzip();
            Self {
                cause: it.cause.event.into(),
                altered_on: it.altered_on.into(),
                decided_on: decided_on.map(Into::into),
                verdict: decision.map(|it| it.verdict.into()),
                verdict_label: decision.map(|it| it.verdict.label()),
                reasons: decision.map(|it| it.reasons.shown().to_owned()),
                number: decision.map(|it| it.number.clone().into()),
            }
        });
        told.collect()
    }
}

impl ListingEnd {
    pub(super) fn of(file: &ListingFile, by: civil::Date, law: &Rulebook) -> Option<Self> {
        file.listing.standing(by)?;
        let (on, standing) = file.listing.end(by)?;
        let acts = file.acts.iter();
        let act = acts.clone().find(|it| ended(it) == Some((on, standing)));
        let expired = Event::Expired(Expired { last_day: on.saturating_sub(1.day()) });
        let told = act.map_or(&expired, |it| &it.event);
        Some(Self {
            on: file.listing.ended_on(by).unwrap_or(on).into(),
            standing: standing.into(),
            standing_label: standing.label(),
            says: told.sentence(),
            citations: told.basis().iter().map(|it| law.cite(it)).collect(),
            event: act.map(event),
        })
    }
}

/// How an act ended the entry, and from which day on.
fn ended(act: &Act<Event>) -> Option<(civil::Date, Standing)> {
    match &act.event {
        Event::Expired(it) => Some((it.last_day.saturating_add(1.day()), Standing::Expired)),
        event => event.ends_as(act.metadata.occurred_at),
    }
}
