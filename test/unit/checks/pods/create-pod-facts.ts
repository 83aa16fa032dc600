import type {NodesFact} from '../../../../src/checks/probes/nodes-probe.js';
import type {PodGroup, PodsFact} from '../../../../src/checks/probes/pods-probe.js';
import type {WorkloadFact} from '../../../../src/checks/probes/workloads-probe.js';
import type {ClusterInputs} from '../../../../src/model/finding.js';

export const nowMs = Date.parse('2026-11-24T12:00:00Z');

export const createGroup = (group: Partial<PodGroup> = {}): PodGroup => ({
  kind: 'crash',
  message: 'Error',
  namespace: 'hyperplane-core',
  owner: {kind: 'Deployment', name: 'api-server-9bb32802'},
  count: 1,
  pods: ['api-server-9bb32802-54675fcbf6-64rqw'],
  nodes: ['node-1'],
  awaits: [],
  ...group,
});

export const createWorkload = (workload: Partial<WorkloadFact> = {}): WorkloadFact => ({
  kind: 'Deployment',
  namespace: 'hyperplane-core',
  name: 'api-server-9bb32802',
  wanted: 1,
  ready: 1,
  generation: 1,
  observedGeneration: 1,
  isUnderWay: false,
  foreign: [],
  ...workload,
});

/** Facts of a platform in which `groups` are in trouble. */
export function createPodInputs(
  groups: readonly PodGroup[],
  more: {
    readonly pods?: Partial<PodsFact>;
    readonly workloads?: readonly WorkloadFact[];
    readonly critical?: ReadonlyArray<{kind: string; namespace: string; namePrefix: string; name: string | null}>;
    readonly nodes?: Partial<NodesFact>;
    readonly claims?: object;
  } = {},
): ClusterInputs {
  const known = (value: unknown) => ({state: 'known', value}) as const;
  return {
    nowMs,
    facts: {
      pods: known({
        namespaces: [{name: 'hyperplane-core', pods: 9, ready: 7}],
        completed: 2,
        groups,
        more: 0,
        failingContainers: [],
        sidecars: [],
        refused: [],
        ...more.pods,
      }),
      workloads: known({workloads: more.workloads ?? [], critical: more.critical ?? []}),
      nodes: known({count: 1, groups: [], troubles: [], ...more.nodes}),
      claims: known(more.claims ?? {bound: 0, troubles: [], volumes: []}),
    },
  };
}
