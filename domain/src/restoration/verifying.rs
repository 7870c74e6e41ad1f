//! 核实: online, on paper or on site; who verifies doesn't decide.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Event, Restoration, Status, guard::article};
use crate::{
    Code, Context, Narrative, Refusals, Rejection,
    case::{
        guard::{Paper, filled, of_type},
        handlers::{Handler, named, registered},
        phrase::text,
    },
    citation::Citation,
    document::{DocumentRef, DocumentType},
    id::PersonId,
    restriction::SourceKind,
    rulebook::Quantity,
};

/// In which way it is verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Method {
    /// 网上核实.
    Online,
    /// 书面核实.
    Paper,
    /// 实地核实.
    OnSite,
}

/// What the application says was verified (核实).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Verified {
    /// The rules under which this was done.
    pub basis: Citation,
    /// In which way.
    pub method: Method,
    /// Who verified it, as the register had them.
    pub officers: Vec<Handler>,
    /// What was found.
    pub finding: Narrative,
    /// On which day all that was ordered had been performed, where that was found.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub performed_on: Option<Date>,
    /// On which day it had been corrected and its harm eliminated, where that was found.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub corrected_on: Option<Date>,
    /// It was found that something that was ordered has not been performed, whatever had been found before.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub unperformed: bool,
    /// It was found that it has not been corrected, or that harm is left, whatever had been found before.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub uncorrected: bool,
    /// What shows it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub evidence: Vec<DocumentRef>,
    /// 现场笔录, on site.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub record: Option<DocumentRef>,
}

/// Verifies what the application says.
#[derive(Debug, Clone)]
pub struct Verify {
    /// In which way.
    pub method: Method,
    /// Who else verifies it; on site two at least do.
    pub with: Vec<PersonId>,
    /// What was found.
    pub finding: Narrative,
    /// On which day all that was ordered had been performed.
    pub performed_on: Option<Date>,
    /// On which day it had been corrected and its harm eliminated.
    pub corrected_on: Option<Date>,
    /// Something that was ordered has not been performed, whatever had been found before.
    pub unperformed: bool,
    /// It has not been corrected, or harm is left, whatever had been found before.
    pub uncorrected: bool,
    /// What shows it.
    pub evidence: Vec<DocumentRef>,
    /// 现场笔录, on site.
    pub record: Option<DocumentRef>,
}

impl Method {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Online, Self::Paper, Self::OnSite];

    /// As the rules call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Online => "网上核实",
            Self::Paper => "书面核实",
            Self::OnSite => "实地核实",
        }
    }
}

impl Verify {
    pub(super) fn papers(&self) -> Vec<Paper<'_>> {
        let record = self.record.iter().map(|it| Paper::new(it, "record"));
        Paper::all(&self.evidence, "evidence").chain(record).collect()
    }

    pub(super) fn decide(
        &self,
        restoration: &Restoration,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(restoration.stands_at(&[Status::Accepted, Status::Verifying]));
        filled(&mut refusals, self.finding.is_blank(), "finding", "核实的情况", article(context));
        let days = [
            (self.performed_on, self.unperformed, "performedOn"),
            (self.corrected_on, self.uncorrected, "correctedOn"),
        ];
        for (day, not, field) in days {
            refusals.require(day.is_none() || !not, || {
                Code::Contradictory
                    .refuse("不能同时核实为已经和尚未", "it was done on that day, or it was not")
                    .at(field)
            });
            refusals.require(day.is_none_or(|it| it <= context.occurred.day()), || {
                Code::InTheFuture.refuse("该日晚于核实之日", "that day lies ahead").at(field)
            });
        }
        refusals.check(self.after_the_decision(restoration));
        let officers = refusals.check(self.officers(context)).unwrap_or_default();
        if self.method == Method::OnSite {
            refusals.check(self.on_site(&officers, context));
        } else {
            let unproved = self.evidence.is_empty();
            filled(&mut refusals, unproved, "evidence", "证明核实情况的材料", article(context));
        }
        refusals.verdict()?;
        Ok(vec![Event::Verified(Verified {
            basis: restoration.basis(context),
            method: self.method,
            officers,
            finding: self.finding.clone(),
            performed_on: self.performed_on,
            corrected_on: self.corrected_on,
            unperformed: self.unperformed,
            uncorrected: self.uncorrected,
            evidence: self.evidence.clone(),
            record: self.record.clone(),
        })])
    }

    /// Nobody performs what has not been ordered yet.
    fn after_the_decision(&self, restoration: &Restoration) -> Result<(), Vec<Rejection>> {
        let source = restoration.opened.as_ref().map(|it| &it.source);
        let ordered = source.filter(|it| it.kind == SourceKind::Penalty).map(|it| it.decided_on);
        if self.performed_on.is_none_or(|it| ordered <= Some(it)) {
            return Ok(());
        }
        let refusal = Code::Contradictory
            .refuse("履行之日早于处罚决定之日", "it was performed before it was ordered")
            .at("performedOn");
        Err(vec![refusal])
    }

    /// Whoever acts and whoever is named besides, each once.
    fn officers(&self, context: &Context<'_>) -> Result<Vec<Handler>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let mut officers: Vec<Handler> = vec![];
        if let Some(person) = context.actor.person() {
            officers.extend(refusals.check(registered(context, person)));
        }
        for (n, person) in self.with.iter().enumerate() {
            let found = refusals.check_at(&format!("with.{n}"), registered(context, person));
            officers.extend(found.filter(|it| officers.iter().all(|had| had.person != it.person)));
        }
        refusals.verdict()?;
        Ok(officers)
    }

    /// Two officers at least, each with a certificate, and a record (APL 42, 55).
    fn on_site(&self, officers: &[Handler], context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let least = context.quantity(Quantity::OfficersMin, "", ("APL", "42.1"));
        if let Some(least) = refusals.check(least) {
            let n = least.amount;
            refusals.require(officers.len() >= n as usize, || {
                Code::TooFewOfficers
                    .refuse(
                        format!("实地核实的执法人员不得少于{n}人"),
                        format!("at least {n} officers verify on site"),
                    )
                    .under("APL", "42.1")
                    .resting_on([least.confidence])
                    .at("with")
            });
        }
        for officer in officers.iter().filter(|it| it.certificate.is_none()) {
            refusals.refuse(
                Code::NotCertified
                    .refuse(
                        format!("{}当日没有有效的行政执法证件", officer.shown),
                        "no enforcement certificate on that day",
                    )
                    .under("APL", "42.1")
                    .at("with"),
            );
        }
        filled(&mut refusals, self.record.is_none(), "record", "现场笔录", ("APL", "55.2"));
        if let Some(record) = &self.record {
            let wanted = DocumentType::SceneRecord;
            refusals.check(of_type((record, "record"), wanted, ("APL", "55.2")));
        }
        refusals.verdict()
    }
}

impl Verified {
    pub(super) fn sentence(&self) -> String {
        let (method, finding) = (self.method.label(), text(&self.finding));
        let unperformed = if self.unperformed { "，核实为尚未履行义务" } else { "" };
        let uncorrected =
            if self.uncorrected { "，核实为尚未纠正、消除危害后果" } else { "" };
        let officers = named(&self.officers);
        format!("{method}（核实人员：{officers}）：{finding}{unperformed}{uncorrected}")
    }
}
