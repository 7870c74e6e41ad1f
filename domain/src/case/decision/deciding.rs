//! Deciding a penalty: nothing that the procedure wants is missing, nothing is heavier than the party
//! was told, and the decision says all that PR 62 wants.

use jiff::civil::Date;

use super::{Decided, Remedies, RemedyPeriod};
use crate::{
    Capability, Code, Context, Moment, Narrative, Refusals, Rejection, Rulebook,
    case::{
        Act, Case, Event, Main, Needs, benchmark,
        filing::identified,
        guard::{Paper, allotted, filled, none_or_blank, of_type, unfilled},
        missing,
        sanction::{Grade, Sanction, well_formed, within},
        serious_list::{self, Asked},
        state::Record,
    },
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef, DocumentType, NumberKind},
    id::{AgencyCode, PartId},
    party::{Age, Party},
    restriction::{self, Call, Capacity, Found},
    rulebook::{Confidence, Quantity},
    text::is_blank,
};

/// Decides the penalty (作出行政处罚决定). After the ninety days it is valid still; its deadline shows
/// that it came late.
#[derive(Debug, Clone)]
pub struct Decide {
    /// (1) The party as of this day, where it has changed since it was filed against or identified: a new name or
    /// address.
    pub party: Option<Party>,
    /// (2) The facts.
    pub facts: Narrative,
    /// (2) The evidence.
    pub evidence: Vec<PartId>,
    /// (2) The provisions that were violated.
    pub violated: Vec<String>,
    /// (3) Whether statements were adopted, and why; or that there were none.
    pub statements: Narrative,
    /// (4) The penalty: what the party was told, or less.
    pub sanctions: Vec<Sanction>,
    /// That the party is entered in the list of serious violations, together with the penalty (SDL 13).
    pub serious_list: Option<Box<serious_list::Decide>>,
    /// Why it is lighter, mitigated or heavier than an ordinary one.
    pub discretion: Option<Narrative>,
    /// Why a fine lies outside the benchmark, where one does.
    pub deviation_reasons: Option<Narrative>,
    /// (5) How it is to be performed, and by when.
    pub performance: Narrative,
    /// (5) The decision says that late payment costs a surcharge.
    pub surcharge_stated: bool,
    /// (6) Where to ask for reconsideration, where to sue.
    pub remedies: Remedies,
    /// (7) It bears the agency's seal.
    pub sealed: bool,
    /// 行政处罚决定书.
    pub document: DocumentRef,
}

impl Act for Decide {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        let consent = self.serious_list.iter().flat_map(|it| it.papers());
        std::iter::once(Paper::new(&self.document, "document")).chain(consent).collect()
    }

    fn number(&self) -> Option<NumberKind> {
        Some(NumberKind::Penalty)
    }

    fn fines(&self) -> bool {
        self.fine().is_some()
    }

    fn wants_handlers(&self) -> bool {
        true
    }

    fn rests_on(&self, case: &Case) -> Option<Moment> {
        let discussed = case.record.discussions.last().map(|(at, _)| *at);
        let handlers = case.handlers_named();
        let found = case.last_on_parts(&self.evidence);
        case.ripe_for_a_penalty().max(discussed).max(handlers).max(found)
    }

    fn weighs_what_was_said(&self) -> bool {
        true
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let mut party = None;
        if refusals.check(case.stands_at(&[Main::Noticed])).is_some() {
            let missing = case.missing_for_penalty(context.occurred.day());
            refusals.check(missing::complete(missing));
            refusals.check(case.still_handled(context));
            refusals.check(case.as_noticed(&self.sanctions));
            refusals.check(self.as_discussed(case));
            refusals.check(case.confiscates_what_is_left(&self.sanctions));
            refusals.check(case.newly_named(&self.sanctions));
            refusals.check(self.not_the_same(case, context));
            party = refusals.check(self.party(case));
        }
        refusals.check(well_formed(&self.sanctions));
        refusals.check(self.complete());
        refusals.check(case.holds_evidence(&self.evidence, ("PR", "62.1(2)")));
        refusals.check(self.fined_once(case, context));
        refusals.check(self.reasoned());
        let deviations = case.deviations_as_found(&self.sanctions, context);
        refusals.check(benchmark::answered(&deviations, self.deviation_reasons.as_ref()));
        if let Some(party) = &party {
            refusals.check(identified(party, ("PR", "62.1(1)")));
            refusals.check(liable(party, context));
            refusals.check(self.milder_for_a_minor(party, context));
        }
        let asked = Asked { decide: self.serious_list.as_deref(), sanctions: &self.sanctions };
        let serious_list = refusals.check(asked.decide(case, context)).flatten().map(Box::new);
        let number = refusals.check(allotted(context));
        refusals.verdict()?;
        let signed = number.zip(party).zip(case.record.lead.as_ref().map(|it| &it.agency));
        let decided = signed.map(|(it, agency)| self.decided(case, context, (it, agency)));
        let whole = |it| Event::PenaltyDecided(Decided { serious_list, deviations, ..it });
        Ok(decided.transpose()?.map(whole).into_iter().collect())
    }
}

