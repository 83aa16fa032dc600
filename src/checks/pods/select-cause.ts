/** A workload that does not serve, with everything that it and those around it say. */
export interface TroubledWorkload {
  readonly namespace: string;
  readonly name: string;
  readonly words: string;
}

/** What programs say of services that are known by many names. */
const synonyms: ReadonlyArray<readonly [workload: RegExp, words: RegExp]> = [
  [/^(postgres|pgbouncer|pgpool)/i, /\b(postgres(ql)?|database server|jdbc|P1001|pg_isready|:5432|:6432)\b/i],
  [/^redis/i, /\b(redis|:6379)\b/i],
  [/^keycloak/i, /\b(keycloak|realm|oidc|openid)\b/i],
  [/^istiod/i, /\b(istiod|xds|pilot-discovery|:15012|15017)\b/i],
];

/** The name that a Service or a person gives a workload: without the suffix that its chart generated. */
const baseOf = (name: string) => name.replace(/-[0-9a-f]{8,10}$/, '');

/** Whether words speak of a workload: by its Service's host, or as programs speak of what it is. */
function speaksOf(words: string, {namespace, name}: TroubledWorkload): boolean {
  if (words === '') return false;
  const hosts = Array.from(words.matchAll(/([a-z0-9-]+)\.([a-z0-9-]+)/g));
  const base = baseOf(name);
  if (hosts.some(([, host = '', place]) => place === namespace && (host === base || host.startsWith(`${base}-`))))
    return true;
  return synonyms.some(([workload, said]) => workload.test(name) && said.test(words));
}

type Place = Pick<TroubledWorkload, 'namespace' | 'name'>;
const isSame = (a: Place, b: Place) => a.namespace === b.namespace && a.name === b.name;

/**
 * The troubled workload that this one waits for, at the far end of the chain; undefined where it waits for none.
 * Two that speak of each other are both left to be judged.
 */
export function selectCause(own: Place, troubled: readonly TroubledWorkload[]): TroubledWorkload | undefined {
  const causesOf = (place: Place) => {
    const words = troubled
      .filter((other) => isSame(other, place))
      .map((other) => other.words)
      .join('\n');
    return troubled.filter((other) => !isSame(other, place) && speaksOf(words, other));
  };
  const seen: Place[] = [own];
  let cause: TroubledWorkload | undefined;
  for (;;) {
    const [next] = causesOf(cause ?? own);
    if (next === undefined) return cause;
    if (seen.some((place) => isSame(place, next))) return undefined;
    seen.push(next);
    cause = next;
  }
}
