import type {Diagnostic} from '../model/diagnostic.js';
import type {NodeSelectorNeed, Release} from '../model/release.js';
import {nestAll} from './derive/find-overrides.js';
import {releaseDiagnostic} from './release-diagnostic.js';

/** Node labels of one pool of the deployment. */
export type PoolLabels = Readonly<Record<string, string>>;

/** What the values have to say besides, so that every pod finds a node, and what cannot be helped that way. */
export interface PoolValues {
  /** Nested as in a values file; for the `extraValues` of `renderValues`. */
  readonly extraValues: Readonly<Record<string, unknown>>;
  /** A warning for each label that was exchanged, an error for each that no pool carries. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Holds the node labels that a release asks for against those of the pools. One that no pool carries is exchanged
 * for the first pool's where the values say it; `pools` come in the order of preference.
 */
export function selectPoolValues(release: Release, pools: readonly PoolLabels[]): PoolValues {
  const unmet = release.nodeSelectors.filter(
    (need) => !pools.some((labels) => need.values.includes(labels[need.key] ?? '')),
  );
  const answers = unmet.map((need) => ({
    need,
    label: pools.find((labels) => labels[need.key] !== undefined)?.[need.key],
  }));
  const exchanged = answers.flatMap(({need, label}) =>
    need.path && label !== undefined ? [[need.path, label] as const] : [],
  );
  return {extraValues: nestAll(exchanged), diagnostics: answers.map(({need, label}) => describe(need, label))};
}

function describe(need: NodeSelectorNeed, label: string | undefined): Diagnostic {
  const wanted = `${need.key}=${need.values.join(' or ')}`;
  const workloads = need.workloads.length > 0 ? {detail: `Asked for by ${need.workloads.join(', ')}.`} : {};
  if (need.path && label !== undefined) {
    return releaseDiagnostic(
      'SHK_RELEASE_W0007',
      `No pool carries ${wanted}: ${need.path} is set to ${label}`,
      workloads,
    );
  }
  return releaseDiagnostic(
    'SHK_RELEASE_E0018',
    `No pool carries the label ${wanted}, which pods of the release ask for`,
    {
      ...workloads,
      field: 'nodePools',
      tries: [{text: `Give a pool the label ${need.key}: ${need.values[0]}, or those pods stay pending.`}],
    },
  );
}
