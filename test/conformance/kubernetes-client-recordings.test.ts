import {expect, it} from 'vitest';
import {hasClientRecordings, replayKubernetesClients} from './replay-kubernetes-clients.js';
import {scoreKubernetesClients} from './score-kubernetes-clients.js';

const hasRecordings = hasClientRecordings();
if (!hasRecordings) console.info('Recordings of helm and kubectl are not at hand: the comparison is skipped.');

/** The recorded definition was seen once more while it was ending; how long that takes is chance. */
const isAlreadyGone = ({request, status}: {readonly request: string; readonly status: number}) =>
  status === 404 && request === 'GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions/kgadgets.example.com';

it.skipIf(!hasRecordings)(
  'answers what helm and kubectl sent to kube-apiserver 1.27.7 with the same status',
  async () => {
    const replayed = await replayKubernetesClients();
    expect(replayed.length).toBeGreaterThan(550);
    const wrong = replayed.filter((one) => one.status !== one.expectedStatus && !isAlreadyGone(one));
    expect(
      wrong.map(({client, request, expectedStatus, status, answer}) => ({
        exchange: `${client} ${request}`,
        expectedStatus,
        status,
        answer,
      })),
    ).toEqual([]);
    // How far controllers are at the moment of a request differs, and a load balancer has its cloud's finalizer here.
    const {total} = scoreKubernetesClients(replayed);
    expect(total.pathsEqual / total.paths).toBeGreaterThan(0.88);
  },
  120_000,
);
