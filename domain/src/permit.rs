//! TEMP
use crate::{Context, Rejection, case::Needs};
/// TEMP
pub fn permit(_context: &Context<'_>, _needs: Needs) -> Result<(), Vec<Rejection>> {
    Ok(())
}
