//! Parts of a credit view: penalties, measures by domain, applications.

use async_graphql::{ComplexObject, Context, Object, Result, SimpleObject};
use domain::{
    Rulebook,
    case::{self, remedy::Standing as Counting},
    id,
    publicity::{Key, Publicity},
    restoration::Restoration,
    restriction::{
        self, StandingKind,
        pairs::{Applied, applied},
    },
};
use jiff::civil;
use projections::{
    Reader,
    credit::{CreditFile, Incident},
    restrictions::RestrictionFile,
    versions::Times,
};
use store::Position;

use super::{
    super::{
        case::{Case, standing::Standing},
        restriction::{Measure, Restriction, RestrictionSource, named},
        scalars::{AgencyCode, CaseId, Date, DateTime, RestorationId},
        vocabulary::{
            PublicityChannel, PublicityState, RestorationStatus, RestorationWindow,
            RestrictionDomain,
        },
    },
    shown,
};

/// A penalty decision as it bears on somebody's credit.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct CreditPenalty {
    /// In which case it was decided.
    case_id: CaseId,
    /// Which agency decided.
    agency: AgencyCode,
    /// For what, in Chinese.
    violation_label: &'static str,
    /// The provisions that were violated.
    violated: Vec<String>,
    /// What was decided, and what of it counted on the day.
    standing: Standing,
    /// Where it was to be shown, or was, on the day.
    publicity: Vec<CreditPublicity>,
    /// How far of the log the answer goes, where it is not of now.
    #[graphql(skip)]
    until: Option<Position>,
}

#[ComplexObject]
impl CreditPenalty {
    /// Its name, or that of the agency which has taken over from it.
    async fn agency_name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        named(ctx, &self.agency.0)
    }

    /// The case as it was known then; absent where you may not see it.
    async fn case(&self, ctx: &Context<'_>) -> Result<Option<Case>> {
        Case::known(ctx, (self.case_id.0, self.until)).await
    }
}

/// How a penalty decision stood on a channel on the day.
#[derive(SimpleObject)]
pub struct CreditPublicity {
    /// Where.
    channel: PublicityChannel,
    /// Where, in Chinese.
    channel_label: &'static str,
    /// How it stood.
    state: PublicityState,
    /// How, in Chinese.
    state_label: &'static str,
    /// Since when it is shown, where it is.
    shown_since: Option<DateTime>,
    /// The last day on which it is shown, where a rule says when that is.
    shown_until: Option<Date>,
}

