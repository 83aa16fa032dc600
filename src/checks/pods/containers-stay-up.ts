import type {Check} from '../../model/finding.js';
import {podsProbe} from '../probes/pods-probe.js';
import {judgePodGroups} from './judge-pod-groups.js';

export const containersStayUp: Check = {
  id: 'pods/containers-stay-up',
  title: 'No container of the platform ends again and again',
  why: 'A program that ends soon after its start never serves. Its last words say why.',
  docs: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy',
  runbook: '18',
  scope: 'cluster',
  probes: [podsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate: (inputs) =>
    judgePodGroups(inputs, {
      kinds: ['crash', 'evicted'],
      expected: 'running',
      tries: ({namespace, pods, owner, container}) => [
        {
          text: 'Mend what its last words name, and let it start again.',
          command: `kubectl rollout restart ${owner.kind.toLowerCase()} ${owner.name} --namespace ${namespace}`,
        },
        {
          text: 'All of its last words:',
          command: `kubectl logs ${pods[0] ?? ''} --namespace ${namespace}${container === undefined ? '' : ` --container ${container}`} --previous`,
        },
      ],
    }),
};
