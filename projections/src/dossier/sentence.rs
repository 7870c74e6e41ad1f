//! An act as the case file tells it, in one official sentence with its articles.

use domain::{Actor, Citation, Decider as _, Rulebook, case::Case, time::in_chinese};
use jiff::civil::Date;
use store::Metadata;

use super::{Dossier, Entry};

/// An act as it is told, without what was noted on it later.
#[derive(Debug, Clone)]
pub(crate) struct Spoken {
    /// `2022年11月28日，成都市锦江区市场监督管理局负责人王某批准立案（…）`
    act: String,
    /// `依据：《…》第十九条。`, where it rests on articles.
    basis: String,
}

impl Dossier {
    /// `2022年11月28日，成都市锦江区市场监督管理局负责人王某批准立案（…）。依据：《…》第十九条。`
    #[must_use]
    pub fn sentence(&self, entry: &Entry, law: &Rulebook) -> String {
        let late = entry.lag().map(|it| it.text);
        let notes: Vec<_> = late.into_iter().chain(self.corrections(entry)).collect();
        entry.spoken(law).with(&notes)
    }

    /// 更正: which record the act corrects, and which later one corrects it.
    fn corrections<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = String> + use<'a> {
        let day = |it: &Entry| in_chinese(it.metadata.recorded_at.day());
        let corrects = self.corrected_by(entry).map(move |it| format!("更正{}的记录", day(it)));
        let corrected = self.corrections_of(entry).map(move |it| {
            let late = if it.lag().is_some() { "补录" } else { "记录" };
            format!("本记录已由{}{late}的行为更正", day(it))
        });
        corrects.chain(corrected)
    }
}

impl Entry {
    fn spoken(&self, law: &Rulebook) -> &Spoken {
        self.spoken.get_or_init(|| {
            let invented =
                if self.is_demonstration() { "（所用数值为演示数据）" } else { "" };
            let predicate = format!("{}{invented}", self.event.fact().sentence());
            Spoken::of((&self.metadata, self.actor.as_deref()), &predicate, law)
        })
    }

    /// 补录: how long after the act, or after what it records, it was entered; nothing where it was in time.
    #[must_use]
    pub fn lag(&self) -> Option<Lag> {
        Lag::of(&self.metadata, Case::took_place(&self.event))
    }
}

/// 补录: how long after it took place something was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lag {
    /// Why it was entered late.
    pub reason: String,
    /// By how many days it was.
    pub days: u32,
    /// `2022年12月5日补录，距行为发生之日7日`.
    pub text: String,
}

impl Lag {
    /// Of an act of any record, from its own day, or from an earlier one that it `told`, on which that took place which
    /// counts for a deadline; nothing where it was entered in time.
    pub(crate) fn of(metadata: &Metadata, told: Option<Date>) -> Option<Self> {
        let reason = metadata.late_entry_reason.as_ref()?.shown().to_owned();
        let (act, entry) = (metadata.occurred_at.day(), metadata.recorded_at.day());
        let took_place = told.map_or(act, |it| it.min(act));
        let days = u32::try_from(took_place.until(entry).ok()?.get_days()).ok()?;
        let since =
            if took_place == act { "行为发生之日" } else { "所记事项发生之日" };
        let text = format!("{}补录，距{since}{days}日", in_chinese(entry));
        Some(Self { reason, days, text })
    }
}

impl Spoken {
    /// What somebody, as the register shows them, did on a day.
    pub(crate) fn of(
        (metadata, actor): (&Metadata, Option<&str>),
        predicate: &str,
        law: &Rulebook,
    ) -> Self {
        let on = in_chinese(metadata.occurred_at.day());
        // Book-keeping, as of a number that was voided, rests on no article.
        let basis = match metadata.basis.as_slice() {
            [] => String::new(),
            articles => format!("依据：{}。", cited(articles, law)),
        };
        Self { act: format!("{on}，{}{predicate}", who((metadata, actor), law)), basis }
    }

    /// The sentence, with notes on it.
    pub(crate) fn with(&self, notes: &[String]) -> String {
        let Self { act, basis } = self;
        match notes {
            [] => format!("{act}。{basis}"),
            notes => format!("{act}（{}）。{basis}", notes.join("，")),
        }
    }
}

/// Agency, role and name of whoever acted; nothing where time itself did.
fn who((metadata, actor): (&Metadata, Option<&str>), law: &Rulebook) -> String {
    match &metadata.actor {
        Actor::Officer(acting) => {
            let day = metadata.occurred_at.day();
            let agency = law.agencies().acting_name(&acting.agency, day);
            let agency = agency.unwrap_or(acting.agency.as_str());
            let name = actor.unwrap_or(acting.person.as_str());
            format!("{agency}{}{name}", acting.role.label())
        }
        Actor::Clock => String::new(),
        Actor::System { agency } => agency.to_string(),
    }
}

/// `《…规定》第二十二条、第十八条，《…法》第四十二条`: each instrument is named once where its articles
/// follow one another.
fn cited(basis: &[Citation], law: &Rulebook) -> String {
    let mut text = String::new();
    let mut former = None;
    for citation in basis {
        if former == Some(&citation.instrument) {
            text += "、";
            text += &citation.article.in_chinese();
        } else {
            text += if text.is_empty() { "" } else { "，" };
            text += &law.cite(citation);
        }
        former = Some(&citation.instrument);
    }
    text
}
