//! The conditions of each target under each regime, after the articles that want them.

use jiff::civil::Date;

use super::{Asked, Bar, Condition, ConditionKind as Kind, Correction, Eligibility, Restorable};
use crate::{
    Moment, Rulebook,
    case::sanction::SanctionKind,
    citation::{Citation, cite},
    clock::{Deadline, Timer},
    listing::Register,
    restoration::{Applicable, Regime, Waiting, applicable},
    restriction::SourceKind,
    rulebook::{Confidence, RestorationRow},
    time::in_chinese,
};

/// The conditions under the rules of the day, or nothing where no rule of that day restores such a target.
#[must_use]
pub fn assess(asked: Asked<'_>, law: &Rulebook) -> Option<Eligibility> {
    let applied = applicable(asked.of, asked.window, asked.on, law)?;
    let conditions = wanted(&asked, &applied);
    let Applicable { row, wait, reason, .. } = applied.clone();
    let fallen = asked.of.fell_by(asked.on).map(fallen);
    let wait = if fallen.is_some() { Waiting::None } else { wait };
    let until = asked.of.shown_until(asked.window);
    Some(Eligibility {
        regime: row.key.regime,
        since: row.from,
        reason: fallen.unwrap_or(reason),
        wait,
        until,
        conditions: conditions.into_iter().map(|it| it.told(&asked, (&applied, law))).collect(),
    })
}

/// A condition and the article that wants it.
struct Wanted(Kind, Citation);

fn wanted(asked: &Asked<'_>, applied: &Applicable<'_>) -> Vec<Wanted> {
    let regime = applied.row.key.regime;
    let rules = &applied.row.authority;
    let of_regime = |kind| Wanted(kind, rules.clone());
    // Of a decision that has fallen nothing is left that could be restored.
    if asked.of.fell_by(asked.on).is_some() {
        let fallen = if regime == Regime::Ndrc36 { rules.clone() } else { cite("PUB", "14.1") };
        return vec![Wanted(Kind::StillShown, fallen)];
    }
    let last = of_regime(Kind::NotBarred);
    if asked.plan.is_some() {
        let plan = Wanted(Kind::PlanApproved, cite("SC22", "0"));
        return vec![of_regime(Kind::StillShown), plan, last];
    }
    let public = |kind, article| Wanted(kind, cite("PUB", article));
    let listed = |kind| Wanted(kind, cite("SDL", "0"));
    let mut wanted = match asked.of.source.kind {
        SourceKind::Penalty if regime == Regime::Ndrc36 => vec![
            of_regime(Kind::StillShown),
            of_regime(Kind::Waited),
            of_regime(Kind::Performed),
            of_regime(Kind::Corrected),
            of_regime(Kind::Committed),
        ],
        SourceKind::Penalty => vec![
            public(Kind::StillShown, "14.1"),
            of_regime(Kind::Waited),
            public(Kind::Open, "14.3"),
            public(Kind::Performed, "14.1(1)"),
            public(Kind::Corrected, "14.1(2)"),
            public(Kind::NoSameTypeAgain, "14.1(3)"),
            public(Kind::Unlisted, "14.1(4)"),
        ],
        SourceKind::SeriousList => vec![
            listed(Kind::StillShown),
            of_regime(Kind::Waited),
            listed(Kind::Performed),
            listed(Kind::Corrected),
            listed(Kind::NoHeavyPenaltyAgain),
            listed(Kind::NoStatutoryMeasure),
        ],
        SourceKind::AbnormalList => vec![
            Wanted(Kind::StillShown, cite("EIP", "17.2")),
            Wanted(Kind::GroundGone, cite("EIP", "17.2")),
        ],
        // Its own department restores it, and says so (EIP 11).
        SourceKind::InboundRecord => vec![],
    };
    // What is left and not restored bars nobody (EIP 17.2).
    if asked.of.source.kind != SourceKind::AbnormalList {
        wanted.push(last);
    }
    wanted
}

/// Whether it is met, from which day on, and how that reads.
struct Finding {
    met: bool,
    from: Option<Date>,
    says: String,
}

