//! 撤销: what was obtained by fraud is revoked, the previous status comes back, and its publicity counts anew
//! (domain.md §6.6; scenario 11).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Channel, Event, Restoration, Status,
    guard::{article, signed},
};
use crate::{
    Context, Narrative, Refusals, Rejection,
    case::{
        guard::{Paper, filled},
        phrase::text,
    },
    citation::Citation,
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef},
    restriction::{Call, calls_anew},
    rulebook::Limit,
    time::in_chinese,
};

/// The restoration was revoked, since it was obtained by fraud (撤销信用修复). It is the record of dishonesty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RevokedForFraud {
    /// The rules under which this was done.
    pub basis: Citation,
    /// What was concealed, what was false.
    pub facts: Narrative,
    /// What shows it.
    pub evidence: Vec<DocumentRef>,
    /// The number of the decision.
    pub number: DocumentNumber,
    /// 撤销信用修复决定书.
    pub document: DocumentRef,
    /// How long the party doesn't apply again, where a rule of the day says so.
    pub deadlines: Vec<Deadline>,
}

/// The previous status was restored (恢复原状态), and its publicity counts anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reinstated {
    /// The rules under which this was done.
    pub basis: Citation,
    /// From which day on publicity counts.
    pub counted_from: Date,
    /// Where it is to be shown again.
    pub channels: Vec<Channel>,
    /// The measures of the catalogue that it calls for anew, agency by agency: those that the restoration had ended
    /// (scenario 11).
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub calls: Vec<Call>,
}

/// Revokes what was obtained by fraud.
#[derive(Debug, Clone)]
pub struct Revoke {
    /// What was concealed, what was false.
    pub facts: Narrative,
    /// What shows it.
    pub evidence: Vec<DocumentRef>,
    /// 撤销信用修复决定书, with its number.
    pub document: DocumentRef,
}

impl Revoke {
    pub(super) fn papers(&self) -> Vec<Paper<'_>> {
        let decision = Paper::new(&self.document, "document");
        Paper::all(&self.evidence, "evidence").chain([decision]).collect()
    }

    pub(super) fn decide(
        &self,
        restoration: &Restoration,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(restoration.stands_at(&[Status::Granted, Status::Effective]));
        let (unsaid, unproved) = (self.facts.is_blank(), self.evidence.is_empty());
        filled(
            &mut refusals,
            unsaid,
            "facts",
            "隐瞒真实情况、提供虚假材料的事实",
            article(context),
        );
        filled(&mut refusals, unproved, "evidence", "证明该事实的材料", article(context));
        let number = refusals.check(signed(&self.document, context));
        refusals.verdict()?;
        let rules = restoration.rules(context)?;
        let bar = |it: &Limit| it.deadline(Timer::RestoreBar, context.occurred, context.law);
        let Some(number) = number else { return Ok(vec![]) };
        let today = context.occurred.day();
        let revoked = RevokedForFraud {
            basis: rules.row.authority.clone(),
            facts: self.facts.clone(),
            evidence: self.evidence.clone(),
            number,
            document: self.document.clone(),
            deadlines: rules.row.value.bar.as_ref().map(bar).into_iter().collect(),
        };
        let channels = restoration.shown_again(context);
        let basis = revoked.basis.clone();
        let calls = restoration.called_anew(context);
        let reinstated = Reinstated { basis, counted_from: today, channels, calls };
        Ok(vec![Event::RevokedForFraud(Box::new(revoked)), Event::Reinstated(reinstated)])
    }
}

impl Restoration {
    /// What the restored source calls for again: while a plan was being carried out its measures only rested.
    fn called_anew(&self, context: &Context<'_>) -> Vec<Call> {
        let (ended, today) = (!self.rests_on_a_plan || self.plan_completed, context.occurred.day());
        let of = context.facts.restorable.as_deref();
        let of = of.filter(|it| ended && it.fell_by(today).is_none());
        let law = (context.law, today);
        of.map(|it| calls_anew(&it.found, &it.source.agency, law)).unwrap_or_default()
    }
}

impl RevokedForFraud {
    pub(super) fn sentence(&self) -> String {
        let last = self.deadlines.first().and_then(Deadline::latest).map(in_chinese);
        let bar = last.map(|it| format!("，至{it}不得再次申请")).unwrap_or_default();
        let (number, facts) = (&self.number, text(&self.facts));
        format!(
            "撤销以欺骗手段取得的信用修复（{number}），事实：{facts}，失信行为记入信用记录{bar}"
        )
    }
}

impl Reinstated {
    pub(super) fn sentence(&self) -> String {
        if self.channels.is_empty() {
            return "恢复原有状态，所涉行政处罚决定已经失效，不再公示".to_owned();
        }
        format!("恢复原有状态，公示期自{}起重新计算", in_chinese(self.counted_from))
    }
}
