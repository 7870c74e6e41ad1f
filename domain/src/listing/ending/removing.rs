//! The end of the years of the list, and removal before it (SDL).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Code, Context, Narrative, Refusals, Rejection,
    case::{
        guard::{Paper, filled},
        phrase::text,
    },
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef, DocumentType},
    listing::{Event, Listing, Register, guard::signed},
    time::in_chinese,
};

/// The years of the list are over (列入期届满). Views compute it by date; this says that it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Expired {
    /// The last day of the entry.
    pub last_day: Date,
}

/// It was removed before its years were over (提前移出), as its credit was restored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemovedEarly {
    /// Who, as the decision names it.
    pub shown: String,
    /// How every obligation was performed and the harm eliminated.
    pub finding: Narrative,
    /// What shows it.
    pub evidence: Vec<DocumentRef>,
    /// The number of the decision.
    pub number: DocumentNumber,
    /// 移出决定书.
    pub document: DocumentRef,
}

/// Removes an entry before its years are over (提前移出).
#[derive(Debug, Clone)]
pub struct RemoveEarly {
    /// Every obligation of the decision was performed, and the harm eliminated.
    pub performed: bool,
    /// It got another heavy penalty since.
    pub heavy_penalty_since: bool,
    /// The last day of a restriction that a statute sets, where one runs still.
    pub statutory_until: Option<Date>,
    /// How that was found.
    pub finding: Narrative,
    /// What shows it: the application, the proof of performance.
    pub evidence: Vec<DocumentRef>,
    /// 移出决定书, with its number.
    pub document: DocumentRef,
}

impl RemoveEarly {
    pub(in crate::listing) fn papers(&self) -> Vec<Paper<'_>> {
        let decision = Paper::new(&self.document, "document");
        Paper::all(&self.evidence, "evidence").chain([decision]).collect()
    }

    pub(in crate::listing) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let opened = refusals.check(listing.in_force(&[Register::SeriousViolation], context));
        refusals.check(listing.old_enough(context));
        refusals.check(self.deserved(context));
        filled(&mut refusals, self.finding.is_blank(), "finding", "核实的情况", ("SDL", "0"));
        let unproved = self.evidence.is_empty();
        filled(&mut refusals, unproved, "evidence", "申请书和履行义务的证明", ("SDL", "0"));
        let (wanted, article) = (DocumentType::DelistingDecision, ("SDL", "0"));
        let number = refusals.check(signed(&self.document, wanted, article));
        refusals.verdict()?;
        let removed = opened.zip(number).map(|(opened, number)| {
            Event::RemovedEarly(RemovedEarly {
                shown: opened.party.shown().to_owned(),
                finding: self.finding.clone(),
                evidence: self.evidence.clone(),
                number,
                document: self.document.clone(),
            })
        });
        Ok(removed.into_iter().collect())
    }

    /// What was owed is performed, nothing as heavy came since, and no ban of a statute runs.
    fn deserved(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(self.performed, || {
            Code::Unfinished
                .refuse(
                    "当事人尚未履行行政处罚决定规定的义务、消除危害后果",
                    "what the decision ordered is not performed, or its harm not eliminated",
                )
                .under("SDL", "0")
                .at("performed")
        });
        refusals.require(!self.heavy_penalty_since, || {
            Code::NotProvidedFor
                .refuse(
                    "列入后再次受到较重行政处罚，不得提前移出",
                    "it got another heavy penalty since: it is not removed early",
                )
                .under("SDL", "0")
                .at("heavyPenaltySince")
        });
        let running = self.statutory_until.filter(|it| context.occurred.day() <= *it);
        if let Some(last) = running {
            refusals.refuse(
                Code::TooEarly
                    .refuse(
                        format!("依照法律、行政法规实施的限制措施至{}方届满", in_chinese(last)),
                        format!("a restriction that a statute sets runs until {last}"),
                    )
                    .under("SDL", "0")
                    .at("statutoryUntil"),
            );
        }
        refusals.verdict()
    }
}

impl Listing {
    /// That its years are over, where they are and nothing else has ended it; nothing more once that is recorded.
    pub(in crate::listing) fn expired(&self, context: &Context<'_>) -> Vec<Event> {
        let over = |it: &Date| *it < context.occurred.day();
        let expiry = self.open_deadline(Timer::ListExpire).and_then(Deadline::latest);
        let expired = |last_day| Event::Expired(Expired { last_day });
        expiry.filter(over).map(expired).into_iter().collect()
    }

    /// It has lasted as long as it has to before it may be removed early.
    fn old_enough(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let Some(period) = self.timers.get(&Timer::ListEarly).map(|it| &it.deadline) else {
            return Ok(());
        };
        let Some(last) = period.latest().filter(|it| context.occurred.day() <= *it) else {
            return Ok(());
        };
        let (n, unit) = (period.length, period.unit.label());
        Err(vec![
            Code::TooEarly
                .refuse(
                    format!("列入不满{n}{unit}（至{}），不得提前移出", in_chinese(last)),
                    format!("it may be removed early only after {last}"),
                )
                .under("SDL", "0")
                .resting_on(period.confidences()),
        ])
    }
}

impl Expired {
    pub(in crate::listing) fn sentence(&self) -> String {
        format!("列入期于{}届满，移出严重违法失信名单，停止公示", in_chinese(self.last_day))
    }
}

impl RemovedEarly {
    pub(in crate::listing) fn sentence(&self) -> String {
        let (shown, number, finding) = (&self.shown, &self.number, text(&self.finding));
        format!("决定将{shown}提前移出严重违法失信名单（{number}），理由：{finding}")
    }
}
