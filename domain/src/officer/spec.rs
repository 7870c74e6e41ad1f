//! The register: what may be entered, by whom, from which day on.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{
    Acting, Actor, Agencies, Code,
    spec::{Given, given},
};

const START: &str = "2022-11-01T09:00:00+08:00";
const DAY: Date = date(2022, 11, 1);

fn person(n: u32) -> PersonId {
    format!("P-{n:04}").parse().unwrap()
}
fn agency(code: &str) -> AgencyCode {
    code.parse().unwrap()
}
fn jinjiang() -> Actor {
    Actor::System { agency: agency("COUNTY_510104_AMR") }
}
fn registrar(code: &str) -> Actor {
    Actor::Officer(Acting {
        person: person(9),
        agency: agency(code),
        role: Role::Registrar,
        power_item: None,
    })
}
fn post(code: &str, from: Date) -> Posting {
    Posting { agency: agency(code), unit: "执法二科".to_owned(), from, to: None }
}
fn role(role: Role, from: Date) -> RoleHeld {
    RoleHeld { role, from, to: None }
}
fn ended(role: Role, last_day: Date) -> RoleEnded {
    RoleEnded { role, last_day, reason: "岗位调整".into() }
}
fn entry() -> Registered {
    Registered {
        person: person(1),
        name: "李明".into(),
        shown: "李某".to_owned(),
        posting: post("COUNTY_510104_AMR", DAY),
    }
}
fn certificate() -> Certificate {
    let to = date(2027, 10, 31);
    Certificate { number: "川A0104001".to_owned(), from: DAY, to }
}
fn handler() -> Given<Officer> {
    given::<Officer>([
        (START, Event::Registered(entry())),
        (START, Event::CertificateIssued(certificate())),
        (START, Event::RoleGranted(role(Role::Handler, DAY))),
    ])
}
/// A registrar of `code`, as the register knows them.
fn keeper(code: &str) -> Officer {
    let posting = post(code, DAY);
    let registered =
        Registered {
            person: person(9), name: "赵一".into(), shown: "赵某".to_owned(), posting
        };
    given::<Officer>([
        (START, Event::Registered(registered)),
        (START, Event::RoleGranted(role(Role::Registrar, DAY))),
    ])
    .state
}

#[test]
fn the_agencys_own_system_registers() {
    let empty = given::<Officer>([]).at(START);
    empty.when(&jinjiang(), &Command::Register(entry())).then([Event::Registered(entry())]);
    handler().when(&jinjiang(), &Command::Register(entry())).then_nothing();
    let wuhou = Actor::System { agency: agency("COUNTY_510107_AMR") };
    empty.when(&wuhou, &Command::Register(entry())).then_refused(&[Code::OtherAgency]);
    empty.when(&Actor::Clock, &Command::Register(entry())).then_refused(&[Code::OtherAgency]);
}

#[test]
fn all_that_is_missing_is_said_at_once() {
    let blank = Registered {
        name: " ".into(),
        shown: String::new(),
        posting: Posting { unit: String::new(), ..post("JOINT_COUNCIL_ONLINE", DAY) },
        ..entry()
    };
    let council = Actor::System { agency: agency("JOINT_COUNCIL_ONLINE") };
    given::<Officer>([]).at(START).when(&council, &Command::Register(blank)).then_refused(&[
        Code::Incomplete,
        Code::Incomplete,
        Code::Incomplete,
        Code::AgencyCannotAct,
    ]);
}

#[test]
fn a_registrar_of_the_agency_or_of_one_above_it_keeps_the_register() {
    let grant = Command::GrantRole(role(Role::HearingHost, DAY));
    for code in ["COUNTY_510104_AMR", "CITY_5101_AMR", "SC_AMR"] {
        let known = handler().officers([keeper(code)]);
        known
            .when(&registrar(code), &grant)
            .then([Event::RoleGranted(role(Role::HearingHost, DAY))]);
    }
    let elsewhere = handler().officers([keeper("COUNTY_510107_AMR")]);
    let refused = elsewhere.when(&registrar("COUNTY_510107_AMR"), &grant);
    refused.then_refused(&[Code::OtherAgency]);
    // The token says registrar; the register has never heard of it.
    let refused = handler().when(&registrar("COUNTY_510104_AMR"), &grant);
    refused.then_refused(&[Code::UnknownOfficer, Code::NotPermitted]);
}

