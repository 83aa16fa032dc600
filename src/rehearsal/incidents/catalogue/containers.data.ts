import type {Incident} from '../incident.js';

const workload = {
  meaning: 'Deployment',
  usual: {from: 'objects', path: '/apis/apps/v1/deployments', matching: '^(?!kube-|gmp-|gke-|istio-system|.*certs?)'},
} as const;
/** The workload's own containers, not the mesh's beside them. */
const victim = {namespace: '{workload.namespace}', pod: '^{workload.name}-.*', image: '^(?!.*proxyv2)'} as const;
const allPods = {
  on: 'objects',
  change: {
    verb: 'delete-each',
    path: '/api/v1/namespaces/{workload.namespace}/pods',
    matching: '{workload.namespace}/{workload.name}-[^/]*',
  },
  isKept: true,
} as const;
const truthObject = 'Deployment {workload}';
const nothing = 'nothing';

/** What goes wrong in containers. */
export const containerIncidents: readonly Incident[] = [
  {
    id: 'image-pull',
    title: 'An image cannot be pulled',
    plane: 'cluster',
    cause:
      'The kubelets took the image off the nodes to free their disks, and the registry now refuses the nodes’ service account.',
    symptoms: {google: nothing, cluster: 'pods say ErrImagePull, then ImagePullBackOff'},
    truth: {plane: 'cluster', link: 'pod/image-pull', object: truthObject},
    cure: ['Grant the nodes’ service account roles/artifactregistry.reader on the registry’s project.'],
    parameters: {workload},
    effects: [
      {
        on: 'containers',
        override: {
          selector: victim,
          fault: {kind: 'image-pull', message: 'failed to authorize: failed to fetch oauth token: 403 Forbidden'},
        },
      },
      allPods,
    ],
  },
  {
    id: 'crash-loop',
    title: 'A container crashes again and again',
    plane: 'cluster',
    cause: 'The program ends with an error soon after it starts.',
    symptoms: {google: nothing, cluster: 'CrashLoopBackOff; restarts grow; the log of the last life tells why'},
    truth: {plane: 'cluster', link: 'pod/crash', object: truthObject},
    cure: ['kubectl logs -n {workload.namespace} deployment/{workload.name} --previous; mend its configuration.'],
    parameters: {
      workload,
      exitCode: {meaning: 'exit code', usual: 1},
      log: {meaning: 'its last words', usual: 'fatal: cannot read configuration: unexpected end of file'},
    },
    effects: [
      {
        on: 'containers',
        override: {
          selector: victim,
          fault: {kind: 'crash', exitCode: '{exitCode}', afterMs: 3_000, log: '{log}'},
        },
      },
    ],
  },
  {
    id: 'out-of-memory',
    title: 'A container needs more memory than it may have',
    plane: 'cluster',
    cause: 'The limit is lower than what the program uses.',
    symptoms: {google: nothing, cluster: 'the last state is OOMKilled with exit code 137'},
    truth: {plane: 'cluster', link: 'pod/out-of-memory', object: truthObject},
    cure: ['Raise resources.limits.memory of the container.'],
    parameters: {workload},
    effects: [
      {
        on: 'containers',
        override: {
          selector: victim,
          fault: {kind: 'oom', afterMs: 5_000},
        },
      },
    ],
  },
  {
    id: 'start-error',
    title: 'A container cannot be started',
    plane: 'cluster',
    cause: 'The image does not hold the command that the pod names.',
    symptoms: {
      google: nothing,
      cluster: 'CrashLoopBackOff with exit code 128; the event says “executable file not found in $PATH”',
    },
    truth: {plane: 'cluster', link: 'pod/start-error', object: truthObject},
    cure: ['Correct command and args of the container, or take the image that has it.'],
    parameters: {workload},
    effects: [
      {
        on: 'containers',
        override: {
          selector: victim,
          fault: {
            kind: 'start-error',
            message:
              'failed to create containerd task: failed to create shim task: OCI runtime create failed: exec: "serve": executable file not found in $PATH: unknown',
          },
        },
      },
      allPods,
    ],
  },
  {
    id: 'readiness-failing',
    title: 'A workload runs and is never ready',
    plane: 'cluster',
    cause: 'The program waits for something and answers its readiness probe with 503.',
    symptoms: {google: nothing, cluster: 'pods run with 0 of 1 ready; Unhealthy events; the Service has no addresses'},
    truth: {plane: 'cluster', link: 'pod/not-ready', object: truthObject},
    cure: ['kubectl logs -n {workload.namespace} deployment/{workload.name}; bring what it waits for.'],
    parameters: {
      workload: {
        meaning: 'Deployment with a readiness probe',
        usual: {
          from: 'objects',
          path: '/apis/apps/v1/deployments',
          matching: '/(api-server|hyperplane-dashboard|keycloak)',
        },
      },
    },
    effects: [
      {
        on: 'containers',
        override: {
          selector: victim,
          fault: {kind: 'readiness', message: 'HTTP probe failed with statuscode: 503'},
        },
      },
      allPods,
    ],
  },
  {
    id: 'keycloak-unready',
    title: 'Keycloak does not get ready',
    plane: 'cluster',
    cause: 'Its migration of the database hangs on a lock.',
    symptoms: {
      google: nothing,
      cluster: 'the keycloak pod is not ready; oauth2-proxy cannot find its realm; nobody can log in',
    },
    truth: {plane: 'cluster', link: 'keycloak/not-ready', object: 'Deployment {workload}'},
    cure: ['Clear databasechangeloglock in Keycloak’s database and restart it.'],
    parameters: {
      workload: {
        meaning: 'Deployment of Keycloak',
        usual: {from: 'objects', path: '/apis/apps/v1/deployments', matching: '/keycloak'},
      },
    },
    effects: [
      {
        on: 'containers',
        override: {
          selector: victim,
          fault: {kind: 'readiness', message: 'HTTP probe failed with statuscode: 503'},
        },
      },
      allPods,
    ],
  },
  {
    id: 'job-failed',
    title: 'A job of the installation fails',
    plane: 'cluster',
    cause: 'The task meets an error that does not pass.',
    symptoms: {google: nothing, cluster: 'the Job’s pods end in Error; the Job says Failed, BackoffLimitExceeded'},
    truth: {plane: 'cluster', link: 'job/failed', object: 'Job {job}'},
    cure: ['kubectl logs -n {job.namespace} job/{job.name}; mend it and run the job again.'],
    parameters: {job: {meaning: 'Job', usual: {from: 'objects', path: '/apis/batch/v1/jobs'}}},
    effects: [
      {
        on: 'containers',
        override: {
          selector: {namespace: '{job.namespace}', pod: '^{job.name}-.*'},
          fault: {
            kind: 'crash',
            exitCode: 1,
            afterMs: 1_000,
            log: 'error: relation "schema_migrations" does not exist',
          },
        },
      },
      {
        on: 'objects',
        change: {verb: 'recreate', path: '/apis/batch/v1/namespaces/{job.namespace}/jobs/{job.name}'},
        isKept: true,
      },
    ],
  },
  {
    id: 'sidecar-missing',
    title: 'A pod has no sidecar',
    plane: 'cluster',
    cause: 'The injection webhook answers and injects nothing, as after a change of its revision labels.',
    symptoms: {
      google: nothing,
      cluster: 'pods of a namespace with injection have no istio-proxy; strict mutual TLS refuses them',
    },
    truth: {plane: 'cluster', link: 'mesh/sidecar-missing', object: 'Namespace {workload.namespace}'},
    cure: ['Compare the namespace’s istio labels with istiod’s revision; then kubectl rollout restart.'],
    parameters: {
      workload: {
        meaning: 'Deployment in a namespace with injection',
        usual: {from: 'objects', path: '/apis/apps/v1/deployments', matching: '/api-server'},
      },
    },
    effects: [
      {on: 'machinery', fault: {kind: 'sidecar-missing', namespace: '{workload.namespace}'}},
      // The platform's own namespaces ask for sidecars only where tools are added to them.
      {
        on: 'objects',
        change: {
          verb: 'patch',
          path: '/api/v1/namespaces/{workload.namespace}',
          body: {metadata: {labels: {'istio-injection': 'enabled'}}},
        },
      },
      allPods,
    ],
  },
];
