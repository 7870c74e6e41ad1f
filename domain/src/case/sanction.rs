//! Sanctions: what a penalty is made of (APL 9). A notice proposes a list of them, a decision imposes
//! one; each has an id, so that a remedy or a payment can name it.

mod excess;
mod gravity;

pub use self::excess::not_heavier;
pub(super) use self::excess::within;

use serde::{Deserialize, Serialize};

use crate::{Code, Fen, Narrative, Refusals, Rejection, id::PartId, text::is_blank};

/// One penalty among those that are proposed or imposed together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Sanction {
    /// `S1`, `S2`, …; the same in proposal, notice and decision.
    pub id: PartId,
    /// What it does.
    pub kind: SanctionKind,
    /// How much, where it is about money or goods.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<Fen>,
    /// For how long, where it ends by itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub months: Option<u16>,
    /// What exactly: the goods, the licence, the business.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub object: Option<Narrative>,
    /// The provision that allows it: 《中华人民共和国食品安全法》第一百二十二条第一款.
    pub provision: String,
    /// Where the amount stands against the discretion benchmark.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub grade: Option<Grade>,
}

/// What a penalty does (APL 9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SanctionKind {
    /// 警告.
    Warning,
    /// 通报批评.
    Criticism,
    /// 罚款.
    Fine,
    /// 没收违法所得.
    ConfiscateIncome,
    /// 没收非法财物.
    ConfiscateGoods,
    /// 暂扣许可证件.
    SuspendLicence,
    /// 降低资质等级.
    LowerQualification,
    /// 吊销许可证件.
    RevokeLicence,
    /// 限制开展生产经营活动.
    RestrictBusiness,
    /// 责令停产停业.
    StopBusiness,
    /// 责令关闭.
    CloseBusiness,
    /// 限制从业.
    RestrictEmployment,
    /// 法律、行政法规规定的其他行政处罚.
    Other,
}

/// How a sanction stands against the benchmark (APL 32; domain.md §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Grade {
    /// 减轻: below the statutory minimum.
    Mitigated,
    /// 从轻.
    Lighter,
    /// 一般.
    Ordinary,
    /// 从重.
    Heavier,
}

impl SanctionKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Warning,
        Self::Criticism,
        Self::Fine,
        Self::ConfiscateIncome,
        Self::ConfiscateGoods,
        Self::SuspendLicence,
        Self::LowerQualification,
        Self::RevokeLicence,
        Self::RestrictBusiness,
        Self::StopBusiness,
        Self::CloseBusiness,
        Self::RestrictEmployment,
        Self::Other,
    ];

    /// As APL 9 calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Warning => "警告",
            Self::Criticism => "通报批评",
            Self::Fine => "罚款",
            Self::ConfiscateIncome => "没收违法所得",
            Self::ConfiscateGoods => "没收非法财物",
            Self::SuspendLicence => "暂扣许可证件",
            Self::LowerQualification => "降低资质等级",
            Self::RevokeLicence => "吊销许可证件",
            Self::RestrictBusiness => "限制开展生产经营活动",
            Self::StopBusiness => "责令停产停业",
            Self::CloseBusiness => "责令关闭",
            Self::RestrictEmployment => "限制从业",
            Self::Other => "其他行政处罚",
        }
    }

    /// Whether it names an amount.
    #[must_use]
    pub fn has_amount(self) -> bool {
        matches!(self, Self::Fine | Self::ConfiscateIncome | Self::ConfiscateGoods)
    }

    /// Whether it can be lighter or heavier: a warning can't, and what was gained unlawfully is confiscated
    /// as it is (APL 28, 32).
    #[must_use]
    pub fn has_grades(self) -> bool {
        !matches!(
            self,
            Self::Warning | Self::Criticism | Self::ConfiscateIncome | Self::ConfiscateGoods
        )
    }

    /// Whether it may end by itself after some months.
    #[must_use]
    pub fn may_end_by_itself(self) -> bool {
        matches!(
            self,
            Self::SuspendLicence
                | Self::RestrictBusiness
                | Self::StopBusiness
                | Self::RestrictEmployment
                | Self::Other
        )
    }

    /// 责令停产停业、限制开展生产经营活动、限制从业、降低资质等级、吊销许可证件、责令关闭 (PUB 14.3; APL 9).
    #[must_use]
    pub fn weighs_heavily(self) -> bool {
        matches!(
            self,
            Self::StopBusiness
                | Self::RestrictBusiness
                | Self::RestrictEmployment
                | Self::LowerQualification
                | Self::RevokeLicence
                | Self::CloseBusiness
        )
    }

    /// Whether it is about something that its kind alone doesn't name: goods, a licence, whatever else a statute
    /// provides for (PR 62.1(4)).
    #[must_use]
    pub fn has_an_object(self) -> bool {
        matches!(
            self,
            Self::ConfiscateGoods | Self::SuspendLicence | Self::RevokeLicence | Self::Other
        )
    }

    /// Whether it is paid into the treasury.
    #[must_use]
    pub fn is_paid(self) -> bool {
        matches!(self, Self::Fine | Self::ConfiscateIncome)
    }

    /// Whether it opens a hearing whatever the amount: as APL 63(3) and (4) list it, or, where business is
    /// restricted, as another heavy penalty (APL 63(5)).
    #[must_use]
    pub fn opens_a_hearing(self) -> bool {
        matches!(
            self,
            Self::LowerQualification
                | Self::RevokeLicence
                | Self::StopBusiness
                | Self::CloseBusiness
                | Self::RestrictEmployment
                | Self::RestrictBusiness
        )
    }
}

