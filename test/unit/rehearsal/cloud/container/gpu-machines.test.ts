import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {findMachineMisfit} from '../../../../../src/model/find-machine-misfit.js';
import {
  type AcceleratorType,
  acceleratorTypes,
  attachedAccelerators,
  builtInAccelerators,
} from '../../../../../src/model/gpu-hosts.data.js';
import {listCounts, listMachineTypes} from '../../../../../src/model/gpu-hosts.js';
import {accelerators} from '../../../../../src/rehearsal/cloud/catalogue/accelerators.data.js';
import {regionOf} from '../../../../../src/rehearsal/cloud/catalogue/catalogue.js';
import type {TestCloud} from '../create-test-cloud.js';
import {clusters, createTestProject, project} from './create-test-cluster.js';

/** Machines of every kind that the table knows, those that are too large or of another series, and one with a shared core. */
const machines = [
  ...['standard', 'highmem', 'highcpu'].flatMap((kind) => [4, 8, 16, 32, 64, 96].map((cpus) => `n1-${kind}-${cpus}`)),
  ...Object.values(builtInAccelerators).flatMap((types) => Object.keys(types ?? {})),
  'n2-standard-8',
  'e2-standard-4',
  'f1-micro',
];

/** The program’s table of GPUs against what the rehearsal’s Google takes and refuses. */
describe('the table of GPUs', () => {
  let test: TestCloud;
  const clusterIn = new Map<string, string>();

  beforeAll(async () => {
    test = await createTestProject({catalogue: '2026-11'});
  });
  afterAll(() => clusterIn.clear());

  /** A cluster in a zone that has the GPU, one for all questions about it. */
  const clusterFor = async (zone: string): Promise<string> => {
    const known = clusterIn.get(zone);
    if (known !== undefined) return known;
    const parent = clusters.replace(/locations\/[^/]+/, `locations/${zone}`);
    const cluster = {name: 'prod', initialNodeCount: 1, nodeConfig: {machineType: 'e2-standard-2'}};
    const {status, body} = await test.call('POST', parent, {cluster});
    if (status !== 200) throw new Error(JSON.stringify(body));
    await test.clock.advance(900_000);
    clusterIn.set(zone, `${parent}/prod`);
    return `${parent}/prod`;
  };
  const isListed = async (zone: string, machineType: string) =>
    (await test.call('GET', `/compute/v1/projects/${project}/zones/${zone}/machineTypes/${machineType}`)).status ===
    200;

  /** Whether GKE takes a pool without nodes, and its words where it does not; the pool is taken away again. */
  const ask = async (zone: string, accelerator: string, count: number, machineType: string) => {
    const cluster = await clusterFor(zone);
    const config = {
      machineType,
      diskType: '',
      accelerators: [{acceleratorType: accelerator, acceleratorCount: String(count)}],
    };
    const answer = await test.call('POST', `${cluster}/nodePools`, {
      nodePool: {name: 'gpu', initialNodeCount: 0, config},
    });
    if (answer.status !== 200) return answer.body.error.message as string;
    await test.clock.advance(300_000);
    await test.call('DELETE', `${cluster}/nodePools/gpu`);
    await test.clock.advance(300_000);
    return undefined;
  };

  it.each(acceleratorTypes)(
    'is what GKE takes and refuses for %s',
    async (accelerator) => {
      const zones = accelerators[accelerator]?.zones ?? [];
      const count = fc.oneof(fc.constantFrom(...listCounts(accelerator)), fc.integer({min: 1, max: 17}));
      const fitting = listCounts(accelerator).flatMap((number) => listMachineTypes(accelerator, number));
      const machine = fc.oneof(fc.constantFrom(...fitting), fc.constantFrom(...machines));
      await fc.assert(
        fc.asyncProperty(count, machine, async (number, machineType) => {
          const zone = zones.find((one) => regionOf(one).startsWith('us-')) ?? zones[0] ?? '';
          // A machine that the zone does not have says nothing about GPUs.
          fc.pre(await isListed(zone, machineType));
          const refusal = await ask(zone, accelerator, number, machineType);
          const misfit = findMachineMisfit(accelerator as AcceleratorType, machineType, number);
          expect([machineType, number, refusal, misfit === undefined]).toEqual([
            machineType,
            number,
            refusal,
            refusal === undefined,
          ]);
        }),
        {numRuns: 25, seed: 20231204},
      );
      for (const number of listCounts(accelerator))
        for (const machineType of listMachineTypes(accelerator, number)) {
          const home = await Promise.all(zones.map(async (zone) => ((await isListed(zone, machineType)) ? zone : '')));
          const zone = home.find((one) => one !== '');
          if (zone !== undefined)
            expect([machineType, await ask(zone, accelerator, number, machineType)]).toEqual([machineType, undefined]);
        }
    },
    60_000,
  );

  it('names a machine for every number of every GPU', () => {
    for (const accelerator of acceleratorTypes)
      for (const number of listCounts(accelerator))
        for (const machineType of listMachineTypes(accelerator, number))
          expect([accelerator, number, machineType, findMachineMisfit(accelerator, machineType, number)]).toEqual([
            accelerator,
            number,
            machineType,
            undefined,
          ]);
    expect(Object.keys(attachedAccelerators)).not.toEqual([]);
  });
});
