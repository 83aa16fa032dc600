import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {claimsProbe} from '../probes/claims-probe.js';
import {nodesProbe} from '../probes/nodes-probe.js';
import {readFact} from '../read-fact.js';
import {listUnreachable} from './list-unreachable.js';

const expected = 'a node in the zone of every disk';

export const volumesInReach: Check = {
  id: 'storage-health/volumes-in-reach',
  title: 'Every disk of the platform is in a zone that has nodes',
  why: 'A zonal disk attaches only to machines of its zone. Where the pool moved to another, the pod that uses the disk never starts.',
  docs: 'https://cloud.google.com/kubernetes-engine/docs/concepts/persistent-volumes#pd-zones',
  runbook: '11',
  scope: 'cluster',
  probes: [claimsProbe, nodesProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts}) {
    const {volumes} = readFact(facts, claimsProbe);
    const zones = new Set(readFact(facts, nodesProbe).groups.flatMap((group) => group.zones));
    const evidence = 'kubectl get nodes -L topology.kubernetes.io/zone';
    const found = listUnreachable(volumes, [...zones]).map(({name, disk, claim, zones: own}) =>
      about({resource: `PersistentVolume ${name}`, expected, evidence}).fail(
        `disk ${disk ?? name} of ${claim ?? 'no claim'} is in ${own.join(', ')}; nodes are in ${[...zones].sort().join(', ')}`,
        [
          {
            text: 'Copy the disk into a zone with nodes by a snapshot, or give that zone a node pool.',
            command: `gcloud compute snapshots create ${disk ?? name}-move --source-disk ${disk ?? name} --source-disk-zone ${own[0] ?? ''}`,
          },
        ],
      ),
    );
    const zonal = volumes.filter((volume) => volume.zones.length > 0);
    if (found.length > 0 || zonal.length === 0) return found;
    return [about({expected, evidence}).pass(`${zonal.length} disks`)];
  },
};