#[test]
fn nobody_keeps_their_own_entry() {
    let keeper = keeper("COUNTY_510104_AMR");
    let mut own = handler().officers([keeper.clone()]);
    own.state = keeper;
    own.when(&registrar("COUNTY_510104_AMR"), &Command::GrantRole(role(Role::PrincipalHead, DAY)))
        .then_refused(&[Code::ConflictOfDuties]);
}

#[test]
fn a_registrar_grants_nothing_backwards() {
    let known = handler().officers([keeper("COUNTY_510104_AMR")]);
    let grant = Command::GrantRole(role(Role::UnitHead, DAY));
    let later = known.at("2022-11-02T09:00:00+08:00");
    later.when(&registrar("COUNTY_510104_AMR"), &grant).then_refused(&[Code::TooEarly]);
    later.when(&jinjiang(), &grant).then([Event::RoleGranted(role(Role::UnitHead, DAY))]);
    let yesterday = Command::EndRole(ended(Role::Handler, DAY));
    later
        .when(&registrar("COUNTY_510104_AMR"), &yesterday)
        .then([Event::RoleEnded(ended(Role::Handler, DAY))]);
}

#[test]
fn an_entry_in_the_future_and_one_about_nobody_are_refused() {
    let grant = Command::GrantRole(role(Role::UnitHead, DAY));
    let early = handler().entered("2022-10-31T09:00:00+08:00", None);
    early.when(&jinjiang(), &grant).then_refused(&[Code::InTheFuture]);
    given::<Officer>([]).at(START).when(&jinjiang(), &grant).then_refused(&[Code::NotFound]);
}

/// An entry rests on those before it, and says why where it is made late, by whomever.
#[test]
fn an_entry_is_made_after_the_one_before_it_and_late_only_with_a_reason() {
    let known = handler().officers([keeper("COUNTY_510104_AMR")]);
    let (registrar, grant) = (
        registrar("COUNTY_510104_AMR"),
        Command::GrantRole(role(Role::UnitHead, date(2022, 12, 20))),
    );
    let early = known.clone().at("2022-10-31T09:00:00+08:00").entered(START, None);
    early.when(&jinjiang(), &grant).then_refused(&[Code::BeforeItsBasis]);
    let late = |reason| {
        let entry = "2022-12-20T09:00:00+08:00";
        known.clone().at("2022-12-16T09:00:00+08:00").entered(entry, reason)
    };
    for unexplained in [None, Some(" ")] {
        late(unexplained).when(&registrar, &grant).then_refused(&[Code::LateEntryReasonMissing]);
        late(unexplained).when(&jinjiang(), &grant).then_refused(&[Code::LateEntryReasonMissing]);
    }
    let entered = [Event::RoleGranted(role(Role::UnitHead, date(2022, 12, 20)))];
    late(Some("任免文件于12月19日送达")).when(&registrar, &grant).then(entered);
}

/// Nobody is taken up as of an earlier day than that of the entry, but by an agency's own system.
#[test]
fn a_post_does_not_begin_before_the_entry_that_takes_the_person_up() {
    let entering = |from| {
        let posting = post("COUNTY_510104_AMR", from);
        Command::Register(Registered { posting, ..entry() })
    };
    let empty = given::<Officer>([]).at("2022-11-02T09:00:00+08:00");
    let known = empty.officers([keeper("COUNTY_510104_AMR")]);
    let registrar = registrar("COUNTY_510104_AMR");
    known.when(&registrar, &entering(DAY)).then_refused(&[Code::TooEarly]);
    let today = known.clone().after(&registrar, &entering(date(2022, 11, 2))).state;
    assert!(today.posting_on(date(2022, 11, 2)).is_some());
    assert!(known.after(&jinjiang(), &entering(DAY)).state.posting_on(DAY).is_some());
}

