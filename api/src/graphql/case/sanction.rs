//! A penalty, as it is proposed, told, imposed, and as it counts.

use async_graphql::SimpleObject;
use domain::case::sanction;

use super::super::{
    money::Money,
    scalars::PartId,
    vocabulary::{PenaltyGrade, SanctionKind},
};

/// One penalty among those that are proposed or imposed together (APL 9).
#[derive(SimpleObject)]
pub struct Sanction {
    /// By which other acts name it: its kind and place in the case.
    id: PartId,
    /// What it does.
    kind: SanctionKind,
    /// What it does, in Chinese.
    kind_label: &'static str,
    /// How much, where it is about money or goods.
    amount: Option<Money>,
    /// For how many months, where it ends by itself.
    months: Option<u16>,
    /// What exactly.
    object: Option<String>,
    /// The provision that allows it.
    provision: String,
    /// Where it stands against the discretion benchmark.
    grade: Option<PenaltyGrade>,
    /// Where it stands, in Chinese.
    grade_label: Option<&'static str>,
    /// In short, without what exactly: `罚款50000元`.
    text: String,
}

impl From<&sanction::Sanction> for Sanction {
    fn from(it: &sanction::Sanction) -> Self {
        Self {
            id: it.id.clone().into(),
            kind: it.kind.into(),
            kind_label: it.kind.label(),
            amount: it.amount.map(Into::into),
            months: it.months,
            object: it.object.as_ref().map(|it| it.shown().to_owned()),
            provision: it.provision.clone(),
            grade: it.grade.map(Into::into),
            grade_label: it.grade.map(sanction::Grade::label),
            text: it.text(),
        }
    }
}
