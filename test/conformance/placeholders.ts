import type {RecordedExchange} from './replay-google-cloud.js';

type Values = Record<string, string>;

/** Turns recorded requests into sendable ones and learns from each answer what to put in next. */
export interface Placeholders {
  fill(value: unknown, method: string, body: unknown): unknown;
  learn(recorded: unknown, answered: unknown): void;
}

/** Fields whose recorded value stands for whatever the server last said. */
const echoed = ['etag', 'labelFingerprint', 'fingerprint'];

function placeholder(name: string): string {
  return `\${${name}}`;
}

function mentions(exchanges: readonly RecordedExchange[], text: string): boolean {
  return exchanges.some(({request}) => request.url.includes(text));
}

/** The recordings take the default network and one of their own under the same placeholder. */
function findNetwork(exchanges: readonly RecordedExchange[]): string {
  const first = exchanges.find(({request}) => request.url.includes(`/global/networks/${placeholder('networkID')}`));
  return first?.request.method === 'GET' && first.response.status === 200 ? 'default' : 'network-abc123';
}

function walk(value: unknown, change: (text: string, key: string) => string, key = ''): unknown {
  if (typeof value === 'string') return change(value, key);
  if (Array.isArray(value)) return value.map((one) => walk(one, change, key));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, change, name)]));
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Placeholders of a recorded text, bound to what stands there in the answer. */
function bind(recorded: string, answered: string): Values {
  const names: string[] = [];
  const pattern = recorded
    .split(/(\$\{\w+\})/)
    .map((part) => {
      const name = /^\$\{(\w+)\}$/.exec(part)?.[1];
      if (!name) return escapePattern(part);
      names.push(name);
      return '(.+?)';
    })
    .join('');
  const found = new RegExp(`^${pattern}$`).exec(answered);
  return Object.fromEntries(names.map((name, index) => [name, found?.[index + 1] ?? '']).filter(([, value]) => value));
}

function visitPairs(
  recorded: unknown,
  answered: unknown,
  visit: (recorded: string, answered: string, key: string) => void,
  key = '',
): void {
  if (typeof recorded === 'string' && typeof answered === 'string') visit(recorded, answered, key);
  else if (Array.isArray(recorded) && Array.isArray(answered))
    for (const [index, one] of recorded.entries()) visitPairs(one, answered[index], visit, key);
  else if (recorded && answered && typeof recorded === 'object' && typeof answered === 'object') {
    for (const [name, one] of Object.entries(recorded))
      visitPairs(one, (answered as Record<string, unknown>)[name], visit, name);
  }
}

export function createPlaceholders(exchanges: readonly RecordedExchange[]): Placeholders {
  const values: Values = {
    uniqueId: 'abcdef12',
    projectId: 'acme-test',
    organizationID: '123450001',
    folderID: '123451001',
    billingAccountID: '123456-777777-000001',
    networkID: findNetwork(exchanges),
    subnetworkID: mentions(exchanges, `/networks/${placeholder('subnetworkID')}`) ? 'default' : 'subnet-abc123',
    addressID: 'address-abc123',
    firewallID: 'firewall-abc123',
    routerID: 'router-abc123',
    diskID: 'disk-abc123',
  };
  const names = new Map<string, string>();
  const made = new Set<string>();
  const last: Values = {};
  const replace = (text: string) => {
    const filled = text.replace(/\$\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
    return [...names].reduce((known, [from, to]) => known.replaceAll(from, to), filled);
  };
  return {
    fill(value, method, body) {
      // Two addresses of one file share a placeholder; the second creation is of another one.
      const name = (body as {name?: string} | undefined)?.name;
      if (method === 'POST' && name === placeholder('addressID') && value !== body) {
        if (made.has(name)) values.addressID = `${values.addressID}-next`;
        made.add(name);
      }
      return walk(value, (text, key) => (echoed.includes(key) && last[key] ? last[key] : replace(text)));
    },
    learn(recorded, answered) {
      visitPairs(recorded, answered, (expected, actual, key) => {
        if (echoed.includes(key)) last[key] = actual;
        if (key === 'instanceGroupUrls') {
          names.set(replace(expected).replace(/^.*\/zones\//, 'zones/'), actual.replace(/^.*\/zones\//, 'zones/'));
        }
        const bound = bind(expected, actual);
        for (const learnt of ['operationID', 'serviceAccountKeyID', 'projectNumber']) {
          if (bound[learnt]) values[learnt] = bound[learnt];
        }
        if (key === 'id' && (recorded as {kind?: string}).kind === 'dns#change') values.changeId = actual;
      });
    },
  };
}
