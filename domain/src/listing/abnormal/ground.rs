//! On which grounds a business is listed or marked, and what each of them wants (EIP 8, 10, 17; ABN; IBR).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Code, Context, Moment, Narrative, Refusals, Rejection,
    case::{
        guard::{Paper, filled, of_type},
        phrase::text,
    },
    citation::{Citation, cite},
    clock::{Deadline, Timer},
    document::{DocumentRef, DocumentType},
    listing::Register,
    rejection::word,
    rulebook::Quantity,
    time::in_chinese,
};

/// Why a business is listed or marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Ground {
    /// 未按期公示年度报告 (EIP 8, 17.1(1)).
    AnnualReportNotPublished {
        /// Of which year.
        year: i16,
    },
    /// 未在责令的期限内公示有关企业信息 (EIP 10.2, 17.1(1)).
    InformationNotPublished {
        /// Which information.
        what: Narrative,
        /// The last day that the order to publish it left.
        ordered_until: Date,
    },
    /// 公示信息隐瞒真实情况、弄虚作假 (EIP 17.1(2)).
    InformationFalse {
        /// Which information, and how it really is.
        what: Narrative,
    },
    /// 通过登记的住所或者经营场所无法联系 (ABN).
    Unreachable {
        /// The letters that nobody signed for.
        letters: Vec<Letter>,
    },
}

/// Kinds of grounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum GroundKind {
    /// 未按期公示年度报告 (EIP 8, 17.1(1)).
    AnnualReportNotPublished,
    /// 未在责令的期限内公示有关企业信息 (EIP 10.2, 17.1(1)).
    InformationNotPublished,
    /// 公示信息隐瞒真实情况、弄虚作假 (EIP 17.1(2)).
    InformationFalse,
    /// 通过登记的住所或者经营场所无法联系 (ABN).
    Unreachable,
}

/// A letter to the registered address that nobody signed for (专用信函).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Letter {
    /// When it was posted.
    pub posted_on: Date,
    /// The letter with the proof of its posting and return.
    pub document: DocumentRef,
}

impl GroundKind {
    /// As an officer calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::AnnualReportNotPublished => "未按期公示年度报告",
            Self::InformationNotPublished => "未在责令期限内公示有关信息",
            Self::InformationFalse => "公示信息隐瞒真实情况、弄虚作假",
            Self::Unreachable => "通过登记的住所或者经营场所无法联系",
        }
    }

    /// By what it goes (domain.md §6.3).
    #[must_use]
    pub fn cure(self) -> &'static str {
        match self {
            Self::AnnualReportNotPublished => "补报未报年份的年度报告并公示",
            Self::InformationNotPublished => "履行公示义务",
            Self::InformationFalse => "更正其公示的信息",
            Self::Unreachable => {
                "变更登记的住所、经营场所，或者通过登记的住所、经营场所可以重新取得联系"
            }
        }
    }
}

impl Ground {
    /// Of which kind it is.
    #[must_use]
    pub fn kind(&self) -> GroundKind {
        match self {
            Self::AnnualReportNotPublished { .. } => GroundKind::AnnualReportNotPublished,
            Self::InformationNotPublished { .. } => GroundKind::InformationNotPublished,
            Self::InformationFalse { .. } => GroundKind::InformationFalse,
            Self::Unreachable { .. } => GroundKind::Unreachable,
        }
    }

    /// In full, as a sentence tells it.
    #[must_use]
    pub fn text(&self) -> String {
        let label = self.kind().label();
        match self {
            Self::AnnualReportNotPublished { year } => format!("{label}（{year}年度）"),
            Self::InformationNotPublished { what, ordered_until } => {
                format!("{label}（{}，责令期限至{}）", text(what), in_chinese(*ordered_until))
            }
            Self::InformationFalse { what } => format!("{label}（{}）", text(what)),
            Self::Unreachable { letters } => {
                let days: Vec<_> = letters.iter().map(|it| in_chinese(it.posted_on)).collect();
                format!("{label}（专用信函于{}寄出，无人签收）", days.join("、"))
            }
        }
    }

    /// What tells it from other grounds of its subject: of a report the year, of an order its last day. Where nobody was
    /// reached, or what was published is false, that is so until it is mended, whatever shows it.
    pub(in crate::listing) fn name(&self) -> String {
        let kind = word(self.kind());
        match self {
            Self::AnnualReportNotPublished { year } => format!("{kind}/{year}"),
            Self::InformationNotPublished { ordered_until, .. } => {
                format!("{kind}/{ordered_until}")
            }
            Self::InformationFalse { .. } | Self::Unreachable { .. } => kind,
        }
    }

    /// Whether a business is entered in this register on it. The information of EIP 10 is enterprises' alone.
    #[must_use]
    pub fn is_of(&self, register: Register) -> bool {
        let of_enterprises = matches!(self, Self::InformationNotPublished { .. });
        match register {
            Register::AbnormalOperations => true,
            Register::AbnormalMark => !of_enterprises,
            Register::SeriousViolation => false,
        }
    }

    /// The articles that it is a ground under.
    #[must_use]
    pub fn basis(&self, register: Register) -> Vec<Citation> {
        if register == Register::AbnormalMark {
            return vec![cite("IBR", "0")];
        }
        match self {
            Self::AnnualReportNotPublished { .. } => vec![cite("EIP", "17.1(1)"), cite("EIP", "8")],
            Self::InformationNotPublished { .. } => {
                vec![cite("EIP", "17.1(1)"), cite("EIP", "10.2")]
            }
            Self::InformationFalse { .. } => vec![cite("EIP", "17.1(2)")],
            Self::Unreachable { .. } => vec![cite("ABN", "0")],
        }
    }

