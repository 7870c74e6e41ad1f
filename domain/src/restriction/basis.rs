//! 法定依据: what an agency names as its basis is an instrument in force, and the catalogue's own (SC49, LIST24).

use super::{Measure, MeasureKind};
use crate::{Code, Context, Refusals, Rejection, citation::Citation, time::in_chinese};

/// Whose classes are internal, and never a ground for a restriction (domain.md §5).
const RISK_CLASSES: &str = "CRC";

/// What somebody names as the basis of a restriction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// An article.
    Article(Citation),
    /// A rule or decision of a platform: none (scenario 23).
    PlatformRule(String),
}

/// Every ground is an article that is in force on the day, one of them the catalogue's; what reduces rights names a
/// statute.
pub(super) fn grounded(
    grounds: &[Ground],
    measure: &Measure,
    context: &Context<'_>,
) -> Result<Vec<Citation>, Vec<Rejection>> {
    let mut refusals = Refusals::new();
    refusals.require(!grounds.is_empty(), || {
        no_basis(
            "请注明法律、法规或者国家政策文件依据：没有依据不得实施",
            "name the law, regulation or policy document that allows it",
        )
    });
    let articles = grounds.iter().enumerate();
    let articles = articles.filter_map(|(n, it)| refusals.check(article(it, n, context)));
    let articles: Vec<_> = articles.collect();
    let own = articles.iter().any(|it| measure.basis.contains(it));
    refusals.require(articles.is_empty() || own, || {
        let listed: Vec<_> = measure.basis.iter().map(|it| context.law.cite(it)).collect();
        no_basis(
            &format!("所注依据不是目录为该措施列明的依据（{}）", listed.join("、")),
            "none of these is a basis that the catalogue names for the measure",
        )
    });
    let reduces = measure.kind == MeasureKind::K1;
    let statute = articles.iter().any(|it| context.law.is_statute(it));
    refusals.require(articles.is_empty() || !reduces || statute, || {
        no_basis(
            "减损权益的措施须以法律、法规为依据",
            "what reduces rights wants a law or a regulation",
        )
    });
    refusals.verdict()?;
    Ok(articles)
}

fn article(ground: &Ground, n: usize, context: &Context<'_>) -> Result<Citation, Vec<Rejection>> {
    let day = context.occurred.day();
    let refusal = match ground {
        Ground::Article(cited) if cited.instrument.as_str() == RISK_CLASSES => no_basis(
            "企业信用风险分类是监管部门内部配置监管资源的参考，不是信用评价，不得作为实施限制措施的依据",
            "risk classes direct inspections within the agency: they are no ground for a measure",
        )
        .under(RISK_CLASSES, "0"),
        Ground::Article(cited) if context.law.in_force(cited, day) => return Ok(cited.clone()),
        Ground::Article(cited) => no_basis(
            &format!("{}在{}不是有效的依据", context.law.cite(cited), in_chinese(day)),
            &format!("{cited} is no instrument in force on {day}"),
        ),
        Ground::PlatformRule(rule) => no_basis(
            &format!(
                "「{rule}」是平台的规则或者处理：平台下架、封号是其与用户之间的自主约定，不是法律、法规或者国家政策文件，不得据以实施限制措施"
            ),
            "a platform's rule or delisting is private: no law, regulation or policy document",
        ),
    };
    Err(vec![refusal.at(&format!("basis.{n}"))])
}

fn no_basis(message: &str, message_en: &str) -> Rejection {
    Code::NoBasis.refuse(message, message_en).under("SC49", "0").at("basis")
}