impl CreditPenalty {
    pub(super) fn new(
        file: &CreditFile,
        (id, case, it): (id::CaseId, &case::Case, Counting<'_>),
        law: &Rulebook,
    ) -> Self {
        let (on, decided) = (file.times.on, it.decided);
        let of_this = |(key, _): &&(Key, Publicity)| key.case == id && key.decision == decided.id;
        let filed = case.record.filed.as_ref();
        Self {
            until: file.times.until,
            case_id: id.into(),
            agency: decided.agency.clone().into(),
            violation_label: filed.map_or("", |(_, it)| it.violation.label()),
            violated: decided.violated.clone(),
            publicity: file
                .publicity
                .iter()
                .filter(of_this)
                .map(|(key, it)| CreditPublicity::new(key, it, on))
                .collect(),
            standing: Standing::new(case, &it, (on, law)),
        }
    }
}

impl CreditPublicity {
    fn new(key: &Key, it: &Publicity, on: civil::Date) -> Self {
        let (state, is_shown) = (it.state_on(on), it.is_shown());
        let until = it.shown_until().filter(|_| is_shown);
        Self {
            channel: key.channel.into(),
            channel_label: key.channel.label(),
            state: state.into(),
            state_label: state.label(),
            shown_since: it.shown_since.filter(|_| is_shown).map(Into::into),
            shown_until: until.map(|(last_day, _)| last_day.into()),
        }
    }
}

/// A case that was decided on before.
#[derive(SimpleObject)]
pub struct PriorIncident {
    /// Which.
    case_id: CaseId,
    /// For what, in Chinese.
    violation_label: String,
    /// On which day.
    decided_on: Date,
    /// A penalty was imposed; otherwise it was decided to impose none (不予行政处罚).
    penalised: bool,
}

impl From<Incident> for PriorIncident {
    fn from(it: Incident) -> Self {
        Self {
            case_id: it.case.into(),
            violation_label: it.violation,
            decided_on: it.decided_on.into(),
            penalised: it.penalised,
        }
    }
}

/// An application for restoration, as it stood on the day.
#[derive(SimpleObject)]
pub struct CreditRestoration {
    /// Which.
    restoration_id: RestorationId,
    /// The number of what is to be restored.
    source_number: String,
    /// What that is, in Chinese.
    source_label: &'static str,
    /// Where it was received.
    window: RestorationWindow,
    /// Where, in Chinese.
    window_label: &'static str,
    /// How it stood.
    status: RestorationStatus,
    /// How, in Chinese.
    status_label: &'static str,
}

impl CreditRestoration {
    pub(super) fn of(id: id::RestorationId, it: &Restoration, on: civil::Date) -> Option<Self> {
        let (opened, status) = (it.opened.as_ref()?, it.status_on(on)?);
        Some(Self {
            restoration_id: id.into(),
            source_number: opened.source.number.clone(),
            source_label: opened.source.kind.label(),
            window: opened.window.into(),
            window_label: opened.window.label(),
            status: status.into(),
            status_label: status.label(),
        })
    }
}

/// What agencies do in one domain on account of a subject's penalties and entries. The numbers are of all pairs, also of
/// those that you see in sum only.
#[derive(SimpleObject)]
pub struct CreditDomain {
    /// Where.
    domain: RestrictionDomain,
    /// Where, in Chinese.
    domain_label: &'static str,
    /// How many are in effect (生效).
    active: usize,
    /// How many await an answer (已通报，待答复).
    notified: usize,
    /// How many are imposed from a later day on (已决定实施，尚未生效).
    upcoming: usize,
    /// How many were declined (不予实施).
    declined: usize,
    /// How many were never answered, and have lost their source: no measure ended (通报已撤回).
    withdrawn: usize,
    /// How many lost their source, and are to be lifted: they count nothing (来源失效，待解除).
    unfounded: usize,
    /// How many rest (暂停).
    suspended: usize,
    /// How many have ended (已终止).
    ended: usize,
    /// Of how many of these you see no more than the number.
    in_sum_only: usize,
    /// What you see in full, measure by measure and agency by agency.
    measures: Vec<CreditMeasure>,
}

impl CreditDomain {
    pub(super) fn new(file: &CreditFile, domain: restriction::Domain, reader: &Reader) -> Self {
        let here: Vec<_> = file
            .restrictions
            .iter()
            .filter(|it| it.pair.notified.measure.domain == domain)
            .collect();
        let on = file.times.on;
        let stands = |kind: StandingKind| {
            here.iter().filter(|it| it.pair.standing(on).kind() == kind).count()
        };
        let seen: Vec<_> = here.iter().copied().filter(|it| reader.sees_pair(&it.pair)).collect();
        Self {
            domain: domain.into(),
            domain_label: domain.label(),
            active: stands(StandingKind::Active),
            notified: stands(StandingKind::Notified),
            upcoming: stands(StandingKind::Scheduled),
            declined: stands(StandingKind::Declined),
            withdrawn: stands(StandingKind::Withdrawn),
            unfounded: stands(StandingKind::Unfounded),
            suspended: stands(StandingKind::Suspended),
            ended: stands(StandingKind::Ended),
            in_sum_only: here.len() - seen.len(),
            measures: CreditMeasure::all(&seen, file.times),
        }
    }
}

/// A measure of an agency, with all that it rests on.
pub struct CreditMeasure {
    applied: Applied,
    pairs: Vec<RestrictionFile>,
    times: Times,
}

impl CreditMeasure {
    fn all(seen: &[&RestrictionFile], times: Times) -> Vec<Self> {
        let pairs = seen.iter().map(|it| (it.id, &it.pair));
        let of = |applied: &Applied| {
            let own = seen.iter().filter(|it| applied.pairs.contains_key(&it.id));
            own.map(|it| (*it).clone()).collect()
        };
        let all = applied(pairs, times.on).into_values();
        all.map(|applied| Self { pairs: of(&applied), applied, times }).collect()
    }

    /// The first pair of it; each measure has one.
    fn told(&self) -> Result<&restriction::notifying::Notified> {
        let first = self.pairs.first().map(|it| &it.pair.notified);
        first.ok_or_else(|| "a measure of no pair".into())
    }
}

/// A measure of an agency, with all that it rests on.
#[Object]
impl CreditMeasure {
    /// The measure.
    async fn measure(&self) -> Result<Measure> {
        Ok(Measure(self.told()?.measure.clone()))
    }

    /// Whose.
    async fn agency(&self) -> Result<AgencyCode> {
        Ok(self.told()?.agency.clone().into())
    }

    /// Its name, or that of the agency which has taken over from it.
    async fn agency_name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        named(ctx, &self.told()?.agency)
    }

    /// It is in effect: at least one source bears it.
    async fn active(&self) -> bool {
        self.applied.is_active()
    }

    /// The sources that bear it.
    async fn borne_by(&self) -> Vec<RestrictionSource> {
        let bearing = self.applied.borne_by();
        let sources = self.pairs.iter().map(|it| &it.pair.notified.source);
        let told = |it| RestrictionSource::new(it, self.times.until);
        sources.filter(|it| bearing.contains(&it.event)).map(told).collect()
    }

    /// Its pairs that have lost their source, and that its agency is to lift; they count nothing (来源失效，待解除).
    async fn unfounded(&self) -> Vec<Restriction> {
        let unfounded = |it: &&RestrictionFile| {
            it.pair.standing(self.times.on).kind() == StandingKind::Unfounded
        };
        let pairs: Vec<_> = self.pairs.iter().filter(unfounded).cloned().collect();
        shown(&pairs, self.times)
    }

    /// Every pair of it, also those that were declined or have ended, with why.
    async fn restrictions(&self) -> Vec<Restriction> {
        shown(&self.pairs, self.times)
    }
}
