//! 演示数据: whatever is refused by a figure says so where the figure is made up.

use std::sync::LazyLock;

use jiff::civil::date;

use super::{
    HANDLER_LI, HOST, History, LEADER, Who, age, case,
    endings::{close, decide, handed, pay, serve, told},
    facts::{approved, document, file, handed_over, investigating, recorded, verifying},
    given,
    hearings::{ask, hold, hosted, notified, notify, offered, recused},
};
use crate::{
    Code, Fen, Rulebook,
    case::{
        Command, Event, extension, filing, notice,
        performance::{PaidPart, Towards},
        service::{Announce, Service, ServiceMode},
        statement,
    },
    document::DocumentType,
    id::PartId,
};

/// The same law, as if every figure of it were made up for a demonstration.
fn made_up() -> &'static Rulebook {
    static LAW: LazyLock<Rulebook> = LazyLock::new(|| {
        let files = [
            ("timers.toml", include_str!("../../../rulebook/timers.toml")),
            ("thresholds.toml", include_str!("../../../rulebook/thresholds.toml")),
        ];
        let demonstrated = files.map(|(name, text)| (name.to_owned(), demonstrated(text)));
        Rulebook::load(&demonstrated).unwrap()
    });
    &LAW
}

/// With every figure made up for a demonstration, in a file of the rulebook or in what was stored.
fn demonstrated(text: &str) -> String {
    let sure = ["VERIFIED", "RECALLED", "UNCERTAIN", "DESIGN"].into_iter();
    let forms = sure.flat_map(|it| ["confidence = ", "\"confidence\":"].map(|key| (key, it)));
    forms.fold(text.to_owned(), |text, (key, it)| {
        text.replace(&format!("{key}\"{it}\""), &format!("{key}\"DEMONSTRATION\""))
    })
}

/// The history, as that law made it.
fn as_made_up(history: History) -> History {
    let made_up = |event: &Event| {
        serde_json::from_str(&demonstrated(&serde_json::to_string(event).unwrap())).unwrap()
    };
    history.into_iter().map(|(at, event)| (at, made_up(&event))).collect()
}

/// Each refusal with this code says that its figure is made up; and nothing does where none is.
#[track_caller]
fn marked(history: History, time: &str, (who, command, code): (Who, Command, Code)) {
    let asked =
        |history, law| given(history).at(time).under(law).when(who, command.clone()).refusals();
    let of_the_law = asked(history.clone(), super::law());
    let made_up = asked(as_made_up(history), made_up());
    for (refused, expected) in [(of_the_law, false), (made_up, true)] {
        let found: Vec<_> = refused.iter().filter(|it| it.code == code).collect();
        assert!(!found.is_empty(), "{refused:#?}");
        for it in found {
            assert_eq!(it.message.ends_with("（演示数据）"), expected, "{it:#?}");
            assert_eq!(it.message_en.ends_with("(DEMONSTRATION)"), expected, "{it:#?}");
        }
    }
}

/// PR 57, 64; APL 64: a period of the party that runs or has run out, and one that can't be made longer.
#[test]
fn a_refusal_by_a_period_says_that_it_is_made_up() {
    let penalty = Command::DecidePenalty(decide());
    marked(told(), "2022-12-13T10:00:00+08:00", (LEADER, penalty, Code::PeriodRunning));
    let late = Command::RequestHearing(ask());
    marked(offered(), "2022-12-20T10:00:00+08:00", (HANDLER_LI, late, Code::TooLate));
    let more = Command::ExtendDecisionTime(extension::Extend {
        reason: "案情复杂".into(),
        document: document(DocumentType::ExtensionApproval),
    });
    marked(investigating(), "2023-02-21T10:00:00+08:00", (LEADER, more, Code::TooLate));
    let soon = crate::case::hearing::Notify {
        opens_at: "2022-12-20T09:00:00+08:00".parse().unwrap(),
        ..notify()
    };
    let soon = Command::NotifyHearing(soon);
    marked(hosted(), "2022-12-15T10:00:00+08:00", (HOST, soon, Code::TooEarly));
    let lapse = Command::LapseRights(statement::Lapse { notice: PartId::nth('N', 1) });
    let history = as_made_up(told());
    let running = given(history).under(made_up()).when_clock(lapse).refusals();
    assert!(running[0].message.ends_with("（演示数据）"), "{running:#?}");
}

/// PR 82.1(5): the thirty days of an announcement.
#[test]
fn a_refusal_by_the_days_of_an_announcement_says_that_they_are_made_up() {
    let announce = Command::Announce(Announce {
        serves: DocumentType::PriorNotice,
        places: vec!["本机关公告栏".into()],
        reason: "当事人下落不明".into(),
        document: document(DocumentType::Announcement),
        recording: Some(recorded()),
    });
    let announced = given(approved()).at("2022-12-12T10:00:00+08:00").and(HANDLER_LI, announce);
    let service = Service {
        mode: ServiceMode::Announcement,
        announcement: Some(PartId::nth('Y', 1)),
        course: Some("张贴公告".into()),
        ..handed_over(date(2022, 12, 20))
    };
    let notice = Command::ServePriorNotice(notice::Serve { service, ..serve() });
    marked(announced, "2022-12-20T10:00:00+08:00", (HANDLER_LI, notice, Code::TooEarly));
}

