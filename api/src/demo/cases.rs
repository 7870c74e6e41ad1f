//! The case histories that are built in.

macro_rules! history {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../fixtures/cases/", $name, ".toml")))
    };
}

/// Each with the name of its file.
pub const CASES: &[(&str, &str)] = &[
    history!("clean-ordinary-case"),
    history!("clock-stopped-by-appraisal"),
    history!("decision-announced-after-moving"),
    history!("decision-by-announcement"),
    history!("deregistered-mid-case"),
    history!("entered-late-from-the-mountains"),
    history!("fine-altered-on-reconsideration"),
    history!("first-minor-violation-not-penalised"),
    history!("first-violation-then-relapse"),
    history!("hearing-turns-the-case"),
    history!("instalment-missed-surcharge-capped"),
    history!("instalments-into-2027"),
    history!("joint-council-may-not-act"),
    history!("live-stream-advertisement"),
    history!("livestream-hearing"),
    history!("mistyped-code-put-right"),
    history!("natural-person-seller"),
    history!("not-filed-reporter-informed"),
    history!("one-violation-five-agencies"),
    history!("open-clock-paused-by-testing"),
    history!("open-fine-unpaid"),
    history!("open-notice-running"),
    history!("open-one-violation-everywhere"),
    history!("open-publicity-due"),
    history!("open-restoration-to-be-decided"),
    history!("open-review-overdue"),
    history!("open-verification-due"),
    history!("platform-licence-check"),
    history!("price-fraud-with-refund"),
    history!("restoration-by-forged-receipt"),
    history!("reviewer-conflict"),
    history!("revoked-for-procedure-and-decided-anew"),
    history!("statement-adopted"),
    history!("sub-office-verifies-for-its-bureau"),
    history!("suspended-and-resumed"),
    history!("tax-penalty-doubted-and-corrected"),
    history!("two-bureaus-one-fine"),
    history!("violation-not-established"),
    history!("zhejiang-merchant-pushed-home"),
    history!("zhejiang-merchant-restored"),
];

/// The people who act in them.
pub(super) const OFFICERS: &str = include_str!("../../../fixtures/cases/officers.toml");