/// APL 42, 55: valid on the first day and on the last.
#[test]
fn a_certificate_counts_until_it_is_withdrawn() {
    let withdrawn = CertificateWithdrawn {
        number: certificate().number,
        last_day: date(2023, 6, 30),
        reason: "证件遗失".into(),
    };
    let command = Command::WithdrawCertificate(withdrawn.clone());
    handler().when(&jinjiang(), &command).then([Event::CertificateWithdrawn(withdrawn)]);
    let after = handler().after(&jinjiang(), &command);
    assert!(after.state.certificate_on(date(2023, 6, 30)).is_some());
    assert!(after.state.certificate_on(date(2023, 7, 1)).is_none());
    assert!(handler().state.certificate_on(date(2027, 10, 31)).is_some());
    after.when(&jinjiang(), &command).then_nothing();
    let again = Command::IssueCertificate(Certificate { to: date(2028, 1, 1), ..certificate() });
    after.when(&jinjiang(), &again).then_refused(&[Code::AlreadyDone]);
}

/// APL 42.1: nobody's past act becomes valid in hindsight, neither by a paper of earlier days nor by an entry that
/// is said to have been made then. Only an agency's own system takes over what already was.
#[test]
fn a_certificate_covers_no_day_before_its_entry() {
    let issuing = |from| {
        let paper = Certificate { number: "川A0000009".into(), from, ..certificate() };
        Command::IssueCertificate(paper)
    };
    let entry = "2022-12-20T09:00:00+08:00";
    let (before, day) = (date(2022, 12, 1), date(2022, 12, 20));
    let registrar = registrar("COUNTY_510104_AMR");
    let known = handler().officers([keeper("COUNTY_510104_AMR")]);
    let today = known.clone().at(entry);
    today.when(&registrar, &issuing(before)).then_refused(&[Code::TooEarly]);
    let backdated = known.at("2022-12-01T09:00:00+08:00").entered(entry, Some("补录"));
    backdated.when(&registrar, &issuing(before)).then_refused(&[Code::TooEarly]);
    assert!(
        today.clone().after(&jinjiang(), &issuing(before)).state.certificate_on(before).is_some()
    );
    let certified = today.after(&registrar, &issuing(day));
    assert_eq!(certified.state.certificate_on(day).unwrap().number, "川A0000009");
}

#[test]
fn the_roles_of_a_post_end_with_it() {
    let posting = post("COUNTY_510107_AMR", date(2023, 1, 1));
    let chengdu = registrar("CITY_5101_AMR");
    let known = handler().officers([keeper("CITY_5101_AMR")]);
    let until = date(2022, 12, 31);
    let command = Command::Transfer(posting.clone());
    known
        .when(&chengdu, &command)
        .then([Event::Transferred(Transferred { posting: posting.clone(), until })]);
    let moved = known.clone().after(&chengdu, &command).state;
    assert!(moved.holds(Role::Handler, until) && !moved.holds(Role::Handler, posting.from));
    assert_eq!(moved.posting_on(until).unwrap().agency, agency("COUNTY_510104_AMR"));
    assert_eq!(moved.posting_on(posting.from), Some(&posting));
    // Who receives a person doesn't keep them before the other side, or one above both, agrees.
    known.when(&jinjiang(), &command).then_refused(&[Code::OtherAgency]);
}

#[test]
fn whoever_left_holds_nothing() {
    let left = Left { last_day: date(2023, 3, 31), reason: "退休".into() };
    let gone = handler().after(&jinjiang(), &Command::Leave(left.clone()));
    let next = date(2023, 4, 1);
    assert_eq!((gone.state.posting_on(next), gone.state.certificate_on(next)), (None, None));
    assert!(!gone.state.holds(Role::Handler, next));
    gone.when(&jinjiang(), &Command::Leave(left)).then_nothing();
    gone.at("2023-04-03T09:00:00+08:00")
        .when(&jinjiang(), &Command::GrantRole(role(Role::Handler, date(2023, 4, 3))))
        .then_refused(&[Code::StepMissing]);
}

/// TRF 5: 主持工作的负责人.
#[test]
fn an_acting_head_decides_until_the_day_it_ends() {
    let appointed = ActingHead {
        role: Role::PrincipalHead,
        from: DAY,
        to: None,
        reason: "主要负责人出缺".into(),
    };
    let acting = handler().after(&jinjiang(), &Command::AppointActingHead(appointed.clone()));
    assert!(acting.state.holds(Role::PrincipalHead, date(2022, 12, 1)));
    let over = Command::EndActingHead(ended(Role::PrincipalHead, date(2022, 11, 30)));
    let over = acting.after(&jinjiang(), &over).state;
    assert!(over.holds(Role::PrincipalHead, date(2022, 11, 30)));
    assert!(!over.holds(Role::PrincipalHead, date(2022, 12, 1)));
    let as_handler = ActingHead { role: Role::HearingHost, reason: "".into(), ..appointed };
    handler()
        .when(&jinjiang(), &Command::AppointActingHead(as_handler))
        .then_refused(&[Code::Incomplete, Code::Contradictory]);
}

