import type {Incident} from '../incident.js';

const methods = {meaning: 'regular expression over the ids of Google’s methods', usual: '.*'} as const;
const share = {meaning: 'chance of each request, from 0 to 1', usual: 0.3} as const;

/** What goes wrong on the way to Google’s APIs and to a cluster’s API server. */
export const transportIncidents: readonly Incident[] = [
  {
    id: 'api-latency',
    title: 'Google answers slowly',
    plane: 'transport',
    cause: 'The path to Google’s APIs is congested; every answer takes seconds.',
    symptoms: {google: 'each gcloud command takes the delay longer for every request', cluster: 'nothing'},
    truth: {plane: 'transport', link: 'google-api/slow', object: '{methods}'},
    cure: ['Wait, or use another path to Google; raise the clients’ time-outs.'],
    parameters: {methods, delayMs: {meaning: 'virtual milliseconds', usual: 8_000}},
    effects: [{on: 'cloud', fault: {kind: 'delay', methods: '{methods}', delayMs: '{delayMs}'}}],
  },
  {
    id: 'api-reset',
    title: 'Connections to Google break',
    plane: 'transport',
    cause: 'A middlebox resets connections before requests arrive.',
    symptoms: {google: 'ECONNRESET, “socket hang up” or “Connection aborted” for some requests', cluster: 'nothing'},
    truth: {plane: 'transport', link: 'google-api/reset', object: '{methods}'},
    cure: ['Try again; nothing was carried out. Look at proxies and firewalls between here and Google.'],
    parameters: {methods, share},
    effects: [{on: 'cloud', fault: {kind: 'reset', methods: '{methods}', share: '{share}'}}],
  },
  {
    id: 'api-slow-close',
    title: 'Answers come, connections do not end',
    plane: 'transport',
    cause: 'A proxy holds finished answers open, so that clients which wait for the end wait on.',
    symptoms: {google: 'the whole answer is there, the client hangs for the delay', cluster: 'nothing'},
    truth: {plane: 'transport', link: 'google-api/slow-close', object: '{methods}'},
    cure: ['Take the proxy out of the way (NO_PROXY, or a direct route).'],
    parameters: {methods, delayMs: {meaning: 'virtual milliseconds', usual: 20_000}},
    effects: [{on: 'cloud', fault: {kind: 'slow-close', methods: '{methods}', lingerMs: '{delayMs}'}}],
  },
  {
    id: 'api-too-many-requests',
    title: 'Google limits the rate of requests',
    plane: 'transport',
    cause: 'Something else uses up the project’s request quota.',
    symptoms: {google: '429 RESOURCE_EXHAUSTED, “Quota exceeded for quota metric … per minute”', cluster: 'nothing'},
    truth: {plane: 'transport', link: 'google-api/429', object: '{methods}'},
    cure: ['Slow down and try again after the minute; find the other client under APIs & Services.'],
    parameters: {methods, share},
    effects: [
      {
        on: 'cloud',
        fault: {
          kind: 'refuse',
          methods: '{methods}',
          share: '{share}',
          status: 429,
          message:
            "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute' of service 'container.googleapis.com'.",
          reason: 'rateLimitExceeded',
        },
      },
    ],
  },
  {
    id: 'api-internal-errors',
    title: 'Google answers with internal errors',
    plane: 'transport',
    cause: 'A backend of Google’s fails.',
    symptoms: {google: '500 INTERNAL for some requests', cluster: 'nothing'},
    truth: {plane: 'transport', link: 'google-api/500', object: '{methods}'},
    cure: ['Try again; look at https://status.cloud.google.com.'],
    parameters: {methods, share},
    effects: [
      {
        on: 'cloud',
        fault: {
          kind: 'refuse',
          methods: '{methods}',
          share: '{share}',
          status: 500,
          message: 'Internal error encountered.',
        },
      },
    ],
  },
  {
    id: 'api-unavailable',
    title: 'Google’s APIs are unavailable',
    plane: 'transport',
    cause: 'A front end of Google’s sheds load.',
    symptoms: {google: '503 UNAVAILABLE, “The service is currently unavailable.”', cluster: 'nothing'},
    truth: {plane: 'transport', link: 'google-api/503', object: '{methods}'},
    cure: ['Try again with growing pauses; look at https://status.cloud.google.com.'],
    parameters: {methods, share: {...share, usual: 1}},
    effects: [
      {
        on: 'cloud',
        fault: {
          kind: 'refuse',
          methods: '{methods}',
          share: '{share}',
          status: 503,
          message: 'The service is currently unavailable.',
        },
      },
    ],
  },
  {
    id: 'response-lost',
    title: 'The work is done and its answer lost',
    plane: 'transport',
    cause: 'The connection breaks between Google’s success and the client.',
    symptoms: {
      google: 'the client sees ECONNRESET; a second attempt is refused with 409 ALREADY_EXISTS',
      cluster: 'what was asked for stands there',
    },
    truth: {plane: 'transport', link: 'google-api/answer-lost', object: '{methods}'},
    cure: ['Read what is there, see that it is what was asked for, and join its operation.'],
    parameters: {
      methods: {...methods, usual: 'container\\.projects\\.locations\\.clusters\\.create'},
      times: {meaning: 'how many answers are lost', usual: 1},
    },
    effects: [{on: 'cloud', fault: {kind: 'lose-response', methods: '{methods}', times: '{times}'}}],
  },
  {
    id: 'cluster-api-latency',
    title: 'The cluster’s API server answers slowly',
    plane: 'transport',
    cause: 'The control plane is too small for its load, or the path to it is slow.',
    symptoms: {google: 'nothing', cluster: 'kubectl and helm take the delay longer for every request'},
    truth: {plane: 'transport', link: 'kube-api/slow', object: '{paths}'},
    cure: ['Wait; GKE resizes the control plane with the number of nodes.'],
    parameters: {
      paths: {meaning: 'regular expression over request paths', usual: '.*'},
      delayMs: {meaning: 'virtual milliseconds', usual: 6_000},
    },
    effects: [{on: 'api-server', fault: {kind: 'delay', paths: '{paths}', delayMs: '{delayMs}'}}],
  },
  {
    id: 'cluster-api-reset',
    title: 'Connections to the API server break',
    plane: 'transport',
    cause: 'A middlebox between here and the control plane resets connections.',
    symptoms: {google: 'nothing', cluster: '“connection reset by peer”, “EOF” from kubectl and helm'},
    truth: {plane: 'transport', link: 'kube-api/reset', object: '{paths}'},
    cure: ['Try again; look at what stands between here and the cluster’s endpoint.'],
    parameters: {paths: {meaning: 'regular expression over request paths', usual: '.*'}, share},
    effects: [{on: 'api-server', fault: {kind: 'reset', paths: '{paths}', share: '{share}'}}],
  },
  {
    id: 'cluster-api-unavailable',
    title: 'The cluster’s API server is unavailable',
    plane: 'transport',
    cause: 'The control plane of a zonal cluster restarts; it has no second replica.',
    symptoms: {
      google: 'the cluster may still say RUNNING',
      cluster: '“the server is currently unable to handle the request”',
    },
    truth: {plane: 'transport', link: 'kube-api/503', object: '{paths}'},
    cure: ['Wait some minutes; a regional cluster keeps answering.'],
    parameters: {paths: {meaning: 'regular expression over request paths', usual: '.*'}},
    effects: [
      {
        on: 'api-server',
        fault: {kind: 'refuse', paths: '{paths}', status: 503, message: 'apiserver is shutting down\n'},
      },
    ],
  },
  {
    id: 'cluster-response-lost',
    title: 'Writes to the cluster are done and their answers lost',
    plane: 'transport',
    cause: 'Connections break between the API server’s success and the client.',
    symptoms: {google: 'nothing', cluster: 'the client sees EOF; a second create answers 409 AlreadyExists'},
    truth: {plane: 'transport', link: 'kube-api/answer-lost', object: '{paths}'},
    cure: ['Read before writing again; prefer server-side apply, which may be repeated.'],
    parameters: {
      paths: {meaning: 'regular expression over request paths', usual: '.*'},
      share: {...share, usual: 0.1},
    },
    effects: [{on: 'api-server', fault: {kind: 'lose-response', methods: 'POST', paths: '{paths}', share: '{share}'}}],
  },
];
