//! How old the party was when it broke the law, and whether it could tell what it did (APL 30, 31).

use super::{
    History, LEADER,
    endings::{DECISION_DAY, decide, told},
    facts::{document, reviewed},
    given,
};
use crate::{
    Code, Personal,
    case::{
        Command, Event, conclusion,
        decision::Decide,
        evidence::EvidenceKind,
        exit::{DecideNoPenalty, NoPenaltyReason},
        sanction::Grade,
    },
    document::DocumentType,
    id::PartId,
    party::{Age, NaturalPerson, Party, PersonDetails},
};

/// Who is known as `p-3f2a`.
pub fn person(age: Age) -> Party {
    let id: crate::id::SubjectId = "p-3f2a".parse().unwrap();
    let details = PersonDetails {
        name: "王小明".into(),
        id_number: None,
        other_paper: None,
        address: "成都市锦江区".into(),
        phone: None,
    };
    Party::NaturalPerson(Box::new(NaturalPerson {
        shown: "王某某".into(),
        minor: age < Age::Adult,
        under14: age == Age::Under14,
        name_digest: "77aa".into(),
        details: Personal::of(id.clone(), details),
        id,
    }))
}

/// The same case against a natural person of that age.
pub fn against(age: Age, mut history: History) -> History {
    for (_, event) in &mut history {
        if let Event::CaseFiled(it) = event {
            it.party = person(age);
        }
    }
    history
}

/// The evidence that is on file is of this kind.
fn with(kind: EvidenceKind, from_party: bool, mut history: History) -> History {
    for (_, event) in &mut history {
        if let Event::EvidenceCollected(it) = event {
            it.kind = kind;
            it.from_party = from_party;
        }
    }
    history
}

fn spare(reason: NoPenaltyReason) -> DecideNoPenalty {
    DecideNoPenalty {
        reason,
        explanation: "经查明，符合不予行政处罚的情形".into(),
        education: "已书面责令其监护人严加看管".into(),
        evidence: vec![PartId::nth('E', 1)],
        violation_ended_on: None,
        document: document(DocumentType::NoPenaltyDecision),
    }
}

fn spares(exit: DecideNoPenalty) -> Command {
    Command::DecideNoPenalty(exit)
}

/// APL 30: 不满十四周岁 ends without a penalty, also where the evidence shows so of a person who was thought older when the
/// case was filed; and no organisation does so.
#[test]
fn whoever_was_under_fourteen_is_not_penalised_and_nobody_else_for_that_reason() {
    let exit = || spares(spare(NoPenaltyReason::Under14));
    let young = given(against(Age::Under14, reviewed())).when(LEADER, exit()).events();
    let [Event::NoPenaltyDecided(decided)] = &young[..] else { panic!("{young:?}") };
    let fact: &dyn crate::case::Fact = decided;
    assert!(fact.facets().basis.contains(&("APL", "30")));
    for thought in [Age::Under18, Age::Adult] {
        let found = given(against(thought, reviewed())).when(LEADER, exit()).events();
        assert!(matches!(&found[..], [Event::NoPenaltyDecided(_)]), "{found:?}");
        let unproven = DecideNoPenalty { evidence: vec![], ..spare(NoPenaltyReason::Under14) };
        given(against(thought, reviewed()))
            .when(LEADER, spares(unproven))
            .then_to_be_mended(&["evidence"]);
    }
    given(reviewed()).when(LEADER, exit()).then_to_be_mended(&["reason"]);
}

/// APL 30: a penalty is neither approved nor decided.
#[test]
fn no_penalty_is_open_against_whoever_was_under_fourteen() {
    let sanctions = super::facts::sanctions();
    let approval = conclusion::Approve {
        serious_list: None,
        sanctions,
        document: document(DocumentType::ProposalApproval),
    };
    given(against(Age::Under14, reviewed()))
        .when(LEADER, Command::ApproveProposal(approval))
        .then_refused(&[Code::NotProvidedFor]);
    given(against(Age::Under14, told()))
        .at(DECISION_DAY)
        .when(LEADER, Command::DecidePenalty(decide()))
        .then_refused(&[Code::NotProvidedFor]);
}

