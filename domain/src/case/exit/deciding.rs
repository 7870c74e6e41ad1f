//! Deciding not to penalise, or that nothing can be established. A leader may decide so as soon as the
//! review agreed, or after the party was heard (PR 56, 60).

use jiff::civil::Date;

use super::{NoPenaltyReason, NotEstablished, NotPenalised};
use crate::{
    Capability, Code, Context, Earlier, Narrative, Refusals, Rejection,
    case::{
        Act, Case, Event, Main, Needs,
        filing::{
            first::First,
            limitation::{self, Committed},
        },
        guard::{Paper, allotted, filled, of_type},
        missing,
    },
    clock::Deadline,
    document::{DocumentRef, DocumentType, NumberKind},
    id::{CaseId, PartId},
    party::Party,
    rejection::word,
    rulebook::Figure,
};

/// Decides not to penalise (不予行政处罚).
#[derive(Debug, Clone)]
pub struct DecideNoPenalty {
    /// Why.
    pub reason: NoPenaltyReason,
    /// In words.
    pub explanation: Narrative,
    /// How the party was educated, or its guardian told to keep watch.
    pub education: Narrative,
    /// What proves the reason; asked for where it is something about the party that somebody has to see:
    /// its age, its state of mind, its lack of fault (APL 40).
    pub evidence: Vec<PartId>,
    /// The last day of the violation, as it was found; asked for where the period in which it may be penalised
    /// had run out.
    pub violation_ended_on: Option<Date>,
    /// 不予行政处罚决定书.
    pub document: DocumentRef,
}

impl Act for DecideNoPenalty {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn number(&self) -> Option<NumberKind> {
        Some(NumberKind::NoPenalty)
    }

    fn looks_back(&self) -> bool {
        self.reason == NoPenaltyReason::FirstMinor
    }

    fn rests_on(&self, case: &Case) -> Option<crate::Moment> {
        case.ripe().max(case.last_on_parts(&self.evidence))
    }

    fn weighs_what_was_said(&self) -> bool {
        true
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(case.ready_for_an_exit());
        let why = self.explanation.is_blank();
        filled(&mut refusals, why, "explanation", "不予行政处罚的事实和理由", ("PR", "60.1(2)"));
        refusals.check(self.educates());
        refusals.check(self.proven(case));
        if let Some(party) = case.record.party_found() {
            refusals.check(self.befits(party));
        }
        let look_back = refusals.check(self.look_back(case, context)).flatten();
        let limitation = refusals.check(self.too_late(case, context)).flatten();
        let document = (&self.document, "document");
        refusals.check(of_type(document, DocumentType::NoPenaltyDecision, ("PR", "60.1(2)")));
        let number = refusals.check(allotted(context));
        refusals.verdict()?;
        let deadlines = case.time_to_close(context, context.occurred)?;
        let decided = number.map(|number| {
            Event::NoPenaltyDecided(NotPenalised {
                id: case.record.next_decision(),
                reason: self.reason,
                explanation: self.explanation.clone(),
                education: self.education.clone(),
                earlier_weighed: None,
                evidence: self.evidence.clone(),
                look_back,
                violation_ended_on: self.violation_ended_on.filter(|_| self.is_too_late()),
                limitation,
                document: self.document.numbered(&number),
                number,
                deadlines,
            })
        });
        Ok(decided.into_iter().collect())
    }
}

impl DecideNoPenalty {
    /// The party is educated (PR 61); of whoever can't answer for itself, the guardian is told (APL 30, 31).
    fn educates(&self) -> Result<(), Vec<Rejection>> {
        let (what, article) = match self.reason {
            NoPenaltyReason::Under14 => ("责令监护人加以管教的情况", ("APL", "30")),
            NoPenaltyReason::Incapacity => ("责令监护人严加看管和治疗的情况", ("APL", "31")),
            NoPenaltyReason::MinorNoHarm
            | NoPenaltyReason::FirstMinor
            | NoPenaltyReason::NoFault
            | NoPenaltyReason::LimitationExpired => ("对当事人进行教育的情况", ("PR", "61")),
        };
        let mut refusals = Refusals::new();
        filled(&mut refusals, self.education.is_blank(), "education", what, article);
        refusals.verdict()
    }

    /// Age and incapacity are natural persons' (APL 30, 31).
    fn befits(&self, party: &Party) -> Result<(), Vec<Rejection>> {
        let (fits, article) = match self.reason {
            // How old it was the evidence shows, whatever was thought when the case was filed.
            NoPenaltyReason::Under14 => (party.is_natural_person(), "30"),
            NoPenaltyReason::Incapacity => (party.is_natural_person(), "31"),
            NoPenaltyReason::MinorNoHarm
            | NoPenaltyReason::FirstMinor
            | NoPenaltyReason::NoFault
            | NoPenaltyReason::LimitationExpired => (true, "33"),
        };
        if fits {
            return Ok(());
        }
        Err(vec![
            Code::Contradictory
                .refuse(
                    format!(
                        "理由「{}」与当事人（{}）不符",
                        self.reason.label(),
                        party.kind().label()
                    ),
                    format!("{} doesn't fit what kind of party it is", word(self.reason)),
                )
                .under("APL", article)
                .at("reason"),
        ])
    }

