// 接口：写一个查询，看它的应答；右边是原文，下面是话和表。

import { act, ask, bearer, now, state } from "/page/ask.js";
import { $, day, h, nothing, report, table, tell, wrong } from "/page/parts.js";

/** 当事人的示例：只问自己的信用信息。 */
const OF_PARTY = {
  "为何受限、如何解除": { query: `query ($subject: SubjectId!) {
  creditView(subject: $subject) {
    inPlainWords
    domains { domainLabel active unfounded }
  }
}` },
  "何时可以修复": { query: `query ($subject: SubjectId!) {
  restorationEligibility(of: { subject: $subject }) {
    source { number }
    windowLabel
    eligible
    eligibleFrom
    lacking
  }
}` },
};

const EXAMPLES = {
  "我的待办": { query: `{
  worklist(first: 5) {
    nodes {
      caseNumber
      party
      deadline { ruleLabel dueDate outcomeLabel citation }
    }
  }
}` },
  "案件列表": { query: `{
  cases(first: 10) {
    totalCount { value }
    nodes { number party stageLabel violationLabel lastActAt }
  }
}` },
  "期限怎样算出": { of: true, query: `query ($id: CaseId!) {
  case(id: $id) {
    deadlines { ruleLabel dueDate outcomeLabel explanation }
  }
}` },
  "加处罚款": { of: true, query: `query ($id: CaseId!) {
  case(id: $id) {
    performance { on owed { text surcharge { amount { text } days citation } } }
  }
}` },
  "审计": { of: true, query: `query ($id: CaseId!) {
  auditTrail(caseId: $id) {
    entries { occurredAt personName roleLabel powerItem basis hash }
    missing { text citation }
  }
}` },
  "登记案源": { acts: true, query: `mutation ($act: ActInput!, $input: RegisterLeadInput!) {
  registerLead(act: $act, input: $input) {
    case { id stageLabel caseFile { sentence } }
    position
    userErrors { code message field citation }
  }
}` },
};

function variablesOf({ of, acts }) {
  const { uscc } = bearer(state.desk);
  if (uscc) return { subject: uscc };
  if (of) return { id: state.caseId ?? "" };
  if (!acts) return {};
  return {
    act: act(),
    input: {
      source: "MONITORING", receivedOn: day(now()),
      clue: "网络监测发现：某网店商品页面使用“最高级”用语。", suspect: "某网店",
      violation: "FALSE_ADVERTISING", documents: [],
    },
  };
}

/** 案件还没有选过的，示例用最近办理的一件；当事人不看案件。 */
async function chosen() {
  if (state.caseId || bearer(state.desk).uscc) return;
  const { cases } = await ask("{ cases(first: 1) { nodes { id } } }");
  state.caseId = cases.nodes[0]?.id ?? null;
}

export async function editor() {
  await chosen();
  const query = h("textarea", { id: "query", spellcheck: "false", "aria-label": "查询" });
  const variables = h("textarea", { id: "variables", spellcheck: "false" });
  const fill = (example) => {
    query.value = example.query;
    variables.value = JSON.stringify(variablesOf(example), null, 2);
    for (const text of [query, variables]) text.rows = Math.min(text.value.split("\n").length + 1, 16);
  };
  const outcome = h("div", { id: "outcome" });
  const run = async () => {
    outcome.replaceChildren(...await answered(query.value, variables.value));
    outcome.scrollIntoView({ block: "nearest" });
  };
  const keys = (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); } };
  query.addEventListener("keydown", keys);
  variables.addEventListener("keydown", keys);
  const examples = bearer(state.desk).uscc ? OF_PARTY : EXAMPLES;
  const names = Object.keys(examples);
  fill(examples[names[0]]);
  $("sent").textContent = $("answered").textContent = $("took").textContent = "";
  report("接口");
  tell(
    h("h2", {}, "接口"),
    h("p", { class: "lead" }, "POST /graphql，携带所选身份的令牌。Ctrl+Enter 执行，应答原文在右侧。"),
    h("div", { class: "pick" },
      h("select", { "aria-label": "示例", onchange: (event) => fill(examples[event.target.value]) }, names.map((it) => h("option", { value: it }, it))),
      h("button", { type: "button", class: "go", onclick: run }, "执行")),
    query,
    h("label", { class: "over", for: "variables" }, "变量（JSON）"),
    variables,
    outcome,
    h("h3", {}, "结构"),
    schema(),
    h("h3", {}, "令牌"),
    token());
}

