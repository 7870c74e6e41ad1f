// node audits.mjs http://127.0.0.1:8080 TOKEN: the audits of graphql-http; each of the 61 must be ok.

import { serverAudits } from 'graphql-http';

import { check, finish, same } from './check.mjs';

const [origin, token] = process.argv.slice(2);
const authorization = `Bearer ${token}`;

const audits = serverAudits({
  url: `${origin}/graphql`,
  fetchFn: (url, init) => fetch(url, { ...init, headers: { ...init?.headers, authorization } }),
});
same('number of audits', audits.length, 61);
for (const audit of audits) {
  const result = await audit.fn();
  check(`${audit.id} ${audit.name}`, result.status === 'ok', `${result.status}: ${result.reason}`);
}
finish();
