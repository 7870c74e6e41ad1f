//! 企业信用风险分类 (CRC): the class of a subject, for those who direct inspections (domain.md §5, §9).

use async_graphql::{Context, Result, SimpleObject};
use domain::{
    Rulebook,
    agency::System,
    id::SubjectId,
    risk::{self, Graded},
    rulebook::{Confidence, RatioRow},
};
use jiff::civil;
use projections::{Reader, risk::inputs, versions::Times};

use super::super::{
    payload::fault,
    rules::RowSource,
    scalars::{Date, EventId},
    vocabulary::{RiskClass, RiskIndicator},
};
use crate::App;

/// 企业信用风险分类 (CRC): the class of a subject. It directs inspections within the agencies of market supervision: it is no
/// evaluation of credit, is not made public, and is no ground for a restriction.
#[derive(SimpleObject)]
pub struct SubjectRisk {
    /// The class on the day; absent where it is undetermined.
    class: Option<RiskClass>,
    /// The class in Chinese; absent where it is undetermined.
    class_label: Option<&'static str>,
    /// Why it is undetermined, in Chinese, where it is.
    undetermined: Option<String>,
    /// What all that weighs comes to; absent where the rulebook doesn't weigh some of it.
    points: Option<u32>,
    /// 演示数据: a row by which it is graded was made up for a demonstration.
    demonstration: bool,
    /// What weighs on the day, by the events that say so, the oldest first.
    inputs: Vec<RiskInput>,
    /// The class after each event that it rests on, the oldest first, each by the rows of its own day.
    history: Vec<RiskChange>,
    /// How often the class is inspected at random; absent where no row says so.
    inspection: Option<InspectionRatio>,
}

/// Something that a risk class rests on.
#[derive(SimpleObject, Clone)]
pub struct RiskInput {
    /// Which event says so.
    event: EventId,
    /// From which day on.
    on: Date,
    /// What began to weigh, where it began.
    indicator: Option<RiskIndicator>,
    /// What began to weigh, in Chinese, where it began.
    indicator_label: Option<&'static str>,
    /// What happened, in Chinese: also how something ended that had weighed.
    what_label: &'static str,
    /// The event by which that began which it is about.
    source: EventId,
}

/// The class after an event.
#[derive(SimpleObject)]
pub struct RiskChange {
    /// The event.
    input: RiskInput,
    /// The class after it; absent where it is undetermined.
    class: Option<RiskClass>,
    /// The class in Chinese; absent where it is undetermined.
    class_label: Option<&'static str>,
    /// Why it is undetermined, in Chinese, where it is.
    undetermined: Option<String>,
    /// 演示数据: a row by which it was graded was made up for a demonstration.
    demonstration: bool,
}

/// How often a class is inspected at random (抽查比例和频次).
#[derive(SimpleObject)]
pub struct InspectionRatio {
    /// Of a hundred subjects so many.
    percent: u32,
    /// How often.
    frequency: String,
    /// Where it comes from.
    source: RowSource,
}

impl SubjectRisk {
    /// The class of a subject as of both times; nothing for whoever may not see it.
    pub async fn read(
        ctx: &Context<'_>,
        reader: &Reader,
        (subject, times): (&SubjectId, Times),
    ) -> Result<Option<Self>> {
        let app = ctx.data::<App>()?;
        if !reader.sees_risk() || !is_of_the_line(app, reader) {
            return Ok(None);
        }
        let concerning = app.read_model.concerning((subject, times)).map_err(fault)?;
        let inputs = inputs(&app.store, (concerning, times)).await.map_err(fault)?;
        Ok(Some(Self::told(subject, &inputs, (times.on, &app.law))))
    }

    fn told(
        subject: &SubjectId,
        inputs: &[risk::Input],
        (on, law): (civil::Date, &Rulebook),
    ) -> Self {
        let now = risk::grade(subject, inputs, (on, law));
        let class = now.class.ok();
        let division = risk::division_of(subject).unwrap_or_default();
        let ratio = class.and_then(|it| law.risk_ratio(it, on, division));
        let history = risk::history(subject, inputs, (on, law)).into_iter();
        Self {
            class: class.map(Into::into),
            class_label: class.map(risk::RiskClass::label),
            undetermined: why(&now),
            points: now.points,
            demonstration: is_demonstration(&now),
            inputs: now.weighing.iter().map(Into::into).collect(),
            history: history.map(Into::into).collect(),
            inspection: ratio.map(|it| InspectionRatio::new(law, it)),
        }
    }
}

/// Whether they read for an agency of market supervision, which inspects by it: others see a class for a purpose of their
/// own alone, which nobody has logged.
pub(super) fn is_of_the_line(app: &App, reader: &Reader) -> bool {
    let Reader::Officer { viewer, .. } = reader else { return false };
    let agency = app.law.agencies().on(&viewer.reads_for, app.clock.now().day());
    agency.is_some_and(|it| it.system == System::Amr)
}

fn is_demonstration(graded: &Graded) -> bool {
    graded.confidence.is_some_and(Confidence::is_demonstration)
}

fn why(graded: &Graded) -> Option<String> {
    graded.class.err().map(risk::Undetermined::label)
}

impl From<&risk::Input> for RiskInput {
    fn from(it: &risk::Input) -> Self {
        let indicator = it.what.began();
        Self {
            event: it.event.into(),
            on: it.on.into(),
            indicator: indicator.map(Into::into),
            indicator_label: indicator.map(risk::Indicator::label),
            what_label: it.what.label(),
            source: it.source.into(),
        }
    }
}

impl From<(&risk::Input, Graded)> for RiskChange {
    fn from((input, graded): (&risk::Input, Graded)) -> Self {
        let class = graded.class.ok();
        Self {
            input: input.into(),
            class: class.map(Into::into),
            class_label: class.map(risk::RiskClass::label),
            undetermined: why(&graded),
            demonstration: is_demonstration(&graded),
        }
    }
}

impl InspectionRatio {
    fn new(law: &Rulebook, row: &RatioRow) -> Self {
        Self {
            percent: row.value.percent,
            frequency: row.value.frequency.clone(),
            source: RowSource::of(law, row),
        }
    }
}