impl Grade {
    /// As the statutes call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Mitigated => "减轻处罚",
            Self::Lighter => "从轻处罚",
            Self::Ordinary => "一般处罚",
            Self::Heavier => "从重处罚",
        }
    }
}

/// Each sanction says what it has to: an id of its own, an amount where it is about money or goods, a
/// term where it is for a time, what exactly where its kind alone doesn't say, the provision that allows it (APL 9, 59;
/// PR 48, 57, 62).
///
/// # Errors
///
/// All that is missing or doesn't belong there, at `sanctions.{n}.…`.
pub fn well_formed(sanctions: &[Sanction]) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    for (n, sanction) in sanctions.iter().enumerate() {
        let named = sanction.id.as_str().starts_with('S')
            && sanctions[..n].iter().all(|it| it.id != sanction.id);
        let faults = [
            (!named, "id", "编号应当为S1、S2……且不重复", "ids are S1, S2, …, each used once"),
            (
                !sanction.amount_fits(),
                "amount",
                "罚款、没收应当载明大于零的数额，其他处罚不得载明数额",
                "fines and confiscations name an amount above zero, others name none",
            ),
            (
                !sanction.term_fits(),
                "months",
                "暂扣许可证件应当载明月数；永久性处罚不得载明期限",
                "a suspended licence names its months; what doesn't end by itself names none",
            ),
            (
                is_blank(&sanction.provision),
                "provision",
                "请填写处罚依据的条款",
                "the provision that allows it is missing",
            ),
            (
                !sanction.says_of_what(),
                "object",
                "请载明处罚的具体内容：没收的财物、暂扣或者吊销的许可证件、其他行政处罚的内容",
                "say what exactly: the goods, the licence, what else is imposed",
            ),
        ];
        for (_, field, message, message_en) in faults.into_iter().filter(|(fault, ..)| *fault) {
            let incomplete = ["provision", "object"].contains(&field);
            let code = if incomplete { Code::Incomplete } else { Code::Contradictory };
            let (instrument, article) =
                if field == "object" { ("PR", "62.1(4)") } else { ("APL", "9") };
            let message = format!("处罚{}：{message}", sanction.id);
            refusals.refuse(
                code.refuse(message, format!("{}: {message_en}", sanction.id))
                    .under(instrument, article)
                    .at(&format!("sanctions.{n}.{field}")),
            );
        }
    }
    refusals.verdict()
}

impl Sanction {
    /// How much of it is paid into the treasury: nothing of goods, whatever they are worth.
    pub(super) fn payable(&self) -> Fen {
        self.amount.filter(|_| self.kind.is_paid()).unwrap_or_default()
    }

    fn amount_fits(&self) -> bool {
        match self.amount {
            Some(amount) => self.kind.has_amount() && amount > Fen::ZERO,
            None => !self.kind.has_amount(),
        }
    }

    fn says_of_what(&self) -> bool {
        let said = self.object.as_ref().is_some_and(|it| !it.is_blank());
        said || !self.kind.has_an_object()
    }

    fn term_fits(&self) -> bool {
        match self.months {
            Some(months) => self.kind.may_end_by_itself() && months > 0,
            None => self.kind != SanctionKind::SuspendLicence,
        }
    }

    /// In short: `罚款50000元`, `没收非法财物（价值2000元）`, `暂扣许可证件3个月`.
    #[must_use]
    pub fn text(&self) -> String {
        self.told(None)
    }

    /// As a decision lists it, with what exactly it is about: `没收非法财物（电热毯86床，价值8600元）`.
    #[must_use]
    pub fn in_full(&self) -> String {
        self.told(self.object.as_ref().and_then(Narrative::open))
    }

    fn told(&self, object: Option<&String>) -> String {
        let amount = self.amount.map(|it| it.to_string());
        let goods = self.kind == SanctionKind::ConfiscateGoods;
        let (amount, value) = if goods { (None, amount) } else { (amount, None) };
        let months = self.months.map(|it| format!("{it}个月")).unwrap_or_default();
        let value = value.map(|it| format!("价值{it}"));
        let notes: Vec<_> = object.cloned().into_iter().chain(value).collect();
        let notes =
            if notes.is_empty() { String::new() } else { format!("（{}）", notes.join("，")) };
        format!("{}{}{months}{notes}", self.kind.label(), amount.unwrap_or_default())
    }
}

/// Sanctions in one phrase: `没收违法所得2000元、罚款50000元`.
#[must_use]
pub fn listed(sanctions: &[Sanction]) -> String {
    sanctions.iter().map(Sanction::in_full).collect::<Vec<_>>().join("、")
}
