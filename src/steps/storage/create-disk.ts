import type {DiskConfig, InstallConfig} from '../../model/install-config.js';
import {selectZone} from '../../model/location.js';
import type {DiskState} from '../../model/ports/compute.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {foreign, isOwned, selectOwnerLabels} from '../ownership.js';

interface Desired {
  readonly project: string;
  readonly zone: string;
  readonly name: string;
  readonly sizeGb: number;
  readonly type: string;
  readonly labels: Readonly<Record<string, string>>;
}

function selectDisk(config: InstallConfig, instance: string): DiskConfig {
  const disk = instance === 'llm' ? config.disks.llm : config.disks.conda;
  if (disk === undefined) throw new Error(`no disk ${instance} in the configuration`);
  return disk;
}

export const createDisk = defineStep<Desired, DiskState>({
  id: 'storage/create-disk',
  runbook: '',
  phase: 'storage',
  title: 'Create a disk',
  titleOf: (instance) => `Create the ${instance === 'llm' ? 'LLM' : 'conda'} disk`,
  why: 'The conda components and the models of LLMs live on disks of their own that outlast the cluster. A disk lives in one zone: the one where its pods run.',
  docs: 'https://cloud.google.com/compute/docs/disks/add-persistent-disk',
  actor: 'deployer',
  needs: ['project/enable-services', 'iam/activate-key', 'iam/grant-roles[deployer]'],
  within: 'project/create-project',
  permissions: [
    {permission: 'compute.disks.create', on: 'project'},
    {permission: 'compute.disks.get', on: 'project'},
    {permission: 'compute.zoneOperations.get', on: 'project'},
  ],
  services: ['compute.googleapis.com'],
  usualSeconds: [2, 20],
  timeoutMinutes: 15,
  instances: (config) => (config.disks.llm === undefined ? ['conda'] : ['conda', 'llm']),
  desire({config, instance}) {
    const {name, sizeGb, type, zone} = selectDisk(config, instance);
    return {
      project: config.project.id,
      zone: selectZone(config, zone),
      name,
      sizeGb,
      type,
      labels: selectOwnerLabels(config),
    };
  },
  async observe(ports, desired) {
    const disk = await ports.disks.get(desired.project, desired.zone, desired.name);
    return disk === undefined ? {state: 'absent'} : {state: 'present', actual: disk};
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {actual} = observation;
    const command = `gcloud compute disks describe ${desired.name} --zone=${desired.zone} --project=${desired.project}`;
    const tries = [{text: 'Look at it, then choose another name.', command}];
    if (!isOwned(actual.labels, desired.labels))
      return foreign(
        'SHK_STORAGE_E0805',
        `Disk ${desired.name} exists and was not created by this deployment.`,
        `labels ${JSON.stringify(actual.labels)}`,
        tries,
      );
    if (actual.type !== desired.type || actual.sizeGb < desired.sizeGb) {
      return foreign(
        'SHK_STORAGE_E0806',
        `Disk ${desired.name} is ${actual.sizeGb} GB of ${actual.type}, not ${desired.sizeGb} GB of ${desired.type}.`,
        'a disk with data is not changed behind its owner’s back',
        tries,
      );
    }
    return noChange;
  },
  apply: (ports, desired, _change, io) =>
    ports.disks.insert(desired.project, desired.zone, desired, io.announceOperation),
  equivalent: ({project, zone, name, sizeGb, type}) => [
    [
      'gcloud',
      'compute',
      'disks',
      'create',
      name,
      `--size=${sizeGb}GB`,
      `--type=${type}`,
      `--zone=${zone}`,
      `--project=${project}`,
    ],
  ],
});
