//! Given, when, then: the restoration of what a restaurant company in Jinjiang was penalised and listed for.

mod again;
mod applications;
mod decisions;
mod endings;
mod regimes;
mod waiting;

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::{
    Channel, Command, Correction, Event, Gravity, Restorable, Restoration, Shown, Window,
    accepting, applying, deciding, effect, fraud, verifying,
};
use crate::{
    Actor, Role,
    case::sanction::SanctionKind,
    document::{DocumentNumber, DocumentRef, DocumentType},
    id::EventId,
    listing::spec as listing,
    restriction::{Found, Source, SourceKind},
    spec::{Given, given},
};

pub use listing::{BUREAU, agency, company, document};

/// Under which a bureau stops showing a penalty early.
pub const ITEM: &str = "SCJG-GL-002";

pub const SOURCE: EventId = EventId::new(Uuid::from_u128(7));

/// Whoever takes in and verifies.
pub fn desk() -> Actor {
    listing::desk()
}

pub fn leader() -> Actor {
    listing::who(Role::AgencyLeader, BUREAU, ITEM)
}

/// A penalty of 20 June 2025, shown since 1 July, paid and corrected by the end of July.
pub fn penalty() -> Restorable {
    Restorable {
        source: Source {
            event: SOURCE,
            stream: "case-00000000-0000-0000-0000-000000000001".into(),
            revision: 20,
            kind: SourceKind::Penalty,
            number: "锦市监处罚〔2025〕1号".into(),
            agency: agency(BUREAU),
            decided_on: date(2025, 6, 20),
            sanctions: vec![],
        },
        party: company(),
        gravity: Gravity::Moderate,
        gravity_on_credit_china: Gravity::Moderate,
        concerns_safety: false,
        sanctions: vec![SanctionKind::Fine],
        shown: everywhere(date(2025, 7, 1)),
        fallen_on: None,
        performed_on: Some(date(2025, 7, 10)),
        owes: false,
        corrected: Correction::On(date(2025, 7, 31)),
        committed: Some(true),
        cured_on: None,
        penalties: vec![],
        entries: vec![],
        statutory_until: None,
        measures: vec![],
        found: Found::new(),
        applications: vec![],
    }
}

/// The entry of that day in the list of serious violations.
pub fn entry() -> Restorable {
    let listed = Source { kind: SourceKind::SeriousList, ..penalty().source };
    Restorable {
        source: listed,
        gravity: Gravity::Serious,
        shown: on(Channel::Gsxt, Some(date(2025, 7, 1))),
        ..penalty()
    }
}

/// Shown on one channel, or to be shown there.
pub fn on(channel: Channel, since: Option<Date>) -> Vec<Shown> {
    vec![Shown { channel, since, ended_on: None, until: None }]
}

/// Shown on every channel since a day.
pub fn everywhere(since: Date) -> Vec<Shown> {
    Channel::ALL.into_iter().flat_map(|it| on(it, Some(since))).collect()
}

/// It is shown there no longer.
pub fn ended(of: &Restorable, channel: Channel, ended_on: Date) -> Restorable {
    let mut of = of.clone();
    of.shown
        .iter_mut()
        .filter(|it| it.channel == channel)
        .for_each(|it| it.ended_on = Some(ended_on));
    of
}

pub fn materials() -> applying::Materials {
    applying::Materials {
        application: Some(document(DocumentType::RestorationApplication)),
        commitment: Some(document(DocumentType::CreditCommitment)),
        proofs: vec![document(DocumentType::PerformanceProof)],
        others: vec![],
    }
}

pub fn apply(window: Window, received_on: Date) -> applying::Apply {
    applying::Apply { source: SOURCE, window, received_on, materials: materials(), plan: None }
}

pub fn decision() -> DocumentRef {
    document(DocumentType::RestorationDecision)
        .numbered(&"锦市监信修〔2026〕1号".parse::<DocumentNumber>().unwrap())
}

pub fn verify() -> Command {
    Command::Verify(verifying::Verify {
        method: verifying::Method::Paper,
        with: vec![],
        finding: "罚款已缴清，违法行为已经改正".into(),
        performed_on: None,
        corrected_on: None,
        unperformed: false,
        uncorrected: false,
        evidence: vec![document(DocumentType::PaymentReceipt)],
        record: None,
    })
}

pub fn grant() -> Command {
    Command::Grant(deciding::Grant {
        reasons: "符合信用修复条件".into(), document: decision()
    })
}

pub fn deny() -> Command {
    Command::Deny(deciding::Deny {
        reasons: "再次受到同类处罚".into(),
        basis: vec![crate::citation::cite("PUB", "14.1")],
        remedies: listing::remedies(),
        document: decision(),
    })
}

pub fn stop(channel: Channel) -> Command {
    Command::StopChannel(effect::StopChannel { channel, acknowledgement: "HZ-1".into() })
}

pub fn reinstate(channel: Channel) -> Command {
    Command::ReinstateChannel(effect::ReinstateChannel { channel, acknowledgement: "HZ-2".into() })
}

pub fn revoke() -> Command {
    Command::RevokeForFraud(Box::new(fraud::Revoke {
        facts: "缴款凭证系伪造".into(),
        evidence: vec![document(DocumentType::Evidence)],
        document: decision(),
    }))
}

pub fn not_accept() -> Command {
    Command::NotAccept(accepting::NotAccept {
        reason: "最短公示期尚未届满".into(),
        basis: crate::citation::cite("CR21", "6"),
    })
}

/// Nothing has happened to the application; this is gathered of what would be restored.
pub fn nothing(of: Restorable) -> Given<Restoration> {
    let uploaded = DocumentType::ALL.map(|it| document(it).sha256);
    given::<Restoration>([]).officers(listing::staff(BUREAU)).knowing(|facts| {
        facts.documents.extend(uploaded);
        facts.restorable = Some(Box::new(of));
    })
}

/// Received on a day, in time for the rest of the day.
pub fn applied(of: Restorable, window: Window, on: &str) -> Given<Restoration> {
    let given = nothing(of).at(on);
    let received = crate::spec::moment(on).day();
    given.after(&desk(), &Command::Apply(Box::new(apply(window, received))))
}

/// Received through GSXT on 2 March 2026, and accepted.
pub fn accepted() -> Given<Restoration> {
    applied(penalty(), Window::Gsxt, "2026-03-02T09:00:00+08:00").after(&desk(), &Command::Accept)
}

pub fn verified() -> Given<Restoration> {
    accepted().at("2026-03-05T09:00:00+08:00").after(&desk(), &verify())
}

/// Granted on 10 March 2026.
pub fn granted() -> Given<Restoration> {
    verified().at("2026-03-10T09:00:00+08:00").after(&leader(), &grant())
}

pub fn effective() -> Given<Restoration> {
    Channel::ALL.into_iter().fold(granted(), |given, it| given.after(&desk(), &stop(it)))
}

pub fn recorded(given: &Given<Restoration>, actor: &Actor, command: &Command) -> Vec<Event> {
    given.when(actor, command).events().unwrap()
}
