//! Whether the credit of a decision can be restored, as clients see it: each condition as met or not, from which day on,
//! under which article.

use async_graphql::SimpleObject;
use domain::{
    Rulebook,
    listing::leaving::WayOut,
    restoration::{
        Asked, Condition, Eligibility, Restorable, Waiting, Window,
        applying::{Materials, unruled},
        assess,
        reorganising::Plan,
    },
    restriction,
};
use jiff::civil;
use projections::records::Record;

use super::{
    scalars::{AgencyCode, CaseId, Date, EventId, ListingId, PartId, RestorationId, SubjectId},
    vocabulary::{
        Confidence, PublicityChannel, RestorationConditionKind, RestorationRegime,
        RestorationWindow,
    },
};

/// Whether the credit of a penalty decision, or an entry of the list of serious violations, can be restored on a day, or an
/// entry of the list of abnormal operations left: which rules apply and why, and each condition.
#[derive(SimpleObject)]
pub struct RestorationEligibility {
    /// The decision.
    source: RestorationSource,
    /// Against whom.
    subject: SubjectId,
    /// How the party is shown.
    party: String,
    /// Where the application would come in.
    window: RestorationWindow,
    /// The same in Chinese.
    window_label: &'static str,
    /// On which day.
    on: Date,
    /// Where it is shown.
    channels: Vec<ShownOn>,
    /// From which day on its publicity counts on the channel of that window; absent while it was not made public there.
    published_on: Option<Date>,
    /// Under which rules; absent where no rule of that day restores it through that window.
    regime: Option<RestorationRegime>,
    /// The same in Chinese.
    regime_label: Option<&'static str>,
    /// Why these rules, and why that time to wait.
    reason: Option<String>,
    /// The first day after the time for which it is shown at least; absent where none is wanted, and while that time
    /// has not begun.
    waited_from: Option<Date>,
    /// Every condition is met, but for what is verified upon application.
    eligible: bool,
    /// The first day on which every condition is met, where days alone decide.
    eligible_from: Option<Date>,
    /// Each condition, in the order of the articles.
    conditions: Vec<RestorationCondition>,
    /// What is lacking, in one phrase each.
    lacking: Vec<String>,
    /// The application about it that waits for a decision, or was granted: no other one is taken in until it has ended.
    application: Option<RestorationId>,
    /// What an application hands in, each by its name.
    materials: Vec<&'static str>,
    /// How it is left, where that is no restoration of credit: an entry of the list of abnormal operations, a mark.
    way_out: Option<ListingWayOut>,
    /// 演示数据: a figure by which it is judged was made up for a demonstration.
    demonstration: bool,
}

/// How an entry of a register is left once its ground is gone (移出、恢复).
#[derive(SimpleObject)]
pub struct ListingWayOut {
    /// By which mutation the party's application is taken in.
    mutation: &'static str,
    /// What the party has to do, and who decides.
    says: String,
    /// The article that wants it.
    citation: String,
}

/// What would be restored.
#[derive(SimpleObject)]
pub struct RestorationSource {
    /// The event by which it was decided: what an application names.
    event_id: EventId,
    /// In which case.
    case_id: Option<CaseId>,
    /// Which decision of it.
    decision: Option<PartId>,
    /// Which entry of a register, where it is one.
    listing_id: Option<ListingId>,
    /// 处罚决定书文号.
    number: String,
    /// Who decided it, and so restores it (谁认定、谁修复).
    agency: AgencyCode,
    /// On which day.
    decided_on: Date,
}

/// Where something is shown.
#[derive(SimpleObject)]
pub struct ShownOn {
    /// Where.
    channel: PublicityChannel,
    /// Where, in Chinese.
    channel_label: &'static str,
}

