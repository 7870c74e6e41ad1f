//! Proposing an entry, and telling the party: what SDL 2 and 12 want, and nothing that was not told (SDL 13).

use super::{Circumstances, Proposed, Weighing, heavy};
use crate::{
    Code, Context, Narrative, Refusals, Rejection,
    case::{Case, guard::filled, sanction::Sanction},
    citation::cite,
};

/// Proposes that the party is entered, together with its penalty.
#[derive(Debug, Clone)]
pub struct Propose {
    /// What is proposed.
    pub proposed: Proposed,
    /// 当事人有证据足以证明没有主观故意: who proved that is not entered (SDL 12).
    pub no_intent_proven: bool,
}

impl Propose {
    /// There is a heavy penalty among these and more than that, it was weighed, and nobody proved to have acted
    /// without intent (SDL 2, 12).
    pub(in crate::case) fn check(
        &self,
        sanctions: &[Sanction],
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(!heavy(sanctions).is_empty(), || {
            Code::NotProvidedFor
                .refuse(
                    "没有从重罚款、降低资质、吊销许可证件、限制经营、停产停业、关闭、限制从业等较重行政处罚，不得列入严重违法失信名单",
                    "none of the sanctions is a heavy one: nobody is entered without",
                )
                .under("SDL", "2")
                .at("seriousList")
        });
        refusals.require(!self.no_intent_proven, || {
            Code::NotProvidedFor
                .refuse(
                    "当事人有证据足以证明没有主观故意，不列入严重违法失信名单",
                    "the party proved that it acted without intent: it is not entered",
                )
                .under("SDL", "12")
                .at("seriousList.noIntentProven")
        });
        let Proposed { circumstances, weighing, .. } = &self.proposed;
        let (field, what) =
            ("seriousList.circumstances", "性质恶劣、情节严重或者社会危害较大的情形");
        filled(&mut refusals, circumstances.is_blank(), field, what, ("SDL", "2"));
        let (field, what) = ("seriousList.weighing", "列入所综合考虑的因素");
        filled(&mut refusals, weighing.is_blank(), field, what, ("SDL", "12"));
        refusals.check(self.proposed.based(context));
        refusals.verdict()
    }
}

impl Proposed {
    /// The article is the field's own, of a list that is kept on the day.
    fn based(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let (day, article) = (context.occurred.day(), self.field.article());
        let own = self.basis.is_of(&cite("SDL", &article.to_string()));
        let mut refusals = Refusals::new();
        refusals.require(own, || {
            Code::Contradictory
                .refuse(
                    format!("{}的列入依据为第{article}条", self.field.label()),
                    format!("an entry of this field rests on SDL {article}"),
                )
                .under("SDL", &article.to_string())
                .at("seriousList.basis")
        });
        refusals.require(context.law.in_force(&self.basis, day), || {
            Code::NotProvidedFor
                .refuse(
                    format!("列入依据在{day}尚未施行或者已经失效"),
                    format!("{} is not in force on {day}", self.basis),
                )
                .at("seriousList.basis")
        });
        refusals.verdict()
    }

    /// It goes no further than what was proposed or told before: the same field, on the same basis.
    fn is_within(&self, before: &Self) -> bool {
        (self.field, &self.basis) == (before.field, &before.basis)
    }
}

impl Circumstances {
    fn is_blank(&self) -> bool {
        let Self { vile_nature, serious, greater_harm } = self;
        all_blank([vile_nature, serious, greater_harm])
    }
}

impl Weighing {
    fn is_blank(&self) -> bool {
        let Self { intent, frequency, duration, kind, amounts, harm, influence } = self;
        all_blank([intent, frequency, duration, kind, amounts, harm, influence])
    }
}

fn all_blank<const N: usize>(said: [&Option<Narrative>; N]) -> bool {
    said.into_iter().flatten().all(Narrative::is_blank)
}

fn exceeds(wanted: Option<&Proposed>, before: Option<&Proposed>) -> bool {
    wanted.is_some_and(|wanted| !before.is_some_and(|it| wanted.is_within(it)))
}

/// What the party is told of the list, a leader approved (PR 56).
pub(in crate::case) fn within_approved(
    case: &Case,
    wanted: Option<&Proposed>,
) -> Result<(), Vec<Rejection>> {
    let Some(approved) = case.record.proposals.last() else { return Ok(()) };
    if !exceeds(wanted, approved.serious_list.as_deref()) {
        return Ok(());
    }
    Err(vec![
        Code::Contradictory
            .refuse(
                "列入严重违法失信名单的内容超出负责人批准的处罚建议",
                "no leader approved that the party is entered, or not on this basis",
            )
            .under("PR", "56")
            .at("seriousList"),
    ])
}

/// What is decided of the list, the party was told; and what it says does not bring it into the list (SDL 13; PR 58).
pub(in crate::case) fn within_told(
    case: &Case,
    wanted: Option<&Proposed>,
) -> Result<(), Vec<Rejection>> {
    let Some((_, told)) = case.record.notices.last() else { return Ok(()) };
    if !exceeds(wanted, told.serious_list.as_deref()) {
        return Ok(());
    }
    Err(vec![
        Code::HeavierThanNoticed
            .refuse(
                "告知书没有告知当事人将以此依据列入严重违法失信名单；如有新的事实或者依据，请重新告知",
                "the party was not told that it would be entered on this basis; where there are new facts or a new basis, serve a new notice",
            )
            .under("SDL", "13")
            .at("seriousList"),
    ])
}
