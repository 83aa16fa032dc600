import type {Check} from '../../model/finding.js';
import {podsProbe} from '../probes/pods-probe.js';
import {judgePodGroups} from './judge-pod-groups.js';

/** The kubelet’s words for what a container is to be given and nobody holds. */
const missing = /\b(secret|configmap) "([^"]+)" not found/g;
const kinds: Readonly<Record<string, string>> = {secret: 'Secret', configmap: 'ConfigMap'};

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
      // Where the plan would bring it back, that it is gone is the root.
      follows: ({namespace, message, events = []}) =>
        [message, ...events].flatMap((words) =>
          Array.from(words.matchAll(missing), ([, kind = '', name = '']) => `${kinds[kind]} ${namespace}/${name}`),
        ),
      tries: ({namespace, owner}) => [
        {
          text: 'Bring what it names and is not there: a command in the image, a Secret, a ConfigMap, a disk. What it names:',
          command: `kubectl get ${owner.kind.toLowerCase()} ${owner.name} --namespace ${namespace} -o yaml`,
        },
      ],
    }),
};
