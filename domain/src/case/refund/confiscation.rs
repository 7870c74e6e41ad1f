//! What goes back to those who paid it is not confiscated besides (APL 28.2).

use crate::{
    Code, Fen, Refusals, Rejection,
    case::{
        Case, Main,
        missing::Missing,
        notice::Serve,
        sanction::{Sanction, SanctionKind},
    },
};

/// What was gained unlawfully is confiscated, but for what goes back by law.
const ARTICLE: (&str, &str) = ("APL", "28.2");

/// How much of what was gained unlawfully these sanctions confiscate.
fn confiscated(sanctions: &[Sanction]) -> Fen {
    sanctions.iter().filter(|it| is_of_the_gain(it)).filter_map(|it| it.amount).sum()
}

fn is_of_the_gain(it: &Sanction) -> bool {
    it.kind == SanctionKind::ConfiscateIncome
}

/// What was gained unlawfully, and what of it went back or is to.
struct Gain {
    gained: Fen,
    returned: Fen,
}

impl Gain {
    /// What may still be confiscated.
    fn left(&self) -> Fen {
        self.gained.less(self.returned)
    }

    /// As a refusal begins.
    fn text(&self) -> String {
        let (left, gained, returned) = (self.left(), self.gained, self.returned);
        format!("违法所得{gained}，扣除依法退还的{returned}，可以没收{left}")
    }

    fn text_en(&self) -> String {
        let (left, gained, returned) = (self.left().get(), self.gained.get(), self.returned.get());
        format!(
            "of {gained} fen that were gained {returned} went back, so that {left} fen are left to be confiscated"
        )
    }
}

impl Case {
    /// What was gained unlawfully, as the last report found it.
    fn gained(&self) -> Option<Fen> {
        self.record.conclusions.last()?.measured.as_ref()?.unlawful_income
    }

    /// What was gained and what went back, where both are known. What was not refunded once the time for it is over may
    /// be confiscated (PR 59); until then all that was ordered is to go back.
    fn gain_after_refunds(&self) -> Option<Gain> {
        let back = |it: &crate::case::state::Refund| {
            it.ended.as_ref().map_or(it.ordered.amount, |it| it.refunded)
        };
        let returned: Fen = self.record.refunds.iter().map(back).sum();
        let gained = self.gained()?;
        (returned > Fen::ZERO).then_some(Gain { gained, returned })
    }

    /// No more is confiscated than what refunds have left of the gain (APL 28.2).
    pub(in crate::case) fn confiscates_what_is_left(
        &self,
        sanctions: &[Sanction],
    ) -> Result<(), Vec<Rejection>> {
        let Some(gain) = self.gain_after_refunds() else { return Ok(()) };
        let taken = confiscated(sanctions);
        let mut refusals = Refusals::new();
        refusals.require(taken <= gain.left(), || {
            let n = sanctions.iter().position(is_of_the_gain).unwrap_or_default();
            Code::WrongAmount
                .refuse(
                    format!("{}，决定没收违法所得{taken}", gain.text()),
                    format!("{}, and the decision confiscates {}", gain.text_en(), taken.get()),
                )
                .under(ARTICLE.0, ARTICLE.1)
                .at(&format!("sanctions.{n}.amount"))
        });
        refusals.verdict()
    }

    /// The party was told of a confiscation of what has gone back since: whoever decides lowers it by that (APL 28.2).
    pub(in crate::case) fn lacks_a_lower_confiscation(&self) -> Option<Missing> {
        let (_, told) = self.record.notices.last().filter(|_| self.main == Main::Noticed)?;
        let gain = self.gain_after_refunds()?;
        let taken = confiscated(&told.sanctions);
        (gain.left() < taken).then(|| {
            let zh = format!("{}，作出处罚决定时应当低于告知的{taken}", gain.text());
            let en = format!(
                "{}: the decision takes less than the {} that the party was told",
                gain.text_en(),
                taken.get()
            );
            Missing::new(Code::WrongAmount, zh, en, ARTICLE)
        })
    }
}

impl Serve {
    /// Where part of what was gained goes back and part is confiscated, the report has said how much it was, so that
    /// none of it counts twice (APL 28.2; PR 48(3)).
    pub(in crate::case) fn tells_apart_what_goes_back(
        &self,
        case: &Case,
    ) -> Result<(), Vec<Rejection>> {
        let both = self.refund.is_some() && self.sanctions.iter().any(is_of_the_gain);
        let mut refusals = Refusals::new();
        refusals.require(!both || case.gained().is_some(), || {
            Code::StepMissing
                .refuse(
                    "拟责令退还多收价款并没收违法所得的，调查终结报告应当载明违法所得数额，请先重新提交报告",
                    "what was gained is to go back and to be confiscated: hand in a report first that says how much it was",
                )
                .under(ARTICLE.0, ARTICLE.1)
                .at("refund")
        });
        let gained = case.gained().filter(|_| both);
        refusals.require(gained.is_none_or(|gained| self.refund <= Some(gained)), || {
            Code::WrongAmount
                .refuse(
                    "拟责令退还的数额高于调查终结报告载明的违法所得",
                    "more is to be refunded than the report says was gained",
                )
                .under(ARTICLE.0, ARTICLE.1)
                .at("refund")
        });
        refusals.verdict()
    }
}
