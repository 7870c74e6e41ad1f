//! 申请: the party applies, through GSXT or the single window of Credit China.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Asked, Event, Regime, Restorable, Restoration, Window, applicable, assess,
    eligibility::ConditionKind,
    guard::{article, unmet},
    reorganising::Plan,
};
use crate::{
    Code, Context, Moment, Refusals, Rejection,
    case::guard::{Paper, of_type},
    citation::Citation,
    clock::{Deadline, Timer},
    document::{DocumentRef, DocumentType},
    id::EventId,
    party::Party,
    restriction::Source,
    time::in_chinese,
};

/// The party's application was received (收到申请).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Applied {
    /// The rules under which this was done.
    pub basis: Citation,
    /// What is to be restored.
    pub source: Source,
    /// Who applied.
    pub party: Party,
    /// Where it was received.
    pub window: Window,
    /// On which day.
    pub received_on: Date,
    /// What was handed in.
    pub materials: Materials,
    /// The plan of reorganisation on which it rests, where it does.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub plan: Option<Plan>,
    /// Under which rules.
    pub regime: Regime,
    /// Why these.
    pub reason: String,
    /// The time to accept it, where a rule of the day sets one.
    pub deadlines: Vec<Deadline>,
}

/// What an application consists of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Materials {
    /// 信用修复申请书.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub application: Option<DocumentRef>,
    /// 信用承诺书.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub commitment: Option<DocumentRef>,
    /// 履行义务、纠正违法行为的证明.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub proofs: Vec<DocumentRef>,
    /// 其他材料.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub others: Vec<DocumentRef>,
}

/// Takes an application in. What it lacks is told when it is accepted or not.
#[derive(Debug, Clone)]
pub struct Apply {
    /// What is to be restored: the decision, or the entry.
    pub source: EventId,
    /// Where it was received.
    pub window: Window,
    /// On which day.
    pub received_on: Date,
    /// What was handed in.
    pub materials: Materials,
    /// The plan of reorganisation on which it rests.
    pub plan: Option<Plan>,
}

impl Materials {
    /// What an application hands in.
    pub const WANTED: [DocumentType; 3] = [
        DocumentType::RestorationApplication,
        DocumentType::CreditCommitment,
        DocumentType::PerformanceProof,
    ];

    pub(super) fn papers(&self) -> Vec<Paper<'_>> {
        let application = self.application.iter().map(|it| Paper::new(it, "materials.application"));
        let commitment = self.commitment.iter().map(|it| Paper::new(it, "materials.commitment"));
        let proofs = Paper::all(&self.proofs, "materials.proofs");
        let others = Paper::all(&self.others, "materials.others");
        application.chain(commitment).chain(proofs).chain(others).collect()
    }

    /// What an application wants and this one has not, all of it.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let lacks = [self.application.is_none(), self.commitment.is_none(), self.proofs.is_empty()];
        let lacking = Self::WANTED.iter().zip(lacks).filter(|(_, lacks)| *lacks);
        lacking.map(|(it, _)| it.label()).collect()
    }

    fn check(&self, article: (&str, &str)) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let named = [
            (&self.application, "materials.application", DocumentType::RestorationApplication),
            (&self.commitment, "materials.commitment", DocumentType::CreditCommitment),
        ];
        for (document, field, wanted) in named {
            let Some(document) = document else { continue };
            refusals.check(of_type((document, field), wanted, article));
        }
        refusals.verdict()
    }
}