/// A condition of restoration, met or not.
#[derive(SimpleObject)]
pub struct RestorationCondition {
    /// Which.
    kind: RestorationConditionKind,
    /// Which, in Chinese.
    kind_label: &'static str,
    /// It is met on that day.
    met: bool,
    /// Whether it is met is verified upon application, and no application waits for it: it stands against nothing.
    verified_upon_application: bool,
    /// From which day on it is met, where a day decides.
    from: Option<Date>,
    /// The same in plain Chinese: `最短公示期3个月尚未届满，自2026年1月6日起可以申请`.
    says: String,
    /// The article that wants it.
    citation: String,
    /// How sure the rulebook is of it.
    confidence: Confidence,
    /// How sure, in Chinese.
    confidence_label: &'static str,
}

impl RestorationEligibility {
    /// Of what was gathered, for whoever applies through a window on a day, under a plan where one is there.
    pub(super) fn new(
        (of, plan): (&Restorable, Option<&Plan>),
        decision: Option<PartId>,
        (window, on): (Window, civil::Date),
        law: &Rulebook,
    ) -> Self {
        let found = assess(Asked { of, window, plan, on }, law);
        let conditions = found.iter().flat_map(|it| &it.conditions);
        let demonstration = conditions.clone().any(|it| it.confidence.is_demonstration());
        Self {
            source: RestorationSource::new(&of.source, decision),
            subject: of.party.subject().into(),
            party: of.party.shown().to_owned(),
            window: window.into(),
            window_label: window.label(),
            on: on.into(),
            channels: of.channels().into_iter().map(Into::into).collect(),
            published_on: of.published_on(window).map(Into::into),
            regime: found.as_ref().map(|it| it.regime.into()),
            regime_label: found.as_ref().map(|it| it.regime.label()),
            reason: found.as_ref().map(|it| it.reason.clone()),
            waited_from: found.as_ref().and_then(|it| waited_from(&it.wait)),
            eligible: found.as_ref().is_some_and(Eligibility::is_met),
            eligible_from: found.as_ref().and_then(Eligibility::from).map(Into::into),
            conditions: conditions.map(|it| RestorationCondition::new(it, law)).collect(),
            lacking: match &found {
                Some(it) => it.unmet().map(|it| it.says.clone()).collect(),
                None => vec![unruled(window, on).message],
            },
            application: of.application().map(|it| it.id.into()),
            materials: Materials::WANTED.iter().map(|it| it.label()).collect(),
            way_out: None,
            demonstration,
        }
    }

    /// Of an entry that is left and not restored.
    pub(super) fn left(
        (of, way): &(Restorable, WayOut),
        asked: (Window, civil::Date),
        law: &Rulebook,
    ) -> Self {
        let way_out = Some(ListingWayOut {
            mutation: "applyToLeaveListing",
            says: way.says.clone(),
            citation: law.cite(&way.authority),
        });
        Self { way_out, materials: vec![], ..Self::new((of, None), None, asked, law) }
    }
}

fn waited_from(wait: &Waiting) -> Option<Date> {
    match wait {
        Waiting::None => None,
        Waiting::NotBegun(_) | Waiting::Until(_) => wait.over_from().map(Into::into),
    }
}

impl RestorationSource {
    pub(super) fn new(it: &restriction::Source, decision: Option<PartId>) -> Self {
        Self {
            event_id: it.event.into(),
            case_id: crate::app::case_in(&it.stream).map(Into::into),
            decision,
            listing_id: Record::of_stream(&it.stream).and_then(Record::listing).map(Into::into),
            number: it.number.clone(),
            agency: it.agency.clone().into(),
            decided_on: it.decided_on.into(),
        }
    }
}

impl From<domain::publicity::Channel> for ShownOn {
    fn from(it: domain::publicity::Channel) -> Self {
        Self { channel: it.into(), channel_label: it.label() }
    }
}

impl RestorationCondition {
    pub(super) fn new(it: &Condition, law: &Rulebook) -> Self {
        Self {
            kind: it.kind.into(),
            kind_label: it.kind.label(),
            met: it.met,
            verified_upon_application: it.upon_application,
            from: it.from.map(Into::into),
            says: it.says.clone(),
            citation: law.cite(&it.authority),
            confidence: it.confidence.into(),
            confidence_label: it.confidence.label(),
        }
    }
}
