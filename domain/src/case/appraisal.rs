//! Appraisal: testing, inspection, quarantine, expert appraisal, and identification by the right
//! holder (PR 30, 32). While it lasts, verification and the ninety days stand still (PR 18, 64).

mod commission;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::phrase::{decision_time, text};
use super::{
    Act, Case, Event, Facets, Fact, Main, Needs,
    guard::{Paper, filled, of_type, recordings},
    state::Appraisal,
};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    clock::{Deadline, PauseKind},
    document::{DocumentRef, DocumentType, Recording},
    id::PartId,
};

pub use self::commission::Commission;

/// An appraisal was commissioned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Commissioned {
    /// `A1`, `A2`, …
    pub id: PartId,
    /// Of which kind.
    pub kind: AppraisalKind,
    /// Who does it; a right holder may be a natural person.
    pub institution: Narrative,
    /// Whether the institution holds the statutory qualification (PR 32).
    pub qualified: bool,
    /// What makes it fit, where no qualified one exists.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fitness: Option<Narrative>,
    /// What is to be found out.
    pub question: Narrative,
    /// By when it is to be done, as the party was told in writing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Date>,
    /// The day on which the party was told of that period.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub party_told_on: Option<Date>,
    /// 委托书, 期间告知书, 抽样记录.
    pub documents: Vec<DocumentRef>,
    /// How sampling was recorded in sound or picture (PR 44).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recording: Option<Recording>,
    /// The periods that stand still.
    pub deadlines: Vec<Deadline>,
}

/// What is done (PR 32; PR 30 for right holders).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AppraisalKind {
    /// 检测.
    Testing,
    /// 检验.
    Inspection,
    /// 检疫.
    Quarantine,
    /// 鉴定.
    ExpertAppraisal,
    /// 权利人辨认或者鉴别.
    RightHolderIdentification,
}

impl AppraisalKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Testing,
        Self::Inspection,
        Self::Quarantine,
        Self::ExpertAppraisal,
        Self::RightHolderIdentification,
    ];

    /// As PR 32 calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Testing => "检测",
            Self::Inspection => "检验",
            Self::Quarantine => "检疫",
            Self::ExpertAppraisal => "鉴定",
            Self::RightHolderIdentification => "权利人辨认、鉴别",
        }
    }

    /// The article under which it is commissioned.
    fn article(self) -> (&'static str, &'static str) {
        match self {
            Self::RightHolderIdentification => ("PR", "30.2"),
            Self::Testing | Self::Inspection | Self::Quarantine | Self::ExpertAppraisal => {
                ("PR", "32")
            }
        }
    }

    /// Whether its result must be told to the party: what right holders recognise is not among those (PR 32).
    #[must_use]
    pub fn is_told_to_the_party(self) -> bool {
        match self {
            Self::Testing | Self::Inspection | Self::Quarantine | Self::ExpertAppraisal => true,
            Self::RightHolderIdentification => false,
        }
    }

    /// How it stops the clock.
    #[must_use]
    pub fn pause(self) -> PauseKind {
        match self {
            Self::RightHolderIdentification => PauseKind::RightHolder,
            Self::Testing | Self::Inspection | Self::Quarantine | Self::ExpertAppraisal => {
                PauseKind::Appraisal
            }
        }
    }
}

/// Its result arrived; the clocks run again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResultReceived {
    /// Which appraisal.
    pub appraisal: PartId,
    /// What it found.
    pub finding: Narrative,
    /// The report.
    pub document: DocumentRef,
    /// The periods that run again.
    pub deadlines: Vec<Deadline>,
}

/// The party was told the result (PR 32).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResultTold {
    /// Which appraisal.
    pub appraisal: PartId,
    /// 结果告知书.
    pub document: DocumentRef,
    /// The announcement of it that still ran: the party was told otherwise (PR 82).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub overtakes: Vec<PartId>,
    /// The periods that run again, where they stood still for the announcement of it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// Records that the result arrived.
#[derive(Debug, Clone)]
pub struct ReceiveResult {
    /// Of which appraisal.
    pub appraisal: PartId,
    /// What it found.
    pub finding: Narrative,
    /// The report.
    pub document: DocumentRef,
}

