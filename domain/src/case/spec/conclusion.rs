//! The report that concludes an investigation, and the sanctions that it proposes.

use super::{
    HANDLER_LI, HANDLER_ZHANG, LEADER, UNIT_HEAD, at, case,
    facts::{
        approved, conclude, document, in_review, investigating, reviewed, sanctions, verifying,
        with_evidence,
    },
    given,
};
use crate::{
    Code, Fen,
    case::{
        Command, Event, Main,
        conclusion::{Conclude, Concluded, Outcome},
        recusal,
        review::{self, ReviewKind, ReviewPhase},
        sanction::{Sanction, SanctionKind, well_formed},
    },
    document::DocumentType,
    id::PartId,
};

fn report(change: impl FnOnce(&mut Conclude)) -> Command {
    let mut conclude = conclude();
    change(&mut conclude);
    Command::ConcludeInvestigation(conclude)
}

/// PR 48.
#[test]
fn a_report_says_all_that_the_law_wants() {
    let said = conclude();
    given(with_evidence()).when(UNIT_HEAD, report(|_| ())).then(&[Event::InvestigationConcluded(
        Concluded {
            course: said.course,
            facts: said.facts,
            evidence: said.evidence,
            nature: said.nature,
            opinion: Outcome::Penalty,
            sanctions: said.sanctions,
            provisions: said.provisions,
            discretion: said.discretion,
            measured: None,
            deviations: vec![],
            report: said.report,
            by: Some(UNIT_HEAD.person()),
        },
    )]);
}

/// PR 48(2)–(6); the party, (1), is the filing's.
#[test]
fn all_that_a_report_lacks_is_said_at_once() {
    let empty = report(|it| {
        it.course = "".into();
        it.facts = "".into();
        it.evidence.clear();
        it.nature = "".into();
        it.sanctions.clear();
        it.provisions = vec![" ".into()];
        it.discretion = "".into();
    });
    given(with_evidence()).when(UNIT_HEAD, empty).then_to_be_mended(&[
        "course",
        "facts",
        "evidence",
        "nature",
        "sanctions",
        "provisions",
        "discretion",
    ]);
}

/// PR 48(3).
#[test]
fn a_report_rests_on_evidence_that_is_in_the_case() {
    let invented = report(|it| it.evidence.push(PartId::nth('E', 2)));
    given(with_evidence()).when(UNIT_HEAD, invented).then_to_be_mended(&["evidence.1"]);
}

/// PR 60.
#[test]
fn no_penalty_means_no_sanctions() {
    let both = report(|it| it.opinion = Outcome::NotEstablished);
    given(with_evidence()).when(UNIT_HEAD, both).then_refused(&[Code::Contradictory]);
    let neither = report(|it| {
        it.opinion = Outcome::NoPenalty;
        it.sanctions.clear();
    });
    assert_eq!(given(with_evidence()).when(UNIT_HEAD, neither).events().len(), 1);
}

/// PR 48, 56.
#[test]
fn a_new_report_takes_the_place_of_a_reviewed_one_until_a_leader_decides() {
    let again = case(&given(reviewed()).and(UNIT_HEAD, report(|_| ())));
    assert_eq!((again.main, again.record.conclusions.len()), (Main::Concluded, 2));
    assert_eq!(given(approved()).when(UNIT_HEAD, report(|_| ())).events().len(), 1);
}

/// PR 19, 48: nothing is concluded before the case is filed.
#[test]
fn only_a_filed_case_is_concluded() {
    given(verifying())
        .when(UNIT_HEAD, report(|it| it.evidence.clear()))
        .then_refused(&[Code::StepMissing, Code::Incomplete]);
}

/// APL 42: whoever was recused doesn't count.
#[test]
fn two_handlers_answer_for_a_report() {
    let asked = given(with_evidence()).and(
        HANDLER_LI,
        Command::RequestRecusal(recusal::Request {
            officer: HANDLER_ZHANG.person(),
            by: recusal::Requester::Party,
            reason: "与当事人有亲属关系".into(),
            document: document(DocumentType::RecusalPaper),
        }),
    );
    let recused = given(asked).and(
        LEADER,
        Command::DecideRecusal(recusal::Decide {
            request: PartId::nth('R', 1),
            person: HANDLER_ZHANG.person(),
            granted: true,
            reason: "情况属实".into(),
            attendees: vec![],
            document: document(DocumentType::RecusalPaper),
        }),
    );
    given(recused).when(UNIT_HEAD, report(|_| ())).then_refused(&[Code::TooFewOfficers]);
}

/// PR 54: a case that a review sent back is concluded anew.
#[test]
fn a_supplemented_investigation_is_concluded_with_a_new_report() {
    let advised = Event::SupplementAdvised(review::SupplementAdvised(review::Opined {
        review: PartId::nth('V', 1),
        kind: ReviewKind::CaseReview,
        phase: ReviewPhase::BeforeNotice,
        reviewer: super::CASE_REVIEWER.handler(),
        checks: vec![],
        opinion: "事实不清，建议补充调查".into(),
        document: document(DocumentType::ReviewOpinion),
    }));
    let mut history = in_review();
    history.push(at("2022-12-08T09:00:00+08:00", advised));
    let again = given(history).and(UNIT_HEAD, report(|_| ()));
    assert_eq!(case(&again).main, Main::Concluded);
    assert_eq!(case(&again).record.conclusions.len(), 2);
}

/// PR 48: once is enough until a review sends the case back.
#[test]
fn a_concluded_investigation_is_not_concluded_again() {
    let concluded = given(with_evidence()).and(UNIT_HEAD, report(|_| ()));
    assert!(given(concluded).when(UNIT_HEAD, report(|_| ())).0.is_err());
    given(investigating()).when(UNIT_HEAD, report(|_| ())).then_refused(&[Code::UnknownPart]);
}

/// APL 9.
#[test]
fn each_sanction_says_what_it_has_to() {
    assert!(well_formed(&sanctions()).is_ok());
    let [first, ..] = &sanctions()[..] else { panic!("the case has sanctions") };
    let sanction = |id: &str, kind, amount: Option<u32>, months| Sanction {
        id: id.parse().unwrap(),
        kind,
        amount: amount.map(Fen::yuan),
        months,
        provision: String::new(),
        ..first.clone()
    };
    let wrong = [
        sanction("S1", SanctionKind::Fine, None, Some(3)),
        sanction("S1", SanctionKind::Warning, Some(1), None),
        sanction("E3", SanctionKind::SuspendLicence, None, None),
        sanction("S4", SanctionKind::Fine, Some(0), None),
    ];
    let refused = well_formed(&wrong).unwrap_err();
    let fields: Vec<_> = refused.iter().map(|it| it.field[1..].join(".")).collect();
    assert_eq!(
        fields,
        [
            "0.amount",
            "0.months",
            "0.provision",
            "1.id",
            "1.amount",
            "1.provision",
            "2.id",
            "2.months",
            "2.provision",
            "2.object",
            "3.amount",
            "3.provision",
        ]
    );
}