impl Finding {
    /// Something that took place on a day, or hasn't.
    fn since(day: Option<Date>, on: Date, (done, open): (&str, &str)) -> Self {
        let met = day.is_some_and(|it| it <= on);
        let says = match day.filter(|_| met) {
            Some(day) => format!("{done}（{}）", in_chinese(day)),
            None => open.to_owned(),
        };
        Self { met, from: day.filter(|_| met), says }
    }

    /// Nothing stands against it, or something does.
    fn unless(against: Option<String>, fine: &str) -> Self {
        let met = against.is_none();
        Self { met, from: None, says: against.unwrap_or_else(|| fine.to_owned()) }
    }

    /// It is met from a day on.
    fn from(day: Date, on: Date, (done, open): (String, String)) -> Self {
        let met = day <= on;
        Self { met, from: Some(day), says: if met { done } else { open } }
    }
}

impl Wanted {
    fn told(self, asked: &Asked<'_>, (applied, law): (&Applicable<'_>, &Rulebook)) -> Condition {
        let Self(kind, mut authority) = self;
        let (of, on) = (asked.of, asked.on);
        let mut confidence = Confidence::Recalled;
        if authority.instrument.as_str() == "PUB" {
            confidence = Confidence::Verified;
        }
        let found = match kind {
            Kind::StillShown => still_shown(asked),
            Kind::Waited => {
                // No surer than what it was weighed by.
                let sure = applied.wait.confidence().unwrap_or(applied.row.confidence);
                confidence = applied.weighed_by.map_or(sure, |it| it.max(sure));
                if let Waiting::Until(deadline) = &applied.wait {
                    authority = deadline.authority.clone();
                }
                waited(&applied.wait, on)
            }
            Kind::Open => {
                let regime = applied.row.key.regime;
                if regime != Regime::Cr21 && !of.closed().is_empty() {
                    confidence = Confidence::Uncertain;
                }
                open(of, regime)
            }
            Kind::Performed => {
                let open = if of.owes {
                    "尚未履行决定规定的义务：案件中尚有罚没款未缴清，请先登记缴款"
                } else {
                    "尚未履行决定规定的义务"
                };
                Finding::since(of.performed_on, on, ("已经履行决定规定的义务", open))
            }
            Kind::Corrected => corrected(of.corrected, on),
            Kind::Committed => committed(of.committed),
            Kind::NoSameTypeAgain => again(of, on, true),
            Kind::NoHeavyPenaltyAgain => again(of, on, false),
            Kind::Unlisted => unlisted(of, on),
            Kind::GroundGone => {
                Finding::since(of.cured_on, on, ("列入事由已经消除", "尚未核实列入事由已经消除"))
            }
            Kind::NoStatutoryMeasure => statutory(of, on),
            Kind::PlanApproved => {
                let says = ("重整计划已经人民法院裁定批准", "重整计划尚未经人民法院裁定批准");
                Finding::since(asked.plan.map(|it| it.approved_on), on, says)
            }
            Kind::NotBarred => {
                let (finding, rule) = not_barred(asked, (applied.row, law));
                if let Some((cited, sure)) = rule {
                    (authority, confidence) = (cited, sure);
                }
                finding
            }
        };
        let Finding { met, from, says } = found;
        let upon_application = match kind {
            Kind::Corrected => of.corrected == Correction::UponApplication,
            Kind::Committed => of.committed.is_none(),
            _ => false,
        };
        Condition { kind, met, from, authority, confidence, says, upon_application }
    }
}

/// On the channel of the window through which it is asked for: what is shown elsewhere is not ended there. An entry of a
/// register is there while it counts, shown or not.
fn still_shown(asked: &Asked<'_>) -> Finding {
    let Asked { of, window, on, .. } = *asked;
    let over = of.ended_on(window).filter(|it| *it <= on);
    let never = of.published_on(window).is_none_or(|it| on < it);
    let penalty = of.source.kind == SourceKind::Penalty;
    if let Some(day) = of.fell_by(on) {
        return Finding::unless(Some(fallen(day)), "");
    }
    let until = of.shown_until(window).filter(|_| penalty);
    let until = until.map(|last| format!("，至{}期满", in_chinese(last))).unwrap_or_default();
    let against = match over {
        Some(day) if penalty => Some(format!("自{}起已不再公示，无须修复", in_chinese(day))),
        Some(day) => Some(format!("自{}起已不在名录中，无须修复", in_chinese(day))),
        None => (penalty && never).then(|| format!("尚未在{}公示", window.label())),
    };
    let shown = format!("仍在公示{until}");
    Finding::unless(against, if penalty { &shown } else { "仍在名录中" })
}