impl Decide {
    /// Where the leaders discussed it together, what they agreed on, no more and no less: whoever signs the decision does
    /// not decide it alone (APL 57.2; PR 60.2).
    fn as_discussed(&self, case: &Case) -> Result<(), Vec<Rejection>> {
        let last = case.record.discussions.last().filter(|(at, _)| case.is_of_this_course(*at));
        let Some((_, discussed)) = last else { return Ok(()) };
        within(&self.sanctions, &discussed.sanctions, "集体讨论同意")
            .map_err(|all| all.into_iter().map(|it| it.under("PR", "60.2")).collect::<Vec<_>>())?;
        within(&discussed.sanctions, &self.sanctions, "决定").map_err(|_| {
            let milder = Code::Contradictory.refuse(
                "处罚轻于集体讨论决定的内容：应当按集体讨论决定作出，或者重新集体讨论",
                "it is milder than what the leaders agreed on: decide that, or have them discuss it again",
            );
            vec![milder.under("APL", "57.2").at("sanctions")]
        })
    }

    /// Everything that PR 62 wants in the decision.
    fn complete(&self) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let no_provision = none_or_blank(&self.violated);
        let reconsideration = is_blank(&self.remedies.reconsideration);
        let court = is_blank(&self.remedies.court);
        let wanted = [
            (self.facts.is_blank(), "facts", "违法事实", "62.1(2)"),
            (self.evidence.is_empty(), "evidence", "证据", "62.1(2)"),
            (no_provision, "violated", "违反的法律、法规、规章条款", "62.1(2)"),
            (self.statements.is_blank(), "statements", "陈述、申辩的采纳情况及理由", "62.1(3)"),
            (self.sanctions.is_empty(), "sanctions", "行政处罚的内容和依据", "62.1(4)"),
            (self.performance.is_blank(), "performance", "履行方式和期限", "62.1(5)"),
            (reconsideration, "remedies.reconsideration", "申请行政复议的途径和期限", "62.1(6)"),
            (court, "remedies.court", "提起行政诉讼的途径和期限", "62.1(6)"),
        ];
        for (blank, field, what, article) in wanted {
            filled(&mut refusals, blank, field, what, ("PR", article));
        }
        refusals.require(self.sealed, || {
            Code::Incomplete
                .refuse("行政处罚决定书应当加盖本部门印章", "the decision must bear the seal")
                .under("PR", "62.1")
                .at("sealed")
        });
        let document = (&self.document, "document");
        refusals.check(of_type(document, DocumentType::PenaltyDecision, ("PR", "62.1")));
        refusals.verdict()
    }

    /// Lighter, mitigated or heavier only with a reason (APL 32).
    fn reasoned(&self) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let marked = |it: &Sanction| it.grade.is_some_and(|it| it != Grade::Ordinary);
        let unusual = self.sanctions.iter().any(marked);
        let what = "从轻、减轻或者从重处罚的理由";
        let silent = self.discretion.as_ref().is_none_or(Narrative::is_blank);
        filled(&mut refusals, unusual && silent, "discretion", what, ("APL", "32"));
        refusals.verdict()
    }

    /// Whoever was under eighteen is penalised more lightly or below the minimum, and the decision says
    /// how that was done (APL 30).
    fn milder_for_a_minor(
        &self,
        party: &Party,
        context: &Context<'_>,
    ) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        if party.age() != Some(Age::Under18) {
            return Ok(());
        }
        let silent = self.discretion.as_ref().is_none_or(Narrative::is_blank);
        let what = "对不满十八周岁的当事人从轻或者减轻处罚的情况";
        refusals.require(!silent, || {
            unfilled("discretion", what, ("APL", "30")).resting_on(age(Quantity::FullAge, context))
        });
        let spared = |it: &Sanction| matches!(it.grade, Some(Grade::Lighter | Grade::Mitigated));
        for (n, sanction) in self.sanctions.iter().enumerate() {
            refusals.require(!sanction.kind.has_grades() || spared(sanction), || {
                Code::Contradictory
                    .refuse(
                        "当事人不满十八周岁，应当从轻或者减轻行政处罚",
                        "the party was under eighteen: the penalty must be lighter or mitigated",
                    )
                    .under("APL", "30")
                    .resting_on(age(Quantity::FullAge, context))
                    .at(&format!("sanctions.{n}.grade"))
            });
        }
        refusals.verdict()
    }

    /// The party that the case was filed against, or found to be against, as of this day.
    fn party(&self, case: &Case) -> Result<Party, Vec<Rejection>> {
        let found = case.record.party_found();
        let nobody =
            || vec![Code::StepMissing.refuse("案件尚未立案", "the case has not been filed")];
        let found = found.ok_or_else(nobody)?;
        let party = self.party.as_ref().unwrap_or(found);
        if party.age() > found.age() {
            return Err(vec![
                Code::Contradictory
                    .refuse(
                        "决定书所载当事人年龄大于本案记录；查明其年龄的，先予记录",
                        "the decision makes the party older than the case has it: record first how old it is found to be",
                    )
                    .under("APL", "30")
                    .at("party.naturalPerson.age"),
            ]);
        }
        if party.subject() == found.subject() {
            return Ok(party.clone());
        }
        Err(vec![
            Code::Contradictory
                .refuse(
                    format!(
                        "决定书的当事人与本案当事人（{}）不是同一主体；查明其身份的，先予记录",
                        found.shown()
                    ),
                    "the decision names another subject than the case is against: record first who it is found to be",
                )
                .under("PR", "62.1(1)")
                .at("party"),
        ])
    }

    fn decided(
        &self,
        case: &Case,
        context: &Context<'_>,
        ((number, party), agency): ((DocumentNumber, Party), &AgencyCode),
    ) -> Result<Decided, Vec<Rejection>> {
        let mut decided = Decided {
            id: case.record.next_decision(),
            party,
            facts: self.facts.clone(),
            evidence: self.evidence.clone(),
            violated: self.violated.clone(),
            statements: self.statements.clone(),
            sanctions: self.sanctions.clone(),
            serious_list: None,
            discretion: self.discretion.clone(),
            deviations: vec![],
            deviation_reasons: self.deviation_reasons.clone(),
            performance: self.performance.clone(),
            surcharge_stated: self.surcharge_stated,
            remedies: self.remedies.clone(),
            remedy_periods: case.remedy_periods(context)?,
            agency: agency.clone(),
            document: self.document.numbered(&number),
            number,
            calls: vec![],
            deadlines: vec![],
        };
        let found = case.found_in(&decided.sanctions);
        let day = context.occurred.day();
        let days = (context.law, (day, day));
        decided.calls = called_for((&found, agency), &decided.party, days);
        let of = Some(&decided.id);
        decided.deadlines = case.start(context, Timer::DecisionServe, of, context.occurred)?;
        Ok(decided)
    }
}

