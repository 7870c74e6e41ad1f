//! Performance: what the party pays and when, deferral and instalments, surcharge, and sanctions that
//! are carried out otherwise (PR 71–75; APL 66, 67, 72).

mod anew;
mod asked;
mod carrying_out;
mod deferral;
mod done;
mod owed;
mod payment;
mod refunding;
mod settling;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub(in crate::case) use self::{anew::Again, settling::Change};
pub use self::{
    carrying_out::CarryOut,
    deferral::{Defer, Portion},
    owed::Owed,
    payment::Pay,
    refunding::{Refund, Refunded},
    settling::Settled,
};

use super::phrase::{because, text, until};
use super::{Facets, Fact, service::Service};
use crate::time::in_chinese;
use crate::{
    Fen, Narrative,
    clock::{Deadline, EnteredLate, Timer},
    document::{DocumentNumber, DocumentRef},
    id::PartId,
};

/// A payment reached the bank (缴款).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Paid {
    /// `K1`, `K2`, …
    pub id: PartId,
    /// How much, on what.
    pub parts: Vec<PaidPart>,
    /// Through which channel.
    pub channel: PaymentChannel,
    /// 缴款凭证.
    pub receipt: DocumentRef,
    /// The sanctions or instalments that are paid in full with it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub settles: Vec<PartId>,
    /// Those that are settled with it as of another act, or by what was entered late before.
    #[serde(alias = "relieved", skip_serializing_if = "Vec::is_empty", default)]
    pub settled: Vec<Settled>,
    /// It was entered late.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub entered_late: Option<EnteredLate>,
    /// The time to pay what came on top since; the closing form, where nothing is left to be performed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// A part of a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PaidPart {
    /// On which sanction.
    pub sanction: PartId,
    /// On the sanction itself, or on the surcharge of it.
    pub towards: Towards,
    /// How much.
    pub amount: Fen,
}

/// What a payment settles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Towards {
    /// 罚没款.
    Principal,
    /// 加处罚款.
    Surcharge,
}

impl Towards {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Principal, Self::Surcharge];

    /// As PR 75 calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Principal => "罚没款",
            Self::Surcharge => "加处罚款",
        }
    }
}

/// How it was paid (PR 72); never to the agency (APL 67).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaymentChannel {
    /// 指定银行.
    Bank,
    /// 电子支付系统.
    ElectronicPayment,
}

impl PaymentChannel {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Bank, Self::ElectronicPayment];

    /// As PR 72 calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Bank => "指定银行",
            Self::ElectronicPayment => "电子支付系统",
        }
    }
}

/// Payment was deferred or split (延期、分期缴纳, PR 74).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Deferred {
    /// 延缴 number.
    pub number: DocumentNumber,
    /// Of which fine.
    pub sanction: PartId,
    /// When how much is due; one for a deferral.
    pub instalments: Vec<Instalment>,
    /// The hardship.
    pub hardship: Narrative,
    /// The party asked after its time to pay was over; the surcharge until then stays.
    pub late_application: bool,
    /// The party's written application.
    pub application: DocumentRef,
    /// 延期（分期）缴纳罚款通知书.
    pub document: DocumentRef,
    /// How the party was told in writing until when (PR 74).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub service: Option<Service>,
    /// The day of the approval, where it is told and lay before the act that tells of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub approved_on: Option<Date>,
    /// Otherwise the day by which its notice was signed, where that lay before the act; older events have either in
    /// `approved_on`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signed_on: Option<Date>,
    /// The instalments of an earlier deferral that were open, in whose place these come.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub supersedes: Vec<PartId>,
    /// One for each instalment.
    pub deadlines: Vec<Deadline>,
}

/// A part of a fine and its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Instalment {
    /// `I1`, `I2`, …
    pub id: PartId,
    /// By when.
    pub until: Date,
    /// How much.
    pub amount: Fen,
}

/// A sanction that is not paid was carried out: goods handed over, a licence handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CarriedOut {
    /// Which sanction.
    pub sanction: PartId,
    /// How.
    pub account: Narrative,
    /// Proof.
    pub documents: Vec<DocumentRef>,
    /// The closing form, where nothing is left to be performed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

impl Fact for Paid {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under(&[("PR", "72"), ("APL", "67.3")])
            .timing(&self.deadlines)
            .filing([&self.receipt]);
        let facets = facets.settled(&self.settled);
        let settles = self.settles.iter();
        settles.fold(facets, |facets, of| facets.settling(Timer::PayFine, Some(of)))
    }

    fn sentence(&self) -> String {
        let part = |it: &PaidPart| {
            format!("{}{}（处罚编号{}）", it.towards.label(), it.amount, it.sanction)
        };
        let parts: Vec<_> = self.parts.iter().map(part).collect();
        let closing = until(&self.deadlines, Timer::CloseForm, "处罚决定已执行完毕，结案审批期限");
        format!(
            "记录当事人通过{}缴纳{}，缴款编号{}{closing}",
            self.channel.label(),
            parts.join("、"),
            self.id
        )
    }
}

impl Fact for Deferred {
    fn facets(&self) -> Facets<'_> {
        let facets = Facets::under(&[("PR", "74"), ("APL", "66.2")])
            .timing(&self.deadlines)
            .replacing(Timer::PayFine, Some(&self.sanction))
            .filing([&self.application, &self.document]);
        let facets = self.service.iter().fold(facets, Facets::serving);
        let facets = facets.on(deferral::since(self.approved_on, self.service.as_ref()));
        let earlier = self.supersedes.iter();
        earlier.fold(facets, |facets, of| facets.replacing(Timer::PayFine, Some(of)))
    }

    fn sentence(&self) -> String {
        let how = if self.instalments.len() > 1 { "分期" } else { "延期" };
        let instalments = self.instalments.iter();
        let parts: Vec<_> =
            instalments.map(|it| format!("{}前缴纳{}", in_chinese(it.until), it.amount)).collect();
        let late = if self.late_application {
            "；当事人在缴款期限届满后提出申请，批准前已经产生的加处罚款不予免除"
        } else {
            ""
        };
        let again = if self.supersedes.is_empty() {
            String::new()
        } else {
            let ids: Vec<_> = self.supersedes.iter().map(ToString::to_string).collect();
            format!("，代替此前尚未缴清的{}", ids.join("、"))
        };
        let told = self.service.as_ref().map(|it| {
            format!("；通知书{}，送达日期为{}", it.mode.on_the_party(), in_chinese(it.served_on))
        });
        let approved = self.approved_on.or(self.signed_on);
        let approved = approved.map(|it| format!("；批准日期为{}", in_chinese(it)));
        format!(
            "批准当事人{how}缴纳罚款（{}）：{}{again}{}{late}{}{}",
            self.number,
            parts.join("，"),
            because(&self.hardship),
            approved.unwrap_or_default(),
            told.unwrap_or_default()
        )
    }
}

impl Fact for CarriedOut {
    fn facets(&self) -> Facets<'_> {
        Facets::under(&[("PR", "71")]).timing(&self.deadlines).filing(&self.documents)
    }

    fn sentence(&self) -> String {
        format!("记录行政处罚（编号{}）执行完毕：{}", self.sanction, text(&self.account))
    }
}
