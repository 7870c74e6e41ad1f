//! Which remedy may follow which, and what stands in the way of another: a person's own remedies, not those of others (ARL 29,
//! 30.1(7); ALL 44, 45, 85, 90).

use super::{Open, Opened};
use crate::{
    Code, Context, Rejection, Rulebook,
    case::{
        Case,
        guard::no_such_part,
        remedy::{Applicant, Matter, Outcome, Remedy, RemedyKind, law::Article},
    },
};

impl Open {
    /// Whoever asks has asked for that remedy over the decision: of several third persons each has their own, told apart by
    /// its file.
    fn is_again(&self, other: &Opened) -> bool {
        let file = (self.body.trim(), self.file_number.trim());
        let known = self.by != Applicant::ThirdParty || file == (&other.body, &other.file_number);
        self.decision == other.decision && self.by == other.by && known
    }

    /// Nothing else that the same person asked for is pending over the decision: while reconsideration is, they may not sue,
    /// and once a court has taken their suit they may not ask for reconsideration (ARL 29, 30.1(7)). A court may be asked
    /// where the organ let its time pass (ALL 45).
    pub(super) fn alone(&self, case: &Case, law: &Rulebook) -> Result<(), Vec<Rejection>> {
        let mut others = case.open_remedies().filter(|it| self.is_again(&it.opened));
        let silent = |it: &Remedy| {
            self.kind == RemedyKind::FirstInstance
                && self.after.as_ref() == Some(&it.opened.id)
                && case.organ_is_silent(it, self.applied_on)
        };
        let Some(other) = others.find(|it| !silent(it)) else { return Ok(()) };
        let (id, kind) = (&other.opened.id, other.opened.kind);
        let same = kind == self.kind;
        let refusal = if same { Code::AlreadyDone } else { Code::RemedyPending };
        let refusal = refusal.refuse(
            format!("该决定的{}（编号{id}）尚未终结", kind.label()),
            format!("{id} over this decision is still pending"),
        );
        let article = self.barred_under(kind, law);
        Err(vec![refusal.under(article.0, article.1).at("kind")])
    }

    /// The article by which another remedy of the same person stands in the way of this one.
    fn barred_under(&self, other: RemedyKind, law: &Rulebook) -> Article {
        let matter = match (other, self.kind) {
            (RemedyKind::Reconsideration, RemedyKind::Reconsideration) => Matter::AskTwice,
            (RemedyKind::Reconsideration, _) => Matter::SueMeanwhile,
            (_, RemedyKind::Reconsideration) => Matter::AskAfterSuit,
            (_, _) => return ("ALL", "45"),
        };
        RemedyKind::Reconsideration.article(matter, (law, self.received_on))
    }

    /// It comes after what it has to come after, and after nothing else (ARL 29; ALL 44, 45, 85, 90).
    pub(super) fn in_order(
        &self,
        case: &Case,
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let Some(after) = &self.after else { return self.first(case, context.law) };
        let of_it = |it: &&Remedy| it.opened.decision == self.decision;
        let found = case.remedy(after).filter(of_it);
        let found =
            found.ok_or_else(|| vec![no_such_part(after, "行政复议或者行政诉讼", "after")])?;
        let day = context.occurred.day();
        let fits = match self.kind {
            RemedyKind::Reconsideration => false,
            RemedyKind::FirstInstance => {
                let reconsidered = found.opened.kind == RemedyKind::Reconsideration;
                let remanded = found.outcome() == Some(Outcome::Remanded);
                let decided = found.outcome().is_some_and(Outcome::is_a_decision);
                let silent = case.organ_is_silent(found, self.applied_on);
                remanded || (reconsidered && (decided || silent))
            }
            RemedyKind::SecondInstance => {
                let decided = |it: &Remedy| it.outcome().is_some_and(Outcome::is_a_decision);
                case.time_to_appeal(found).is_some() && !case.appeals_from(found).any(decided)
            }
            RemedyKind::Retrial => {
                let binds = case.takes_effect(found).is_some_and(|it| it <= day);
                found.opened.kind.is_in_court() && binds
            }
        };
        if fits {
            return Ok(());
        }
        let article = match self.kind {
            RemedyKind::Reconsideration => self.barred_under(found.opened.kind, context.law),
            RemedyKind::FirstInstance => ("ALL", "45"),
            RemedyKind::SecondInstance => ("ALL", "85"),
            RemedyKind::Retrial => ("ALL", "90"),
        };
        let refusal = Code::Contradictory.refuse(
            format!(
                "{}（编号{after}）之后不能提起{}",
                found.opened.kind.label(),
                self.kind.label()
            ),
            format!("it can't come after {after} as that one stands"),
        );
        Err(vec![refusal.under(article.0, article.1).at("after")])
    }

    /// Of what one person asks for, reconsideration comes first or not at all, and so does a suit that follows nothing.
    fn first(&self, case: &Case, law: &Rulebook) -> Result<(), Vec<Rejection>> {
        let of_it = case.record.remedies.iter().filter(|it| self.is_again(&it.opened));
        let mut decided = of_it.filter(|it| it.outcome().is_none_or(Outcome::is_a_decision));
        let earlier = decided.next_back().map(|it| (&it.opened.id, it.opened.kind));
        let alone = matches!(self.kind, RemedyKind::Reconsideration | RemedyKind::FirstInstance);
        match (earlier, alone) {
            (None, true) => Ok(()),
            (Some((earlier, kind)), true) if self.kind == RemedyKind::Reconsideration => {
                let article = self.barred_under(kind, law);
                Err(vec![Code::AlreadyDone
                    .refuse(
                        format!(
                            "该决定已经过行政复议或者行政诉讼（编号{earlier}），不得再申请行政复议"
                        ),
                        format!(
                            "{earlier} has dealt with this decision: no reconsideration any more"
                        ),
                    )
                    .under(article.0, article.1)
                    .at("kind")])
            }
            (Some(_) | None, _) => Err(vec![
                Code::Incomplete
                    .refuse(
                        format!("请注明{}所针对的行政复议或者裁判", self.kind.label()),
                        "name the remedy after which it comes",
                    )
                    .under("ALL", "45")
                    .at("after"),
            ]),
        }
    }
}
