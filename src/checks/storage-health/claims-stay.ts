import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {claimsProbe} from '../probes/claims-probe.js';
import {readFact} from '../read-fact.js';

const expected = 'no claim that is being deleted';

export const claimsStay: Check = {
  id: 'storage-health/claims-stay',
  title: 'No claim of the platform is being deleted',
  why: 'A claim that was deleted under a running pod stays Terminating and looks well: the disk goes with the pod’s next restart, and its data with it.',
  docs: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection',
  runbook: '18',
  scope: 'cluster',
  probes: [claimsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts, nowMs}) {
    const {bound, ending = []} = readFact(facts, claimsProbe);
    const found = ending.map(({namespace, name, sinceMs, finalizers, volume}) => {
      const own = about({
        resource: `PersistentVolumeClaim ${namespace}/${name}`,
        expected,
        evidence: `kubectl describe persistentvolumeclaim ${name} --namespace ${namespace}`,
      });
      const minutes = Math.max(0, Math.round((nowMs - sinceMs) / 60_000));
      const isHeld = finalizers.includes('kubernetes.io/pvc-protection');
      const isLost = volume?.reclaimPolicy === 'Delete';
      const fate =
        volume === null
          ? 'it has no disk'
          : isLost
            ? `its disk ${volume.name} is deleted with it`
            : `its disk ${volume.name} is kept`;
      const holder = isHeld ? 'until its pod ends' : `until ${finalizers.join(', ') || 'Kubernetes'} lets it go`;
      const observed = `Terminating for ${minutes} min, ${holder}; then ${fate}`;
      const keep =
        volume === null
          ? []
          : [
              {
                text: 'Before any pod of it ends: let the disk outlive the claim, and take a snapshot.',
                command: `kubectl patch persistentvolume ${volume.name} --type merge --patch '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'`,
              },
            ];
      return own.fail(observed, [
        ...keep,
        {
          text: 'A deletion cannot be taken back: then let the pod end, and make the claim anew for the same volume.',
          command: `kubectl get persistentvolumeclaim ${name} --namespace ${namespace} -o yaml`,
        },
      ]);
    });
    if (found.length > 0 || bound === 0) return found;
    return [about({expected, evidence: 'kubectl get persistentvolumeclaims --all-namespaces'}).pass(`${bound} claims`)];
  },
};
