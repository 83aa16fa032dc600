import type {Check} from '../../model/finding.js';
import {podsProbe} from '../probes/pods-probe.js';
import {judgePodGroups} from './judge-pod-groups.js';

export const memorySuffices: Check = {
  id: 'pods/memory-suffices',
  title: 'No container of the platform is killed for its memory',
  why: 'The kernel kills a container that needs more memory than its limit; it starts again and is killed again.',
  docs: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  runbook: '18',
  scope: 'cluster',
  probes: [podsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate: (inputs) =>
    judgePodGroups(inputs, {
      kinds: ['memory'],
      expected: 'enough memory',
      tries: ({namespace, owner, container}) => [
        {
          text: 'Raise the limit of its memory in the values, and install again. By hand until then:',
          command: `kubectl set resources ${owner.kind.toLowerCase()}/${owner.name} --namespace ${namespace} --containers ${container ?? '*'} --limits memory=SIZE`,
        },
      ],
    }),
};
