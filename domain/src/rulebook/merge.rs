//! Lays files over one another, and checks what comes of it.

use super::{
    Row, Rulebook, RulebookError, benchmarks, disclosed, instruments, masking, measures, powers,
    publicity, read, restoration, risk, roles, thresholds, timers,
};
use crate::{Capability, agency, calendar, citation::Citation, clock::Timer};

impl Rulebook {
    pub(super) fn lay_over(&mut self, file: &str, text: &str) -> Result<(), RulebookError> {
        match file {
            instruments::FILE => self.instruments.lay_over(text),
            timers::FILE => self.timers.read_over(text, ("timer", "rule")),
            thresholds::FILE => {
                let [sums, counts] = read::arrays(file, text, ["threshold", "quantity"])?;
                self.thresholds.lay_over(thresholds::rows(sums)?)?;
                self.quantities.lay_over(thresholds::counts(counts)?)
            }
            roles::FILE => self.grants.read_over(text, ("grant", "capability")),
            powers::FILE => self.powers.read_over(text, ("power", "item")),
            measures::FILE => self.measures.read_over(text, ("measure", "code")),
            masking::FILE => self.masks.read_over(text, ("mask", "rule")),
            publicity::FILE => self.shown.read_over(text, ("shown", "term")),
            restoration::FILE => self.restoration.read_over(text, ("restoration", "rule")),
            benchmarks::FILE => self.benchmarks.read_over(text, ("benchmark", "rule")),
            risk::FILE => {
                let names = ["indicator", "class", "ratio"];
                let [weights, classes, ratios] = read::arrays(file, text, names)?;
                self.risk_weights.lay_over(read::rows(file, "indicator", "of", weights)?)?;
                self.risk_classes.lay_over(read::rows(file, "class", "class", classes)?)?;
                self.risk_ratios.lay_over(read::rows(file, "ratio", "class", ratios)?)
            }
            disclosed::INSPECTION => {
                let [items, plans] = read::arrays(file, text, ["item", "plan"])?;
                self.inspected.lay_over(read::rows(file, "item", "item", items)?)?;
                self.plans.lay_over(read::rows(file, "plan", "plan", plans)?)
            }
            disclosed::PROCEDURE => self.steps.read_over(text, ("step", "step")),
            disclosed::REMEDIES => self.bodies.read_over(text, ("body", "body")),
            calendar::FILE => self.calendar.lay_over(text),
            agency::FILE => {
                self.agencies = self.agencies.under(text)?;
                Ok(())
            }
            _ => Err(RulebookError::new(file, "file name", "no part of the rulebook is called so")),
        }
    }

    /// Nothing is missing, and nothing contradicts itself.
    pub(super) fn check(&self) -> Result<(), RulebookError> {
        self.timers.check_gaps(|it| it.id().to_owned())?;
        self.thresholds.check_gaps(|it| it.id().to_owned())?;
        self.quantities.check_gaps(|it| it.id().to_owned())?;
        self.grants.check_gaps(|it| roles::id(*it))?;
        self.powers.check_gaps(ToString::to_string)?;
        self.measures.check_gaps(ToString::to_string)?;
        self.masks.check_gaps(ToString::to_string)?;
        self.shown.check_gaps(|it| publicity::id(*it))?;
        self.restoration.check_gaps(ToString::to_string)?;
        self.benchmarks.check_gaps(ToString::to_string)?;
        self.check_risk()?;
        self.bodies.check_gaps(ToString::to_string)?;
        self.steps.check_gaps(ToString::to_string)?;
        self.check_inspection()?;
        self.calendar.check()?;
        for timer in Timer::BY_REGIME {
            let unsaid = !self.timers.has(timer);
            self.timers.require(unsaid, timer.id(), "restoration.toml says it")?;
        }
        for timer in Timer::ALL.iter().filter(|it| it.has_a_figure()) {
            self.timers.require(self.timers.has(timer), timer.id(), "the rule is missing")?;
        }
        for capability in Capability::ALL {
            let granted = self.grants.has(&capability);
            self.grants.require(granted, &roles::id(capability), "no role has it")?;
        }
        self.timers.all().try_for_each(timers::check)?;
        self.quantities.all().try_for_each(thresholds::check)?;
        self.restoration.all().try_for_each(restoration::check)?;
        self.grants.all().try_for_each(roles::check)?;
        self.powers.all().try_for_each(|it| powers::check(it, &self.agencies))?;
        self.benchmarks.all().try_for_each(|it| benchmarks::check(it, self))?;
        self.check_scopes()?;
        self.check_authorities()?;
        self.measures.all().try_for_each(|it| measures::check(it, self))
    }

    /// Classes, weights and ratios are whole.
    fn check_risk(&self) -> Result<(), RulebookError> {
        self.risk_weights.check_gaps(|it| risk::id(*it))?;
        self.risk_classes.check_gaps(|it| risk::id(*it))?;
        self.risk_ratios.check_gaps(|it| risk::id(*it))?;
        self.risk_weights.all().try_for_each(risk::check_weight)?;
        self.risk_classes.all().try_for_each(|it| risk::check_class(it, self))?;
        self.risk_ratios.all().try_for_each(risk::check_ratio)
    }

