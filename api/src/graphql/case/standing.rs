//! What of each penalty decision counts on a day: as made, or as what came later made of it.

use async_graphql::SimpleObject;
use domain::{
    Rulebook, case,
    case::{correction::CorrectionKind, remedy},
    id,
};
use jiff::civil;

use super::{
    super::{
        scalars::{Date, DateTime, DocumentNumber, PartId},
        vocabulary::SanctionEffect,
    },
    sanction::Sanction,
};

/// A penalty decision, and what of it counts on a day.
#[derive(SimpleObject)]
pub struct Standing {
    /// The day by which that counts.
    on: Date,
    /// Which decision.
    decision: PartId,
    /// Its number.
    number: DocumentNumber,
    /// When it was made.
    decided_at: DateTime,
    /// Nothing of it counts any more.
    fallen: bool,
    /// It is the last decision that has not wholly fallen: the one that counts.
    counts: bool,
    /// What counts of it, in one phrase; `无` where nothing does.
    text: String,
    /// The corrections of what was mistyped in it that count on that day (补正), by which it reads otherwise.
    put_right_by: Vec<PartId>,
    /// Each of its sanctions.
    sanctions: Vec<StandingSanction>,
}

/// A sanction as it was decided, and as it counts.
#[derive(SimpleObject)]
pub struct StandingSanction {
    /// As it was decided.
    decided: Sanction,
    /// As it counts on that day; absent where it counts no more.
    counts: Option<Sanction>,
    /// What has become of it; absent where nothing touched it.
    effect: Option<SanctionEffect>,
    /// What, in Chinese.
    effect_label: Option<&'static str>,
    /// By which remedy, or which correction.
    changed_by: Option<PartId>,
    /// From which day on.
    changed_since: Option<Date>,
    /// Under which articles.
    citations: Vec<String>,
    /// The stay by which its execution stands still on that day.
    stayed_by: Option<PartId>,
}

impl Standing {
    /// Every penalty decision of a case, as it counts at the end of a day.
    pub(super) fn all(case: &case::Case, on: civil::Date, law: &Rulebook) -> Vec<Self> {
        let standing = case.standing(on).into_iter();
        standing.map(|it| Self::new(case, &it, (on, law))).collect()
    }

    /// A penalty decision of a case, as it counts at the end of a day.
    #[must_use]
    pub fn new(
        case: &case::Case,
        it: &remedy::Standing<'_>,
        (on, law): (civil::Date, &Rulebook),
    ) -> Self {
        let counting = case.counting_decision(on).map(|it| &it.decided.id);
        let sanctions = it.sanctions.iter().map(|of| StandingSanction::new(of, (case, on), law));
        Self {
            on: on.into(),
            decision: it.decided.id.clone().into(),
            number: it.decided.number.clone().into(),
            decided_at: it.decided_at.into(),
            fallen: it.has_fallen(),
            counts: counting == Some(&it.decided.id),
            text: it.text(),
            put_right_by: put_right(case, &it.decided.id, on),
            sanctions: sanctions.collect(),
        }
    }
}

/// The clerical corrections of a decision that count by the end of a day.
fn put_right(case: &case::Case, decision: &id::PartId, on: civil::Date) -> Vec<PartId> {
    let counting = case.corrections_of(decision).filter(|it| it.since() <= on);
    let clerical = counting.filter(|it| it.kind() == CorrectionKind::Clerical);
    clerical.map(|it| it.id().clone().into()).collect()
}

impl StandingSanction {
    fn new(
        it: &remedy::StandingSanction<'_>,
        (case, on): (&case::Case, civil::Date),
        law: &Rulebook,
    ) -> Self {
        let changed = it.changed.as_ref();
        let effect = changed.map(|it| it.effect.kind());
        let by = changed.map(|it| it.by.id().clone().into());
        let stayed = case.stayed(&it.decided.id, on).map(|it| it.id.clone().into());
        let authorities = changed.into_iter().flat_map(|it| &it.authority);
        Self {
            decided: it.decided.into(),
            counts: it.counts().map(Into::into),
            effect: effect.map(Into::into),
            effect_label: effect.map(remedy::EffectKind::label),
            changed_by: by,
            changed_since: changed.map(|it| it.since.into()),
            citations: authorities.map(|it| law.cite(it)).collect(),
            stayed_by: stayed,
        }
    }
}