fn fallen(day: Date) -> String {
    format!("该决定自{}起已失去效力，无须修复", in_chinese(day))
}

fn waited(wait: &Waiting, on: Date) -> Finding {
    let Waiting::Until(deadline) = wait else {
        let not_begun = matches!(wait, Waiting::NotBegun(_));
        let says = not_begun.then(|| "尚未公示，最短公示期未开始计算".to_owned());
        return Finding::unless(says, "不要求最短公示期");
    };
    let (n, unit) = (deadline.length, deadline.unit.label());
    match wait.over_from() {
        None => Finding {
            met: false, from: None, says: format!("最短公示期{n}{unit}尚未届满")
        },
        Some(day) => {
            let first = in_chinese(day);
            let done = format!("最短公示期{n}{unit}已经届满");
            Finding::from(
                day,
                on,
                (done, format!("最短公示期{n}{unit}尚未届满，自{first}起可以申请")),
            )
        }
    }
}

fn open(of: &Restorable, regime: Regime) -> Finding {
    let closed = of.closed();
    let labels: Vec<_> = closed.iter().map(|it| it.label()).collect();
    let labels = labels.join("、");
    if regime.closes(of) {
        return Finding::unless(Some(format!("受到{labels}，不得提前停止公示")), "");
    }
    let since = "现行规定对严重失信信息另设最短公示期，哪些处罚仍不得提前停止公示未见原文";
    let fine = format!("受到{labels}；{since}");
    Finding::unless(None, if closed.is_empty() { "不属于不得提前停止公示的处罚" } else { &fine })
}

fn corrected(corrected: Correction, on: Date) -> Finding {
    let open = match corrected {
        Correction::UponApplication => {
            "是否已经纠正违法行为、消除危害后果和不良影响，申请后由受理机关核实"
        }
        Correction::Unverified | Correction::On(_) => {
            "尚未核实已经纠正违法行为、消除危害后果和不良影响"
        }
    };
    Finding::since(corrected.day(), on, ("已经纠正违法行为、消除危害后果和不良影响", open))
}

fn committed(committed: Option<bool>) -> Finding {
    let says = if committed == Some(true) {
        "已经提交信用承诺书"
    } else {
        "申请时须提交信用承诺书，并向社会公开"
    };
    Finding { met: committed == Some(true), from: None, says: says.to_owned() }
}

fn again(of: &Restorable, on: Date, same_type: bool) -> Finding {
    // Of two that were decided on one day neither is one again.
    let later = |it: &&super::Penalised| of.source.decided_on < it.decided_on;
    let bad = |it: &&super::Penalised| if same_type { it.same_type } else { it.heavy };
    let by_then = of.penalties.iter().filter(|it| it.decided_on <= on);
    let mut found = by_then.filter(later).filter(bad);
    let (was, not) = if same_type {
        ("因同一类违法行为再次受到行政处罚", "未因同一类违法行为再次受到行政处罚")
    } else {
        ("再次受到较重行政处罚", "未再次受到较重行政处罚")
    };
    let says =
        |it: &super::Penalised| format!("{}{was}（{}）", in_chinese(it.decided_on), it.number);
    Finding::unless(found.next().map(says), not)
}

