import {setTimeout as wait} from 'node:timers/promises';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import type {LadderOutcome} from '../../src/cli/gpu-pool/climb-ladder.js';
import {collectPoolList} from '../../src/cli/gpu-pool/collect-pool-list.js';
import {readPoolJournal} from '../../src/cli/gpu-pool/create-pool-plan.js';
import {attachCluster} from '../../src/cli/gpu-pool/open-pool-workspace.js';
import {prepareWishes, runAdd} from '../../src/cli/gpu-pool/run-add.js';
import {runRemove} from '../../src/cli/gpu-pool/run-remove.js';
import {runResize, type SizeWish} from '../../src/cli/gpu-pool/run-resize.js';
import {selectWishes} from '../../src/cli/gpu-pool/select-wishes.js';
import {DiagnosticError} from '../../src/model/diagnostic-error.js';
import type {PoolWish} from '../../src/model/pool-wish.js';
import type {RunEvent} from '../../src/model/run-event.js';
import type {ClusterState, PoolState} from '../../src/rehearsal/cloud/container/cluster-state.js';
import {addPoolSteps, removePoolSteps, sizePoolSteps} from '../../src/steps/gpu/pool-steps.js';
import {steps} from '../../src/steps/steps.js';
import {type ContractWorld, type Cut, openContractWorld} from './open-contract-world.js';

/** Everything of Google's, without the platform inside the cluster. */
const cloudSteps = steps.filter(({id}) => !/^(platform|tls|keys\/apply|dns)/.test(id));
const zone = 'northamerica-northeast1-c';

