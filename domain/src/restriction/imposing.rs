//! 实施: the agency that was told imposes the measure, by a decision of its own under an item of its own.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    EndRule, Event, Ground, Pair, Since, SourceKind,
    basis::grounded,
    falling::correction,
    notifying::{Entry, unlisted},
};
use crate::{
    Code, Context, Narrative, Refusals, Rejection,
    citation::Citation,
    clock::Deadline,
    id::{MeasureCode, PowerItem},
    time::in_chinese,
    timely::timely,
};

/// The measure was imposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Imposed {
    /// In answer to which entry.
    pub entry: Entry,
    /// Under which item of the agency's list of powers.
    pub power_item: PowerItem,
    /// Its first day.
    pub start: Date,
    /// Its last day, where it has a term.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Date>,
    /// What ends it by itself.
    pub ends: EndRule,
    /// The articles that the agency relies on.
    pub basis: Vec<Citation>,
    /// 过罚相当: why it is in proportion.
    pub proportionality: Narrative,
    /// The agency's own ground, where the source is none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub own_ground: Option<Narrative>,
    /// The number of the agency's decision, where it made one in writing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<String>,
    /// By when it is lifted, where the source had fallen when this was entered.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub correction: Option<Deadline>,
}

/// Imposes the measure.
#[derive(Debug, Clone)]
pub struct Impose {
    /// In answer to which entry.
    pub entry: Entry,
    /// Which measure.
    pub measure: MeasureCode,
    /// Its first day.
    pub start: Date,
    /// How long, in the units of its row, where the row leaves that to whoever imposes.
    pub term: Option<u16>,
    /// What it rests on.
    pub basis: Vec<Ground>,
    /// Why it is in proportion.
    pub proportionality: Narrative,
    /// The agency's own ground.
    pub own_ground: Option<Narrative>,
    /// The number of its decision.
    pub number: Option<String>,
}

impl Impose {
    pub(super) fn decide(
        &self,
        pair: &Pair,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.check(pair.empowers(context));
        refusals.check(pair.addresses(context));
        // What was declined before may be imposed since.
        refusals.check(timely(context, Some(pair.last_answered().unwrap_or(pair.since)), None));
        refusals.check(self.answers(pair, context));
        refusals.check(self.listed(context));
        refusals.check(counts(pair, context));
        let basis = refusals.check(grounded(&self.basis, &pair.notified.measure, context));
        refusals.check(self.reasoned(pair));
        refusals.check(self.starts(pair, context));
        let until = refusals.check(self.until(pair));
        let imposed = basis.zip(until).zip(power_item(context));
        let imposed =
            imposed.map(|((basis, until), item)| self.imposed(pair, (basis, until, item), context));
        if let (Some(imposed), Some(earlier)) = (&imposed, pair.imposed()) {
            if imposed == earlier {
                return refusals.verdict().map(|()| vec![]);
            }
            refusals.check(pair.in_place(context).map(|_| ()));
            refusals.refuse(Code::AlreadyDone.refuse(
                "该措施已经实施；同一来源的同一措施只实施一次",
                "it was imposed already: a measure is imposed once on account of one source",
            ));
        }
        refusals.verdict()?;
        Ok(imposed.map(|it| Event::Imposed(Box::new(it))).into_iter().collect())
    }

    fn imposed(
        &self,
        pair: &Pair,
        (basis, until, power_item): (Vec<Citation>, Option<Date>, PowerItem),
        context: &Context<'_>,
    ) -> Imposed {
        let fallen = pair.fallen.as_ref().filter(|_| !pair.is_the_markets());
        Imposed {
            entry: self.entry,
            power_item,
            start: self.start,
            until,
            ends: pair.notified.measure.end.clone(),
            basis,
            proportionality: self.proportionality.clone(),
            own_ground: self.own_ground.clone(),
            number: self.number.clone(),
            correction: fallen
                .and_then(|it| correction(pair, (it.told.how, it.since), context.law)),
        }
    }

    /// It answers the notice, with the measure that the notice names.
    fn answers(&self, pair: &Pair, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(self.entry.revision == 0, || {
            let refusal = Code::UnknownPart.refuse("须答复通报本身", "answer the notice itself");
            refusal.at("entry")
        });
        let told = &pair.notified.measure;
        refusals.require(self.measure == told.code, || {
            let row = context.law.measure(&self.measure, context.occurred.day());
            let other = row.map_or(self.measure.as_str(), |it| &it.value.name);
            Code::Contradictory
                .refuse(
                    format!("通报的措施是「{}」，不是「{other}」", told.name),
                    format!("the notice is about {}", told.code),
                )
                .at("measure")
        });
        refusals.verdict()
    }

    /// The catalogue has the measure on the day (LIST24).
    fn listed(&self, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let row = context.law.measure(&self.measure, context.occurred.day());
        row.map(|_| ()).ok_or_else(|| vec![unlisted(&self.measure)])
    }