/// APL 30: 应当从轻或者减轻: each sanction that has grades, and the decision says how. What was gained is
/// confiscated all the same.
#[test]
fn whoever_was_under_eighteen_is_penalised_more_lightly_and_told_how() {
    let young = || given(against(Age::Under18, told())).at(DECISION_DAY);
    young()
        .when(LEADER, Command::DecidePenalty(decide()))
        .then_to_be_mended(&["sanctions.1.grade", "discretion"]);
    let older = Decide { party: Some(person(Age::Adult)), ..decide() };
    young()
        .when(LEADER, Command::DecidePenalty(older))
        .then_to_be_mended(&["party.naturalPerson.age"]);
    for grade in [Grade::Lighter, Grade::Mitigated] {
        let mut milder = Decide {
            discretion: Some("当事人实施违法行为时十六周岁，依法减轻处罚".into()),
            ..decide()
        };
        milder.sanctions[1].grade = Some(grade);
        assert_eq!(young().when(LEADER, Command::DecidePenalty(milder)).events().len(), 1);
    }
    let grown = given(against(Age::Adult, told())).at(DECISION_DAY);
    assert_eq!(grown.when(LEADER, Command::DecidePenalty(decide())).events().len(), 1);
}

/// APL 30, 31, 33.2, 40: what is claimed about the party is proven, each in its own way.
#[test]
fn a_reason_that_lies_in_the_party_is_proven() {
    use EvidenceKind::{DocumentaryEvidence, ExpertOpinion, PartyStatement};
    let proven = [
        (NoPenaltyReason::Under14, Age::Under14, (DocumentaryEvidence, false)),
        (NoPenaltyReason::Incapacity, Age::Adult, (ExpertOpinion, false)),
        (NoPenaltyReason::Incapacity, Age::Adult, (DocumentaryEvidence, false)),
        (NoPenaltyReason::NoFault, Age::Adult, (DocumentaryEvidence, true)),
    ];
    for (reason, age, (kind, from_party)) in proven {
        let history = with(kind, from_party, against(age, reviewed()));
        let events = given(history.clone()).when(LEADER, spares(spare(reason))).events();
        assert_eq!(events.len(), 1, "{reason:?}");
        let bare = DecideNoPenalty { evidence: vec![], ..spare(reason) };
        given(history).when(LEADER, spares(bare)).then_to_be_mended(&["evidence"]);
        let hearsay = with(PartyStatement, false, against(age, reviewed()));
        given(hearsay).when(LEADER, spares(spare(reason))).then_to_be_mended(&["evidence"]);
    }
    let unknown = DecideNoPenalty {
        evidence: vec![PartId::nth('E', 7)],
        ..spare(NoPenaltyReason::MinorNoHarm)
    };
    given(reviewed()).when(LEADER, spares(unknown)).then_refused(&[Code::UnknownPart]);
}

/// APL 30, 31; PR 61: the guardian is told; otherwise the party is educated.
#[test]
fn whose_guardian_was_told_is_said() {
    for (reason, article) in [(NoPenaltyReason::Under14, "30"), (NoPenaltyReason::Incapacity, "31")]
    {
        let silent = DecideNoPenalty { education: "".into(), ..spare(reason) };
        let refusals = given(with(
            EvidenceKind::DocumentaryEvidence,
            false,
            against(Age::Under14, reviewed()),
        ))
        .when(LEADER, spares(silent))
        .refusals();
        let cited: Vec<_> =
            refusals.iter().map(|it| it.citation.as_ref().unwrap().article.to_string()).collect();
        assert_eq!(cited, [article]);
    }
}