impl Act for ReceiveResult {
    fn needs(&self) -> Needs {
        Needs::Role(Capability::Investigate)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.last_on_part(&self.appraisal)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        if case.main != Main::Verifying {
            refusals.check(case.is_filed_and_open());
        }
        filled(&mut refusals, self.finding.is_blank(), "finding", "检测鉴定结果", ("PR", "32"));
        let appraisal = refusals.check(case.known_appraisal(&self.appraisal));
        refusals.require(appraisal.is_none_or(|it| it.result.is_none()), || {
            Code::AlreadyDone
                .refuse(
                    format!("{}的结果已经收到", self.appraisal),
                    format!("the result of {} is here already", self.appraisal),
                )
                .under("PR", "32")
                .at("appraisal")
        });
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::AppraisalReport, ("PR", "32")));
        refusals.verdict()?;
        Ok(vec![Event::AppraisalResultReceived(ResultReceived {
            appraisal: self.appraisal.clone(),
            finding: self.finding.clone(),
            document: self.document.clone(),
            deadlines: case.resuming(context, &self.appraisal, context.occurred.day()),
        })])
    }
}

/// Records that the party was told the result (PR 32). Told once, it needs no repeating; whoever was reached
/// needs no announcement any more (PR 64.2).
#[derive(Debug, Clone)]
pub struct TellResult {
    /// Of which appraisal.
    pub appraisal: PartId,
    /// 结果告知书.
    pub document: DocumentRef,
}

impl Act for TellResult {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::Investigate)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.last_on_part(&self.appraisal)
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let appraisal = case.known_appraisal(&self.appraisal)?;
        let mut refusals = Refusals::new();
        refusals.check(case.still_kept());
        refusals.require(appraisal.result.is_some(), || {
            Code::StepMissing
                .refuse(
                    format!("尚未收到{}的结果，请先记录结果", self.appraisal),
                    format!("the result of {} is not here yet: record it first", self.appraisal),
                )
                .under("PR", "32")
                .at("appraisal")
        });
        let typed = (&self.document, "document");
        refusals.check(of_type(typed, DocumentType::AppraisalResultNotice, ("PR", "32")));
        refusals.verdict()?;
        if appraisal.told {
            return Ok(vec![]);
        }
        let (announced, today) = (appraisal.announced.as_ref(), context.occurred.day());
        let resuming = announced.map(|it| case.resuming(context, it, today));
        Ok(vec![Event::AppraisalResultTold(ResultTold {
            appraisal: self.appraisal.clone(),
            document: self.document.clone(),
            overtakes: case.running(today, |it| announced == Some(&it.id)),
            deadlines: resuming.unwrap_or_default(),
        })])
    }
}

impl Case {
    /// Its file still takes papers in.
    pub(super) fn still_kept(&self) -> Result<(), Vec<Rejection>> {
        match self.main {
            Main::Closed | Main::Archived => self.is_filed_and_open(),
            _ => Ok(()),
        }
    }

    fn known_appraisal(&self, id: &PartId) -> Result<&Appraisal, Vec<Rejection>> {
        self.record.appraisal(id).ok_or_else(|| {
            vec![
                Code::UnknownPart
                    .refuse(
                        format!("本案没有委托检测鉴定{id}"),
                        format!("the case has no appraisal {id}"),
                    )
                    .at("appraisal"),
            ]
        })
    }
}

impl Fact for Commissioned {
    fn facets(&self) -> Facets<'_> {
        let basis: &'static [_] = match self.kind {
            AppraisalKind::RightHolderIdentification => &[("PR", "30.2"), ("PR", "64.2")],
            AppraisalKind::Testing
            | AppraisalKind::Inspection
            | AppraisalKind::Quarantine
            | AppraisalKind::ExpertAppraisal => &[("PR", "32"), ("PR", "64.2")],
        };
        let recordings = recordings(self.recording.as_ref());
        Facets::under(basis).timing(&self.deadlines).filing(&self.documents).filing(recordings)
    }

    fn sentence(&self) -> String {
        format!(
            "委托{}进行{}（编号{}），事项：{}{}",
            text(&self.institution),
            self.kind.label(),
            self.id,
            text(&self.question),
            decision_time(&self.deadlines)
        )
    }
}

impl Fact for ResultReceived {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "32"), ("PR", "64.2")])
            .timing(&self.deadlines)
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "收到检测、鉴定结果（编号{}）：{}{}",
            self.appraisal,
            text(&self.finding),
            decision_time(&self.deadlines)
        )
    }
}

impl Fact for ResultTold {
    fn facets(&self) -> Facets<'_> {
        let basis: &'static [_] = if self.deadlines.is_empty() {
            &[("PR", "32")]
        } else {
            &[("PR", "32"), ("PR", "64.2")]
        };
        Facets::under(basis)
            .timing(&self.deadlines)
            .overtaking(&self.overtakes)
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        let resumed = decision_time(&self.deadlines);
        format!("将检测、鉴定结果（编号{}）告知当事人{resumed}", self.appraisal)
    }
}