/** Commands about pools against one cluster, with the real clients, as their commands run them. */
describe('gpu-pool', () => {
  let world: ContractWorld;
  let events: RunEvent[] = [];
  let said: string[] = [];

  beforeAll(async () => {
    world = await openContractWorld({speed: 500, seed: 11, steps: cloudSteps});
    const {failures} = await world.run();
    expect(failures).toEqual([]);
  }, 120_000);
  afterAll(() => world.close(), 30_000);
  afterEach(async () => {
    await world.withdrawAll();
    events = [];
    said = [];
  });

  const screen = {
    renderer: {onEvent: (event: RunEvent) => void events.push(event), async stop() {}},
    isInteractive: false,
    say: (text: string) => void said.push(text),
  };
  const open = () => attachCluster(world.workspace(), 'shakinstall init');
  const add = async (
    wish: PoolWish,
    more: {waitMinutes?: number; signal?: AbortSignal; isSmokeTested?: boolean} = {},
  ) => {
    const workspace = await open();
    const pools = await prepareWishes(workspace, selectWishes(wish, workspace));
    const [outcome] = await runAdd(workspace, pools, {
      isApproved: true,
      waitMinutes: 0,
      isSmokeTested: false,
      openScreen: async () => screen,
      eventsFile: undefined,
      ...more,
    });
    return outcome as LadderOutcome;
  };
  const options = {isApproved: true, isForeignAllowed: false, screen, eventsFile: undefined};
  const remove = async (name: string, more: {isForced?: boolean; isForeignAllowed?: boolean} = {}) =>
    runRemove(await open(), name, {...options, command: `remove ${name}`, isForced: false, ...more});
  const resize = async (name: string, wish: Partial<SizeWish>) =>
    runResize(
      await open(),
      name,
      {min: undefined, max: undefined, nodes: undefined, ...wish},
      {...options, command: `resize ${name}`},
    );
  const codesOf = async (asking: Promise<unknown>) => {
    const error = await asking.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(DiagnosticError);
    return (error as DiagnosticError).diagnostics.map(({code}) => code);
  };
  const cluster = () => Object.values(world.snapshot().clusters)[0] as unknown as ClusterState;
  const poolsNamed = (name: string) => cluster().pools.filter((pool) => pool.name === name) as PoolState[];
  const writesOf = async (act: () => Promise<unknown>) => {
    const from = world.calls.length;
    await act();
    return world.calls.slice(from).filter(({isWrite}) => isWrite);
  };

  it('makes a pool with everything that the platform asks of it, by calls that its steps declare', async () => {
    const from = world.calls.length;
    const outcome = await add({accelerator: 't4', count: 2, max: 3, model: '30b'});
    expect(outcome).toMatchObject({exitCode: 0, isChanged: true, diagnostics: []});
    const [pool] = poolsNamed('gpu-t4-2');
    expect(pool).toMatchObject({
      status: 'RUNNING',
      locations: [zone],
      version: cluster().version,
      autoscaling: {enabled: true, maxNodeCount: 3},
      management: {autoRepair: true},
      upgradeSettings: {maxSurge: 1},
      nodes: [],
      config: {
        machineType: 'n1-standard-8',
        diskSizeGb: 100,
        diskType: 'pd-balanced',
        labels: {'hyperplane.dev/nodeType': 'gpu-t4-2', 'hub.jupyter.org/node-purpose': 'user'},
        taints: [{key: 'purpose', value: 'gpu-t4', effect: 'NO_SCHEDULE'}],
        accelerators: [
          {
            acceleratorType: 'nvidia-tesla-t4',
            acceleratorCount: '2',
            gpuDriverInstallationConfig: {gpuDriverVersion: 'DEFAULT'},
          },
        ],
        workloadMetadataConfig: {mode: 'GKE_METADATA'},
        resourceLabels: {'shakinstall-deployment': 'rehearsal'},
      },
    });
    const disks = Object.keys(world.snapshot().compute).filter((path) => path.includes(`zones/${zone}/disks/`));
    expect(disks.map((path) => path.split('/').at(-1))).toEqual(
      expect.arrayContaining(['rehearsal-conda', 'rehearsal-llm']),
    );
    const declared = new Set(addPoolSteps.flatMap(({permissions}) => permissions.map(({permission}) => permission)));
    const used = world.calls.slice(from).filter(({actor}) => actor === 'deployer');
    expect(used.length).toBeGreaterThan(0);
    expect([...new Set(used.flatMap(({permissions}) => permissions))].filter((one) => !declared.has(one))).toEqual([]);
  }, 60_000);

  it('does nothing the second time', async () => {
    const writes = await writesOf(async () =>
      expect(await add({accelerator: 't4', count: 2, max: 3})).toMatchObject({exitCode: 0, isChanged: false}),
    );
    expect(writes).toEqual([]);
  }, 60_000);

  it('takes every pool of the configuration where nothing is said', async () => {
    const workspace = await open();
    expect(selectWishes(undefined, workspace).map(({name}) => name)).toEqual(['gpu-pool']);
    expect(selectWishes({name: 'gpu-pool', max: 5}, workspace)).toMatchObject([
      {accelerator: 'nvidia-tesla-t4', max: 5},
    ]);
  }, 30_000);

  it('changes bounds and size, and lists what stands and idles', async () => {
    expect(await resize('gpu-t4-2', {min: 1, max: 4, nodes: 1})).toMatchObject({exitCode: 0, isChanged: true});
    expect(await resize('gpu-t4-2', {max: 4})).toMatchObject({exitCode: 0, isChanged: false});
    const [pool] = poolsNamed('gpu-t4-2');
    expect(pool?.autoscaling).toMatchObject({maxNodeCount: 4});
    expect(pool?.nodes).toHaveLength(1);
    const {pools, gaps} = await collectPoolList(await open());
    expect(gaps).toEqual([]);
    expect(pools.find(({name}) => name === 'gpu-t4-2')).toMatchObject({
      isOwn: true,
      gpu: 'T4',
      nodes: 1,
      gpusInUse: 0,
      idle: {nodes: 1, gpus: 2},
      quota: {name: 'NVIDIA_T4_GPUS', left: 14},
      shortages: [],
    });
    expect(await codesOf(resize('gpu-t4-2', {min: 5}))).toEqual(['SHK_GPU_E2006']);
    expect(await codesOf(resize('gpu-t4-2', {}))).toEqual(['SHK_GPU_E2016']);
    expect(await codesOf(resize('gpu-t4-3', {max: 1}))).toEqual(['SHK_GPU_E2015']);
  }, 60_000);

  it('removes no pool under its workloads, unless told', async () => {
    const {ports, cluster: state} = await open();
    const target = {endpoint: state.endpoint, caCertificate: state.caCertificate};
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {name: 'inference', namespace: 'default'},
      spec: {
        nodeSelector: {'cloud.google.com/gke-nodepool': 'gpu-t4-2'},
        tolerations: [{operator: 'Exists'}],
        containers: [{name: 'main', image: 'inference:1', resources: {limits: {cpu: '1'}}}],
      },
    };
    await ports.operator.kube.apply(target, pod, {isDryRun: false, force: false});
    const ref = {apiVersion: 'v1', kind: 'Pod', namespace: 'default', name: 'inference'};
    while (((await ports.operator.kube.get(target, ref))?.status as {phase?: string})?.phase !== 'Running')
      await ports.operator.clock.sleep(5000);
    const from = world.calls.length;
    expect(await codesOf(remove('gpu-t4-2'))).toEqual(['SHK_GPU_E2052']);
    expect(await remove('gpu-t4-2', {isForced: true})).toMatchObject({exitCode: 0, isChanged: true});
    expect(poolsNamed('gpu-t4-2')).toEqual([]);
    expect(await ports.operator.kube.get(target, ref)).toBeUndefined();
    const declared = new Set(
      [...removePoolSteps, ...sizePoolSteps].flatMap(({permissions}) => permissions.map(({permission}) => permission)),
    );
    const used = world.calls.slice(from).filter(({actor}) => actor === 'deployer');
    expect([...new Set(used.flatMap(({permissions}) => permissions))].filter((one) => !declared.has(one))).toEqual([]);
  }, 60_000);

  const foreign = {
    name: 'theirs',
    initialNodeCount: 0,
    config: {machineType: 'n1-standard-8', accelerators: [{acceleratorType: 'nvidia-tesla-t4', acceleratorCount: '1'}]},
  };
  const path = `/v1/projects/shakudo-rehearsal/locations/${zone}/clusters/shakudo/nodePools`;

  it('joins the operation that runs on the cluster, by its name, and leaves pools of others alone', async () => {
    await world.inject('operation-stuck');
    const {name} = (await world.send('POST', path, {nodePool: foreign})) as {name: string};
    const before = world.calls.length;
    const added = add({accelerator: 't4', name: 'mine'});
    while (!world.calls.slice(before).some((call) => call.path.includes(name))) await wait(20);
    expect(poolsNamed('mine')).toEqual([]);
    await world.withdrawAll();
    expect(await added).toMatchObject({exitCode: 0, isChanged: true});
    expect(events.some((event) => JSON.stringify(event.data).includes(name))).toBe(true);
    expect(await codesOf(add({accelerator: 't4', name: 'theirs'}))).toEqual(['SHK_GPU_E2034']);
    expect(await codesOf(resize('theirs', {max: 3}))).toEqual(['SHK_GPU_E2051']);
    expect(await codesOf(remove('theirs'))).toEqual(['SHK_GPU_E2051']);
    expect(poolsNamed('theirs')).toHaveLength(1);
    expect(await remove('theirs', {isForeignAllowed: true})).toMatchObject({exitCode: 0});
    expect(poolsNamed('theirs')).toEqual([]);
    expect(await remove('mine')).toMatchObject({exitCode: 0});
  }, 60_000);

  it.each<[string, PoolWish, string]>([
    ['a zone without the GPU', {accelerator: 't4', zones: ['northamerica-northeast1-a']}, 'SHK_GPU_E2032'],
    ['a region without the GPU', {accelerator: 'h100-80gb'}, 'SHK_GPU_E2032'],
    ['a reservation that is not there', {accelerator: 't4', reservation: 'llm'}, 'SHK_GPU_E2036'],
    ['nodes newer than their control plane', {accelerator: 't4', version: '1.27.99'}, 'SHK_GPU_E2037'],
    ['a version that the release does not support', {accelerator: 't4', version: '1.28'}, 'SHK_GPU_E2039'],
    ['more GPUs than the limit', {accelerator: 't4', nodes: 17, max: 17}, 'SHK_GPU_E2035'],
  ])('creates nothing for %s', async (_what, wish, code) => {
    const writes = await writesOf(async () => expect(await codesOf(add(wish))).toEqual([code]));
    expect(writes).toEqual([]);
  });

  it('says what stands after a stockout, goes on by the ladder, and begins there the next time', async () => {
    await world.inject('stockout-partial', {machines: 'n1-.*', available: 1});
    const stopped = await add({accelerator: 't4', name: 'llm', min: 3, max: 3});
    expect(stopped.exitCode).toBe(5);
    expect(stopped.diagnostics.map(({code, summary}) => [code, summary])).toEqual([
      ['SHK_GPU_E2010', `Pool llm: zone ${zone} is exhausted of n1-standard-8: 1 of 3 nodes stand.`],
    ]);
    const {pools} = await collectPoolList(await open());
    expect(pools.find(({name}) => name === 'llm')?.shortages.length).toBeGreaterThan(1);
    await world.withdrawAll();
    await world.inject('stockout', {machines: 'n1-standard-8'});
    const climbed = await add({
      accelerator: 't4',
      name: 'p',
      min: 1,
      max: 1,
      machineType: 'n1-standard-8',
      fallback: ['reservation', 'l4', 'spot', 'on-demand'],
    });
    expect(climbed.exitCode).toBe(5);
    expect(climbed.rung).toBe('spot');
    expect(said.filter((text) => text.includes('left out'))).toHaveLength(2);
    const journal = readPoolJournal(world.workspace());
    const chosen = journal.filter((event) => event.code === 'FallbackChosen');
    expect(chosen.map(({data}) => data)).toEqual([
      {step: 'gpu/create-gpu-pool[p]', rung: 'spot', because: expect.stringContaining('is exhausted of n1-standard-8')},
    ]);
    expect(poolsNamed('p')).toHaveLength(1);
    await world.withdrawAll();
    const waited = await add({name: 'p'}, {waitMinutes: 30});
    expect(waited).toMatchObject({exitCode: 0, pool: {spot: true}});
    expect(await add({accelerator: 't4', name: 'p', min: 1, max: 1, fallback: ['spot']})).toMatchObject({
      exitCode: 0,
      isChanged: false,
      rung: 'spot',
    });
    for (const name of ['p', 'llm']) expect(await remove(name)).toMatchObject({exitCode: 0});
  }, 180_000);

  it('sees a pod use the GPUs, and the pool go back to its minimum', async () => {
    const outcome = await add({accelerator: 't4', count: 4, name: 'smoke', max: 1}, {isSmokeTested: true});
    expect(outcome).toMatchObject({exitCode: 0, diagnostics: []});
    const [outputs = {}] = events.flatMap((event) =>
      event.code === 'StepCompleted' && event.data.step === 'gpu/run-smoke-test[smoke]' ? [event.data.outputs] : [],
    );
    expect(outputs.node).toContain('-smoke-');
    expect(outputs.gpus?.split('; ')).toEqual(
      [0, 1, 2, 3].map((index) => expect.stringContaining(`GPU ${index}: Tesla T4`)),
    );
    expect(poolsNamed('smoke')[0]?.nodes).toEqual([]);
    await world.inject('stockout', {machines: 'n1-.*'});
    const short = await add({accelerator: 't4', count: 4, name: 'smoke', max: 1}, {isSmokeTested: true});
    expect(short.exitCode).toBe(5);
    expect(short.diagnostics.map(({code}) => code)).toEqual(['SHK_GPU_E2010']);
    expect(await remove('smoke')).toMatchObject({exitCode: 0});
  }, 120_000);

  it('tells a quota from a missing role, though Google answers 403 to both', async () => {
    await world.inject('quota-regional', {limit: 4});
    const quota = await add({accelerator: 't4', name: 'q', min: 1, max: 1});
    expect(quota.diagnostics.map(({code}) => code)).toEqual(['SHK_GPU_E2011']);
    expect(quota.diagnostics[0]?.tries[0]?.text).toMatch(
      /^Ask for more: metric CPUS, region northamerica-northeast1, current limit 4, wanted \d+\.$/,
    );
    expect(poolsNamed('q')).toEqual([]);
    await world.withdrawAll();
    for (const role of ['roles/container.admin', 'roles/container.clusterAdmin'])
      await world.inject('permission-revoked', {role});
    const role = await add({accelerator: 't4', name: 'q', min: 1, max: 1});
    expect(role.exitCode).toBe(3);
    expect([...new Set(role.diagnostics.map(({code}) => code))]).toEqual(['SHK_RUN_E0113']);
    expect(role.diagnostics[0]?.detail).toContain('container.clusters.get');
    expect(poolsNamed('q')).toEqual([]);
  }, 60_000);

  it.each<[string, string]>([
    ['quota-gpus', 'GPUS_ALL_REGIONS'],
    ['quota-global', 'CPUS_ALL_REGIONS'],
    ['quota-disks', 'SSD_TOTAL_GB'],
  ])(
    'creates nothing under %s, and asks for more by its exact name',
    async (incident, metric) => {
      await world.inject(incident);
      const asked = await add({accelerator: 't4', name: 'short', min: 1, max: 1}).then(
        ({diagnostics}) => diagnostics,
        (error: unknown) => (error instanceof DiagnosticError ? error.diagnostics : []),
      );
      expect(asked.map(({code}) => code)).toEqual([expect.stringMatching(/^SHK_GPU_E20(11|35)$/)]);
      expect(asked[0]?.tries.map(({text}) => text).join(' ')).toMatch(
        new RegExp(`metric ${metric}.*current limit \\d+, wanted \\d+`),
      );
      expect(poolsNamed('short')).toEqual([]);
    },
    60_000,
  );

  it.each<Cut>([
    {afterWrites: 1, isAnswerLost: true},
    {afterWrites: 1, isAnswerLost: false},
    {afterWrites: 2, isAnswerLost: true},
    {afterWrites: 2, isAnswerLost: false},
  ])(
    'is resumed after write $afterWrites, answer lost: $isAnswerLost, with one pool and one disk',
    async (cut) => {
      const wish = {
        accelerator: 't4',
        name: `cut-${cut.afterWrites}-${cut.isAnswerLost ? 'a' : 'b'}`,
        min: 0,
        model: `${60 + cut.afterWrites * 20 + (cut.isAnswerLost ? 10 : 0)}b`,
      };
      expect(await add(wish, {signal: world.armCut(cut)})).toMatchObject({exitCode: 130});
      expect(await add(wish)).toMatchObject({exitCode: 0});
      expect(poolsNamed(wish.name)).toHaveLength(1);
      expect(await writesOf(() => add(wish))).toEqual([]);
      expect(await remove(wish.name)).toMatchObject({exitCode: 0});
    },
    60_000,
  );

  it('is not stopped by a limit of what it does not take', async () => {
    await world.inject('quota-addresses');
    expect(await add({accelerator: 't4', name: 'private', min: 1, max: 1})).toMatchObject({exitCode: 0});
    expect(await remove('private')).toMatchObject({exitCode: 0});
  }, 60_000);

  it('asks for a cluster that runs', async () => {
    await world.inject('cluster-degraded');
    expect(await codesOf(add({accelerator: 't4', name: 'short'}))).toEqual(['SHK_GPU_E2031']);
  }, 30_000);
});