/// PR 75: a surcharge that is paid too much of, or passed over in silence.
#[test]
fn a_refusal_by_the_surcharge_says_that_it_is_made_up() {
    let mut payment = pay(2_000, 50_000);
    let surcharge = PaidPart {
        sanction: PartId::nth('S', 2),
        towards: Towards::Surcharge,
        amount: Fen::yuan(15_001),
    };
    let paid = given(handed())
        .at("2023-01-19T10:00:00+08:00")
        .and(HANDLER_LI, Command::RecordPayment(payment.clone()));
    payment.parts = vec![surcharge];
    let at = "2023-01-19T11:00:00+08:00";
    let payment = Command::RecordPayment(payment);
    marked(paid.clone(), at, (HANDLER_LI, payment, Code::WrongAmount));
    marked(paid, at, (LEADER, Command::CloseCase(close()), Code::Incomplete));
    let principal = Command::RecordPayment(pay(2_001, 0));
    let refused =
        given(as_made_up(handed())).under(made_up()).when(HANDLER_LI, principal).refusals();
    assert!(refused.iter().all(|it| !it.message.contains("演示数据")), "no figure: {refused:#?}");
}

/// APL 42, 63, 64(5): numbers of people, and the sum from which on a hearing is told.
#[test]
fn a_refusal_by_a_number_says_that_it_is_made_up() {
    let alone = filing::File { handlers: vec![HANDLER_LI.person()], ..file() };
    let alone = Command::FileCase(alone);
    marked(verifying(), "2022-11-21T10:00:00+08:00", (LEADER, alone, Code::TooFewOfficers));
    let mut agents = hold();
    agents.agents = vec![agents.agents[0].clone(); 3];
    let agents = Command::HoldHearing(agents);
    marked(notified(), "2022-12-30T10:00:00+08:00", (HOST, agents, Code::Contradictory));
    let mut dear = approved();
    let Some((_, Event::PenaltyProposalApproved(it))) = dear.last_mut() else { unreachable!() };
    it.sanctions[1].amount = Some(Fen::yuan(100_000));
    let untold = notice::Serve { sanctions: it.sanctions.clone(), ..serve() };
    let untold = Command::ServePriorNotice(untold);
    marked(dear, "2022-12-12T15:00:00+08:00", (HANDLER_LI, untold, Code::Incomplete));
    let lacking = recused(
        as_made_up(given(verifying()).under(made_up()).and(LEADER, Command::FileCase(file()))),
        HANDLER_LI,
    );
    let missing = case(&lacking).missing(date(2022, 12, 1), super::law());
    let handlers = missing.iter().find(|it| it.code == Code::TooFewOfficers).unwrap();
    assert!(handlers.text.ends_with("（演示数据）"), "{handlers:?}");
}

/// APL 30.
#[test]
fn a_refusal_by_an_age_says_that_it_is_made_up() {
    use crate::party::Age;
    let penalty = || Command::DecidePenalty(decide());
    let day = super::endings::DECISION_DAY;
    marked(age::against(Age::Under14, told()), day, (LEADER, penalty(), Code::NotProvidedFor));
    marked(age::against(Age::Under18, told()), day, (LEADER, penalty(), Code::Contradictory));
}

/// PR 79: the time in which an act is entered.
#[test]
fn a_refusal_by_the_time_for_entries_says_that_it_is_made_up_and_how_long_it_is() {
    static LONGER: LazyLock<Rulebook> = LazyLock::new(|| {
        let row = "[[timer]]\nrule = \"ENTRY.LATE\"\nn = 3\nunit = \"WORKING_DAYS\"\n\
                   bound = \"AGENCY\"\non-expiry = \"LATE_ENTRY\"\nfrom = \"2021-07-15\"\n\
                   authority = \"PR 79\"\nconfidence = \"DESIGN\"\n";
        Rulebook::load(&[("timers.toml".to_owned(), row.to_owned())]).unwrap()
    });
    let late = |law| {
        given(verifying())
            .at("2022-11-21T09:00:00+08:00")
            .entered("2022-11-30T09:00:00+08:00")
            .under(law)
            .when(LEADER, Command::FileCase(file()))
            .refusals()
            .remove(0)
            .message
    };
    assert_eq!(late(made_up()), "行为发生后超过次一工作日才录入，请说明补录原因（演示数据）");
    assert_eq!(late(&LONGER), "行为发生后超过3个工作日才录入，请说明补录原因");
}
