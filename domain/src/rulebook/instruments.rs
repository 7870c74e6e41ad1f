//! 法律文件名录: the legal instruments that rows, events and sentences cite.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Confidence, RulebookError, read};
use crate::{citation::Article, id::InstrumentId};

pub(super) const FILE: &str = "instruments.toml";

/// A law, regulation, rule or policy document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// How rows cite it: `PR`.
    pub id: InstrumentId,
    /// Its title, without brackets.
    pub title: String,
    /// Its number, or by whom and when it was made.
    pub number: String,
    /// Who made it, and with which force; absent where nobody has said.
    pub rank: Option<Rank>,
    /// Its first day in force, where that is known.
    pub from: Option<Date>,
    /// Otherwise why nobody knows.
    pub undated: Option<String>,
    /// Its last day in force, where it has ended.
    pub to: Option<Date>,
    /// What to mind.
    pub note: Option<String>,
    /// How many articles it has, where its text was at hand.
    pub articles: Option<u16>,
    /// How sure the rulebook is of its text.
    #[serde(deserialize_with = "read::confidence")]
    pub confidence: Confidence,
}

/// With which force an instrument binds (立法法).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Rank {
    /// 法律.
    Law,
    /// 行政法规、地方性法规.
    Regulation,
    /// 规章.
    Rule,
    /// 党中央、国务院政策文件.
    Policy,
    /// Any other document of an agency, the national catalogue among them.
    Document,
}

impl Instrument {
    /// It has that article, as far as is known how many there are.
    #[must_use]
    pub fn has(&self, article: Article) -> bool {
        self.articles.is_none_or(|last| article.number() <= last)
    }
}

impl Rank {
    /// Whether it may reduce rights (SC49: 减损权益 wants 法律 or 法规).
    #[must_use]
    pub fn is_statute(self) -> bool {
        matches!(self, Self::Law | Self::Regulation)
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct Instruments(BTreeMap<InstrumentId, Instrument>);

impl Instruments {
    pub(super) fn get(&self, id: &InstrumentId) -> Option<&Instrument> {
        self.0.get(id)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Instrument> {
        self.0.values()
    }

    /// Replaces those with the same id, adds the others.
    pub(super) fn lay_over(&mut self, text: &str) -> Result<(), RulebookError> {
        let [tables] = read::arrays(FILE, text, ["instrument"])?;
        let mut over = BTreeMap::new();
        for table in tables {
            let name = read::name(FILE, "instrument", "id", &table)?;
            let instrument: Instrument = read::say(FILE, &name, table)?;
            let ends = instrument.to.is_none_or(|to| instrument.from.is_none_or(|it| it <= to));
            if !ends {
                return Err(RulebookError::new(FILE, &name, "it ends before it begins"));
            }
            let dated = instrument.from.is_some() != instrument.undated.is_some();
            if !dated {
                return Err(RulebookError::new(FILE, &name, "`from`, or `undated` and why"));
            }
            if over.insert(instrument.id.clone(), instrument).is_some() {
                return Err(RulebookError::new(FILE, &name, "it is listed twice"));
            }
        }
        self.0.extend(over);
        Ok(())
    }
}
