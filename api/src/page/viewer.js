// 所选的是谁：姓名、机关、职务、执法证，以执法人员名册当日的记载为准。

import { accepted, bearer, send, state } from "/page/ask.js";
import { $, h } from "/page/parts.js";

const QUERY = `
{
  viewer {
    person name agencyName readsFor agency readsForName unit
    roles { roleLabel to }
    certificate { number to }
    qualifiedSince
  }
}`;

/** 名册里的人写在身份之下；换了身份以后才到的应答不写。 */
export async function who() {
  const { desk } = state;
  $("viewer").replaceChildren();
  if (!desk) return;
  const { uscc } = bearer(desk);
  // 当事人不在名册里，只能看自己的信用信息。
  if (uscc) return $("viewer").replaceChildren(...party(desk, uscc));
  try {
    const { answer } = await send("/graphql", { method: "POST", body: JSON.stringify({ query: QUERY }) });
    if (desk !== state.desk) return;
    accepted(answer);
    $("viewer").replaceChildren(...told(answer.data.viewer));
  } catch {
    // 令牌无效、连不上：正文里的应答会说明。
  }
}

const party = (desk, uscc) => [
  h("strong", {}, desk.personName ?? "当事人"),
  h("span", {}, `统一社会信用代码 ${uscc}`),
  h("span", {}, "当事人，只能查看自己的信用信息"),
];

function told(viewer) {
  if (!viewer.name) return [h("span", {}, `${viewer.person}：令牌所载职务在名册中均无记载，不能查看案件`)];
  const office = [viewer.agencyName ?? viewer.agency, viewer.unit].filter(Boolean).join("");
  const roles = viewer.roles.map((it) => `${it.roleLabel}${until(it.to)}`).join("、");
  const { certificate, qualifiedSince } = viewer;
  return [
    h("strong", {}, viewer.name),
    office,
    viewer.readsFor === viewer.agency ? null : `以${viewer.readsForName}的名义办案`,
    roles,
    certificate ? `执法证 ${certificate.number}${until(certificate.to)}` : "无有效执法证",
    qualifiedSince ? "具有法律职业资格" : null,
  ].filter(Boolean).map((it) => h("span", {}, it));
}

const until = (day) => (day ? `（至 ${day}）` : "");
