//! What the law wants of an original or a copy (PR 24–26).

use super::{EvidenceForm, EvidenceKind};
use crate::{Code, Context, Refusals, Rejection, case::guard::filled, text::is_blank};

impl EvidenceForm {
    /// A copy is fixed where the original is sound, picture or data, and confirmed where it is anything else.
    pub(super) fn suits(&self, kind: EvidenceKind) -> bool {
        match self {
            Self::Original => true,
            Self::ConfirmedCopy { .. } => !kind.is_on_a_carrier(),
            Self::Fixed { .. } => kind.is_on_a_carrier(),
        }
    }

    /// A confirmed copy says why there is no original, and when it was confirmed.
    pub(super) fn confirmed(
        &self,
        article: (&str, &str),
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let Self::ConfirmedCopy { reason, provided_on } = self else { return Ok(()) };
        let mut refusals = Refusals::new();
        let what = "未取得原件、原物的原因";
        filled(&mut refusals, reason.is_blank(), "form.reason", what, article);
        filled(&mut refusals, provided_on.is_none(), "form.providedOn", "出证日期", article);
        refusals.require(provided_on.is_none_or(|it| it <= context.occurred.day()), || {
            Code::Contradictory
                .refuse("出证日期晚于取证时间", "confirmed after it was collected")
                .under(article.0, article.1)
                .at("form.providedOn")
        });
        refusals.verdict()
    }

    /// A fixed copy says how, when and by whom it was made.
    pub(super) fn fixed(
        &self,
        article: (&str, &str),
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let Self::Fixed { method, made_at, maker, .. } = self else { return Ok(()) };
        let mut refusals = Refusals::new();
        filled(&mut refusals, is_blank(method), "form.method", "制作方法", article);
        filled(&mut refusals, maker.is_blank(), "form.maker", "制作人", article);
        refusals.require(*made_at <= context.occurred, || {
            Code::Contradictory
                .refuse("制作时间晚于取证时间", "made after it was collected")
                .under(article.0, article.1)
                .at("form.madeAt")
        });
        refusals.verdict()
    }
}
