import {CloudFailure} from '../../model/cloud-failure.js';
import type {Deferred} from '../../model/deferred.js';
import {selectKnown} from '../../model/deferred.js';
import {selectRegion} from '../../model/location.js';
import type {BucketState} from '../../model/ports/storage-and-dns.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';
import {foreign, isOwned, selectOwnerLabels} from '../ownership.js';

interface Desired {
  readonly project: string;
  readonly projectNumber: Deferred<string>;
  readonly name: string;
  readonly location: string;
  readonly labels: Readonly<Record<string, string>>;
}

const docs = 'https://cloud.google.com/storage/docs/creating-buckets';

interface Actual {
  /** Absent where the bucket may not be looked at. */
  readonly bucket?: BucketState;
}

const readPermission = 'storage.buckets.get';

export const createBucket = defineStep<Desired, Actual>({
  id: 'storage/create-bucket',
  runbook: '12',
  phase: 'storage',
  title: 'Create the bucket',
  why: 'Metadata of jobs lives here. The runbook’s gsutil would make a bucket in the US with fine-grained permissions; this one is in the cluster’s region, uniform and closed to the public.',
  docs,
  actor: 'deployer',
  needs: ['project/enable-services', 'iam/activate-key', 'iam/grant-roles[deployer]'],
  within: 'project/create-project',
  permissions: [
    {permission: 'storage.buckets.create', on: 'project'},
    {permission: readPermission, on: 'project'},
  ],
  services: ['storage.googleapis.com'],
  usualSeconds: [1, 10],
  timeoutMinutes: 15,
  desire: ({config, output}) => ({
    project: config.project.id,
    projectNumber: output('project/select-project', 'number'),
    name: config.bucket.name,
    location: (config.bucket.location ?? selectRegion(config.location)).toUpperCase(),
    labels: selectOwnerLabels(config),
  }),
  async observe(ports, desired) {
    try {
      const bucket = await ports.buckets.get(desired.name);
      return bucket === undefined ? {state: 'absent'} : {state: 'present', actual: {bucket}};
    } catch (error) {
      if (!(error instanceof CloudFailure) || error.kind !== 'permission') throw error;
      // A bucket that does not exist answers 404 to everybody, so this one exists. Whoever may read the buckets
      // of the project and not this one looks at somebody else's: names are shared by all of Google Cloud.
      const held = await ports.policies.test({kind: 'project', id: desired.project}, [readPermission]);
      if (held.has(readPermission)) return {state: 'present', actual: {}};
      throw error;
    }
  },
  diff(desired, observation) {
    const simple = selectSimpleChange(observation);
    if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
    const {bucket: actual} = observation.actual;
    const tries = [{text: 'Choose another bucket.name; names are shared by all of Google Cloud.'}];
    const number = selectKnown(desired.projectNumber);
    if (actual === undefined)
      return foreign(
        'SHK_STORAGE_E0802',
        `Bucket ${desired.name} belongs to another project.`,
        'it exists and may not be looked at, although the buckets of this project may',
        tries,
        docs,
      );
    if (number !== undefined && actual.projectNumber !== number)
      return foreign(
        'SHK_STORAGE_E0802',
        `Bucket ${desired.name} belongs to another project.`,
        `project number ${actual.projectNumber}`,
        tries,
        docs,
      );
    if (!isOwned(actual.labels, desired.labels))
      return foreign(
        'SHK_STORAGE_E0803',
        `Bucket ${desired.name} exists and was not created by this deployment.`,
        `labels ${JSON.stringify(actual.labels)}`,
        tries,
        docs,
      );
    if (actual.location !== desired.location)
      return foreign(
        'SHK_STORAGE_E0804',
        `Bucket ${desired.name} is in ${actual.location}, not ${desired.location}.`,
        'a bucket’s location cannot be changed',
        tries,
        docs,
      );
    return noChange;
  },
  apply: (ports, desired) => ports.buckets.create(desired.project, desired),
  equivalent: ({project, name, location}) => [
    [
      'gcloud',
      'storage',
      'buckets',
      'create',
      `gs://${name}`,
      `--location=${location}`,
      `--project=${project}`,
      '--uniform-bucket-level-access',
      '--public-access-prevention',
    ],
  ],
});
