// node sse.mjs http://127.0.0.1:8080 TOKEN: the graphql-sse client in distinct connections mode.

import { createClient } from 'graphql-sse';

import { asked, check, finish, first, provoke, same } from './check.mjs';

const [origin, token] = process.argv.slice(2);
const url = `${origin}/graphql`;
const headers = { authorization: `Bearer ${token}` };
const client = createClient({ url, headers, retryAttempts: 0 });

const answers = await first(2, client.iterate({ query: asked.query }));
same('a query is one answer and the end', answers.length, 1);
check('a query is answered', answers[0]?.data && !answers[0].errors, JSON.stringify(answers[0]));

provoke(origin, token);
const [changed] = await first(1, client.iterate({ query: asked.subscription }));
check('a subscription speaks', changed?.data && !changed.errors, JSON.stringify(changed));

const [refused] = await first(1, client.iterate({ query: 'subscription { nope }' }));
check('what can not begin is one answer with errors', refused?.errors && !('data' in refused));

const stream = (extra) => ({
  method: 'POST',
  headers: { ...extra, accept: 'text/event-stream', 'content-type': 'application/json' },
  body: JSON.stringify({ query: asked.subscription }),
});
const stranger = await fetch(url, stream({}));
same('without a token there is no stream', stranger.status, 401);

const silent = await fetch(url, stream(headers));
same('a stream is an event stream', silent.headers.get('content-type'), 'text/event-stream');
const decoder = new TextDecoder();
let heard = '';
const deadline = Date.now() + 15_000;
const reader = silent.body.getReader();
while (!/^:/m.test(heard) && Date.now() < deadline) {
  const { value, done } = await reader.read();
  if (done) break;
  heard += decoder.decode(value, { stream: true });
}
check('a silent stream shows that it is alive', /^:/m.test(heard), JSON.stringify(heard));
await reader.cancel();
finish();
