//! Who a decision is against once something of that was put right: what was mistyped stood in the decision, or on its
//! paper alone, and the party stays the same (PR 62.1(1); APL 75.2).

use super::{
    Case, CorrectedElement, DecisionElement,
    clerical::{ARTICLE, CorrectClerical},
};
use crate::{
    Code, Moment, Refusals, Rejection,
    case::decision::Decided,
    party::{Organisation, Party},
    time::in_chinese,
};

impl CorrectClerical {
    /// The party as it reads from then on, and what of its number was put right. What is known of a natural person
    /// is sealed, and stays as it is.
    pub(super) fn rectified(
        &self,
        case: &Case,
        decided: &Decided,
    ) -> Result<(Option<CorrectedElement>, Party), Vec<Rejection>> {
        let (number, mut party) = self.renumbered(case.record.party_as_corrected(decided))?;
        let mut refusals = Refusals::new();
        if let Party::Organisation(of) = &mut party {
            for (n, it) in self.corrected.iter().enumerate() {
                let field = format!("corrected.{n}.was");
                refusals.check_at(&field, it.put_right_in(of));
            }
        }
        refusals.check(still_the_same(&party, &decided.party));
        refusals.verdict()?;
        Ok((number, party))
    }

    /// The same party under another number, where that was mistyped.
    fn renumbered(
        &self,
        before: &Party,
    ) -> Result<(Option<CorrectedElement>, Party), Vec<Rejection>> {
        let Some(registration) = &self.registration else { return Ok((None, before.clone())) };
        let refuse =
            |zh: &str, en: &str| Err(vec![Code::Contradictory.refuse(zh, en).at("registration")]);
        match before {
            Party::NaturalPerson(_) => {
                refuse("自然人没有统一社会信用代码", "a natural person has no such number")
            }
            Party::Organisation(it) if it.registration == *registration => {
                refuse("与决定书所载一致，无需补正", "that is what the decision has")
            }
            Party::Organisation(it) if !registration.fits(it.kind) => refuse(
                "该代码与当事人的类型不符",
                "an organisation of this kind bears no such number",
            ),
            Party::Organisation(it) => {
                let element = CorrectedElement {
                    element: DecisionElement::Registration,
                    was: it.registration.as_str().into(),
                    now: registration.as_str().into(),
                };
                let after = Organisation { registration: registration.clone(), ..(**it).clone() };
                Ok((Some(element), Party::Organisation(Box::new(after))))
            }
        }
    }

    /// The day of the decision and its number are those on record, so that paper alone had them wrong: periods hang on
    /// the one, and the other was allotted to this decision.
    pub(super) fn by_the_record(
        &self,
        (at, decided): (Moment, &Decided),
    ) -> Result<(), Vec<Rejection>> {
        let day = at.day();
        let mut refusals = Refusals::new();
        for (n, it) in self.corrected.iter().enumerate() {
            let right = match it.element {
                DecisionElement::DecidedOn => [in_chinese(day), day.to_string()],
                DecisionElement::Number => [(); 2].map(|()| decided.number.to_string()),
                DecisionElement::PartyName
                | DecisionElement::Registration
                | DecisionElement::PartyAddress
                | DecisionElement::Representative
                | DecisionElement::Wording
                | DecisionElement::Facts
                | DecisionElement::Provisions
                | DecisionElement::Sanctions => continue,
            };
            let now = it.now.shown().trim();
            refusals.require(right.iter().any(|right| right == now), || {
                let (label, right) = (it.element.label(), &right[0]);
                Code::Contradictory
                    .refuse(
                        format!("{label}按记录为{right}，只能补正为该内容"),
                        format!("the record has {right}: nothing else is put right to"),
                    )
                    .under(ARTICLE.0, ARTICLE.1)
                    .at(&format!("corrected.{n}.now"))
            });
        }
        refusals.verdict()
    }
}

impl CorrectedElement {
    /// Puts name or address right.
    fn put_right_in(&self, party: &mut Organisation) -> Result<(), Vec<Rejection>> {
        let text = match self.element {
            DecisionElement::PartyName => &mut party.name,
            DecisionElement::PartyAddress => &mut party.address,
            DecisionElement::Registration
            | DecisionElement::Representative
            | DecisionElement::Number
            | DecisionElement::DecidedOn
            | DecisionElement::Wording
            | DecisionElement::Facts
            | DecisionElement::Provisions
            | DecisionElement::Sanctions => return Ok(()),
        };
        let (was, now) = (self.was.shown().trim(), self.now.shown().trim());
        if was.is_empty() || now.is_empty() {
            return Ok(());
        }
        let Some(reads) = reads(text, was, now) else {
            let label = self.element.label();
            return Err(vec![
                Code::Contradictory
                    .refuse(
                        format!("“{was}”不是决定书所载{label}（{text}）中的文字，或者不止一处"),
                        format!(
                            "the decision doesn't have {was}, or more than once: it has {text}"
                        ),
                    )
                    .under(ARTICLE.0, ARTICLE.1),
            ]);
        };
        *text = reads;
        Ok(())
    }
}

/// How what the decision has reads from now on: with what was mistyped put right; as it is, where that stood on paper
/// alone. Nothing, where it has neither. The longer of both is looked for first, as it may contain the other.
fn reads(text: &str, was: &str, now: &str) -> Option<String> {
    let mistyped = || (text.matches(was).count() == 1).then(|| text.replacen(was, now, 1));
    let on_paper = || text.contains(now).then(|| text.to_owned());
    if was.contains(now) { mistyped().or_else(on_paper) } else { on_paper().or_else(mistyped) }
}

/// Under another name and another number it would be another party, against whom nothing was decided.
fn still_the_same(after: &Party, decided: &Party) -> Result<(), Vec<Rejection>> {
    if after.subject() == decided.subject() || after.shown() == decided.shown() {
        return Ok(());
    }
    Err(vec![
        Code::Contradictory
            .refuse(
                format!(
                    "名称和统一社会信用代码（注册号）均与决定书的当事人（{}）不同，不是同一主体，不得以补正更改",
                    decided.shown()
                ),
                "under another name and another number it would be another party",
            )
            .under("PR", "62.1(1)")
            .at("corrected"),
    ])
}
