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
        let notes: Vec<_> = entry.late_entry().into_iter().chain(self.corrections(entry)).collect();
        entry.spoken(law).with(&notes)
    }

    /// 更正: which record the act corrects, and which later one corrects it.
    fn corrections<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = String> + use<'a> {
        let day = |it: &Entry| in_chinese(it.metadata.recorded_at.day());
        let corrects = self.corrected_by(entry).map(move |it| format!("更正{}的记录", day(it)));
        let corrected = self
            .corrections_of(entry)
            .map(move |it| format!("本记录已由{}补录的行为更正", day(it)));
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

    /// 补录: when, and how long after the act, or after what it records; nothing where it was entered in time.
    #[must_use]
    pub fn late_entry(&self) -> Option<String> {
        let days = self.lag_days()?;
        let on = in_chinese(self.metadata.recorded_at.day());
        let of_the_act = self.took_place() == self.metadata.occurred_at.day();
        let since = if of_the_act { "行为发生之日" } else { "所记事项发生之日" };
        Some(format!("{on}补录，距{since}{days}日"))
    }

    /// By how many days what was entered late was entered after it took place.
    #[must_use]
    pub fn lag_days(&self) -> Option<u32> {
        self.metadata.late_entry_reason.as_ref()?;
        let entry = self.metadata.recorded_at.day();
        self.took_place().until(entry).ok().and_then(|it| u32::try_from(it.get_days()).ok())
    }

    /// The day of the act, or the one before it on which that took place which counts for a deadline.
    fn took_place(&self) -> Date {
        let act = self.metadata.occurred_at.day();
        Case::took_place(&self.event).map_or(act, |it| it.min(act))
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
