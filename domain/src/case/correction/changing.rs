//! What altering and revoking share: of which decision something counts still, which remedies were pending, and what
//! follows. That a plaintiff may withdraw upon a change (ALL 62) is for the plaintiff; which remedies were pending is kept.

use jiff::civil::Date;

use crate::{
    Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{
        Case, Event,
        decision::Decided,
        guard::{filled, no_such_part, of_type},
        remedy::{Follows, Touched, fallen},
        sanction::Sanction,
        state,
    },
    document::{DocumentRef, DocumentType},
    id::PartId,
};

pub(super) const OWN: (&str, &str) = ("APL", "75.2");

/// It says why, on the paper that it has to.
pub(super) fn reasoned(
    reason: &Narrative,
    (document, wanted): (&DocumentRef, DocumentType),
    article: (&str, &str),
) -> Result<(), Vec<Rejection>> {
    let mut refusals = Refusals::new();
    filled(&mut refusals, reason.is_blank(), "reason", "理由", article);
    refusals.check(of_type((document, "document"), wanted, article));
    refusals.verdict()
}

/// What came in did so after what it is about, and not after the act that records it.
pub(super) fn received(
    (on, since): (Date, Option<Moment>),
    context: &Context<'_>,
) -> Result<(), Vec<Rejection>> {
    let fits = since.is_none_or(|it| it.day() <= on) && on <= context.occurred.day();
    let mut refusals = Refusals::new();
    refusals.require(fits, || {
        Code::Contradictory
            .refuse(
                "收到日期应当不早于决定日期、不晚于登记日期",
                "it came in after the decision and not after this act",
            )
            .at("receivedOn")
    });
    refusals.verdict()
}

impl Case {
    /// The penalty decision that a correction changes, of which something counts still on that day.
    pub(super) fn to_be_changed(
        &self,
        decision: &PartId,
        on: Date,
    ) -> Result<&Decided, Vec<Rejection>> {
        let standing = self.standing_of(decision, on);
        let Some(standing) = standing else {
            return Err(vec![no_such_part(decision, "行政处罚决定书", "decision")]);
        };
        if standing.has_fallen() {
            return Err(vec![fallen()]);
        }
        Ok(standing.decided)
    }

    /// What counts of a decision on a day.
    pub(super) fn counting_of(&self, decided: &Decided, on: Date) -> Vec<&Sanction> {
        let all = self.sanctions_in_force(on).into_iter();
        all.filter(|(of, _)| of.id == decided.id).map(|(_, it)| it).collect()
    }

    /// The remedies over a decision that were pending on a day.
    pub(super) fn pending_then(&self, decision: &PartId, on: Date) -> Vec<PartId> {
        self.pending_on(decision, on).map(|it| it.opened.id.clone()).collect()
    }

    /// What follows once this is recorded: nobody pays what fell, what is shown is withdrawn, and where nothing is left the
    /// case may be closed.
    pub(super) fn following(
        &self,
        event: &Event,
        (decision, touched): (&PartId, &[Touched]),
        (since, context): (Date, &Context<'_>),
    ) -> Result<Follows, Vec<Rejection>> {
        let after = state::evolve(self.clone(), event, context.occurred);
        let begins_redo = event.fact().facets().leads_to.is_some();
        let withdraws = after.withdraws(decision, (since, touched));
        let (relieved, mut settled) = after.settled_by_change(context);
        let mut again = after.again(context, begins_redo)?;
        settled.append(&mut again.settled);
        let deadlines = std::mem::take(&mut again.deadlines);
        // What the agency or its superior corrects gives nothing back, and makes nothing heavier (APL 75.2).
        Ok(Follows {
            begins_redo,
            relieved,
            settled,
            again,
            withdraws,
            deadlines,
            ..Follows::default()
        })
    }
}

/// `，行政复议（编号J1）期间`: what was pending over the decision.
pub(super) fn meanwhile(pending: &[PartId]) -> String {
    let ids: Vec<_> = pending.iter().map(ToString::to_string).collect();
    if ids.is_empty() {
        return String::new();
    }
    format!("（行政复议或者行政诉讼（编号{}）期间）", ids.join("、"))
}

pub(super) fn told(touched: &[Touched]) -> String {
    touched.iter().map(|it| it.text(None)).collect::<Vec<_>>().join("、")
}
