import {describe, expect, it} from 'vitest';
import {bootDisksFit} from '../../../../src/checks/compute/boot-disks-fit.js';
import {machineTypesExist} from '../../../../src/checks/compute/machine-types-exist.js';
import {quotasCoverPlan} from '../../../../src/checks/compute/quotas-cover-plan.js';
import type {MachinesFact} from '../../../../src/checks/probes/machines-probe.js';
import type {QuotaFact, QuotasFact} from '../../../../src/checks/probes/quotas-probe.js';
import type {StandingFact} from '../../../../src/checks/probes/standing-probe.js';
import {createConfig, judge, verdictsOf} from '../check-deployment.js';

const zone = 'us-east4-a';
const pools = (...machineTypes: string[]) =>
  createConfig(({cluster}) => ({
    cluster: {...cluster, mode: 'existing'},
    nodePools: machineTypes.map((machineType, index) => ({
      name: `pool-${index}`,
      machineType,
      nodes: 4,
      diskSizeGb: 100,
      labels: {},
    })),
    gpuPools: [],
  }));
const machines = (traits: Partial<MachinesFact> = {}): MachinesFact => ({
  zones: [zone],
  cpus: {'n2-standard-16': 16},
  places: {'n2-standard-16': [zone]},
  alternatives: [],
  ...traits,
});

describe('compute/machine-types-exist', () => {
  it('tells n4 from n2, and names what the zone has in its place', () => {
    const facts = machines({
      places: {'n4-standard-16': ['us-east4-b', 'us-central1-a']},
      alternatives: [
        {
          type: 'n4-standard-16',
          zone,
          types: ['e2-standard-16', 'n2-standard-16', 'n2d-standard-16', 'x8-standard-16'],
        },
      ],
    });
    expect(judge(machineTypesExist, {machines: facts}, {config: pools('n4-standard-16')})).toMatchSnapshot();
  });

  it('wants a type in every zone, and says where it is instead', () => {
    const facts = machines({zones: [zone, 'us-east4-b']});
    expect(judge(machineTypesExist, {machines: facts}, {config: pools('n2-standard-16')})).toMatchObject([
      {verdict: 'fail', observed: 'n2-standard-16 is not offered in us-east4-b'},
    ]);
    expect(judge(machineTypesExist, {machines: machines()}, {config: pools('n2-standard-16')})).toMatchObject([
      {verdict: 'pass'},
    ]);
  });

  it('says of a type that nobody offers that it is offered nowhere', () => {
    const [finding] = judge(machineTypesExist, {machines: machines()}, {config: pools('n2-standard-17')});
    expect(finding).toMatchObject({verdict: 'fail', observed: 'n2-standard-17 is offered nowhere'});
  });

  it('leaves types that are made for their GPUs to the checks of these', () => {
    expect(judge(machineTypesExist, {machines: machines({places: {}})}, {config: pools('g2-standard-8')})).toEqual([]);
  });

  it('does not pass a region without zones', () => {
    expect(
      judge(machineTypesExist, {machines: machines({zones: []})}, {config: pools('n2-standard-16')}),
    ).toMatchObject([{verdict: 'unknown'}]);
  });
});

describe('compute/boot-disks-fit', () => {
  it.each([
    ['n2-standard-16', 'pass'],
    ['n4-standard-16', 'fail'],
    ['c4-standard-8', 'fail'],
    ['c3-standard-8', 'pass'],
    ['a3-highgpu-8g', 'pass'],
    ['a3-ultragpu-8g', 'fail'],
  ])('%s: %s', (machineType, verdict) => {
    expect(judge(bootDisksFit, {}, {config: pools(machineType)})).toMatchObject([{verdict}]);
  });

  it('names the older machine of the same size', () => {
    expect(judge(bootDisksFit, {}, {config: pools('n4-standard-16')})[0]?.tries[0]?.text).toBe(
      'Set machineType: n2-standard-16.',
    );
  });
});

