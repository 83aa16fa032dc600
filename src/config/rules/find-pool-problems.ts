import {type FieldPath, formatPath, type Problem} from '../load/problem.js';
import type {View} from './view.js';

interface Pool {
  readonly path: FieldPath;
  readonly name?: string | undefined;
  readonly nodes?: number | undefined;
  readonly autoscaling?: {readonly min?: number | undefined; readonly max?: number | undefined} | undefined;
}

/** Bounds that do not hold their number of nodes, names that stand twice, and no core pool at all. */
export function findPoolProblems({cluster, nodePools, gpuPools}: View): Problem[] {
  const pools: Pool[] = [
    ...(cluster?.systemPool === undefined || cluster.mode === 'existing'
      ? []
      : [{path: ['cluster', 'systemPool'], ...cluster.systemPool}]),
    ...(nodePools ?? []).map((pool, index) => ({path: ['nodePools', index], ...pool})),
    ...(gpuPools ?? []).map((pool, index) => ({path: ['gpuPools', index], ...pool})),
  ];
  return [
    ...pools.flatMap(findBoundProblem),
    ...pools.flatMap((pool, index) => findTwin(pool, pools.slice(0, index))),
    ...(nodePools?.length === 0 && cluster?.mode === 'create' ? [noCorePool] : []),
  ];
}

const noCorePool: Problem = {
  code: 'SHK_CONFIG_E0011',
  path: ['nodePools'],
  summary: 'nodePools cannot be an empty list.',
  detail:
    'Allowed: at least one pool, because the platform’s own workloads run on it; none only where cluster.mode is existing.',
  tries: [{text: 'Leave nodePools out for the usual pool of seven n2-standard-16.'}],
};

function findBoundProblem({path, nodes, autoscaling}: Pool): Problem[] {
  const {min, max} = autoscaling ?? {};
  if (min === undefined || max === undefined) return [];
  const bounds = (field: FieldPath, summary: string, allowed: string, text: string): Problem[] => [
    {code: 'SHK_CONFIG_E0018', path: field, summary, detail: `Allowed: ${allowed}.`, tries: [{text}]},
  ];
  if (min > max) {
    const field = [...path, 'autoscaling', 'min'];
    return bounds(
      field,
      `${formatPath(field)} cannot be ${min} when max is ${max}.`,
      `0 to ${max}`,
      'Swap the two, or raise max.',
    );
  }
  if (nodes === undefined || (nodes >= min && nodes <= max)) return [];
  const field = [...path, 'nodes'];
  const advice =
    nodes > max
      ? `Lower nodes, or raise autoscaling.max to ${nodes}.`
      : `Raise nodes, or lower autoscaling.min to ${nodes}.`;
  return bounds(
    field,
    `${formatPath(field)} cannot be ${nodes} when autoscaling goes from ${min} to ${max}.`,
    `${min} to ${max}`,
    advice,
  );
}

function findTwin({path, name}: Pool, before: readonly Pool[]): Problem[] {
  const twin = before.find((other) => name !== undefined && other.name === name);
  if (twin === undefined) return [];
  const field = formatPath([...path, 'name']);
  return [
    {
      code: 'SHK_CONFIG_E0017',
      path: [...path, 'name'],
      summary: `${field} ${name} is the name of ${formatPath(twin.path)} as well.`,
      detail: 'Allowed: a name that no other pool of the cluster has.',
      tries: [{text: 'Give one of them another name.'}],
    },
  ];
}