    fn is_too_late(&self) -> bool {
        self.reason == NoPenaltyReason::LimitationExpired
    }

    /// The period that had run out when the violation was discovered, where that is the reason. The case was
    /// filed within the period, as its last day was known then; another last day has been found (APL 36).
    fn too_late(
        &self,
        case: &Case,
        context: &Context<'_>,
    ) -> Result<Option<Deadline>, Vec<Rejection>> {
        let filed = case.record.filed.as_ref().map(|(_, it)| it);
        let Some(filed) = filed.filter(|_| self.is_too_late()) else { return Ok(None) };
        let last_on = limitation::stated(self.violation_ended_on)?;
        Committed { last_on, long: filed.long_limitation }.ran_out(case, context)
    }

    /// For a first violation: how far back one of the same type would have counted (APL 33).
    fn look_back(
        &self,
        case: &Case,
        context: &Context<'_>,
    ) -> Result<Option<Figure<u32>>, Vec<Rejection>> {
        let filed = case.record.filed.as_ref().map(|(_, it)| it);
        let Some(filed) = filed.filter(|_| self.looks_back()) else { return Ok(None) };
        let (violation, last_on) = (Some(filed.violation), filed.violation_ended_on);
        First { violation, last_on, article: ("APL", "33.1") }.look_back(case, context)
    }
}

/// Decides that the violation can't be established (违法事实不能成立).
#[derive(Debug, Clone)]
pub struct DecideNotEstablished {
    /// Why not.
    pub explanation: Narrative,
    /// 不予行政处罚决定书.
    pub document: DocumentRef,
}

impl Act for DecideNotEstablished {
    fn needs(&self) -> Needs {
        Needs::penalty(Capability::DecideForAgency)
    }

    fn papers(&self) -> Vec<Paper<'_>> {
        vec![Paper::new(&self.document, "document")]
    }

    fn number(&self) -> Option<NumberKind> {
        Some(NumberKind::NoPenalty)
    }

    fn rests_on(&self, case: &Case) -> Option<crate::Moment> {
        case.ripe()
    }

    fn weighs_what_was_said(&self) -> bool {
        true
    }

    fn decide(&self, case: &Case, context: &Context<'_>) -> Result<Vec<Event>, Vec<Rejection>> {
        let article = ("PR", "60.1(3)");
        let mut refusals = Refusals::new();
        refusals.check(case.ready_for_an_exit());
        let why = self.explanation.is_blank();
        filled(&mut refusals, why, "explanation", "违法事实不能成立的理由", article);
        let document = (&self.document, "document");
        refusals.check(of_type(document, DocumentType::NoPenaltyDecision, article));
        let number = refusals.check(allotted(context));
        refusals.verdict()?;
        let deadlines = case.time_to_close(context, context.occurred)?;
        let decided = number.map(|number| {
            Event::ViolationNotEstablished(NotEstablished {
                id: case.record.next_decision(),
                explanation: self.explanation.clone(),
                document: self.document.numbered(&number),
                number: Some(number),
                deadlines,
            })
        });
        Ok(decided.into_iter().collect())
    }
}

impl Case {
    /// What a later case of the same party is to know of this one on a day, once it was decided on, with a penalty or
    /// without (APL 33), or was not filed since it was the first (PR 20.1(2)). A penalty of which nothing counts any more
    /// is none.
    #[must_use]
    pub fn as_earlier(&self, id: CaseId, on: Date) -> Option<Earlier> {
        let penalties = self.standing(on).into_iter().filter(|it| !it.has_fallen());
        let penalties = penalties.map(|it| it.decided_at);
        let exits = self.record.exits.iter().map(|(at, _)| *at);
        let spared = self.record.not_filed.iter().filter(|(_, it)| it.first.is_some());
        let decided = penalties.chain(exits).chain(spared.map(|(at, _)| *at)).max()?;
        let suspected = || self.record.lead.as_ref().and_then(|it| it.violation);
        let violation = self.filed_for().or_else(suspected)?.label().to_owned();
        Some(Earlier { case: id, violation, decided_on: decided.day() })
    }

    /// The review agreed and the party has not been told yet, or it was told and has been heard as far as
    /// it wished. Its five days need not be over: nothing is imposed on it.
    fn ready_for_an_exit(&self) -> Result<(), Vec<Rejection>> {
        self.stands_at(&[Main::Reviewed, Main::ApprovedForNotice, Main::Noticed])?;
        missing::complete(self.missing_for_an_exit())
    }
}
