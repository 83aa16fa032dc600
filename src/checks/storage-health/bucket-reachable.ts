import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {bucketProbe} from '../probes/bucket-probe.js';
import {workloadBindingsProbe} from '../probes/workload-bindings-probe.js';
import {readFact} from '../read-fact.js';

/** Project roles with which objects can be read and written. https://cloud.google.com/storage/docs/access-control/iam-roles */
const sufficient = new Set([
  'roles/storage.admin',
  'roles/storage.objectAdmin',
  'roles/storage.objectUser',
  'roles/editor',
  'roles/owner',
]);

export const bucketReachable: Check = {
  id: 'storage-health/bucket-reachable',
  title: 'The bucket exists, and the workloads’ identity may use it',
  why: 'Jobs and pipelines keep their results in the bucket, as the service account whose key the platform was given.',
  docs: 'https://cloud.google.com/storage/docs/access-control/iam-roles',
  runbook: '12',
  probes: [bucketProbe, workloadBindingsProbe],
  needs: ['project/project-usable'],
  evaluate({facts, config}) {
    const {bucket} = readFact(facts, bucketProbe);
    const {member, roles} = readFact(facts, workloadBindingsProbe);
    const {name} = config.bucket;
    const own = about({
      resource: `Bucket ${name}`,
      expected: `there, and ${member} with a role for objects`,
      evidence: `gcloud storage buckets describe gs://${name} --project ${config.project.id}`,
    });
    if (bucket.state === 'unseen') {
      const {missing, message, isPermission} = bucket;
      return [
        own.unknown(`could not look: ${message}`, {kind: isPermission ? 'permission' : 'answer', missing, message}),
      ];
    }
    if (bucket.value === null)
      return [
        {
          ...own.fail('there is no such bucket', [{text: 'Run again: it is made.', command: 'shakinstall init'}]),
          mendedBy: 'storage/create-bucket',
        },
      ];
    const held = roles.filter((role) => sufficient.has(role));
    if (held.length > 0) return [own.pass(`in ${bucket.value.location}; ${held.join(', ')}`)];
    return [
      {
        ...own.fail(
          `${member} has ${roles.length === 0 ? 'no role' : roles.join(', ')} in the project: none for objects`,
          [
            {
              text: 'Give it the role back.',
              command: `gcloud projects add-iam-policy-binding ${config.project.id} --member ${member} --role roles/storage.admin`,
            },
          ],
        ),
        mendedBy: 'iam/grant-roles[deployer]',
        follows: ['check iam/roles-kept'],
      },
    ];
  },
};
