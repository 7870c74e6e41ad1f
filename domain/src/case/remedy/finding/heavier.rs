//! Whoever asks for a remedy is not worse off for it (ARL 63.2; ALL 77.2).

use super::{Conclude, Effect, Matter, Outcome, Remedy, RemedyKind, Touched};
use crate::{
    Code, Context, Refusals, Rejection,
    case::{Case, decision::Decided, remedy::Standing, sanction::Sanction},
};

impl Conclude {
    /// Nothing becomes heavier than it was, unless somebody with the opposite interest asked for that (ARL 63.2;
    /// ALL 77.2).
    pub(super) fn never_worse(
        &self,
        case: &Case,
        remedy: &Remedy,
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        if self.opposite_request {
            return Ok(());
        }
        let at = (context.law, self.served_on);
        let article = remedy.opened.kind.article(Matter::NeverWorse, at);
        let standing = self.stood_without_the_judgment(case, remedy);
        let Some(decided) = standing.as_ref().map(|it| it.decided) else { return Ok(()) };
        let mut refusals = Refusals::new();
        for (n, touched) in self.touched.iter().enumerate() {
            let Some(to) = self.counts_after(touched, (remedy, decided)) else { continue };
            let before = standing.iter().flat_map(Standing::counting);
            let before: Vec<_> = before.filter(|it| it.id == touched.sanction).collect();
            let worse = !before.iter().any(|it| to.is_no_heavier_than(it));
            refusals.require(!worse, || {
                Code::WorseForApplicant
                    .refuse(
                        format!("处罚{}变更为{}，对申请人更为不利；存在第三人或者其他原告的相反请求的，请注明", touched.sanction, to.text()),
                        format!("{} would become heavier; where somebody asked for the opposite, say so", touched.sanction),
                    )
                    .under(article.0, article.1)
                    .at(&format!("touched.{n}.effect"))
            });
        }
        refusals.verdict()
    }

    /// The decision as it stood when whoever asks sued: a retrial puts its own finding in the place of the judgment.
    fn stood_without_the_judgment<'a>(
        &self,
        case: &'a Case,
        remedy: &Remedy,
    ) -> Option<Standing<'a>> {
        let retried =
            remedy.opened.after.as_ref().filter(|_| remedy.opened.kind == RemedyKind::Retrial);
        // A retrial before it that changed nothing left the judgment before that.
        let judgment = case.remedies_before(retried).find_map(|it| case.binding(it));
        let judgment = judgment.map(|it| &it.opened.id);
        case.standing_without(&remedy.opened.decision, judgment, self.served_on)
    }

    /// What of a sanction counts with the outcome: as it is altered, or as it was decided. A court that revokes what
    /// the organ had made of it gives that back, and makes nothing heavier itself (ALL 77.2 is of judgments that
    /// alter).
    fn counts_after<'a>(
        &'a self,
        touched: &'a Touched,
        (remedy, decided): (&Remedy, &'a Decided),
    ) -> Option<&'a Sanction> {
        let gives_back = self.outcome == Outcome::Revoked && remedy.opened.kind.is_in_court();
        match &touched.effect {
            Effect::Altered { to } => Some(to),
            Effect::Upheld if !gives_back => decided.sanction(&touched.sanction),
            Effect::Upheld | Effect::Revoked | Effect::Void | Effect::ConfirmedIllegal => None,
        }
    }
}
