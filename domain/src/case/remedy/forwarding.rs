//! A request for reconsideration that was handed to the agency itself, over a decision made on the spot or by electronic
//! monitoring: the agency changes the decision, or forwards the request within five working days (ARL 32).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Capability, Code, Context, Moment, Refusals, Rejection,
    case::{
        Act, Case, Event, Facets, Fact, Needs,
        guard::{Paper, filled, find, no_such_part, of_type},
        phrase::until,
    },
    clock::{Deadline, Timer},
    document::{DocumentRef, DocumentType},
    id::PartId,
    text::is_blank,
    time::in_chinese,
};

/// Why the request could be handed to the agency itself (ARL 32).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HandedInGround {
    /// 当场作出的行政处罚决定.
    OnTheSpot,
    /// 依据电子技术监控设备记录的违法事实作出的行政处罚决定.
    ElectronicMonitoring,
}

impl HandedInGround {
    /// Both.
    pub const ALL: [Self; 2] = [Self::OnTheSpot, Self::ElectronicMonitoring];

    /// As ARL 32 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::OnTheSpot => "当场作出的行政处罚决定",
            Self::ElectronicMonitoring => "依据电子技术监控设备记录的违法事实作出的行政处罚决定",
        }
    }
}

/// The party handed its request for reconsideration to the agency (当事人通过本机关提交行政复议申请).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HandedIn {
    /// `Q1`, `Q2`, …
    pub id: PartId,
    /// Over which decision.
    pub decision: PartId,
    /// Why that was open to it.
    pub ground: HandedInGround,
    /// On which day.
    pub received_on: Date,
    /// The request.
    pub document: DocumentRef,
    /// The time to forward it.
    pub deadlines: Vec<Deadline>,
}

/// The agency upholds its decision and has forwarded the request (转送行政复议申请).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Forwarded {
    /// Which request.
    pub request: PartId,
    /// To which organ.
    pub body: String,
    /// The letter.
    pub document: DocumentRef,
}

/// A request and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The request.
    pub handed_in: HandedIn,
    /// How it was forwarded, and when.
    pub forwarded: Option<(Moment, Forwarded)>,
}

/// Records a request that was handed to the agency.
#[derive(Debug, Clone)]
pub struct HandIn {
    /// Over which decision.
    pub decision: PartId,
    /// Why that was open to the party.
    pub ground: HandedInGround,
    /// On which day.
    pub received_on: Date,
    /// The request.
    pub document: DocumentRef,
}

/// Forwards it.
#[derive(Debug, Clone)]
pub struct Forward {
    /// Which request.
    pub request: PartId,
    /// To which organ.
    pub body: String,
    /// The letter.
    pub document: DocumentRef,
}

impl Act for HandIn {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::AnswerRemedies)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.decided_at(&self.decision)
    }

    fn took_place(&self) -> Option<Date> {
        Some(self.received_on)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let decided = case.decided_at(&self.decision).map(Moment::day);
        let mut refusals = Refusals::new();
        refusals.require(decided.is_some(), || no_such_part(&self.decision, "决定书", "decision"));
        let open = case.record.requests.iter().filter(|it| it.handed_in.decision == self.decision);
        refusals.require(!open.into_iter().any(|it| case.owes_forwarding(it)), || {
            Code::AlreadyDone
                .refuse("已有行政复议申请尚未转送", "a request has not been forwarded yet")
                .under("ARL", "32.2")
                .at("decision")
        });
        let day = context.occurred.day();
        let fits = decided.is_none_or(|it| it <= self.received_on) && self.received_on <= day;
        refusals.require(fits, || {
            Code::Contradictory
                .refuse(
                    "收到日期应当不早于决定日期、不晚于登记日期",
                    "it came in after the decision and not after this act",
                )
                .at("receivedOn")
        });
        let document = (&self.document, "document");
        refusals.check(of_type(document, DocumentType::RemedyApplication, ("ARL", "32.1")));
        refusals.verdict()?;
        let id = PartId::nth('Q', case.record.requests.len() + 1);
        let received = Moment::midnight(self.received_on);
        Ok(vec![Event::ReconsiderationRequestReceived(HandedIn {
            decision: self.decision.clone(),
            ground: self.ground,
            received_on: self.received_on,
            document: self.document.clone(),
            deadlines: case.start(context, Timer::ReconForward, Some(&id), received)?,
            id,
        })])
    }
}

impl Act for Forward {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::AnswerRemedies)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.last_on_part(&self.request)
    }

    fn decide(&self, case: &Case, _: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let named = (&self.request, "行政复议申请", "request");
        let found = find(case.record.requests.iter(), named, |it| &it.handed_in.id)?;
        let mut refusals = Refusals::new();
        refusals.require(found.forwarded.is_none(), || {
            Code::AlreadyDone
                .refuse("该行政复议申请已经转送", "this request has been forwarded already")
                .under("ARL", "32.2")
                .at("request")
        });
        let body = is_blank(&self.body);
        filled(&mut refusals, body, "body", "行政复议机关", ("ARL", "32.2"));
        let document = (&self.document, "document");
        refusals.check(of_type(document, DocumentType::RemedyNotice, ("ARL", "32.2")));
        refusals.verdict()?;
        Ok(vec![Event::ReconsiderationRequestForwarded(Forwarded {
            request: self.request.clone(),
            body: self.body.trim().to_owned(),
            document: self.document.clone(),
        })])
    }
}

impl Case {
    /// A request that was handed to the agency is still to be forwarded, as it upholds its decision: where it has changed that
    /// since, there is nothing to forward (ARL 32.2).
    pub(in crate::case) fn owes_forwarding(&self, request: &Request) -> bool {
        let of = (Timer::ReconForward, Some(request.handed_in.id.clone()));
        let changed = self.record.timers.get(&of).is_some_and(|it| it.replaced);
        request.forwarded.is_none() && !changed
    }
}

impl Fact for HandedIn {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("ARL", "32.1")])
            .on(Some(self.received_on))
            .meeting_on(self.received_on)
            .timing(&self.deadlines)
            .settling(Timer::ReconApply, Some(&self.decision))
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "于{}收到当事人对决定（{}）提交的行政复议申请（编号{}），属于{}{}",
            in_chinese(self.received_on),
            self.decision,
            self.id,
            self.ground.label(),
            until(&self.deadlines, Timer::ReconForward, "转送期限")
        )
    }
}

impl Fact for Forwarded {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("ARL", "32.2")])
            .settling(Timer::ReconForward, Some(&self.request))
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!("将行政复议申请（编号{}）转送{}", self.request, self.body)
    }
}
