import type {Check, Judgement} from '../../model/finding.js';
import {about} from '../about.js';
import {claimsProbe} from '../probes/claims-probe.js';
import {disksProbe} from '../probes/disks-probe.js';
import {readFact} from '../read-fact.js';

export const disksMounted: Check = {
  id: 'storage-health/disks-mounted',
  title: 'The disks of the plan exist where they should, and conda’s is bound',
  why: 'The conda environments and the language models are on disks that were made by name. Without them every session starts empty.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/preexisting-pd',
  runbook: '11',
  probes: [disksProbe, claimsProbe],
  needs: ['credentials/identity-present', 'control-plane/api-server-answers'],
  evaluate({facts, config}) {
    const {volumes} = readFact(facts, claimsProbe);
    return readFact(facts, disksProbe).map(({field, wanted, found}): Judgement => {
      const {name, zone, sizeGb} = wanted;
      const own = about({
        resource: `Disk ${name}`,
        expected: `in ${zone}, at least ${sizeGb} GB, behind a bound volume`,
        evidence: `gcloud compute disks describe ${name} --zone ${zone} --project ${config.project.id}`,
      });
      const disk = found.find((candidate) => candidate.zone === zone);
      const step = `storage/create-disk[${field.replace(/^disks\./, '')}]`;
      if (disk === undefined) {
        const elsewhere = found.map((candidate) => candidate.zone).join(', ');
        return {
          ...own.fail(elsewhere === '' ? 'there is no such disk' : `it is in ${elsewhere}, not in ${zone}`, [
            {
              text: 'Restore it from a snapshot where there is one; an empty one is made by running again.',
              command: 'shakinstall init',
            },
          ]),
          mendedBy: step,
        };
      }
      if (disk.sizeGb < sizeGb)
        return own.warn(`${disk.sizeGb} GB`, [
          {
            text: 'Make it larger; a disk never gets smaller.',
            command: `gcloud compute disks resize ${name} --size ${sizeGb} --zone ${zone} --project ${config.project.id}`,
          },
        ]);
      const volume = volumes.find((candidate) => candidate.disk === name);
      // The release makes a volume of conda's disk; the one for language models is used by those who start them.
      if (volume === undefined)
        return field === 'disks.conda'
          ? own.warn('there, and no volume of the cluster uses it', [
              {text: 'Install again: the release makes the volume.', command: 'kubectl get persistentvolumes'},
            ])
          : own.pass(`${disk.sizeGb} GB, used by nobody yet`);
      if (volume.phase !== 'Bound')
        return own.warn(`volume ${volume.name} is ${volume.phase}`, [
          {
            text: 'Release the volume from the claim that is gone.',
            command: `kubectl patch persistentvolume ${volume.name} --type json --patch '[{"op":"remove","path":"/spec/claimRef"}]'`,
          },
        ]);
      return own.pass(`${disk.sizeGb} GB, bound by ${volume.claim ?? 'nobody'}`);
    });
  },
};
