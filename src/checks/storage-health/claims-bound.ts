import type {Check, Judgement} from '../../model/finding.js';
import {about} from '../about.js';
import {type ClaimTrouble, claimsProbe} from '../probes/claims-probe.js';
import {podsProbe} from '../probes/pods-probe.js';
import {readFact} from '../read-fact.js';
import {readFactIfKnown} from '../read-fact-if-known.js';

const expected = 'Bound';
/** A disk takes some seconds. */
const bindMs = 60_000;

function judge(claim: ClaimTrouble): Judgement {
  const {namespace, name, phase, storageClass, isClassThere, warnings} = claim;
  const evidence = `kubectl describe persistentvolumeclaim ${name} --namespace ${namespace}`;
  const own = about({resource: `PersistentVolumeClaim ${namespace}/${name}`, expected, evidence});
  const said = warnings.length === 0 ? '' : `; ${warnings.slice(0, 2).join(' ⏎ ')}`;
  if (phase === 'Lost')
    return own.fail(`Lost: the volume that it was bound to is gone${said}`, [
      {
        text: 'Restore the disk from a snapshot, and make the volume and the claim anew.',
        command: 'kubectl get persistentvolumes',
      },
    ]);
  if (isClassThere === false)
    return own.fail(`${phase}: there is no storage class ${storageClass ?? ''}${said}`, [
      {text: 'Make the class, or the claim anew with one that is there.', command: 'kubectl get storageclasses'},
    ]);
  if (/quota/i.test(said))
    return own.fail(`${phase}${said}`, [
      {
        text: 'Ask for more disk quota in IAM & Admin → Quotas, or delete disks that nobody uses.',
        command: 'gcloud compute disks list --filter=-users:*',
      },
    ]);
  return own.fail(`${phase}${storageClass === null ? '' : `, storage class ${storageClass}`}${said}`, [
    {text: 'See what its provisioner says.', command: evidence},
  ]);
}

export const claimsBound: Check = {
  id: 'storage-health/claims-bound',
  title: 'Every claim of the platform has its disk',
  why: 'A pod waits for its claims: the databases, the conda environments and notebooks do not start without their disks.',
  docs: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding',
  runbook: '18',
  scope: 'cluster',
  probes: [claimsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate({facts, nowMs}) {
    const {bound, troubles} = readFact(facts, claimsProbe);
    const pods = readFactIfKnown(facts, podsProbe)?.groups ?? [];
    const found = troubles
      .filter(({sinceMs, isClassThere}) => isClassThere === false || sinceMs === undefined || nowMs - sinceMs > bindMs)
      // A claim that waits for its first pod waits rightly while nobody uses it.
      .filter(
        ({waitsForPod, warnings, namespace, phase}) =>
          !waitsForPod ||
          phase === 'Lost' ||
          warnings.length > 0 ||
          pods.some((pod) => pod.namespace === namespace && /persistentvolumeclaim/i.test(pod.message)),
      )
      .map(judge);
    if (found.length > 0 || bound === 0) return found;
    return [about({expected, evidence: 'kubectl get persistentvolumeclaims --all-namespaces'}).pass(`${bound} claims`)];
  },
};
