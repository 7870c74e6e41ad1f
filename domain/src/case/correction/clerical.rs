//! 补正: what was mistyped in a decision is put right by a paper of its own, which the party is served with. Nobody's
//! rights change by it, and no time begins anew; what was found, and what was imposed, can't be put right so.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::changing::reasoned;
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Facets, Fact, Needs,
        guard::{Paper, filled, no_such_part},
        phrase::{because, text},
        service::{Service, announces, check},
    },
    document::{DocumentRef, DocumentType, Recording},
    id::PartId,
    party::{Party, Registration},
    time::in_chinese,
};

/// What of a decision is put right (PR 62).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DecisionElement {
    /// 当事人名称、姓名.
    PartyName,
    /// 统一社会信用代码、注册号.
    Registration,
    /// 当事人住所、住址.
    PartyAddress,
    /// 法定代表人、负责人、经营者.
    Representative,
    /// 决定书文号.
    Number,
    /// 决定日期.
    DecidedOn,
    /// 其他文字.
    Wording,
    /// 违法事实和证据: never.
    Facts,
    /// 处罚依据: never.
    Provisions,
    /// 处罚种类、数额、期限: never.
    Sanctions,
}

impl DecisionElement {
    /// Every element.
    pub const ALL: [Self; 10] = [
        Self::PartyName,
        Self::Registration,
        Self::PartyAddress,
        Self::Representative,
        Self::Number,
        Self::DecidedOn,
        Self::Wording,
        Self::Facts,
        Self::Provisions,
        Self::Sanctions,
    ];

    /// As PR 62 words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::PartyName => "当事人的名称（姓名）",
            Self::Registration => "统一社会信用代码（注册号）",
            Self::PartyAddress => "当事人的住所（住址）",
            Self::Representative => "法定代表人（负责人、经营者）",
            Self::Number => "决定书文号",
            Self::DecidedOn => "决定日期",
            Self::Wording => "其他文字",
            Self::Facts => "违法事实和证据",
            Self::Provisions => "行政处罚的依据",
            Self::Sanctions => "行政处罚的种类、数额和期限",
        }
    }

    /// Somebody's rights hang on it, so that it is altered or revoked, or left as it is.
    #[must_use]
    pub fn concerns_rights(self) -> bool {
        matches!(self, Self::Facts | Self::Provisions | Self::Sanctions)
    }
}

/// One thing that was put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectedElement {
    /// What.
    pub element: DecisionElement,
    /// As the paper of the decision has it.
    pub was: Narrative,
    /// As it reads from now on.
    pub now: Narrative,
}

/// What was mistyped was put right (补正).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClericalCorrected {
    /// `X1`, `X2`, …
    pub id: PartId,
    /// Of which decision.
    pub decision: PartId,
    /// What was put right.
    pub corrected: Vec<CorrectedElement>,
    /// The party as it reads since, where something of that was mistyped.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub party: Option<Box<Party>>,
    /// How the mistake came about.
    pub reason: Narrative,
    /// How the party was served.
    pub service: Service,
    /// 补正通知书.
    pub document: DocumentRef,
}

/// Puts right what was mistyped.
#[derive(Debug, Clone)]
pub struct CorrectClerical {
    /// Of which decision.
    pub decision: PartId,
    /// What, but for the registration number.
    pub corrected: Vec<CorrectedElement>,
    /// The registration number, where that was mistyped.
    pub registration: Option<Registration>,
    /// How the mistake came about.
    pub reason: Narrative,
    /// How the party was served.
    pub service: Service,
    /// 补正通知书.
    pub document: DocumentRef,
}

pub(super) const ARTICLE: (&str, &str) = ("APL", "75.2");

