//! A lead, its verification, and the decision whether there is a case.

use jiff::civil::date;

use super::{
    CASE_REVIEWER, HANDLER_HE, HANDLER_LI, HANDLER_WEI, HANDLER_ZHANG, INTAKE, LEADER, UNIT_HEAD,
    facts::{self, assign, document, file, investigating, lead, register, reviewed, verifying},
    given, law,
};
use crate::{
    Code, Decider, Personal,
    case::{
        Command, Event,
        filing::{self, NotFiledReason},
        handlers,
        lead::{self as leads, LeadSource, Reporter, ReporterIdentity},
    },
    clock::Timer,
    document::{DocumentType, NumberKind},
    officer::Certificate,
    rulebook::{Quantity, Unknown},
};

fn reported(real_name: bool) -> leads::Register {
    let identity = ReporterIdentity { name: "周某某".into(), contact: "028-12345".into() };
    leads::Register {
        source: LeadSource::Report,
        reporter: Some(Reporter { real_name, identity: Personal::noted(identity) }),
        ..register()
    }
}

fn decline() -> Command {
    Command::DeclineToFile(filing::Decline {
        reason: NotFiledReason::MinorCorrected,
        conditions: vec![],
        party: None,
        violation_ended_on: None,
        long_limitation: false,
        explanation: "违法行为轻微，已当场下架并改正，没有造成危害后果".into(),
        approval: document(DocumentType::NonFilingApproval),
    })
}

fn inform_reporter() -> Command {
    Command::InformReporter(filing::InformReporter {
        means: "电话".into(),
        document: document(DocumentType::ReporterNotice),
    })
}

fn assigned_to(verifiers: &[super::Who]) -> Command {
    let verifiers = verifiers.iter().map(|it| it.person()).collect();
    Command::AssignLead(leads::Assign { verifiers, reason: None })
}

fn replaced_by(handlers: &[super::Who]) -> Command {
    let handlers = handlers.iter().map(|it| it.person()).collect();
    let reason = "工作调整".into();
    Command::ReplaceHandlers(handlers::Replace { handlers, reason })
}

/// PR 18.
#[test]
fn a_lead_is_registered_with_its_source_and_the_day_of_receipt() {
    let lead = register();
    given([])
        .at("2022-11-14T09:00:00+08:00")
        .when(INTAKE, Command::RegisterLead(lead.clone()))
        .then_apart_from_deadlines(&[Event::LeadRegistered(leads::Registered {
            agency: facts::agency(),
            source: lead.source,
            reference: lead.reference,
            received_on: date(2022, 11, 14),
            clue: lead.clue,
            suspect: lead.suspect,
            reporter: None,
            violation: lead.violation,
            documents: lead.documents,
            deadlines: vec![],
        })]);
}

#[test]
fn a_lead_is_registered_once() {
    given(lead())
        .when(INTAKE, Command::RegisterLead(register()))
        .then_refused(&[Code::AlreadyDone]);
}

