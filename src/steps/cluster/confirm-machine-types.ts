import type {InstallConfig} from '../../model/install-config.js';
import {isZone} from '../../model/location.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {foreign} from '../ownership.js';

interface Desired {
  readonly project: string;
  readonly location: string;
  /** What is wanted: a machine type or an accelerator, and the zones of its own where it names any. */
  readonly wanted: ReadonlyArray<{
    readonly kind: 'machine type' | 'accelerator';
    readonly name: string;
    readonly zones: readonly string[];
  }>;
}

function selectWanted(config: InstallConfig): Desired['wanted'] {
  const pools = [config.cluster.systemPool, ...config.nodePools].map(({machineType}) => ({
    kind: 'machine type' as const,
    name: machineType,
    zones: [],
  }));
  const gpus = config.gpuPools.flatMap((pool) => [
    {kind: 'machine type' as const, name: pool.machineType, zones: pool.zones},
    {kind: 'accelerator' as const, name: pool.accelerator, zones: pool.zones},
  ]);
  const all = [...pools, ...gpus];
  return all.filter(
    (entry, index) =>
      all.findIndex((other) => other.name === entry.name && other.zones.join() === entry.zones.join()) === index,
  );
}

/** A missing thing with the places of the region that have it. */
type Missing = {readonly text: string; readonly elsewhere: readonly string[]};

const docs = 'https://cloud.google.com/compute/docs/regions-zones#available';

export const confirmMachineTypes = defineStep<Desired, {readonly missing: readonly Missing[]}>({
  id: 'cluster/confirm-machine-types',
  runbook: '9',
  phase: 'cluster',
  title: 'Confirm that the machines exist here',
  why: 'A cluster cannot be moved: machine types and GPUs have to be offered in its zones before it is created. The runbook mixes n2-standard-16 and n4-standard-16; the configuration decides, and this step sees whether the zone has it.',
  docs,
  actor: 'deployer',
  needs: ['project/enable-services', 'iam/activate-key'],
  within: 'project/create-project',
  permissions: [
    {permission: 'compute.zones.list', on: 'project'},
    {permission: 'compute.machineTypes.list', on: 'project'},
    {permission: 'compute.acceleratorTypes.list', on: 'project'},
  ],
  services: ['compute.googleapis.com'],
  usualSeconds: [1, 60],
  timeoutMinutes: 15,
  desire: ({config}) => ({project: config.project.id, location: config.location, wanted: selectWanted(config)}),
  async observe(ports, desired) {
    const zones = isZone(desired.location)
      ? [desired.location]
      : (await ports.capacity.listZones(desired.project))
          .filter(({region}) => region === desired.location)
          .map(({name}) => name);
    const needed = [...new Set([...zones, ...desired.wanted.flatMap((entry) => entry.zones)])];
    const machines = new Map(
      await Promise.all(
        needed.map(
          async (zone) =>
            [
              zone,
              new Set((await ports.capacity.listMachineTypes(desired.project, zone)).map(({name}) => name)),
            ] as const,
        ),
      ),
    );
    const accelerators = desired.wanted.some(({kind}) => kind === 'accelerator')
      ? await ports.capacity.listAccelerators(desired.project)
      : [];
    const has = (entry: Desired['wanted'][number], zone: string) =>
      entry.kind === 'machine type'
        ? machines.get(zone)?.has(entry.name) === true
        : accelerators.some(({type, zone: at}) => type === entry.name && at === zone);
    const missing = desired.wanted.flatMap((entry): Missing[] => {
      const places = entry.zones.length > 0 ? entry.zones : zones;
      const lacking = places.filter((zone) => !has(entry, zone));
      // A regional pool without zones of its own needs the type wherever its nodes go, so one lacking zone is enough.
      return lacking.length === 0
        ? []
        : [
            {
              text: `${entry.kind} ${entry.name} is not offered in ${lacking.join(', ')}`,
              elsewhere: [
                ...new Set([
                  ...needed.filter((zone) => has(entry, zone)),
                  ...accelerators.filter(({type}) => type === entry.name).map(({zone}) => zone),
                ]),
              ],
            },
          ];
    });
    return {state: 'present', actual: {missing}};
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation, {kind: 'await', reason: 'once the Compute API is enabled'});
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {missing} = observation.actual;
    if (missing.length === 0) return noChange;
    const tries = missing.map(({elsewhere}) => ({
      text:
        elsewhere.length === 0
          ? 'Choose another type or location.'
          : `It is offered in ${elsewhere.slice(0, 8).join(', ')}.`,
    }));
    const command = `gcloud compute machine-types list --filter=zone:${desired.location} --project=${desired.project}`;
    return foreign(
      'SHK_CLUSTER_E0502',
      'The location does not have every machine of the plan.',
      missing.map(({text}) => text).join('; '),
      [...tries, {text: 'See all.', command}],
      docs,
    );
  },
  async apply() {},
  equivalent: ({project, location}) => [
    ['gcloud', 'compute', 'machine-types', 'list', `--filter=zone~${location}`, `--project=${project}`],
  ],
});
