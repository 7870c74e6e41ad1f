//! An entry that was wrong is revoked, by its agency or by whoever reviews what it decides (EIP 12, 21; ABN).

use serde::{Deserialize, Serialize};

use crate::{
    Code, Context, Narrative, Refusals, Rejection,
    case::{
        guard::{filled, of_type},
        phrase::{text, until},
    },
    clock::{Deadline, Timer},
    document::{DocumentNumber, DocumentRef, DocumentType},
    listing::{Event, Listing, Standing, guard::signed},
    restriction,
};

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Mistake {
    /// 列入对象错误: another subject was meant, which is entered by a decision of its own alone.
    WrongSubject,
    /// 没有列入事由.
    NoGround,
    /// 复议机关、人民法院撤销或者确认无效 (EIP 21).
    SetAside,
}

impl Mistake {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::WrongSubject, Self::NoGround, Self::SetAside];

    /// As it reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::WrongSubject => "列入对象错误",
            Self::NoGround => "没有列入事由",
            Self::SetAside => "被复议机关或者人民法院撤销或者确认无效",
        }
    }

    /// The paper that says so, and the article under which it does.
    fn shown_by(self) -> (DocumentType, (&'static str, &'static str)) {
        match self {
            Self::WrongSubject | Self::NoGround => (DocumentType::DelistingDecision, ("EIP", "12")),
            Self::SetAside => (DocumentType::RemedyDecision, ("EIP", "21")),
        }
    }
}

/// The entry was wrong, and was revoked (更正、撤销列入; EIP 12, 21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Corrected {
    /// What was wrong; older events don't say.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub mistake: Option<Mistake>,
    /// What shows that.
    pub reasons: Narrative,
    /// The number of the decision, where its agency took it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<DocumentNumber>,
    /// The file number of the organ or the court that set it aside, where one did.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub file_number: Option<String>,
    /// 撤销列入决定书; 行政复议决定书 or 判决书, where one set it aside.
    pub document: DocumentRef,
    /// The time to end its publicity, where it was public.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub deadlines: Vec<Deadline>,
}

/// Corrects an entry that was wrong: it counts for nothing from that day on, and never comes back. One that has ended
/// is corrected too, as it stays on record.
#[derive(Debug, Clone)]
pub struct Correct {
    /// What was wrong.
    pub mistake: Mistake,
    /// What shows that.
    pub reasons: Narrative,
    /// 撤销列入决定书, with its number; 行政复议决定书 or 判决书, where one set it aside.
    pub document: DocumentRef,
    /// The file number there, where an organ or a court set it aside (案号).
    pub file_number: Option<String>,
}

impl Correct {
    pub(in crate::listing) fn decide(
        &self,
        listing: &Listing,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Vec<Rejection>> {
        let mut refusals = Refusals::new();
        let opened = listing.opened()?;
        let standing = listing.standing(context.occurred.day());
        refusals.check(standing.ok_or_else(|| opened.not_entered()));
        refusals.require(standing != Some(Standing::Revoked), || {
            Code::AlreadyDone
                .refuse("该列入记录已撤销", "the entry was revoked already")
                .under("EIP", "12")
        });
        let (wanted, article) = self.mistake.shown_by();
        filled(&mut refusals, self.reasons.is_blank(), "reasons", "更正理由", article);
        let elsewhere = self.mistake == Mistake::SetAside;
        let file_number = self.file_number.as_deref().map(str::trim).filter(|it| !it.is_empty());
        let number = if elsewhere {
            filled(&mut refusals, file_number.is_none(), "fileNumber", "案号", article);
            refusals.check(of_type((&self.document, "document"), wanted, article));
            None
        } else {
            refusals.check(signed(&self.document, wanted, article))
        };
        refusals.verdict()?;
        Ok(vec![Event::Corrected(Corrected {
            mistake: Some(self.mistake),
            reasons: self.reasons.clone(),
            number,
            file_number: file_number.filter(|_| elsewhere).map(str::to_owned),
            document: self.document.clone(),
            deadlines: listing.to_be_hidden(context),
        })])
    }
}

impl Corrected {
    /// What it takes away from the measures that rest on the entry.
    pub(in crate::listing) fn takes_back(&self) -> restriction::Fall {
        match self.mistake {
            Some(Mistake::WrongSubject) => restriction::Fall::WrongSubject,
            Some(Mistake::NoGround | Mistake::SetAside) | None => restriction::Fall::Revoked,
        }
    }

    /// Under which article of EIP.
    pub(in crate::listing) fn article(&self) -> (&'static str, &'static str) {
        self.mistake.unwrap_or(Mistake::NoGround).shown_by().1
    }

    pub(in crate::listing) fn sentence(&self) -> String {
        let because = text(&self.reasons);
        let number = self.number.as_ref().map(ToString::to_string);
        let number = number.or(self.file_number.clone()).unwrap_or_default();
        let until = until(&self.deadlines, Timer::ListWithdraw, "停止公示的期限");
        let done = match self.mistake {
            Some(it @ Mistake::SetAside) => format!("列入决定{}", it.label()),
            Some(it) => format!("{}，决定予以撤销", it.label()),
            None => "列入有误，决定予以撤销".to_owned(),
        };
        format!("{done}（{number}），理由：{because}{until}")
    }
}