    /// Why it is in proportion, and the agency's own ground where it needs one.
    fn reasoned(&self, pair: &Pair) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(!self.proportionality.is_blank(), || {
            Code::Incomplete
                .refuse("请说明该措施与失信行为相当", "say why the measure is in proportion")
                .under("SC49", "0")
                .at("proportionality")
        });
        let measure = &pair.notified.measure;
        let stated = self.own_ground.as_ref().is_some_and(|it| !it.is_blank());
        refusals.require(!measure.own_ground || stated, || {
            let refusal = Code::Incomplete.refuse(
                "该措施须有本机关自己的事实根据，其他部门的处罚、名单不是根据",
                "the measure wants a ground of the agency's own: another's penalty or list is none",
            );
            Rejection { citation: Some(measure.authority.clone()), ..refusal }.at("ownGround")
        });
        refusals.verdict()
    }

    /// It reaches no earlier than the decision, begins while what it lasts with lasts, and the item is the agency's on its first day too.
    fn starts(&self, pair: &Pair, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
        let mut refusals = Refusals::new();
        refusals.require(context.occurred.day() <= self.start, || {
            Code::TooEarly
                .refuse(
                    format!("措施自{}起生效，早于作出决定之日", in_chinese(self.start)),
                    "a measure doesn't reach back before its decision",
                )
                .at("start")
        });
        let lasts_with = pair.source_until().filter(|_| !pair.notified.measure.end.runs_on());
        let over = lasts_with.filter(|last| *last < self.start);
        refusals.require(over.is_none(), || {
            let last = over.map(in_chinese).unwrap_or_default();
            Code::TooLate
                .refuse(
                    format!("该措施随来源终止，来源至{last}届满，措施应当在此以前起算"),
                    "the measure lasts with its source, which has ended by then",
                )
                .at("start")
        });
        let agency = context.law.agencies().heir_on(&pair.notified.agency, self.start);
        let item = power_item(context);
        let row = item.as_ref().and_then(|it| context.law.power(it, self.start));
        let covers = agency.zip(row).is_some_and(|(agency, row)| row.covers(agency));
        refusals.require(item.is_none() || covers, || {
            Code::NoPowerItem
                .refuse(
                    format!("所注权责清单事项在{}不属于该机关", in_chinese(self.start)),
                    format!("the item is not the agency's on {}", self.start),
                )
                .under("APL", "17")
                .at("powerItem")
        });
        refusals.verdict()
    }

    /// Its last day, by the rule of its row.
    fn until(&self, pair: &Pair) -> Result<Option<Date>, Vec<Rejection>> {
        let EndRule::Term { least, most, unit, since } = pair.notified.measure.end else {
            return match self.term {
                None => Ok(None),
                Some(_) => Err(vec![bounded("该措施没有固定期限", "it has no term")]),
            };
        };
        let fixed = (least == most).then_some(most);
        let within = |n: &u16| (least..=most).contains(n);
        let Some(n) = self.term.or(fixed).filter(within) else {
            return Err(vec![bounded(
                &format!("期限须为{least}至{most}{}", unit.label()),
                &format!("the term is of {least} to {most} units"),
            )]);
        };
        let day = match since {
            Since::SourceDecided => pair.notified.source.decided_on,
            Since::Imposed => self.start,
        };
        let last = EndRule::last_day(unit, n, day);
        if last < self.start {
            return Err(vec![
                Code::TooLate
                    .refuse(
                        format!("该措施的期限已于{}届满", in_chinese(last)),
                        format!("the term of the measure ended on {last}"),
                    )
                    .at("start"),
            ]);
        }
        Ok(Some(last))
    }
}

fn bounded(message: &str, message_en: &str) -> Rejection {
    Code::NotProvidedFor.refuse(message, message_en).at("term")
}

fn power_item(context: &Context<'_>) -> Option<PowerItem> {
    context.actor.officer().and_then(|it| it.power_item.clone())
}

/// The source counts on the day of the act, as its stream has it and as the pair was told.
fn counts(pair: &Pair, context: &Context<'_>) -> Result<(), Vec<Rejection>> {
    let source = &pair.notified.source;
    let read = context.facts.source.as_ref().filter(|it| it.event == source.event);
    let Some(read) = read else {
        return Err(vec![
            Code::NotFound.refuse("查不到所依据的来源", "the source that it rests on isn't there"),
        ]);
    };
    let told = pair.fallen.as_ref().map(|it| it.told.on);
    let fallen = read.fallen_on.into_iter().chain(told).min();
    // Of what another department handed over its own word tells whether it counts.
    let article =
        if source.kind == SourceKind::InboundRecord { ("EIP", "11") } else { ("APL", "48") };
    // Under a plan of reorganisation nothing rests on it (SC22).
    if pair.source_rests_on(context.occurred.day()) {
        return Err(vec![
            Code::NoBasis
                .refuse(
                    format!("所依据的{}在重整计划执行期间暂停，不得据以实施", source.kind.label()),
                    "its source rests while a plan of reorganisation is carried out",
                )
                .under("SC22", "0"),
        ]);
    }
    match fallen.filter(|it| *it <= context.occurred.day()) {
        Some(on) => Err(vec![
            Code::NoBasis
                .refuse(
                    format!("所依据的{}已于{}失效", source.kind.label(), in_chinese(on)),
                    format!("the source that it rests on fell on {on}"),
                )
                .under(article.0, article.1),
        ]),
        None => Ok(()),
    }
}

impl Imposed {
    pub(super) fn sentence(&self) -> String {
        let start = in_chinese(self.start);
        let until = match self.until {
            Some(last) => format!("至{}止", in_chinese(last)),
            None => format!("起，{}", self.ends.label()),
        };
        let number = self.number.as_ref().map(|it| format!("（{it}）")).unwrap_or_default();
        format!("决定实施该措施{number}，自{start}{until}")
    }
}