/// PR 19.1(4); APL 36: whoever declines because it is too late states the last day of the violation, and the
/// period had run out when the lead came in.
#[test]
fn a_lead_is_too_late_only_after_its_period() {
    let too_late = |violation_ended_on, long_limitation| {
        Command::DeclineToFile(filing::Decline {
            reason: NotFiledReason::ConditionNotMet,
            conditions: vec![filing::FilingCondition::WithinLimitation],
            party: None,
            violation_ended_on,
            long_limitation,
            explanation: "违法行为二年内未被发现".into(),
            approval: document(DocumentType::NonFilingApproval),
        })
    };
    let decided = |on, long| given(verifying()).when(LEADER, too_late(on, long));
    decided(None, false).then_to_be_mended(&["violationEndedOn"]);
    decided(Some(date(2020, 11, 14)), false).then_refused(&[Code::Contradictory]);
    decided(Some(date(2021, 7, 15)), true).then_refused(&[Code::Contradictory]);
    let events = decided(Some(date(2020, 11, 13)), false).events();
    let [Event::CaseNotFiled(declined)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(declined.violation_ended_on, Some(date(2020, 11, 13)));
    let last = declined.limitation.as_ref().and_then(crate::clock::Deadline::due_date);
    assert_eq!(last, Some(date(2022, 11, 13)));
}

/// PR 20.1(2); APL 33.1; scenario 17: whoever declines because it is the first states whose and when; it is none where
/// one of the same type counts, for as long as the officer states where the rulebook has no look-back.
#[test]
fn a_lead_is_declined_as_the_first_violation_of_somebody_alone() {
    let earlier = crate::Earlier {
        case: "0191a2b3-0000-7000-8000-000000000001".parse().unwrap(),
        violation: facts::file().violation.label().to_owned(),
        decided_on: date(2020, 5, 1),
    };
    let first = |party: Option<&str>| {
        let party = party.map(|it| it.parse().unwrap());
        let violation_ended_on = party.as_ref().map(|_| date(2022, 11, 10));
        Command::DeclineToFile(filing::Decline {
            reason: NotFiledReason::FirstMinorCorrected,
            conditions: vec![],
            party,
            violation_ended_on,
            long_limitation: false,
            explanation: "初次违法，危害后果轻微并及时改正".into(),
            approval: document(DocumentType::NonFilingApproval),
        })
    };
    let party = Some("91510100MA6CCCC11H");
    let wants = |command: &Command| {
        let wants = crate::case::Case::wants(command);
        (wants.looks_back, wants.about.map(ToString::to_string))
    };
    assert_eq!(wants(&first(party)), (true, party.map(str::to_owned)));
    assert_eq!(wants(&decline()), (false, None));
    given(verifying()).when(LEADER, first(None)).then_to_be_mended(&["violationEndedOn", "party"]);
    let known = || given(verifying()).when_known(|facts| facts.earlier = vec![earlier.clone()]);
    known().when(LEADER, first(party)).then_refused(&[Code::FigureMissing]);
    let years = Unknown::Number(Quantity::FirstViolationYears);
    let stating = |n| known().stating(years, n, "省局轻微违法行为不予处罚清单");
    stating(3).when(LEADER, first(party)).then_to_be_mended(&["reason"]);
    let events = stating(2).when(LEADER, first(party)).events();
    let [Event::CaseNotFiled(declined)] = &events[..] else { panic!("{events:?}") };
    let of = declined.first.as_ref().unwrap();
    assert_eq!(of.look_back.as_ref().map(|it| it.amount), Some(2));
    let said = events[0].fact().sentence();
    assert!(said.contains("初次违法回溯年限：2年，经办人陈述，出处：省局"), "{said}");
    let unasked = given(verifying()).when(LEADER, first(party));
    assert_eq!(unasked.events().len(), 1, "nobody asks how far");
}

/// CMP 31: who reports under their own name is told what became of it, and so has a name and can be reached.
#[test]
fn a_reporter_under_a_real_name_has_one() {
    let by = |real_name, name: &str, contact: &str| {
        let identity = ReporterIdentity { name: name.into(), contact: contact.into() };
        let identity = Personal::noted(identity);
        let reporter = Some(Reporter { real_name, identity });
        let register = leads::Register { reporter, ..reported(real_name) };
        given([]).when(INTAKE, Command::RegisterLead(register))
    };
    by(true, " ", "\u{3000}").then_to_be_mended(&["reporter.name", "reporter.contact"]);
    by(true, "周某某", "").then_to_be_mended(&["reporter.contact"]);
    assert_eq!(by(false, "", "").events().len(), 1);
    let unread = leads::Register { reference: Some(" ".into()), ..register() };
    given([]).when(INTAKE, Command::RegisterLead(unread)).then_to_be_mended(&["reference"]);
}

/// CMP 31.
#[test]
fn a_report_names_its_reporter_or_says_that_it_is_anonymous() {
    let unsigned = leads::Register { reporter: None, ..reported(false) };
    given([]).when(INTAKE, Command::RegisterLead(unsigned)).then_refused(&[Code::Incomplete]);
}

/// PR 18.
#[test]
fn all_that_a_lead_lacks_is_said_at_once() {
    let empty = leads::Register {
        received_on: date(2022, 11, 20),
        clue: " ".into(),
        suspect: "".into(),
        ..register()
    };
    given([])
        .at("2022-11-14T09:00:00+08:00")
        .when(INTAKE, Command::RegisterLead(empty))
        .then_to_be_mended(&["receivedOn", "clue", "suspect"]);
}

#[test]
fn no_act_lies_in_the_future_or_before_the_one_it_rests_on() {
    given(lead())
        .at("2022-11-16T09:00:00+08:00")
        .entered("2022-11-15T09:00:00+08:00")
        .when(UNIT_HEAD, Command::AssignLead(assign()))
        .then_refused(&[Code::InTheFuture]);
    given(lead())
        .at("2022-11-14T08:59:59+08:00")
        .when(UNIT_HEAD, Command::AssignLead(assign()))
        .then_refused(&[Code::BeforeItsBasis]);
}

/// APL 42, PR 22.
#[test]
fn two_officers_verify_and_one_is_too_few_as_is_the_same_twice() {
    given(lead()).when(UNIT_HEAD, assigned_to(&[HANDLER_LI, HANDLER_ZHANG])).then(&[
        Event::LeadAssigned(leads::Assigned {
            verifiers: vec![HANDLER_LI.handler(), HANDLER_ZHANG.handler()],
            reason: None,
        }),
    ]);
    for too_few in [&[][..], &[HANDLER_LI]] {
        given(lead()).when(UNIT_HEAD, assigned_to(too_few)).then_refused(&[Code::TooFewOfficers]);
    }
    given(lead())
        .when(UNIT_HEAD, assigned_to(&[HANDLER_LI, HANDLER_LI]))
        .then_refused(&[Code::TooFewOfficers, Code::Contradictory]);
    given(lead())
        .when(UNIT_HEAD, assigned_to(&[HANDLER_LI, HANDLER_ZHANG, HANDLER_LI]))
        .then_refused(&[Code::Contradictory]);
}

/// Whom a lead is given to is nothing that follows from time.
#[test]
fn the_clock_names_no_officers() {
    assert!(given(lead()).when_clock(Command::AssignLead(assign())).0.is_err());
}

/// APL 42: an expired certificate is none; it is valid through its last day.
#[test]
fn a_certificate_is_valid_on_the_day_of_the_act_or_not_at_all() {
    given(lead())
        .when(UNIT_HEAD, assigned_to(&[HANDLER_LI, HANDLER_HE]))
        .then_refused(&[Code::NotCertified]);
    let until = |to| {
        let assigned = given(lead()).at("2022-11-15T23:59:59+08:00");
        let number = "川A0001".to_owned();
        assigned
            .when_registered(HANDLER_LI, |it| {
                it.certificates = vec![Certificate { number, from: date(2020, 1, 1), to }];
            })
            .when(UNIT_HEAD, Command::AssignLead(assign()))
    };
    assert_eq!(until(date(2022, 11, 15)).events().len(), 1);
    until(date(2022, 11, 14)).then_refused(&[Code::NotCertified]);
}

/// APL 42: the register of the day decides.
#[test]
fn whoever_left_the_agency_verifies_nothing_for_it() {
    given(lead())
        .when_registered(HANDLER_LI, |it| it.postings[0].to = Some(date(2022, 11, 13)))
        .when(UNIT_HEAD, Command::AssignLead(assign()))
        .then_refused(&[Code::UnknownOfficer]);
}

/// PR 18: 核查 comes first.
#[test]
fn nothing_is_filed_that_was_not_verified() {
    given(lead()).when(LEADER, Command::FileCase(file())).then_refused(&[Code::StepMissing]);
    given([]).when(LEADER, Command::FileCase(file())).then_refused(&[Code::NotFound]);
}

/// PR 19.
#[test]
fn a_case_is_filed_with_two_handlers_under_an_item_of_the_list_of_powers() {
    let asked = file();
    let (ended, today) = (asked.violation_ended_on, jiff::civil::date(2022, 11, 21));
    let limitation = law().limitation(Timer::Limitation, ended, today, "510000");
    let handlers_min = law().quantity(Quantity::OfficersMin, today, "510000");
    given(verifying()).when(LEADER, Command::FileCase(asked.clone())).then_apart_from_deadlines(&[
        Event::CaseFiled(filing::Filed {
            number: facts::number(NumberKind::Filing),
            power_item: facts::power_item(),
            party: asked.party,
            violation: asked.violation,
            grounds: asked.grounds,
            violation_ended_on: asked.violation_ended_on,
            long_limitation: false,
            act_id: None,
            handlers: vec![HANDLER_LI.handler(), HANDLER_ZHANG.handler()],
            approval: asked.approval,
            handlers_min,
            limitation,
            deadlines: vec![],
        }),
    ]);
}

/// PR 19: each condition is affirmed in words, and two officers are named.
#[test]
fn all_that_a_filing_lacks_is_said_at_once() {
    let empty =
        filing::Grounds { evidence: "".into(), provision: " ".into(), jurisdiction: "".into() };
    let empty = filing::File { grounds: empty, handlers: vec![HANDLER_LI.person()], ..file() };
    given(verifying()).when(LEADER, Command::FileCase(empty)).then_to_be_mended(&[
        "grounds.evidence",
        "grounds.provision",
        "grounds.jurisdiction",
        "handlers",
    ]);
}

/// PR 20.
#[test]
fn what_was_not_filed_says_why_and_is_not_filed_afterwards() {
    let mute = Command::DeclineToFile(filing::Decline {
        reason: NotFiledReason::ConditionNotMet,
        conditions: vec![filing::FilingCondition::Competence],
        party: None,
        violation_ended_on: None,
        long_limitation: false,
        explanation: "".into(),
        approval: document(DocumentType::NonFilingApproval),
    });
    given(verifying()).when(LEADER, mute).then_to_be_mended(&["explanation"]);
    let declined = given(verifying()).and(LEADER, decline());
    given(declined).when(LEADER, Command::FileCase(file())).then_refused(&[Code::WrongStage]);
}

/// CMP 31.
#[test]
fn only_a_reporter_under_a_real_name_is_told_and_once() {
    let not_filed = |real_name| {
        let lead = given([]).and(INTAKE, Command::RegisterLead(reported(real_name)));
        let verifying = given(lead).and(UNIT_HEAD, Command::AssignLead(assign()));
        given(verifying).and(LEADER, decline())
    };
    given(not_filed(false))
        .when(HANDLER_LI, inform_reporter())
        .then_refused(&[Code::NotProvidedFor]);
    let told = given(not_filed(true)).and(HANDLER_LI, inform_reporter());
    given(told).when(HANDLER_LI, inform_reporter()).then_refused(&[Code::AlreadyDone]);
}

/// PR 19.
#[test]
fn naming_the_same_handlers_again_records_nothing() {
    given(investigating()).when(LEADER, replaced_by(&[HANDLER_LI, HANDLER_ZHANG])).then(&[]);
    given(investigating()).when(LEADER, replaced_by(&[HANDLER_LI, HANDLER_WEI])).then(&[
        Event::HandlersReplaced(handlers::Replaced {
            handlers: vec![HANDLER_LI.handler(), HANDLER_WEI.handler()],
            reason: "工作调整".into(),
        }),
    ]);
}

/// PR 49: duties are separated by person, whatever the role.
#[test]
fn whoever_reviewed_a_case_never_handles_it() {
    given(reviewed())
        .when_registered(CASE_REVIEWER, |it| {
            it.certificates = vec![Certificate {
                number: "川A0006".into(),
                from: date(2020, 1, 1),
                to: date(2026, 12, 31),
            }];
        })
        .when(LEADER, replaced_by(&[HANDLER_LI, CASE_REVIEWER]))
        .then_refused(&[Code::ConflictOfDuties]);
}

/// APL 17: whoever registers a lead exercises no power; an item that is named all the same is one of 行政处罚.
#[test]
fn an_item_that_a_case_does_not_want_is_one_of_penalties() {
    let register = || Command::RegisterLead(register());
    let penalties = given([]).when_under(INTAKE, "SCJG-CF-001", register()).events();
    assert_eq!(penalties.len(), 1);
    given([]).when_under(INTAKE, "SCJG-JC-001", register()).then_refused(&[Code::NoPowerItem]);
}
