//! A company and a merchant, what was decided on them, and whoever acts on what follows: in any order, in time or late.

use domain::id::EventId;
use jiff::civil::Date;
use serde_json::{Value, json};
use store::Position;

use crate::{
    casework::Casework,
    corrections::{altered, number_put_right},
    papers::{Matter, company, fine},
    remedies,
    restoration::course::Applicant,
    restrictions::desk::{BANK, BUREAU, CITY, CUSTOMS, Desk, FINANCE, Pair, TAX, Who},
    serious_list,
};

/// The company that was fined, whose credit may be restored.
const COMPANY: &str = "91510100MA6A1B2C3Q";
/// The number that the company has in truth, once its decision was put right.
const RIGHT: &str = "91510100MA6A1B2D1K";
/// The merchant that was entered in the list of serious violations.
const MERCHANT: &str = "92510104MA6T0X1D7T";

/// What the agencies were told of, and on which article each of them imposes it.
const CALLED: [(Who, &str, &str); 5] = [
    (FINANCE, "PROCUREMENT_LIMIT", "EIP 18"),
    (CITY, "LICENCE_WEIGHTING", "SDL 15"),
    (BANK, "CREDIT_INFORMATION", "CIR 44"),
    (CUSTOMS, "CUSTOMS_INSPECTION", "CUSC"),
    (TAX, "INVOICE_SUPPLY", "INV 15"),
];

/// The steps of an application, in their order.
const APPLICATION: usize = 8;