/// PR 51, APL 58.2.
#[test]
fn a_qualification_counts_from_its_day() {
    let entry = QualificationRecorded { since: date(2021, 3, 1) };
    let command = Command::RecordQualification(entry);
    let qualified = handler().after(&jinjiang(), &command);
    assert!(qualified.state.qualified_on(date(2021, 3, 1)));
    assert!(!qualified.state.qualified_on(date(2021, 2, 28)));
    qualified.when(&jinjiang(), &command).then_nothing();
    let other = QualificationRecorded { since: date(2023, 1, 1) };
    qualified
        .when(&jinjiang(), &Command::RecordQualification(other))
        .then_refused(&[Code::AlreadyDone, Code::InTheFuture]);
}

#[test]
fn an_entry_reads_as_a_sentence() {
    let agencies = Agencies::builtin().unwrap();
    let said = |event: Event| event.sentence(&agencies);
    assert_eq!(
        said(Event::Registered(entry())),
        "李某列入执法人员名录，任职于成都市锦江区市场监督管理局执法二科，自2022年11月1日起"
    );
    assert_eq!(
        said(Event::CertificateIssued(certificate())),
        "取得行政执法证件（证号川A0104001），有效期自2022年11月1日至2027年10月31日"
    );
    assert_eq!(
        said(Event::RoleEnded(ended(Role::Handler, DAY))),
        "自2022年11月1日次日起不再担任办案人员，理由：岗位调整"
    );
}

#[test]
fn what_is_stored_reads_back() {
    let stored = json!({
        "type": "registered",
        "data": {
            "person": "P-0001",
            "name": {"$personal": {"value": "李明"}},
            "shown": "李某",
            "posting": {"agency": "COUNTY_510104_AMR", "unit": "执法二科", "from": "2022-11-01"},
        },
    });
    assert_eq!(serde_json::to_value(Event::Registered(entry())).unwrap(), stored);
    let granted =
        json!({"type": "role-granted", "data": {"role": "HANDLER", "from": "2022-11-01"}});
    let event: Event = serde_json::from_value(granted).unwrap();
    assert_eq!(event, Event::RoleGranted(role(Role::Handler, DAY)));
    assert_eq!(Officer::basis(&event)[0].to_string(), "PR 19");
}

fn any_command() -> impl Strategy<Value = Command> {
    let day = (0_i32..60).prop_map(|n| DAY.saturating_add(jiff::ToSpan::days(n)));
    let some_role = prop::sample::select(Role::ALL.to_vec());
    let agencies = prop::sample::select(vec!["COUNTY_510104_AMR", "SUB_510104_01"]);
    prop_oneof![
        Just(Command::Register(entry())),
        (agencies, day.clone()).prop_map(|(code, from)| Command::Transfer(post(code, from))),
        (day.clone(), some_role.clone()).prop_map(|(on, it)| Command::GrantRole(role(it, on))),
        (day.clone(), some_role).prop_map(|(on, it)| Command::EndRole(ended(it, on))),
        day.prop_map(|last_day| Command::Leave(Left { last_day, reason: "辞职".into() })),
    ]
}

proptest! {
    /// Whatever is entered in whatever order: asking again records nothing more, and nobody holds a
    /// role on a day without a post.
    #[test]
    fn an_entry_takes_effect_once(commands in prop::collection::vec(any_command(), 0..25)) {
        let mut officer = given::<Officer>([]).at(START);
        for command in commands {
            if officer.when(&jinjiang(), &command).events().is_err() {
                continue;
            }
            officer = officer.after(&jinjiang(), &command);
            officer.when(&jinjiang(), &command).then_nothing();
        }
        for n in 0..70 {
            let day = DAY.saturating_add(jiff::ToSpan::days(n));
            let held = Role::ALL.into_iter().any(|it| officer.state.holds(it, day));
            prop_assert!(!held || officer.state.posting_on(day).is_some(), "{day}");
        }
    }
}
