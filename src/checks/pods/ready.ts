import type {Check} from '../../model/finding.js';
import {podsProbe} from '../probes/pods-probe.js';
import {judgePodGroups} from './judge-pod-groups.js';

export const podsReady: Check = {
  id: 'pods/ready',
  title: 'Every running pod of the platform is ready',
  why: 'A pod that is not ready gets no requests. Its readiness probe says why, or its log what it waits for.',
  docs: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-probes',
  runbook: '18',
  scope: 'cluster',
  probes: [podsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate: (inputs) =>
    judgePodGroups(inputs, {
      kinds: ['unready', 'waiting', 'terminating'],
      expected: 'ready',
      tries: ({namespace, pods, owner, container}) => [
        {
          text: 'Bring what it waits for, as its log and events say.',
          command: `kubectl logs ${pods[0] ?? ''} --namespace ${namespace}${container === undefined ? '' : ` --container ${container}`}`,
        },
        {
          text: 'Where it hangs, start it anew.',
          command: `kubectl rollout restart ${owner.kind.toLowerCase()} ${owner.name} --namespace ${namespace}`,
        },
      ],
    }),
};