impl Act for CorrectClerical {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        self.service.papers().chain([Paper::new(&self.document, "document")]).collect()
    }

    fn recording(&self) -> Option<(&Recording, &'static str)> {
        Some((self.service.recording.as_ref()?, "service.recording"))
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        case.correctable_since(&self.decision)
    }

    fn took_place(&self) -> Option<Date> {
        self.service.took_place()
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut decisions = case.record.decisions.iter();
        let Some((at, decided)) = decisions.find(|(_, it)| it.id == self.decision) else {
            return Err(vec![no_such_part(&self.decision, "行政处罚决定书", "decision")]);
        };
        let mut refusals = Refusals::new();
        refusals.check(self.told());
        refusals.check(self.by_the_record((*at, decided)));
        let party = refusals.check(self.rectified(case, decided));
        let paper = (&self.document, DocumentType::CorrectionNotice);
        refusals.check(reasoned(&self.reason, paper, ARTICLE));
        refusals.check(announces(&self.service, DocumentType::CorrectionNotice, case));
        refusals.check(check(&self.service, self.rests_on(case), (case, context)));
        refusals.verdict()?;
        let (number, party) = party.unzip();
        let before = case.record.party_as_corrected(decided);
        Ok(vec![Event::ClericalCorrected(ClericalCorrected {
            id: case.next_correction(),
            decision: self.decision.clone(),
            corrected: number.flatten().into_iter().chain(self.corrected.iter().cloned()).collect(),
            party: party.filter(|it| it != before).map(Box::new),
            reason: self.reason.clone(),
            service: self.service.overtaking(DocumentType::CorrectionNotice, case),
            document: self.document.clone(),
        })])
    }
}

impl CorrectClerical {
    /// It says what is put right, as it was and as it reads, and nothing on which rights hang.
    fn told(&self) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let nothing = self.corrected.is_empty() && self.registration.is_none();
        filled(&mut refusals, nothing, "corrected", "补正的内容", ARTICLE);
        for (n, it) in self.corrected.iter().enumerate() {
            let blank = it.was.is_blank() || it.now.is_blank() || it.was == it.now;
            refusals.require(!blank, || {
                Code::Incomplete
                    .refuse(
                        format!("请分别填写{}的原文和补正后的内容", it.element.label()),
                        "say what it was and what it reads now",
                    )
                    .under(ARTICLE.0, ARTICLE.1)
                    .at(&format!("corrected.{n}"))
            });
            refusals.require(!it.element.concerns_rights(), || {
                Code::NotProvidedFor
                    .refuse(
                        format!("{}涉及当事人的权利义务，不得以补正更改；确有错误的，应当依法变更或者撤销决定", it.element.label()),
                        "rights hang on it: the decision is altered or revoked, not put right",
                    )
                    .under(ARTICLE.0, ARTICLE.1)
                    .at(&format!("corrected.{n}.element"))
            });
            refusals.require(it.element != DecisionElement::Registration, || {
                Code::Contradictory
                    .refuse(
                        "统一社会信用代码（注册号）请填入 registration 字段，以便校验",
                        "the number goes into `registration`, where it is checked",
                    )
                    .at(&format!("corrected.{n}.element"))
            });
        }
        refusals.verdict()
    }
}

impl ClericalCorrected {
    /// The party under the number that was put right, where that was mistyped: what rested on the other one was on the wrong
    /// subject.
    #[must_use]
    pub fn renumbered(&self) -> Option<&Party> {
        let number = |it: &CorrectedElement| it.element == DecisionElement::Registration;
        self.party.as_deref().filter(|_| self.corrected.iter().any(number))
    }
}

impl Fact for ClericalCorrected {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[ARTICLE]).filing([&self.document]).serving(&self.service)
    }

    fn sentence(&self) -> String {
        let corrected: Vec<_> = self
            .corrected
            .iter()
            .map(|it| {
                format!("{}由“{}”补正为“{}”", it.element.label(), text(&it.was), text(&it.now))
            })
            .collect();
        format!(
            "对行政处罚决定（{}）予以补正（编号{}）：{}{}，{}，送达日期为{}，当事人的权利义务和各项期限不变",
            self.decision,
            self.id,
            corrected.join("；"),
            because(&self.reason),
            self.service.mode.on_the_party(),
            in_chinese(self.service.served_on)
        )
    }
}