fn unlisted(of: &Restorable, on: Date) -> Finding {
    let counts = |it: &&super::Entry| it.since <= on && it.ended_on.is_none_or(|end| on < end);
    // Abnormal operations are left, not restored (EIP 17.2).
    let way_out = |it: Register| match it {
        Register::AbnormalOperations | Register::AbnormalMark => {
            format!("，消除列入原因后申请{}", it.leaving())
        }
        Register::SeriousViolation => String::new(),
    };
    let says = |it: &super::Entry| {
        let (since, register) = (in_chinese(it.since), it.register.label());
        format!("{since}起在{register}中{}", way_out(it.register))
    };
    let found: Vec<_> = of.entries.iter().filter(counts).map(says).collect();
    let found = (!found.is_empty()).then(|| found.join("；"));
    Finding::unless(found, "未在经营异常名录和严重违法失信名单中")
}

fn statutory(of: &Restorable, on: Date) -> Finding {
    if of.measures.iter().any(|it| it.until.is_none()) {
        return Finding::unless(Some("依照法律实施的限制措施终身有效".to_owned()), "");
    }
    let measures = of.measures.iter().filter_map(|it| it.until);
    let Some(last) = measures.chain(of.statutory_until).max() else {
        return Finding::unless(None, "没有依照法律、行政法规实施的限制措施");
    };
    let day = last.tomorrow().unwrap_or(last);
    let told = format!("依照法律、行政法规实施的限制措施至{}届满", in_chinese(last));
    Finding::from(day, on, (told.clone(), told))
}

/// The longest bar, as it was told with the revocation or as the rules under which it is asked had it on that day; where
/// none is known, it is told that the party deceived before.
fn not_barred(
    Asked { of, on, .. }: &Asked<'_>,
    (row, law): (&RestorationRow, &Rulebook),
) -> (Finding, Option<(Citation, Confidence)>) {
    let found = of.applications.iter().filter(|it| it.revoked_on.is_some_and(|day| day <= *on));
    let told = found.clone().filter_map(|it| it.barred_until.clone());
    let here = found.clone().filter_map(|it| Bar::since(it.revoked_on?, (row, law)));
    if let Some(bar) = told.chain(here).max_by_key(|it| it.until) {
        let (last, day) = (in_chinese(bar.until), bar.until.tomorrow().unwrap_or(bar.until));
        let told = format!("因以欺骗手段取得信用修复，至{last}不得再次申请");
        let done = format!("不得再次申请的期限已于{last}届满");
        return (Finding::from(day, *on, (done, told)), Some((bar.authority, bar.confidence)));
    }
    let deceived = "曾以欺骗手段取得信用修复；规则未载明不得再次申请的期限，由受理机关审查";
    let fine = if found.count() > 0 { deceived } else { "没有不得申请的期限" };
    (Finding::unless(None, fine), None)
}

impl Bar {
    /// As the rules had it on the day of a revocation, where they set one then.
    fn since(revoked_on: Date, (row, law): (&RestorationRow, &Rulebook)) -> Option<Self> {
        let limit = law.restoration(row.key, revoked_on)?.value.bar.as_ref()?;
        let deadline = limit.deadline(Timer::RestoreBar, Moment::midnight(revoked_on), law);
        Self::of(&deadline)
    }

    /// As a deadline has it, where its last day is known.
    pub(in crate::restoration) fn of(deadline: &Deadline) -> Option<Self> {
        let (until, authority) = (deadline.latest()?, deadline.authority.clone());
        Some(Self { until, authority, confidence: deadline.confidence })
    }
}

impl Restorable {
    /// From which day on a penalty counts no longer, where it has fallen by then.
    pub(in crate::restoration) fn fell_by(&self, on: Date) -> Option<Date> {
        self.fallen_on.filter(|it| *it <= on && self.source.kind == SourceKind::Penalty)
    }

    /// The sanctions whose publicity PUB 14.3 doesn't let end early.
    #[must_use]
    pub fn closed(&self) -> Vec<SanctionKind> {
        self.sanctions.iter().copied().filter(|it| it.weighs_heavily()).collect()
    }
}

impl Regime {
    /// It doesn't let what the party was penalised with be restored at all: PUB 14.3, read with the rules of 2021. Those
    /// since open it after a time.
    #[must_use]
    pub fn closes(self, of: &Restorable) -> bool {
        self == Self::Cr21 && of.source.kind == SourceKind::Penalty && !of.closed().is_empty()
    }
}
