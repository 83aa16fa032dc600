import type {Incident} from '../incident.js';

const workload = {
  meaning: 'Deployment',
  usual: {from: 'objects', path: '/apis/apps/v1/deployments', matching: '^(?!kube-|gmp-|gke-|istio-system|.*certs?)'},
} as const;

/** What others changed, and what was left half done. */
export const driftIncidents: readonly Incident[] = [
  {
    id: 'drift',
    title: 'Another manager changes a workload',
    plane: 'cluster',
    cause: 'A second tool sets the number of replicas, every half minute.',
    symptoms: {
      google: 'nothing',
      cluster: 'spec.replicas is {replicas}, whoever sets it; managedFields name legacy-autoscaler',
    },
    truth: {plane: 'cluster', link: 'drift/other-manager', object: 'Deployment {workload}'},
    cure: [
      'kubectl get deployment {workload.name} -n {workload.namespace} -o yaml --show-managed-fields names it; stop it there.',
    ],
    parameters: {workload, replicas: {meaning: 'replicas that it sets', usual: 0}},
    effects: [
      {
        on: 'objects',
        user: 'system:serviceaccount:kube-system:legacy-autoscaler',
        change: {
          verb: 'patch',
          path: '/apis/apps/v1/namespaces/{workload.namespace}/deployments/{workload.name}?fieldManager=legacy-autoscaler',
          body: {spec: {replicas: '{replicas}'}},
        },
        everySeconds: 30,
      },
    ],
  },
  {
    id: 'namespace-stuck',
    title: 'A namespace does not end',
    plane: 'cluster',
    cause: 'An object in it has a finalizer whose controller is gone.',
    symptoms: {
      google: 'nothing',
      cluster: 'the namespace stays Terminating: “Some content in the namespace has finalizers remaining”',
    },
    truth: {plane: 'cluster', link: 'namespace/finalizer', object: 'ConfigMap {namespace}/lease-of-old-operator'},
    cure: [
      'kubectl patch configmap lease-of-old-operator -n {namespace} --type merge -p \'{"metadata":{"finalizers":null}}\'',
    ],
    parameters: {namespace: {meaning: 'namespace', usual: 'hyperplane-retired'}},
    effects: [
      {
        on: 'objects',
        change: {
          verb: 'create',
          path: '/api/v1/namespaces',
          body: {apiVersion: 'v1', kind: 'Namespace', metadata: {name: '{namespace}'}},
        },
        isKept: true,
      },
      {
        on: 'objects',
        change: {
          verb: 'create',
          path: '/api/v1/namespaces/{namespace}/configmaps',
          body: {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'lease-of-old-operator'}},
        },
        isKept: true,
      },
      {
        on: 'objects',
        change: {
          verb: 'patch',
          path: '/api/v1/namespaces/{namespace}/configmaps/lease-of-old-operator',
          body: {metadata: {finalizers: ['operator.example.com/cleanup']}},
        },
      },
      {on: 'objects', change: {verb: 'delete', path: '/api/v1/namespaces/{namespace}'}, isKept: true},
    ],
  },
  {
    id: 'helm-killed',
    title: 'A helm was killed in the middle of an upgrade',
    plane: 'cluster',
    cause: 'The process ended before it could write how the upgrade ended.',
    symptoms: {
      google: 'nothing',
      cluster:
        'helm status says pending-upgrade; the next one fails: “another operation (install/upgrade/rollback) is in progress”',
    },
    truth: {plane: 'cluster', link: 'helm/pending', object: 'Release {secret.namespace}/{release}'},
    cure: ['helm rollback {release} -n {secret.namespace} to the last deployed revision'],
    parameters: {
      secret: {
        meaning: 'Secret of the release’s record',
        usual: {from: 'objects', path: '/api/v1/secrets?labelSelector=owner%3Dhelm', matching: 'sh\\.helm\\.release'},
      },
      release: {meaning: 'release', usual: 'shakudo-hyperplane'},
    },
    effects: [{on: 'objects', change: {verb: 'strand-release', namespace: '{secret.namespace}', release: '{release}'}}],
  },
  {
    id: 'service-removed',
    title: 'A Service of the platform is gone',
    plane: 'cluster',
    cause: 'Somebody deleted it.',
    symptoms: {google: 'nothing', cluster: 'its name no longer resolves in the cluster; the entry answers 503'},
    truth: {plane: 'cluster', link: 'service/missing', object: 'Service {service}'},
    cure: ['helm upgrade brings it back, or kubectl apply of its manifest.'],
    parameters: {
      service: {
        meaning: 'Service',
        usual: {from: 'objects', path: '/api/v1/services', matching: '/(api-server|hyperplane-dashboard|dashboard)'},
      },
    },
    effects: [
      {
        on: 'objects',
        change: {verb: 'delete', path: '/api/v1/namespaces/{service.namespace}/services/{service.name}'},
      },
    ],
  },
];