describe('compute/quotas-cover-plan', () => {
  const limits = (changes: Readonly<Record<string, Partial<QuotaFact> | undefined>> = {}): QuotaFact[] =>
    (
      [
        ['regional', 'N2_CPUS'],
        ['regional', 'INSTANCES'],
        ['regional', 'SSD_TOTAL_GB'],
        ['regional', 'DISKS_TOTAL_GB'],
        ['regional', 'IN_USE_ADDRESSES'],
        ['regional', 'STATIC_ADDRESSES'],
        ['global', 'CPUS_ALL_REGIONS'],
        ['global', 'FIREWALLS'],
      ] as const
    )
      .filter(([, name]) => !(name in changes) || changes[name] !== undefined)
      .map(([kind, name]) => ({kind, name, limit: 10_000, usage: 0, ...changes[name]}));
  const standing: StandingFact = {nodes: {}, resources: [], unseen: [], hasCluster: true, obstacle: null};
  const look = (quotas: Partial<QuotasFact> = {}, stands: Partial<StandingFact> = {}, type = 'n2-standard-16') =>
    judge(
      quotasCoverPlan,
      {
        quotas: {limits: limits(), familyObstacle: null, ...quotas},
        machines: machines({cpus: {'n2-standard-16': 16, 'n4-standard-16': 16}}),
        standing: {...standing, ...stands},
      },
      {config: pools(type)},
    );
  const find = (found: ReturnType<typeof look>, name: string) => found.find(({resource}) => resource?.includes(name));

  it('passes where every limit has room', () => {
    expect(new Set(Object.values(verdictsOf(look())))).toEqual(new Set(['pass']));
  });

  it('says what to ask for where one has not', () => {
    expect(find(look({limits: limits({N2_CPUS: {limit: 64, usage: 32}})}), 'N2_CPUS')).toMatchSnapshot();
  });

  it.each([
    [100, 'pass'],
    [99, 'warn'],
    [80, 'warn'],
    [79, 'fail'],
  ])('4 nodes and one for the upgrade of 16 vCPUs, of %d: %s', (limit, verdict) => {
    expect(find(look({limits: limits({N2_CPUS: {limit}})}), 'N2_CPUS')?.verdict).toBe(verdict);
  });

  it('does not ask again for nodes that stand', () => {
    const quotas = {limits: limits({N2_CPUS: {limit: 100, usage: 64}})};
    expect(find(look(quotas, {nodes: {'pool-0': 4}}), 'N2_CPUS')?.verdict).toBe('pass');
    expect(find(look(quotas), 'N2_CPUS')?.verdict).toBe('fail');
  });

  it('does not know of a limit that the answer lacks', () => {
    expect(find(look({limits: limits({N2_CPUS: undefined})}), 'N2_CPUS')).toMatchObject({
      verdict: 'unknown',
      obstacle: {missing: 'N2_CPUS'},
    });
  });

  it('does not know of families where Cloud Quotas may not be asked, and of all else does', () => {
    const familyObstacle = {kind: 'permission', missing: 'cloudquotas.quotas.get', message: 'no'} as const;
    const found = look({familyObstacle}, {}, 'n4-standard-16');
    expect(find(found, 'N4')).toMatchObject({verdict: 'unknown', obstacle: familyObstacle});
    expect(find(found, 'SSD_TOTAL_GB')?.verdict).toBe('pass');
  });

  it('knows of a family only what its limit tells, where usage is not told', () => {
    const family = (limit: number) => [...limits(), {kind: 'vm-family', name: 'N4', limit, usage: null} as const];
    expect(find(look({limits: family(79)}, {}, 'n4-standard-16'), 'N4')?.verdict).toBe('fail');
    expect(find(look({limits: family(80)}, {}, 'n4-standard-16'), 'N4')?.verdict).toBe('unknown');
  });

  it('doubts a shortage that what it may not look at would explain', () => {
    const obstacle = {kind: 'permission', missing: 'compute.addresses.get', message: 'no'} as const;
    const quotas = {limits: limits({STATIC_ADDRESSES: {limit: 1, usage: 1}})};
    const stands = {unseen: ['acme-ingress'], obstacle};
    expect(find(look(quotas, stands), 'STATIC_ADDRESSES')).toMatchObject({verdict: 'unknown', obstacle});
    expect(find(look({limits: limits({SSD_TOTAL_GB: {limit: 1}})}, stands), 'SSD_TOTAL_GB')?.verdict).toBe('fail');
  });
});
