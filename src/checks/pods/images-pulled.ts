import type {Check} from '../../model/finding.js';
import {podsProbe} from '../probes/pods-probe.js';
import {judgePodGroups} from './judge-pod-groups.js';

export const imagesPulled: Check = {
  id: 'pods/images-pulled',
  title: 'Every image of the platform’s pods can be pulled',
  why: 'Without its image a container does not start. The registry refuses the nodes, does not know the tag, or cannot be reached.',
  docs: 'https://kubernetes.io/docs/concepts/containers/images/',
  runbook: '18',
  scope: 'cluster',
  probes: [podsProbe],
  needs: ['control-plane/api-server-answers'],
  evaluate: (inputs) =>
    judgePodGroups(inputs, {
      kinds: ['image'],
      expected: 'its image on the node',
      tries: ({namespace, pods, image}) => [
        {
          text: 'Refused: grant the nodes’ service account roles/artifactregistry.reader on the registry’s project. Unknown: correct the tag. Unreachable: give the nodes a NAT. The image:',
          command: `gcloud artifacts docker images describe ${image ?? 'IMAGE'}`,
        },
        {
          text: 'Then let the pod try again at once.',
          command: `kubectl delete pod ${pods[0] ?? ''} --namespace ${namespace}`,
        },
      ],
    }),
};