impl Apply {
    pub(super) fn papers(&self) -> Vec<Paper<'_>> {
        let plan = self.plan.iter().map(|it| Paper::new(&it.ruling, "plan.ruling"));
        self.materials.papers().into_iter().chain(plan).collect()
    }

    pub(super) fn decide(
        &self,
        restoration: &Restoration,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let gathered = context.facts.restorable.as_deref();
        let named = gathered.filter(|it| it.source.event == self.source);
        let Some(of) = named else {
            return Err(vec![
                Code::NotFound
                    .refuse("没有该决定或者列入记录", "there is no such decision or entry")
                    .at("source"),
            ]);
        };
        let mut refusals = Refusals::new();
        refusals.require(restoration.opened.is_none(), || {
            Code::AlreadyDone.refuse("该申请已经收到", "the application was received already")
        });
        refusals.check(self.alone(context));
        refusals.check(self.materials.check(article(context)));
        let on = context.occurred.day();
        let rules = applicable(of, self.window, on, context.law);
        refusals.check(
            self.plan
                .as_ref()
                .map_or(Ok(()), |it| it.check(rules.as_ref(), context.occurred.day())),
        );
        let Some(rules) = rules else {
            refusals.refuse(unruled(self.window, on));
            return refusals.verdict().map(|()| vec![]);
        };
        let asked = Asked { of, window: self.window, plan: self.plan.as_ref(), on };
        let barred = assess(asked, context.law);
        let bars = barred.iter().flat_map(super::Eligibility::unmet);
        for bar in bars.filter(|it| it.kind == ConditionKind::NotBarred) {
            refusals.refuse(unmet(bar));
        }
        refusals.verdict()?;
        let received = Moment::midnight(self.received_on);
        let accept = rules.row.value.accept.as_ref();
        let deadline =
            |it: &crate::rulebook::Limit| it.deadline(Timer::RestoreAccept, received, context.law);
        Ok(vec![Event::Applied(Box::new(Applied {
            basis: rules.row.authority.clone(),
            source: of.source.clone(),
            party: of.party.clone(),
            window: self.window,
            received_on: self.received_on,
            materials: self.materials.clone(),
            plan: self.plan.clone(),
            regime: rules.row.key.regime,
            reason: rules.reason,
            deadlines: accept.map(deadline).into_iter().collect(),
        }))])
    }

    /// No other application is about the same, and it was received by the day of the act.
    fn alone(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let of = context.facts.restorable.as_deref().filter(|it| it.source.event == self.source);
        if let Some(other) = of.and_then(Restorable::application) {
            refusals.refuse(
                Code::AlreadyDone
                    .refuse(
                        format!("已有针对该信息的信用修复申请（{}）", other.id),
                        "another application is about the same",
                    )
                    .at("source"),
            );
        }
        let mut sources = context.facts.restorable.iter().map(|it| it.source.decided_on);
        refusals.require(sources.all(|it| it <= self.received_on), || {
            Code::Contradictory
                .refuse("收到申请之日早于作出决定之日", "it would be received before the decision")
                .at("receivedOn")
        });
        refusals.require(self.received_on <= context.occurred.day(), || {
            Code::InTheFuture
                .refuse("收到申请之日晚于本次行为", "it would be received after the act")
                .at("receivedOn")
        });
        refusals.verdict()
    }
}

/// No rule of the day restores such a target through that window.
#[must_use]
pub fn unruled(window: Window, on: Date) -> Rejection {
    Code::NotProvidedFor
        .refuse(
            format!("{}没有可以通过{}修复该信息的规定", in_chinese(on), window.label()),
            format!("on {on} no rule restores this through that window"),
        )
        .at("window")
}

impl Applied {
    pub(super) fn documents(&self) -> Vec<&DocumentRef> {
        let Materials { application, commitment, proofs, others } = &self.materials;
        let plan = self.plan.iter().map(|it| &it.ruling);
        application.iter().chain(commitment).chain(proofs).chain(others).chain(plan).collect()
    }

    pub(super) fn sentence(&self) -> String {
        let (shown, day, window) =
            (self.party.shown(), in_chinese(self.received_on), self.window.label());
        let (kind, number) = (self.source.kind.label(), &self.source.number);
        let plan = if self.plan.is_some() { "（依据重整计划）" } else { "" };
        let until = crate::case::phrase::until(&self.deadlines, Timer::RestoreAccept, "受理期限");
        format!("登记{day}通过{window}收到的{shown}对{kind}（{number}）的信用修复申请{plan}{until}")
    }
}
