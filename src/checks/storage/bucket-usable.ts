import type {Check} from '../../model/finding.js';
import {selectRegion} from '../../model/location.js';
import {about} from '../about.js';
import {bucketProbe} from '../probes/bucket-probe.js';
import {readFact} from '../read-fact.js';

const rename = {text: 'Choose another bucket.name; names are shared by all of Google Cloud.'};

export const bucketUsable: Check = {
  id: 'storage/bucket-usable',
  title: 'The bucket’s name is free, or the bucket is this deployment’s',
  why: 'Names of buckets are global, a bucket never changes its location, and Google answers 403 for somebody else’s.',
  docs: 'https://cloud.google.com/storage/docs/buckets',
  runbook: '12',
  probes: [bucketProbe],
  needs: ['credentials/identity-present', 'project/project-usable'],
  evaluate({facts, config}) {
    const {name} = config.bucket;
    const location = (config.bucket.location ?? selectRegion(config.location)).toUpperCase();
    const {bucket, seesOwn, projectNumber} = readFact(facts, bucketProbe);
    const named = about({
      resource: `gs://${name}`,
      expected: `free, or a bucket of deployment ${config.deployment} in ${location}`,
      evidence: `gcloud storage buckets describe gs://${name}`,
    });
    if (bucket.state === 'unseen') {
      const cannotBeOurs = seesOwn === null || (seesOwn.state === 'seen' && seesOwn.value);
      // Where buckets of this project could be seen and this one cannot, it is another project's.
      if (bucket.isPermission && cannotBeOurs)
        return [named.fail('taken: the bucket exists and belongs to somebody else (403)', [rename])];
      return [
        named.unknown(`could not be looked at: ${bucket.message}`, {
          kind: bucket.isPermission ? 'permission' : 'answer',
          missing: bucket.isPermission ? 'storage.buckets.get' : bucket.missing,
          message: bucket.message,
        }),
      ];
    }
    const found = bucket.value;
    if (found === null) return [named.pass('free')];
    if (projectNumber === null || found.projectNumber !== projectNumber)
      return [named.fail(`taken: it belongs to project number ${found.projectNumber}`, [rename])];
    const owner = found.labels['shakinstall-deployment'];
    if (owner !== config.deployment)
      return [
        named.fail(
          `it exists in this project and ${owner === undefined ? 'was not created by this deployment' : `belongs to deployment ${owner}`}`,
          [
            rename,
            {
              text: 'Or give it to this deployment.',
              command: `gcloud storage buckets update gs://${name} --update-labels=shakinstall-deployment=${config.deployment}`,
            },
          ],
        ),
      ];
    if (found.location !== location)
      return [
        named.fail(`it is in ${found.location}, and a bucket’s location cannot be changed`, [
          rename,
          {text: `Or set bucket.location: ${found.location}.`},
        ]),
      ];
    if (!found.isUniform)
      return [
        named.warn('its objects have permissions of their own beside the bucket’s', [
          {
            text: 'Make them uniform.',
            command: `gcloud storage buckets update gs://${name} --uniform-bucket-level-access`,
          },
        ]),
      ];
    return [named.pass(`this deployment’s, in ${found.location}`)];
  },
};
