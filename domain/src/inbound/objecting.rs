//! Telling the agency that pushed a record of what seems wrong in it, its notice of that, and its answer that nothing is
//! (EIP 12.1; GDS 26). Where something is, it corrects or withdraws: [`super::changing`].

use serde::{Deserialize, Serialize};

use super::{Event, Inbound, guard::start};
use crate::{
    Code, Context, Narrative, Refusals, Rejection,
    case::{
        guard::filled,
        phrase::{text, until},
    },
    clock::{Deadline, Timer},
    id::AgencyCode,
    restriction::notifying::Entry,
};

/// Its agency was told that something seems wrong (提出校核). It is an entry of that agency's inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Objected {
    /// Whom: the agency that pushed it, or whoever has taken over from it.
    pub told: AgencyCode,
    /// What.
    pub doubt: Narrative,
    /// The agency's time to check it.
    pub deadlines: Vec<Deadline>,
}

/// Its agency has taken notice of a doubt (签收).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Acknowledged {
    /// Which entry of its inbox that is.
    pub entry: Entry,
}

/// Its agency checked it, and stands by it (复核无误).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Confirmed {
    /// What it found.
    pub finding: Narrative,
}

/// Tells its agency that something seems wrong.
#[derive(Debug, Clone)]
pub struct Object {
    /// What.
    pub doubt: Narrative,
}

/// Takes notice of a doubt.
#[derive(Debug, Clone)]
pub struct Acknowledge {
    /// Which entry of the inbox that is.
    pub entry: Entry,
}

/// Stands by it.
#[derive(Debug, Clone)]
pub struct Confirm {
    /// What was found.
    pub finding: Narrative,
}

impl Object {
    pub(super) fn decide(
        &self,
        inbound: &Inbound,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let record = inbound.standing_record()?;
        let mut refusals = Refusals::new();
        filled(&mut refusals, self.doubt.is_blank(), "doubt", "疑似错误的内容", ("EIP", "12.1"));
        refusals.require(!inbound.is_objected_to, || {
            Code::AlreadyDone.refuse(
                "已经提出校核，推送机关尚未答复",
                "its agency was told, and has not answered",
            )
        });
        refusals.verdict()?;
        let doubt = self.doubt.clone();
        let told = context.heir_of(&record.agency).clone();
        let deadlines = start(context, Timer::ShareCorrect, &told);
        Ok(vec![Event::Objected(Objected { told, doubt, deadlines })])
    }
}

impl Acknowledge {
    /// Whoever has answered has taken notice.
    pub(super) fn decide(&self, inbound: &Inbound) -> Result<Vec<Event>, Vec<Rejection>> {
        inbound.opened()?;
        let doubt = inbound.doubt(self.entry).ok_or_else(Entry::unknown)?;
        if doubt.is_noticed {
            return Ok(vec![]);
        }
        Ok(vec![Event::Acknowledged(Acknowledged { entry: self.entry })])
    }
}

impl Confirm {
    pub(super) fn decide(&self, inbound: &Inbound) -> Result<Vec<Event>, Vec<Rejection>> {
        inbound.standing_record()?;
        let mut refusals = Refusals::new();
        filled(&mut refusals, self.finding.is_blank(), "finding", "复核情况", ("EIP", "12.1"));
        refusals.require(inbound.is_objected_to, || {
            Code::StepMissing.refuse("没有待答复的校核", "nobody has said that anything is wrong")
        });
        refusals.verdict()?;
        Ok(vec![Event::Confirmed(Confirmed { finding: self.finding.clone() })])
    }
}

impl Objected {
    pub(super) fn sentence(&self) -> String {
        format!(
            "就所推送的信息向推送机关提出校核：{}{}",
            text(&self.doubt),
            until(&self.deadlines, Timer::ShareCorrect, "校核期限")
        )
    }
}

impl Acknowledged {
    pub(super) fn sentence() -> String {
        "签收对所推送信息的校核".to_owned()
    }
}

impl Confirmed {
    pub(super) fn sentence(&self) -> String {
        format!("复核所推送的信息无误：{}", text(&self.finding))
    }
}
