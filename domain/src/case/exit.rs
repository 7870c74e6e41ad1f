//! Exits without a penalty: there was a violation but it is not penalised, or it can't be established
//! (PR 60(2), 60(3), 61; APL 30–33, 36).

mod deciding;
mod proof;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::deciding::{DecideNoPenalty, DecideNotEstablished};

use super::phrase::{because, text};
use super::{
    Facets, Fact, Main,
    filing::{first::looked_back_in_words, limitation},
};
use crate::{
    Narrative,
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef},
    id::PartId,
    rulebook::Figure,
};

/// The party is not penalised, though there was a violation (不予处罚, PR 60(2), 61).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotPenalised {
    /// `P1`, …
    pub id: PartId,
    /// 不罚 number.
    pub number: DocumentNumber,
    /// Why.
    pub reason: NoPenaltyReason,
    /// In words.
    pub explanation: Narrative,
    /// How the party was educated (PR 61), or whose guardian was told (APL 30, 31).
    pub education: Narrative,
    /// Why an earlier case of the same type didn't make this a repeated one: what was said before the
    /// look-back was stated.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub earlier_weighed: Option<Narrative>,
    /// What proves the reason (APL 40).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub evidence: Vec<PartId>,
    /// In how many years before this one an earlier violation of the same type would have counted, where
    /// that was asked (APL 33).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub look_back: Option<Figure<u32>>,
    /// The last day of the violation, as it was found, where the period in which it may be penalised had run
    /// out (APL 36).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub violation_ended_on: Option<Date>,
    /// That period, as it was looked up.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub limitation: Option<Deadline>,
    /// 不予行政处罚决定书.
    pub document: DocumentRef,
    /// The closing form. The seven working days of PR 81 are those of a penalty decision.
    pub deadlines: Vec<Deadline>,
}

/// Why there is no penalty (APL 30–33, 36).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NoPenaltyReason {
    /// 违法行为轻微并及时改正，没有造成危害后果: must.
    MinorNoHarm,
    /// 初次违法且危害后果轻微并及时改正: may.
    FirstMinor,
    /// 没有主观过错: must.
    NoFault,
    /// 不满十四周岁.
    Under14,
    /// 不能辨认或者不能控制自己行为.
    Incapacity,
    /// 超过追究时效.
    LimitationExpired,
}

impl NoPenaltyReason {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::MinorNoHarm,
        Self::FirstMinor,
        Self::NoFault,
        Self::Under14,
        Self::Incapacity,
        Self::LimitationExpired,
    ];

    /// The articles under which a decision for this reason is made.
    pub(in crate::case) fn basis(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::MinorNoHarm | Self::FirstMinor => {
                &[("PR", "60.1(2)"), ("PR", "61"), ("APL", "33.1")]
            }
            Self::NoFault => &[("PR", "60.1(2)"), ("PR", "61"), ("APL", "33.2")],
            Self::Under14 => &[("PR", "60.1(2)"), ("PR", "61"), ("APL", "30")],
            Self::Incapacity => &[("PR", "60.1(2)"), ("PR", "61"), ("APL", "31")],
            Self::LimitationExpired => &[("PR", "60.1(2)"), ("PR", "61"), ("APL", "36.1")],
        }
    }

    /// As the law words it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::MinorNoHarm => "违法行为轻微并及时改正，没有造成危害后果",
            Self::FirstMinor => "初次违法且危害后果轻微并及时改正",
            Self::NoFault => "当事人有证据足以证明没有主观过错",
            Self::Under14 => "不满十四周岁的未成年人有违法行为",
            Self::Incapacity => "精神病人、智力残疾人在不能辨认或者不能控制自己行为时有违法行为",
            Self::LimitationExpired => "违法行为超过法定追究时效",
        }
    }
}

/// The violation can't be established, and so the party is not penalised (PR 60(3)). It is told so by a
/// decision of its own, which is served like every other document (PR 82); it needs no education.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotEstablished {
    /// `P1`: a case that ends so has no other decision.
    #[serde(default = "the_only_decision")]
    pub id: PartId,
    /// 不罚 number, where the decision bears one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<DocumentNumber>,
    /// Why not.
    pub explanation: Narrative,
    /// 不予行政处罚决定书.
    pub document: DocumentRef,
    /// The closing form.
    pub deadlines: Vec<Deadline>,
}

/// The article under which such a decision is made.
pub(in crate::case) const NOT_ESTABLISHED: &[(&str, &str)] = &[("PR", "60.1(3)")];

fn the_only_decision() -> PartId {
    PartId::nth('P', 1)
}

impl Fact for NotPenalised {
    fn facets(&self) -> Facets<'_> {
        Facets::under(self.reason.basis())
            .opening(Main::NoPenaltyDecided)
            .timing(&self.deadlines)
            .using(self.look_back.iter().map(|it| it.confidence))
            .using(self.limitation.iter().map(|it| it.confidence))
            .settling(Timer::CaseDecide, None)
            .deciding_anew(&self.id)
            .replacing(Timer::ReviewDo, None)
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        format!(
            "对当事人作出不予行政处罚决定（{}），理由：{}{}{}。{}。教育等处理情况：{}",
            self.number,
            self.reason.label(),
            looked_back_in_words(self.look_back.as_ref()),
            limitation::expired_in_words(self.violation_ended_on, self.limitation.as_ref()),
            text(&self.explanation),
            text(&self.education)
        )
    }
}

impl Fact for NotEstablished {
    fn facets(&self) -> Facets<'_> {
        Facets::under(NOT_ESTABLISHED)
            .opening(Main::NotEstablished)
            .timing(&self.deadlines)
            .settling(Timer::CaseDecide, None)
            .deciding_anew(&self.id)
            .replacing(Timer::ReviewDo, None)
            .filing([&self.document])
    }

    fn sentence(&self) -> String {
        let number = self.number.as_ref().map(|it| format!("（{it}）")).unwrap_or_default();
        let reasons = because(&self.explanation);
        format!("认定违法事实不能成立，决定不予行政处罚{number}{reasons}")
    }
}
