import type {Check, CheckInputs, Judgement} from '../../model/finding.js';
import {about} from '../about.js';
import {type DiskFact, disksProbe} from '../probes/disks-probe.js';
import {readFact} from '../read-fact.js';

function judge({config}: CheckInputs, {field, wanted, found}: DiskFact): Judgement {
  const {name, zone, sizeGb, type} = wanted;
  const {id} = config.project;
  const disk = about({
    resource: `${field} (${name})`,
    expected: `${sizeGb} GB of ${type} in ${zone}, free to be made or this deployment’s`,
    evidence: `gcloud compute disks list --filter="name=${name}" --project=${id}`,
  });
  const here = found.find((candidate) => candidate.zone === zone);
  const elsewhere = found.filter((candidate) => candidate.zone !== zone);
  const rename = {text: `Choose another ${field}.name.`};
  if (here === undefined) {
    const [other] = elsewhere;
    if (other === undefined) return disk.pass('free');
    return disk.warn(
      `there is none in ${zone}, and one of that name in ${elsewhere.map((each) => each.zone).join(', ')}`,
      [
        {
          text: `A disk is mounted only by nodes of its own zone. To use that one, set ${field}.zone: ${other.zone}; else a new and empty one is made.`,
        },
      ],
    );
  }
  const owner = here.labels['shakinstall-deployment'];
  if (owner !== config.deployment)
    return disk.fail(
      owner === undefined ? 'exists and was not created by this deployment' : `belongs to deployment ${owner}`,
      [
        {
          text: 'Look at it, then choose another name.',
          command: `gcloud compute disks describe ${name} --zone=${zone} --project=${id}`,
        },
      ],
    );
  if (here.type !== type || here.sizeGb < sizeGb)
    return disk.fail(
      `it is ${here.sizeGb} GB of ${here.type}; a disk with data is not changed behind its owner’s back`,
      [
        ...(here.type === type
          ? [
              {
                text: 'Make it larger; that keeps what is on it.',
                command: `gcloud compute disks resize ${name} --size=${sizeGb}GB --zone=${zone} --project=${id}`,
              },
            ]
          : []),
        rename,
      ],
    );
  return disk.pass(`this deployment’s, ${here.sizeGb} GB of ${here.type}`);
}

export const disksUsable: Check = {
  id: 'storage/disks-usable',
  title: 'The disks are free to be made, or this deployment’s in zone, size and type',
  why: 'A disk lives in one zone and is mounted only there; one of the same name in another zone is another disk, and empty.',
  docs: 'https://cloud.google.com/compute/docs/disks/add-persistent-disk',
  runbook: '12',
  probes: [disksProbe],
  needs: ['credentials/identity-present', 'project/project-usable'],
  evaluate: (inputs) => readFact(inputs.facts, disksProbe).map((fact) => judge(inputs, fact)),
};
