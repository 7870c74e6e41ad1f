//! An agency that is named on the command line: one that the register knows, and that can act.

use domain::{agency::Agencies, id::AgencyCode};

/// How many codes are offered instead of a wrong one.
const OFFERED: usize = 3;

/// Why nobody acts for the agency.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NotActing {
    /// A mistyped code, or one of an agency that an overlay would bring.
    #[error(
        "no agency has the code `{code}`; nearest to it are {}. Agencies of your own come with `--rulebook`",
        listed(nearest)
    )]
    Unknown {
        /// As it was given.
        code: AgencyCode,
        /// Those that it may stand for.
        nearest: Vec<AgencyCode>,
    },
    /// A joint council, or somebody outside.
    #[error(
        "`{code}` coordinates, or is no agency, and can't act (APL 17); nearest to it are {}",
        listed(nearest)
    )]
    CannotAct {
        /// As it was given.
        code: AgencyCode,
        /// Those that it may stand for.
        nearest: Vec<AgencyCode>,
    },
}

fn listed(codes: &[AgencyCode]) -> String {
    codes.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}

/// Whether the agency can act, or could on some day.
///
/// # Errors
///
/// It can't, or there is none of this code; the error names the nearest ones.
pub(super) fn acting(agencies: &Agencies, code: &AgencyCode) -> Result<(), NotActing> {
    if agencies.acting().any(|it| it == code) {
        return Ok(());
    }
    let (code, nearest) = (code.clone(), nearest(agencies, code));
    if agencies.knows(&code) {
        return Err(NotActing::CannotAct { code, nearest });
    }
    Err(NotActing::Unknown { code, nearest })
}

fn nearest(agencies: &Agencies, code: &AgencyCode) -> Vec<AgencyCode> {
    let mut codes: Vec<_> = agencies.acting().collect();
    codes.sort_by_cached_key(|it| strsim::damerau_levenshtein(it.as_str(), code.as_str()));
    codes.into_iter().take(OFFERED).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(code: &str) -> String {
        let agencies = Agencies::builtin().unwrap();
        acting(&agencies, &code.parse().unwrap())
            .map_or_else(|it| it.to_string(), |()| String::new())
    }

    #[test]
    fn whoever_acts_is_known_also_one_that_has_given_way_to_another() {
        for code in ["SC_AMR", "COUNTY_510104_AMR", "PBOC_CHENGDU"] {
            assert_eq!(told(code), "");
        }
    }

    #[test]
    fn a_mistyped_code_is_refused_with_the_nearest_ones() {
        assert!(
            told("SC_ARM")
                .starts_with("no agency has the code `SC_ARM`; nearest to it are `SC_AMR`, ")
        );
        let near = told("COUNTY_510140_AMR");
        assert!(near.contains("nearest to it are `COUNTY_510104_AMR`, "), "{near}");
    }

    #[test]
    fn whoever_only_coordinates_is_refused() {
        let agencies = Agencies::builtin().unwrap();
        let day = jiff::civil::date(2022, 11, 7);
        let council = agencies.all_on(day).find(|it| !it.can_act()).unwrap();
        let told = told(council.code.as_str());
        assert!(told.contains("coordinates, or is no agency, and can't act (APL 17)"), "{told}");
    }
}
