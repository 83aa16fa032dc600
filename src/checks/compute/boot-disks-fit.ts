import type {Check} from '../../model/finding.js';
import {selectPlannedPools} from '../../model/quota-need.js';
import {about} from '../about.js';

/**
 * Series whose machines take Hyperdisk only; pools are created with pd-balanced.
 * https://cloud.google.com/compute/docs/disks/hyperdisks#machine-type-support, read 2026-11.
 */
const withoutPersistentDisk = /^(n4|n4a|n4d|c4|c4a|c4d|a4|a4x|x4|h4d)-|^a3-ultragpu-/;

export const bootDisksFit: Check = {
  id: 'compute/boot-disks-fit',
  title: 'Every machine type of the plan can start from the disk type that its pool has',
  why: 'The newer series take Hyperdisk and no Persistent Disk: the pool is refused, and the platform’s disks of type pd-* cannot be attached to its nodes either.',
  docs: 'https://cloud.google.com/compute/docs/disks/hyperdisks#machine-type-support',
  runbook: '10',
  probes: [],
  needs: ['compute/machine-types-exist'],
  evaluate: ({config}) =>
    selectPlannedPools(config).map(({name, machineType}) => {
      const words = about({
        resource: `pool ${name}`,
        expected: 'a machine type that takes pd-balanced',
        evidence: `gcloud compute machine-types list --project=${config.project.id} --filter="name=${machineType}"`,
      });
      if (!withoutPersistentDisk.test(machineType)) return words.pass(`${machineType} takes pd-balanced`);
      const older = machineType.replace(/^[a-z]4[a-z]?-/, 'n2-');
      return words.fail(`${machineType} takes Hyperdisk only, and the pool’s nodes start from pd-balanced`, [
        {
          text: older.startsWith('n2-')
            ? `Set machineType: ${older}.`
            : 'Choose a machine type that takes pd-balanced.',
        },
      ]);
    }),
};
