import {formatLocationFlag} from '../../model/cluster-ref.js';
import type {Check, Judgement} from '../../model/finding.js';
import type {NodePoolState} from '../../model/ports/clusters.js';
import {about} from '../about.js';
import {clusterProbe} from '../probes/cluster-probe.js';
import {nodesProbe} from '../probes/nodes-probe.js';
import {readFact} from '../read-fact.js';
import {readFactIfKnown} from '../read-fact-if-known.js';
import {listPlannedPools, type PlannedPool} from './list-planned-pools.js';
import {nodesMissing} from './nodes-missing.js';

/** What keeps workloads that select the pool from running in it. */
function listDifferences(wanted: PlannedPool, pool: NodePoolState): readonly string[] {
  const labels = Object.entries(wanted.labels).filter(([key, value]) => pool.labels[key] !== value);
  const gpu = pool.accelerators[0];
  return [
    ...labels.map(([key, value]) => `label ${key}=${pool.labels[key] ?? '(none)'}, planned ${value}`),
    ...(wanted.accelerator === undefined ||
    (gpu?.type === wanted.accelerator.type && gpu.count === wanted.accelerator.count)
      ? []
      : [
          `accelerator ${gpu === undefined ? '(none)' : `${gpu.count} × ${gpu.type}`}, planned ${wanted.accelerator.count} × ${wanted.accelerator.type}`,
        ]),
    ...(pool.machineType === wanted.machineType ? [] : [`machines ${pool.machineType}, planned ${wanted.machineType}`]),
  ];
}

export const poolsAsPlanned: Check = {
  id: 'nodes/pools-as-planned',
  title: 'Every node pool of the plan exists, with its labels, machines and size',
  why: 'The platform’s workloads select nodes by the pool’s labels. Without them, or with fewer nodes than they need, they stay pending.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/node-pools',
  runbook: '10',
  probes: [clusterProbe],
  needs: ['project/project-usable'],
  evaluate(inputs) {
    const {facts, config} = inputs;
    const cluster = readFact(facts, clusterProbe);
    if (cluster === null) return [];
    const place = `--cluster ${config.cluster.name} ${formatLocationFlag(config.location)} --project ${config.project.id}`;
    const sizes = readFactIfKnown(facts, nodesProbe)?.groups;
    return listPlannedPools(inputs).map((wanted): Judgement => {
      const {name, min, max, step} = wanted;
      const own = about({
        resource: `Node pool ${name}`,
        expected: `${wanted.machineType}, ${min === max ? min : `${min} to ${max}`} nodes, ${Object.entries(
          wanted.labels,
        )
          .map((pair) => pair.join('='))
          .join(', ')}`,
        evidence: `gcloud container node-pools describe ${name} ${place}`,
      });
      const pool = cluster.nodePools.find((candidate) => candidate.name === name);
      if (pool === undefined)
        return {
          ...own.fail(
            'there is no such pool',
            [{text: 'Run again: it is made.', command: 'shakinstall init'}],
            [nodesMissing],
          ),
          mendedBy: step,
        };
      const differences = listDifferences(wanted, pool);
      if (differences.length > 0)
        return own.fail(
          differences.join('; '),
          [
            {
              text: 'Labels can be changed in place; machines and accelerators need another pool.',
              command: `gcloud container node-pools update ${name} ${place} --node-labels ${Object.entries(
                wanted.labels,
              )
                .map((pair) => pair.join('='))
                .join(',')}`,
            },
          ],
          [nodesMissing],
        );
      const size = sizes?.find((group) => group.pool === name)?.count;
      if (size === undefined && min > 0 && sizes !== undefined)
        return own.fail(
          `no node of it is in the cluster, planned are at least ${min}`,
          [
            {text: 'See what GKE says of it.', command: `gcloud container node-pools describe ${name} ${place}`},
            {
              text: 'Give it its nodes.',
              command: `gcloud container clusters resize ${config.cluster.name} --node-pool ${name} --num-nodes ${min} ${formatLocationFlag(config.location)} --project ${config.project.id}`,
            },
          ],
          [nodesMissing],
        );
      const count = size === undefined ? '' : `, ${size} nodes`;
      if (size !== undefined && size < min)
        return own.warn(`${size} nodes, planned are at least ${min}`, [
          {
            text: 'See whether GKE is at it, or why it cannot.',
            command: `gcloud container node-pools describe ${name} ${place}`,
          },
        ]);
      return own.pass(`${pool.machineType}${count}`);
    });
  },
};
