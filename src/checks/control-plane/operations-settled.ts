import {formatLocationFlag} from '../../model/cluster-ref.js';
import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {gkeOperationsProbe} from '../probes/gke-operations-probe.js';
import {readFact} from '../read-fact.js';

const expected = 'no operation that lasts longer than its kind does';
/** Upgrades of large pools and control planes are the longest; most take minutes. */
const longMs = 60 * 60_000;

/** What operations are, in words. https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.operations#Type */
const meanings: Readonly<Record<string, string>> = {
  UPGRADE_MASTER: 'GKE upgrades the control plane',
  UPGRADE_NODES: 'nodes are being replaced by ones of another version',
  AUTO_UPGRADE_NODES: 'GKE replaces nodes by ones of another version',
  REPAIR_CLUSTER: 'GKE repairs the control plane',
  AUTO_REPAIR_NODES: 'GKE replaces nodes that do not answer',
  RESIZE_CLUSTER: 'GKE resizes the control plane',
  CREATE_NODE_POOL: 'a node pool is being made',
  DELETE_NODE_POOL: 'a node pool is being deleted',
  SET_NODE_POOL_SIZE: 'a node pool is being resized',
};
/** While one of these runs, a zonal control plane does not answer, and a regional one drops connections. */
const disturbing = new Set(['UPGRADE_MASTER', 'REPAIR_CLUSTER', 'RESIZE_CLUSTER']);

export const operationsSettled: Check = {
  id: 'control-plane/operations-settled',
  title: 'No operation of GKE’s is under way, or it is young',
  why: 'GKE carries out one operation on a cluster at a time: one that hangs keeps all others out, an upgrade and a repair alike.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.operations',
  runbook: '9',
  probes: [gkeOperationsProbe],
  needs: ['credentials/identity-present', 'control-plane/cluster-running'],
  evaluate({facts, config, nowMs}) {
    const place = `${formatLocationFlag(config.location)} --project ${config.project.id}`;
    const running = readFact(facts, gkeOperationsProbe);
    if (running.length === 0)
      return [about({expected, evidence: `gcloud container operations list ${place}`}).pass('none is under way')];
    return running.map(({name, type, status, target, detail, startedAt}) => {
      const command = `gcloud container operations describe ${name} ${place}`;
      const own = about({resource: `Operation ${name}`, expected, evidence: command});
      const ageMs = startedAt === undefined ? Number.NaN : nowMs - Date.parse(startedAt);
      const age = Number.isNaN(ageMs) ? 'since an unknown time' : `for ${Math.max(0, Math.round(ageMs / 60_000))} min`;
      const on = target.slice(target.indexOf('/clusters/') + 1);
      const meaning = meanings[type];
      const observed = `${meaning === undefined ? '' : `${meaning}: `}${type} on ${on} is ${status} ${age}${detail === '' ? '' : `: ${detail}`}`;
      const explains = disturbing.has(type) ? ['answers of the API server'] : undefined;
      if (ageMs > longMs)
        return own.fail(
          observed,
          [
            {
              text: 'Cancel it where it can be cancelled; else ask Google’s support.',
              command: `gcloud container operations cancel ${name} ${place}`,
            },
          ],
          explains,
        );
      const tries = [{text: 'Wait for it.', command: `gcloud container operations wait ${name} ${place}`}];
      return own.warn(observed, tries, explains);
    });
  },
};
