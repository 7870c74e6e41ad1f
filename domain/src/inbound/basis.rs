//! The basis of what another department decided: articles that were in force on the day, and no platform's rule.

use jiff::civil::Date;

use crate::{
    Code, Refusals, Rejection, Rulebook, citation::Citation, restriction::Ground, time::in_chinese,
};

/// Every ground is an article that was in force on the day of the decision, and there is one at least.
pub(super) fn grounded(
    grounds: &[Ground],
    day: Date,
    law: &Rulebook,
) -> Result<Vec<Citation>, Vec<Rejection>> {
    let mut refusals = Refusals::new();
    refusals.require(!grounds.is_empty(), || {
        no_basis("请注明作出该决定的法律依据", "name the articles on which it was decided")
            .under("EIP", "7.1")
            .at("basis")
    });
    let mut articles = vec![];
    for (n, ground) in grounds.iter().enumerate() {
        let found = article(ground, day, law).map_err(|it| vec![it.at(&format!("basis.{n}"))]);
        articles.extend(refusals.check(found));
    }
    refusals.verdict().map(|()| articles)
}

fn article(ground: &Ground, day: Date, law: &Rulebook) -> Result<Citation, Rejection> {
    match ground {
        Ground::Article(cited) if law.in_force(cited, day) => Ok(cited.clone()),
        Ground::Article(cited) if law.instrument(&cited.instrument).is_none() => Err(no_basis(
            &format!("法律文件名录没有编号为「{}」的法律、法规或者文件：请按名录引用，缺少的补充进规则库（instruments.toml）",
                cited.instrument
            ),
            &format!(
                "the rulebook knows no instrument {}: cite one of instruments.toml, or lay it over the rulebook",
                cited.instrument
            ),
        )
        .under("EIP", "7.1")),
        Ground::Article(cited) => Err(no_basis(
            &format!("{}在{}不是有效的依据", law.cite(cited), in_chinese(day)),
            &format!("{cited} is no instrument in force on {day}"),
        )
        .under("EIP", "7.1")),
        Ground::PlatformRule(rule) => Err(no_basis(
            &format!(
                "「{rule}」是平台的规则或者处理：平台清退、下架由平台自行公示，不是行政机关的许可、处罚或者名单，不得作为行政机关的信息公示"
            ),
            "a platform's delisting is private: the platform publishes it, and it is no act of an agency",
        )
        .under("ECL", "36")),
    }
}

fn no_basis(message: &str, message_en: &str) -> Rejection {
    Code::NoBasis.refuse(message, message_en)
}