    pub(super) fn papers(&self) -> Vec<Paper<'_>> {
        let Self::Unreachable { letters } = self else { return vec![] };
        let letters = letters.iter().enumerate();
        let field = |n| format!("ground.letters.{n}.document").into();
        letters.map(|(n, it)| Paper { document: &it.document, field: field(n) }).collect()
    }

    /// It is there on the day of the act: whatever was to be published by a day is late since then; that day, where
    /// there is one.
    pub(super) fn check(&self, context: &Context<'_>) -> Result<Option<Date>, Vec<Rejection>> {
        let what_of = |what: &Narrative| {
            let mut refusals = Refusals::new();
            filled(&mut refusals, what.is_blank(), "ground.what", "所涉信息", ("EIP", "17.1"));
            refusals.verdict()
        };
        match self {
            Self::AnnualReportNotPublished { year } => {
                let due = report_due(*year, context)?;
                overdue(due, context, ("EIP", "8")).map(|()| Some(due))
            }
            Self::InformationNotPublished { what, ordered_until } => {
                let mut refusals = Refusals::new();
                refusals.check(what_of(what));
                refusals.check(overdue(*ordered_until, context, ("EIP", "10.2")));
                refusals.verdict().map(|()| Some(*ordered_until))
            }
            Self::InformationFalse { what } => what_of(what).map(|()| None),
            Self::Unreachable { letters } => unanswered(letters, context).map(|()| None),
        }
    }
}

/// The last day on which the report of a year was in time (EIP 8): it is written in the next year.
fn report_due(year: i16, context: &Context<'_>) -> Result<Date, Vec<Rejection>> {
    let last_day = Date::new(year, 12, 31).ok();
    let period = last_day
        .and_then(|it| context.law.deadline(Timer::ReportAnnual, Moment::midnight(it), "", &[]));
    period.as_ref().and_then(Deadline::latest).ok_or_else(|| {
        vec![
            Code::NotProvidedFor
                .refuse(
                    format!("规则没有规定{year}年度报告的公示期限"),
                    format!("no rule says by when the report of {year} was to be published"),
                )
                .under("EIP", "8")
                .at("ground.year"),
        ]
    })
}

fn overdue(
    due: Date,
    context: &Context<'_>,
    (instrument, article): (&str, &str),
) -> Result<(), Vec<Rejection>> {
    if due < context.occurred.day() {
        return Ok(());
    }
    Err(vec![
        Code::PeriodRunning
            .refuse(
                format!("公示期限至{}届满，尚未逾期", in_chinese(due)),
                format!("there is time to publish it until {due}"),
            )
            .under(instrument, article)
            .at("ground"),
    ])
}

/// As many letters as the rule wants, two of them as far apart as it wants, each before the act (ABN).
fn unanswered(letters: &[Letter], context: &Context<'_>) -> Result<(), Vec<Rejection>> {
    let (day, mut refusals) = (context.occurred.day(), Refusals::new());
    for (n, it) in letters.iter().enumerate() {
        let field = format!("ground.letters.{n}");
        let typed = (&it.document, &*format!("{field}.document"));
        refusals.check(of_type(typed, DocumentType::ContactLetter, ("ABN", "0")));
        refusals.require(it.posted_on < day, || {
            Code::BeforeItsBasis
                .refuse("核实日期不晚于邮寄日期", "it is verified after the letter was posted")
                .under("ABN", "0")
                .at(&format!("{field}.postedOn"))
        });
    }
    let figure = |of| context.law.quantity(of, day, "");
    if let Some(least) = figure(Quantity::LettersMin) {
        let sent = u32::try_from(letters.len()).unwrap_or(u32::MAX);
        refusals.require(least.amount <= sent, || {
            Code::Incomplete
                .refuse(
                    format!("向登记的住所或者经营场所邮寄专用信函不足{}次", least.amount),
                    format!("fewer than {} letters were posted", least.amount),
                )
                .under("ABN", "0")
                .resting_on([least.confidence])
                .at("ground.letters")
        });
    }
    if let (Some(least), Some(most)) =
        (figure(Quantity::LetterGapMin), figure(Quantity::LetterGapMax))
    {
        let apart = least.amount..=most.amount;
        refusals.require(some_are_apart(letters, &apart), || {
            Code::Contradictory
                .refuse(
                    format!("两次邮寄应当间隔不少于{}日、不超过{}日", apart.start(), apart.end()),
                    format!("two letters lie {} to {} days apart", apart.start(), apart.end()),
                )
                .under("ABN", "0")
                .resting_on([least.confidence, most.confidence])
                .at("ground.letters")
        });
    }
    refusals.verdict()
}

fn some_are_apart(letters: &[Letter], days: &std::ops::RangeInclusive<u32>) -> bool {
    let apart = |a: &Letter, b: &Letter| {
        let between = a.posted_on.until(b.posted_on).map(|it| it.get_days()).unwrap_or_default();
        u32::try_from(between).is_ok_and(|it| days.contains(&it))
    };
    letters.iter().any(|a| letters.iter().any(|b| apart(a, b)))
}
