import type {Check} from '../../model/finding.js';
import {podsProbe} from '../probes/pods-probe.js';
import {judgePodGroups} from './judge-pod-groups.js';

export const containersStart: Check = {
  id: 'pods/containers-start',
  title: 'Every container of the platform can be started',
  why: 'A container without its command, its Secret, its ConfigMap or its volume is never started.',
  docs: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
  runbook: '18',
  scope: 'cluster',
  probes: [podsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate: (inputs) =>
    judgePodGroups(inputs, {
      kinds: ['start'],
      expected: 'started',
      tries: ({namespace, owner}) => [
        {
          text: 'Bring what it names and is not there: a command in the image, a Secret, a ConfigMap, a disk. What it names:',
          command: `kubectl get ${owner.kind.toLowerCase()} ${owner.name} --namespace ${namespace} -o yaml`,
        },
      ],
    }),
};