/// What the catalogue answers of a decision against that party: a natural person ran the business, and is barred as whoever
/// runs one is (FSL 135.1).
pub(in crate::case) fn called_for(
    (found, agency): (&Found, &AgencyCode),
    party: &Party,
    (law, (decided_on, on)): (&Rulebook, (Date, Date)),
) -> Vec<Call> {
    let mut called = restriction::calls(found, agency, (law, decided_on, on));
    if party.is_natural_person() {
        let operator = (Capacity::Operator, false);
        called.extend(restriction::calls_on(operator, (found, agency), (law, decided_on, on)));
    }
    called
}

/// How sure an age of the law is, which is the same in the whole country (APL 30).
fn age(of: Quantity, context: &Context<'_>) -> Option<Confidence> {
    context.law.quantity(of, context.occurred.day(), "").map(|it| it.confidence)
}

/// Whoever was under fourteen is not penalised (APL 30).
pub(in crate::case) fn liable(party: &Party, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
    if party.age() != Some(Age::Under14) {
        return Ok(());
    }
    Err(vec![
        Code::NotProvidedFor
            .refuse(
                "当事人实施违法行为时不满十四周岁，不予行政处罚，责令监护人加以管教",
                "the party was under fourteen: it is not penalised, and its guardian is told to keep it in check",
            )
            .under("APL", "30")
            .resting_on(age(Quantity::LiableAge, context)),
    ])
}

