import {Flags} from '@oclif/core';
import type {PoolWish} from '../../model/pool-wish.js';

/** Flags that every command about pools shares. */
export const runFlags = {
  yes: Flags.boolean({char: 'y', description: 'do it without asking', env: 'SHAKINSTALL_YES', default: false}),
  json: Flags.boolean({description: 'print one JSON document at the end', env: 'SHAKINSTALL_JSON', default: false}),
  events: Flags.string({
    description: 'append every event to this file, one JSON document a line',
    env: 'SHAKINSTALL_EVENTS',
    helpValue: 'FILE',
  }),
  'write-config': Flags.boolean({
    description: 'write the pool back into the configuration file, comments kept',
    env: 'SHAKINSTALL_WRITE_CONFIG',
    default: false,
  }),
};

export const foreignFlag = Flags.boolean({
  description: 'even a pool that this deployment did not create',
  env: 'SHAKINSTALL_FOREIGN',
  default: false,
});

const pool = 'POOL';

const words = (description: string, env: string, helpValue: string) =>
  Flags.string({description, env, helpValue, helpGroup: pool, multiple: true, delimiter: ','});
const text = (description: string, env: string, helpValue: string) =>
  Flags.string({description, env, helpValue, helpGroup: pool});
const number = (description: string, env: string, range: {min: number; max: number}, helpValue = 'N') =>
  Flags.integer({description, env, helpValue, helpGroup: pool, ...range});

/** A pool by flags; each has an environment variable. */
export const poolFlags = {
  name: text('name of the pool, gpu-TYPE-COUNT where left out', 'SHAKINSTALL_POOL_NAME', 'NAME'),
  accelerator: text('GPU, such as t4 or nvidia-tesla-t4', 'SHAKINSTALL_ACCELERATOR', 'TYPE'),
  count: number('GPUs of each node', 'SHAKINSTALL_COUNT', {min: 1, max: 16}),
  'machine-type': text('machine type that carries them', 'SHAKINSTALL_MACHINE_TYPE', 'TYPE'),
  zone: words('zones of the pool, the best of the cluster’s region where left out', 'SHAKINSTALL_ZONE', 'ZONE'),
  min: number('fewest nodes of each zone [default: 0]', 'SHAKINSTALL_MIN', {min: 0, max: 1000}),
  max: number('most nodes of each zone [default: 2]', 'SHAKINSTALL_MAX', {min: 0, max: 1000}),
  nodes: number('nodes of each zone to begin with [default: --min]', 'SHAKINSTALL_NODES', {min: 0, max: 1000}),
  spot: Flags.boolean({
    description: 'cheap machines that may be taken away',
    env: 'SHAKINSTALL_SPOT',
    helpGroup: pool,
    allowNo: true,
  }),
  reservation: text('reservation that the machines take from', 'SHAKINSTALL_RESERVATION', 'NAME'),
  model: text('what it is to hold: decides GPUs and the size of its disk', 'SHAKINSTALL_MODEL', 'NAME|PARAMS'),
  'disk-size': number(
    'boot disk of each node in GB [default: 100]',
    'SHAKINSTALL_DISK_SIZE',
    {min: 10, max: 65_536},
    'GB',
  ),
  taint: words('taint in place of purpose=gpu-TYPE:NoSchedule', 'SHAKINSTALL_TAINT', 'KEY=VALUE:EFFECT'),
  'node-version': text(
    'version of the nodes, the control plane’s where left out',
    'SHAKINSTALL_NODE_VERSION',
    'VERSION',
  ),
  fallback: words(
    'what is tried in turn where there is no capacity: reservation, on-demand, spot, a zone, a GPU',
    'SHAKINSTALL_FALLBACK',
    'LADDER',
  ),
  'wait-minutes': number(
    'how long missing machines are waited for first',
    'SHAKINSTALL_WAIT_MINUTES',
    {min: 0, max: 1440},
    'MINUTES',
  ),
};

/** The wish that flags make; undefined where none of them says anything about a pool. */
export function selectWish(flags: Readonly<Record<string, unknown>>): PoolWish | undefined {
  const wish: PoolWish = {
    name: flags.name as string | undefined,
    accelerator: flags.accelerator as string | undefined,
    count: flags.count as number | undefined,
    machineType: flags['machine-type'] as string | undefined,
    zones: flags.zone as readonly string[] | undefined,
    min: flags.min as number | undefined,
    max: flags.max as number | undefined,
    nodes: flags.nodes as number | undefined,
    spot: flags.spot as boolean | undefined,
    reservation: flags.reservation as string | undefined,
    model: flags.model as string | undefined,
    diskSizeGb: flags['disk-size'] as number | undefined,
    taints: flags.taint as readonly string[] | undefined,
    version: flags['node-version'] as string | undefined,
    fallback: flags.fallback as readonly string[] | undefined,
  };
  return Object.values(wish).every((value) => value === undefined) ? undefined : wish;
}
