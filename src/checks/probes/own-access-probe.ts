import type {Probe} from './probe.js';

export interface OwnAccessFact {
  /** Such as `create deployments.apps`. */
  readonly asked: readonly string[];
  readonly refused: readonly string[];
}

/** Kinds as a release lists them, with the plurals that the API uses. */
function selectResource(kind: string): {readonly group: string; readonly resource: string} {
  const [group, name] = kind.includes('/') ? (kind.split('/') as [string, string]) : ['', kind];
  const lower = name.toLowerCase();
  if (lower === 'endpoints') return {group, resource: lower};
  if (/[^aeiou]y$/.test(lower)) return {group, resource: `${lower.slice(0, -1)}ies`};
  return {group, resource: /(s|x|ch|sh)$/.test(lower) ? `${lower}es` : `${lower}s`};
}

/** Whether the operator may create what the release holds in the existing cluster: one review a kind. */
export const ownAccessProbe: Probe<OwnAccessFact> = {
  id: 'own-access',
  async collect({ports, cluster, release}) {
    const target = await cluster();
    const kinds = [...new Set([...release.kinds.chart, ...release.kinds.manifests])].sort();
    const answers = await Promise.all(
      kinds.map(async (kind) => {
        const {group, resource} = selectResource(kind);
        const name = `create ${resource}${group === '' ? '' : `.${group}`}`;
        return {name, isAllowed: await ports.accessReviews.isAllowed(target, {verb: 'create', group, resource})};
      }),
    );
    return {
      asked: answers.map(({name}) => name),
      refused: answers.filter(({isAllowed}) => !isAllowed).map(({name}) => name),
    };
  },
};