async function answered(query, variables) {
  let values;
  try {
    values = JSON.parse(variables || "{}");
  } catch (error) {
    return [wrong(`变量不是合乎格式的 JSON：${error.message}`)];
  }
  try {
    const told = shown(await ask(query, values));
    return told.length ? told : [nothing("没有内容。")];
  } catch (error) {
    return [wrong(error.message)];
  }
}

/** 应答里的话列成条，一组同类的记录排成表，被拒绝的说明理由。 */
function shown(data, name = "") {
  if (Array.isArray(data)) {
    if (!data.length) return [];
    if (typeof data[0] !== "object") return [h("ul", {}, data.map((it) => h("li", {}, String(it))))];
    if (name === "userErrors") return data.map((it) => wrong([it.message, it.citation].filter(Boolean).join("　")));
    const titles = [...new Set(data.flatMap((it) => Object.keys(flat(it))))];
    const cell = (text) => h("td", { class: /^\d{4}-\d\d-\d\d/.test(text) ? "day" : "" }, text);
    const cells = (it) => titles.map((title) => cell(flat(it)[title] ?? "—"));
    return [table(titles, data.map((it) => h("tr", {}, cells(it))))];
  }
  if (data === null || typeof data !== "object") return name ? [h("p", {}, `${name}：${data ?? "—"}`)] : [];
  return Object.entries(data).flatMap(([inner, it]) => shown(it, inner));
}

/** 一条记录的各项，里层的用点连起来。 */
function flat(record, before = "") {
  if (record === null || typeof record !== "object") return { [before]: record === null ? null : String(record) };
  if (Array.isArray(record)) return { [before]: record.map((it) => (it && typeof it === "object" ? Object.values(flat(it)).join(" ") : it)).join("；") };
  return Object.assign({}, ...Object.entries(record).map(([name, it]) => flat(it, before ? `${before}.${name}` : name)));
}

/** 结构按定义分开，可以按名称查找。 */
function schema() {
  const shownHere = h("pre", { class: "schema", tabindex: "0", "aria-label": "结构" }, "……");
  const sought = h("input", { type: "search", id: "sought", placeholder: "按名称查找，如 Deadline", "aria-label": "按名称查找" });
  let definitions = [];
  const show = () => {
    const name = sought.value.trim().toLowerCase();
    const fits = definitions.filter((it) => it.name.includes(name));
    shownHere.textContent = fits.map((it) => it.text).join("\n\n") || "没有这样的名称。";
  };
  sought.addEventListener("input", show);
  const read = async (event) => {
    if (!event.target.open || definitions.length) return;
    const text = await (await fetch("/schema.graphql")).text();
    definitions = text.split(/\n(?="""\n|(?:type|enum|input|scalar|directive|schema|interface|union)\b)/).reduce(joined, []);
    show();
  };
  return h("details", { ontoggle: read }, h("summary", {}, "/schema.graphql"), sought, shownHere);
}

/** 说明与它所说明的定义合为一条。 */
function joined(definitions, part) {
  const last = definitions.at(-1);
  if (last && !last.name) last.text += `\n${part.trim()}`;
  else definitions.push({ name: "", text: part.trim() });
  const here = definitions.at(-1);
  here.name ||= /^(?:type|enum|input|scalar|directive|schema|interface|union) @?(\w*)/.exec(part)?.[1]?.toLowerCase() ?? "";
  return definitions;
}

function token() {
  const text = state.desk?.token ?? "";
  const copy = async (event) => {
    await navigator.clipboard.writeText(text);
    event.target.textContent = "已复制";
  };
  return h("div", { class: "pick" },
    h("code", { class: "token" }, text),
    navigator.clipboard ? h("button", { type: "button", class: "plain", onclick: copy }, "复制") : null);
}