    /// Where a row says that it holds, an agency of the register lies: another one would never be looked up.
    fn check_scopes(&self) -> Result<(), RulebookError> {
        fn scoped<K, V>(it: &Row<K, V>) -> Option<&str> {
            it.scope.as_deref()
        }
        let timers = self.timers.all().map(|it| (timers::FILE, it.key.id().to_owned(), scoped(it)));
        let sums = self.thresholds.all().map(|it| (it.key.id().to_owned(), scoped(it)));
        let counts = self.quantities.all().map(|it| (it.key.id().to_owned(), scoped(it)));
        let figures = sums.chain(counts).map(|(key, scope)| (thresholds::FILE, key, scope));
        let powers = self.powers.all();
        let powers = powers.map(|it| (powers::FILE, it.key.to_string(), scoped(it)));
        let benchmarks = self.benchmarks.all();
        let benchmarks = benchmarks.map(|it| (benchmarks::FILE, it.key.to_string(), scoped(it)));
        let weights = self.risk_weights.all().map(|it| (risk::id(it.key), scoped(it)));
        let classes = self.risk_classes.all().map(|it| (risk::id(it.key), scoped(it)));
        let ratios = self.risk_ratios.all().map(|it| (risk::id(it.key), scoped(it)));
        let risks = weights.chain(classes).chain(ratios);
        let risks = risks.map(|(key, scope)| (risk::FILE, key, scope));
        let benchmarks = benchmarks.chain(risks);
        for (file, key, scope) in timers.chain(figures).chain(powers).chain(benchmarks) {
            let Some(scope) = scope.filter(|it| !self.agencies.lie_in(it)) else { continue };
            let problem = format!("`scope`: no agency of the register lies in `{scope}`");
            return Err(RulebookError::new(file, &key, problem));
        }
        Ok(())
    }

    /// Every instrument that a row cites is known, and has the article.
    fn check_authorities(&self) -> Result<(), RulebookError> {
        let timers = self.timers.all().flat_map(|it| {
            let longer = it.value.extension.iter().map(|extension| &extension.authority);
            longer.chain([&it.authority]).map(|cited| (timers::FILE, it.key.id().to_owned(), cited))
        });
        let sums = self.thresholds.all().map(|it| (it.key.id().to_owned(), &it.authority));
        let counts = self.quantities.all().map(|it| (it.key.id().to_owned(), &it.authority));
        let figures = sums.chain(counts).map(|(key, cited)| (thresholds::FILE, key, cited));
        let grants = self.grants.all().map(|it| (roles::FILE, roles::id(it.key), &it.authority));
        let powers = self.powers.all().flat_map(|it| {
            let cited = it.value.basis.iter().chain([&it.authority]);
            cited.map(|cited| (powers::FILE, it.key.to_string(), cited))
        });
        let measures = self.measures.all().flat_map(|it| {
            let cited = it.value.basis.iter().chain([&it.authority]);
            cited.map(|cited| (measures::FILE, it.key.to_string(), cited))
        });
        let shown = self.shown.all();
        let shown = shown.map(|it| (publicity::FILE, publicity::id(it.key), &it.authority));
        let masks = self.masks.all();
        let masks = masks.map(|it| (masking::FILE, it.key.to_string(), &it.authority));
        let restored = self.restoration.all().flat_map(|it| {
            let cited = it.value.cited().chain([&it.authority]);
            cited.map(|cited| (restoration::FILE, it.key.to_string(), cited))
        });
        let benchmarks = self.benchmarks.all();
        let benchmarks = benchmarks.map(|it| (benchmarks::FILE, it.key.to_string(), &it.authority));
        let weights = self.risk_weights.all().map(|it| (risk::id(it.key), &it.authority));
        let classes = self.risk_classes.all().map(|it| (risk::id(it.key), &it.authority));
        let ratios = self.risk_ratios.all().map(|it| (risk::id(it.key), &it.authority));
        let risks = weights.chain(classes).chain(ratios);
        let benchmarks = benchmarks.chain(risks.map(|(key, cited)| (risk::FILE, key, cited)));
        let inspected = self.inspected.all().map(|it| (&it.key, &it.authority));
        let plans = self.plans.all().map(|it| (&it.key, &it.authority));
        let inspection = inspected.chain(plans);
        let inspection = inspection.map(|(key, cited)| (disclosed::INSPECTION, key.clone(), cited));
        let bodies = self.bodies.all();
        let bodies = bodies.map(|it| (disclosed::REMEDIES, it.key.clone(), &it.authority));
        let steps = self.steps.all();
        let steps = steps.map(|it| (disclosed::PROCEDURE, it.key.clone(), &it.authority));
        let agencies = self.agencies.cited();
        let agencies = agencies.map(|(code, cited)| (agency::FILE, code.to_string(), cited));
        let years = self.calendar.years();
        let years = years.map(|it| (calendar::FILE, it.year.to_string(), &it.authority));
        let rows = timers.chain(figures).chain(grants).chain(powers).chain(measures);
        let rows = rows.chain(shown).chain(masks).chain(restored).chain(benchmarks);
        let rows = rows.chain(inspection).chain(steps).chain(bodies);
        let mut rows = rows.chain(agencies).chain(years);
        rows.try_for_each(|row| self.check_cited(row))
    }

    fn check_cited(
        &self,
        (file, key, cited): (&str, String, &Citation),
    ) -> Result<(), RulebookError> {
        let refuse = |problem: String| Err(RulebookError::new(file, &key, problem));
        let Some(instrument) = self.instrument(&cited.instrument) else {
            return refuse(format!("`{}` is not in instruments.toml", cited.instrument));
        };
        match instrument.articles {
            Some(last) if !instrument.has(cited.article) => {
                refuse(format!("`{cited}` does not exist: {} has {last} articles", instrument.id))
            }
            _ => Ok(()),
        }
    }
}