impl Record {
    /// What the next decision is called.
    pub(in crate::case) fn next_decision(&self) -> PartId {
        PartId::nth('P', self.decided_as().count() + 1)
    }

    /// The last decision of the case, with a penalty or without.
    pub(in crate::case) fn last_decision(&self) -> Option<&PartId> {
        self.decided_when().max_by_key(|(at, _)| *at).map(|(_, id)| id)
    }

    /// When each decision of the case was made: those with a penalty first, then those without.
    pub(in crate::case) fn decided_when(&self) -> impl Iterator<Item = (Moment, &PartId)> {
        let penalties = self.decisions.iter().map(|(at, it)| (*at, &it.id));
        let exits = self.exits.iter().map(|(at, it)| (*at, &it.id));
        let failed = self.not_established.iter().map(|(at, it)| (*at, &it.id));
        penalties.chain(exits).chain(failed)
    }

    /// Every decision of the case by its id and its number: those with a penalty first, then those without.
    pub(in crate::case) fn decided_as(
        &self,
    ) -> impl Iterator<Item = (&PartId, Option<&DocumentNumber>)> {
        let penalties = self.decisions.iter().map(|(_, it)| (&it.id, Some(&it.number)));
        let exits = self.exits.iter().map(|(_, it)| (&it.id, Some(&it.number)));
        let failed = self.not_established.iter().map(|(_, it)| (&it.id, it.number.as_ref()));
        penalties.chain(exits).chain(failed)
    }
}

impl Case {
    /// How long the party may ask for reconsideration or sue, by the rows of that day (ARL 20; ALL 46).
    fn remedy_periods(&self, context: &Context<'_>) -> Result<Vec<RemedyPeriod>, Vec<Rejection>> {
        let mut periods = vec![];
        for timer in [Timer::ReconApply, Timer::SuitDirect] {
            let rule = self.start(context, timer, None, context.occurred)?.into_iter();
            periods.extend(rule.map(|it| {
                let Deadline { length, unit, authority, .. } = it;
                RemedyPeriod { timer, length, unit, authority }
            }));
        }
        Ok(periods)
    }
}
