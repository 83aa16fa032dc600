import type {Finding, Report, Verdict} from '../../model/finding.js';

/** The hops of a request, in the order in which it takes them, with what each is called. */
const hops: ReadonlyArray<readonly [id: string, name: string]> = [
  ['road/zone-delegated', 'parent NS'],
  ['road/name-servers-answer', 'authoritative'],
  ['road/resolvers-agree', 'resolvers'],
  ['road/cluster-dns-ready', 'cluster DNS'],
  ['road/records-lead-to-ingress', 'records'],
  ['road/ports-open', 'ports'],
  ['road/certificate-served', 'certificate'],
  ['road/gateway-listens', 'Gateway'],
  ['road/routes-lead-on', 'routes'],
  ['road/login-guards', 'oauth2-proxy'],
  ['road/realm-answers', 'Keycloak'],
  ['road/login-page-opens', 'login'],
  ['road/dashboard-answers', 'dashboard'],
];

/** From best to worst. */
const order: readonly Verdict[] = ['skipped', 'pass', 'unknown', 'warn', 'fail'];

const marks: Readonly<Record<Verdict, string>> = {pass: '✔', warn: '!', fail: '✖', skipped: '-', unknown: '?'};

const worstOf = (findings: readonly Finding[]): Verdict =>
  findings.map(({verdict}) => verdict).sort((a, b) => order.indexOf(b) - order.indexOf(a))[0] ?? 'skipped';

/**
 * The road of a request as lines of hops, each with its verdict and never broken in two; empty where no hop was
 * looked at. `mark` paints a verdict's sign.
 */
export function formatRoad(
  {findings}: Pick<Report, 'findings'>,
  columns: number,
  mark: (verdict: Verdict) => string = (verdict) => marks[verdict],
): readonly string[] {
  const byId = Map.groupBy(findings, ({id}) => id);
  const lines: Array<{text: string; width: number}> = [];
  for (const [id, name] of hops) {
    const own = byId.get(id);
    if (own === undefined) continue;
    const text = `${name} ${mark(worstOf(own))}`;
    // A painted sign is as wide as a plain one.
    const width = name.length + 2;
    const last = lines.at(-1);
    if (last === undefined) lines.push({text, width});
    else if (last.width + 3 + width <= columns - 2) {
      last.text += ` → ${text}`;
      last.width += 3 + width;
    } else lines.push({text: `→ ${text}`, width: width + 2});
  }
  return lines.map(({text}) => text);
}