/// What somebody does. What rules stand in the way of is refused, and leaves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// An agency imposes what it was told of, or declines it.
    Answer(usize),
    /// An agency lifts what it imposed.
    Lift(usize),
    /// The credit unit shows a decision on a channel: the company's, or the merchant's.
    Publish(bool, &'static str),
    /// It takes back what it shows in error.
    Withdraw(bool, &'static str),
    /// The next step of an application for the company's restoration.
    Restore,
    /// The next step of an entry of the company in the list of abnormal operations.
    List,
    /// The company's fine is lowered.
    Alter,
    /// The next step of a reconsideration that the company asked for.
    Remedy,
    /// The company's number, mistyped in its decision, is put right.
    PutRight,
    /// The merchant's penalty is revoked, and with it the entry.
    Revoke,
}

impl Act {
    /// Each of them, those oftener that take many to come to an end.
    pub const ALL: [Self; 30] = [
        Self::Answer(0),
        Self::Answer(0),
        Self::Answer(1),
        Self::Answer(1),
        Self::Answer(2),
        Self::Answer(2),
        Self::Answer(3),
        Self::Answer(4),
        Self::Answer(4),
        Self::Lift(0),
        Self::Lift(1),
        Self::Publish(true, "GSXT"),
        Self::Publish(true, "PORTAL"),
        Self::Publish(true, "CREDIT_CHINA"),
        Self::Publish(false, "GSXT"),
        Self::Publish(false, "PORTAL"),
        Self::Withdraw(true, "PORTAL"),
        Self::Withdraw(false, "GSXT"),
        Self::Restore,
        Self::Restore,
        Self::Restore,
        Self::Restore,
        Self::Restore,
        Self::List,
        Self::List,
        Self::List,
        Self::Alter,
        Self::Remedy,
        Self::Remedy,
        Self::PutRight,
    ];
}

pub struct World {
    desk: Desk,
    /// The company's case, and the merchant's.
    cases: [String; 2],
    pairs: Vec<Pair>,
    /// The event by which the merchant was entered.
    entered: EventId,
    /// The application for the company's restoration, and how many of its steps were taken.
    application: (String, usize),
    /// The company's entry in the list of abnormal operations, and how many of its steps were taken.
    entry: (String, usize),
    /// How many steps of its reconsideration were taken.
    remedy: usize,
}

fn took_effect(answer: &Value) -> bool {
    answer["userErrors"] == json!([])
}

impl World {
    /// Two penalties, each with a copy that was approved; the agencies were told of the merchant's entry.
    pub async fn open() -> Self {
        let mut desk = Desk::open().await;
        let fined = desk.casework.shown().await;
        desk.casework.matter = Matter::default();
        let listed = serious_list::entered(&mut desk.casework).await;
        desk.casework.approved_copy(&listed).await;
        let entry = desk.casework.opened(&listed).await;
        let source = desk.source_in(&domain::listing::stream_of(entry.parse().unwrap())).await;
        let mut pairs = vec![];
        for (who, measure, _) in CALLED {
            pairs.push(desk.told(who, measure, &source).await);
        }
        let cases = [fined, listed];
        let (application, entry) = Default::default();
        Self { desk, cases, pairs, entered: source.event, application, entry, remedy: 0 }
    }

    /// What falls with the merchant's penalty: its case, and the event of the entry.
    pub fn revocable(&self) -> [String; 2] {
        [self.cases[1].clone(), self.entered.to_string()]
    }

    pub fn casework(&self) -> &Casework {
        &self.desk.casework
    }

    /// The clock has done what is due.
    pub async fn settled(&self) {
        self.casework().settled().await;
    }

    /// What is answered to the bureau about a day, as known at a place of the log.
    pub async fn asks(&self, document: &str, (day, position): (Date, Option<Position>)) -> Value {
        let mut as_of = json!({ "effectiveOn": day });
        if let Some(position) = position {
            as_of["position"] = json!(position.to_string());
        }
        let mut asked =
            json!({ "company": COMPANY, "right": RIGHT, "merchant": MERCHANT, "asOf": as_of });
        for (n, pair) in self.pairs.iter().enumerate() {
            asked[format!("pair{n}")] = json!(pair.id.to_string());
        }
        self.desk.ask(BUREAU, document, asked).await
    }

    /// An act that is entered so many days after it took place; whether it took effect.
    pub async fn takes(&mut self, act: Act, behind: i64) -> bool {
        self.desk.casework.behind = behind;
        let took_effect = match act {
            Act::Answer(n) => self.answers(n).await,
            Act::Lift(n) => self.lifts(n).await,
            Act::Publish(of_the_company, channel) => {
                let more = json!({ "reference": format!("{channel}-0002") });
                self.publicises("publish", (of_the_company, channel), more).await
            }
            Act::Withdraw(of_the_company, channel) => {
                let more = json!({ "ground": "PUBLISHED_IN_ERROR", "reason": "误将其他案件公示" });
                self.publicises("withdrawPublicity", (of_the_company, channel), more).await
            }
            Act::Restore => self.restores().await,
            Act::List => self.lists().await,
            Act::Alter => {
                let casework = &mut self.desk.casework;
                casework.matter.sanctions = fine(5_000_000);
                let input = altered(casework, &self.cases[0], 2_000_000);
                took_effect(&casework.act("P-0004", "alterDecision", (&self.cases[0], input)).await)
            }
            Act::Remedy => self.appeals().await,
            Act::PutRight => self.puts_right().await,
            Act::Revoke => {
                let input = serious_list::revocation(self.casework(), &self.cases[1]);
                let casework = &mut self.desk.casework;
                took_effect(
                    &casework.act("P-0004", "revokeDecision", (&self.cases[1], input)).await,
                )
            }
        };
        self.desk.casework.behind = 0;
        took_effect
    }

    async fn answers(&mut self, n: usize) -> bool {
        let (who, measure, article) = CALLED[n];
        let pair = self.pairs[n];
        let (mutation, input) = if who == TAX {
            let reason = "没有调整发票供应的税务根据";
            let input =
                json!({ "entry": pair.entry.to_string(), "reason": reason, "basis": article });
            ("declineRestriction", input)
        } else {
            let mut input = pair.impose(&self.desk, measure, article);
            if who == CUSTOMS {
                input["ownGround"] = json!("进出口信用等级为失信企业");
            }
            ("imposeRestriction", input)
        };
        took_effect(&self.desk.act(who, mutation, (&pair, input)).await)
    }

    async fn lifts(&mut self, n: usize) -> bool {
        let pair = self.desk.told_since(&self.pairs[n]).await;
        took_effect(
            &self.desk.act(CALLED[n].0, "liftRestriction", (&pair, pair.lift("SOURCE_FELL"))).await,
        )
    }

    async fn publicises(
        &mut self,
        mutation: &str,
        (of_the_company, channel): (bool, &str),
        more: Value,
    ) -> bool {
        let case = &self.cases[usize::from(!of_the_company)];
        let mut input = json!({ "decision": "P1", "channel": channel });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        took_effect(&self.desk.casework.act("P-0008", mutation, (case, input)).await)
    }

    /// The company asks for reconsideration, in which its fine is lowered.
    async fn appeals(&mut self) -> bool {
        let (case, taken) = (&self.cases[0], &mut self.remedy);
        let casework = &mut self.desk.casework;
        let (mutation, input) = if *taken == 0 {
            let applied_on = casework.today().to_string();
            ("openRemedy", remedies::opened(casework, case, &applied_on))
        } else {
            let mut lower = fine(1_000_000);
            let to = lower[0].take();
            let touched = json!([{ "sanction": "S1", "effect": { "altered": to } }]);
            let outcome = ("ALTERED", "MANIFESTLY_UNFIT");
            ("concludeRemedy", remedies::concluded(casework, case, outcome, touched))
        };
        let taken_now = took_effect(&casework.act("P-0001", mutation, (case, input)).await);
        *taken += usize::from(taken_now);
        taken_now
    }

    async fn puts_right(&mut self) -> bool {
        let (case, casework) = (&self.cases[0], &mut self.desk.casework);
        let input = number_put_right(casework, case, RIGHT);
        took_effect(&casework.act("P-0004", "correctClerical", (case, input)).await)
    }

    async fn restores(&mut self) -> bool {
        let (id, taken) = &mut self.application;
        let casework = &mut self.desk.casework;
        let answer = match *taken % APPLICATION {
            0 => {
                let (new, answer) = casework.applying(&self.cases[0], Applicant::Complete).await;
                *id = new;
                answer
            }
            1 => casework.restores("P-0008", "acceptRestoration", (id, None)).await,
            2 => {
                let input = casework.verification(id);
                casework.restores("P-0008", "verifyRestoration", (id, Some(input))).await
            }
            3 => casework.grants("P-0004", id).await,
            n @ 4..=6 => {
                let channel = ["GSXT", "CREDIT_CHINA", "PORTAL"][n - 4];
                let input = json!({ "channel": channel, "acknowledgement": "停止公示回执" });
                casework.restores("P-0008", "recordChannelStop", (id, Some(input))).await
            }
            _ => {
                let input = casework.revocation(id);
                casework.restores("P-0004", "revokeRestoration", (id, Some(input))).await
            }
        };
        *taken += usize::from(took_effect(&answer));
        took_effect(&answer)
    }

    async fn lists(&mut self) -> bool {
        let (id, taken) = &mut self.entry;
        let casework = &mut self.desk.casework;
        let answer = match *taken {
            0 => {
                let ground = json!({ "annualReportNotPublished": { "year": 2021 } });
                let (new, answer) = casework.finds_ground("P-0008", (company(), ground)).await;
                *id = new;
                answer
            }
            1 => {
                let input = casework.entering(id);
                casework.lists("P-0004", "enterListing", (id, input)).await
            }
            n => {
                let Some((person, mutation, input)) = casework.leaving(id).into_iter().nth(n - 2)
                else {
                    return false;
                };
                casework.lists(person, mutation, (id, input)).await
            }
        };
        *taken += usize::from(took_effect(&answer));
        took_effect(&answer)
    }
}
