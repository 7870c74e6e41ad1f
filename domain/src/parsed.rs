//! Whatever is read as text, at the edge or from the log, reads back as it was written. A value that doesn't
//! could be stored, and never be read again.

use std::{
    fmt::{Debug, Display},
    str::FromStr,
};

use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Citation, Moment,
    citation::Article,
    division::Division,
    document::{DocumentNumber, Sha256},
    id::{
        AgencyCode, CaseId, CommandId, InstrumentId, MeasureCode, PartId, PersonId, PowerItem,
        SubjectId,
    },
    party::{Registration, identity::IdNumber},
    uscc::{LegacyRegistrationNumber, Uscc},
};

/// What the text means is the same once it was stored and read.
fn stored<T>(text: &str) -> Result<(), TestCaseError>
where
    T: FromStr + PartialEq + Serialize + DeserializeOwned,
{
    let Ok(value) = text.parse::<T>() else { return Ok(()) };
    let bytes = serde_json::to_vec(&value).unwrap();
    let again = serde_json::from_slice::<T>(&bytes);
    prop_assert!(again.is_ok_and(|it| it == value), "{text}");
    Ok(())
}

/// The same, and once it was shown and sent again.
fn kept<T>(text: &str) -> Result<(), TestCaseError>
where
    T: FromStr + PartialEq + Debug + Display + Serialize + DeserializeOwned,
{
    stored::<T>(text)?;
    let Ok(value) = text.parse::<T>() else { return Ok(()) };
    prop_assert_eq!(value.to_string().parse().ok(), Some(value), "{}", text);
    Ok(())
}

fn every_type(text: &str) -> Result<(), TestCaseError> {
    kept::<DocumentNumber>(text)?;
    kept::<Moment>(text)?;
    kept::<Citation>(text)?;
    kept::<Article>(text)?;
    kept::<Sha256>(text)?;
    kept::<Division>(text)?;
    kept::<Registration>(text)?;
    kept::<Uscc>(text)?;
    kept::<LegacyRegistrationNumber>(text)?;
    kept::<CaseId>(text)?;
    kept::<CommandId>(text)?;
    kept::<PersonId>(text)?;
    kept::<AgencyCode>(text)?;
    kept::<PowerItem>(text)?;
    kept::<InstrumentId>(text)?;
    kept::<MeasureCode>(text)?;
    kept::<PartId>(text)?;
    kept::<SubjectId>(text)?;
    stored::<IdNumber>(text)
}

proptest! {
    #[test]
    fn a_text_of_any_kind_is_kept(text in ".{0,24}") {
        every_type(&text)?;
    }

    #[test]
    fn a_document_number_is_kept(text in "川市监[发立]〔[0-9]{1,5}〕[0-9+]{1,11}号") {
        every_type(&text)?;
    }

    #[test]
    fn an_instant_is_kept(text in "-?[0-9]{4,6}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9](\\.[0-9]{1,9})?(Z|[+-][0-2][0-9]:[0-5][0-9])") {
        every_type(&text)?;
    }

    #[test]
    fn an_article_is_kept(text in "(PR |APL )?\\+?[0-9]{1,3}(\\.[0-9]{1,3})?(\\([0-9]{1,3}\\))?") {
        every_type(&text)?;
    }

    #[test]
    fn a_number_of_a_register_is_kept(text in " ?[0-9A-Ya-y]{15,18}\\n?") {
        every_type(&text)?;
    }

    #[test]
    fn an_id_is_kept(text in "[A-Zp]{1,3}-?[0-9A-F_-]{0,12}") {
        every_type(&text)?;
    }
}
