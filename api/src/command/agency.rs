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
        "`{0}` coordinates, or is no agency, and can't act (APL 17); name the agency whose officers act"
    )]
    CannotAct(AgencyCode),
}

fn listed(codes: &[AgencyCode]) -> String {
    codes.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}

/// Whether the agency can act, or could on some day.
///
/// # Errors
///
/// It can't, or there is none of this code; then the error names the nearest ones.
pub(super) fn may_act(agencies: &Agencies, code: &AgencyCode) -> Result<(), NotActing> {
    if agencies.acting().any(|it| it == code) {
        return Ok(());
    }
    if agencies.knows(code) {
        return Err(NotActing::CannotAct(code.clone()));
    }
    Err(NotActing::Unknown { code: code.clone(), nearest: nearest(agencies, code) })
}

fn nearest(agencies: &Agencies, code: &AgencyCode) -> Vec<AgencyCode> {
    let mut codes: Vec<_> = agencies.acting().collect();
    codes.sort_by_cached_key(|it| strsim::damerau_levenshtein(it.as_str(), code.as_str()));
    codes.into_iter().take(OFFERED).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(code: &str) -> Result<(), NotActing> {
        may_act(&Agencies::builtin().unwrap(), &code.parse().unwrap())
    }

    fn refused(code: &str) -> String {
        asked(code).unwrap_err().to_string()
    }

    #[test]
    fn whoever_acts_is_known_also_one_that_has_given_way_to_another() {
        for code in ["SC_AMR", "COUNTY_510104_AMR", "PBOC_CHENGDU"] {
            assert_eq!(asked(code), Ok(()));
        }
    }

    #[test]
    fn a_mistyped_code_is_refused_with_the_nearest_ones() {
        assert!(
            refused("SC_ARM")
                .starts_with("no agency has the code `SC_ARM`; nearest to it are `SC_AMR`, ")
        );
        let near = refused("COUNTY_510140_AMR");
        assert!(near.contains("nearest to it are `COUNTY_510104_AMR`, "), "{near}");
    }

    #[test]
    fn whoever_only_coordinates_is_refused() {
        let agencies = Agencies::builtin().unwrap();
        let day = jiff::civil::date(2022, 11, 7);
        let council = agencies.all_on(day).find(|it| !it.can_act()).unwrap();
        assert_eq!(asked(council.code.as_str()), Err(NotActing::CannotAct(council.code.clone())));
    }
}
