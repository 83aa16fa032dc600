import type {Incident} from '../incident.js';

const ingress = {
  meaning: 'Service of the ingress',
  usual: {from: 'objects', path: '/api/v1/services', matching: '/istio-ingressgateway$'},
} as const;
const service = '/api/v1/namespaces/{service.namespace}/services/{service.name}';
const workload = {
  meaning: 'Deployment',
  usual: {from: 'objects', path: '/apis/apps/v1/deployments', matching: '/(oauth2-proxy|keycloak)'},
} as const;
const deployment = '/apis/apps/v1/namespaces/{workload.namespace}/deployments/{workload.name}';

/** What somebody with kubectl did by hand, and nobody remembers. */
export const handIncidents: readonly Incident[] = [
  {
    id: 'scaled-to-zero',
    title: 'A workload was scaled to nothing',
    plane: 'cluster',
    cause: 'Somebody scaled it down for a while and forgot it.',
    symptoms: {google: 'nothing', cluster: 'the Deployment says 0/0; its Service has no addresses'},
    truth: {plane: 'cluster', link: 'workload/scaled-to-zero', object: 'Deployment {workload}'},
    cure: ['kubectl scale deployment/{workload.name} -n {workload.namespace} --replicas 1'],
    parameters: {workload},
    effects: [{on: 'objects', change: {verb: 'patch', path: `${deployment}/scale`, body: {spec: {replicas: 0}}}}],
  },
  {
    id: 'ingress-selector',
    title: 'The ingress’ Service selects nobody’s pods',
    plane: 'cluster',
    cause: 'A label of the selector was changed, as for another revision of the gateway.',
    symptoms: {
      google: 'the load balancer’s backends are unhealthy',
      cluster: 'the Service has no addresses although the gateway’s pods are ready',
    },
    truth: {plane: 'cluster', link: 'service/selector', object: 'Service {service}'},
    cure: ['Put the selector back: kubectl get deployments -n {service.namespace} --show-labels tells the labels.'],
    parameters: {service: ingress, label: {meaning: 'what istio= becomes', usual: 'ingressgateway-canary'}},
    effects: [{on: 'objects', change: {verb: 'patch', path: service, body: {spec: {selector: {istio: '{label}'}}}}}],
  },
  {
    id: 'ingress-internal',
    title: 'The load balancer was taken into the network',
    plane: 'cluster',
    cause: 'An annotation asks for an internal load balancer.',
    symptoms: {
      google: 'the forwarding rule is INTERNAL',
      cluster: 'the Service has the annotation networking.gke.io/load-balancer-type=Internal',
    },
    truth: {plane: 'cluster', link: 'load-balancer/internal', object: 'Service {service}'},
    cure: ['kubectl annotate service {service.name} -n {service.namespace} networking.gke.io/load-balancer-type-'],
    parameters: {service: ingress},
    effects: [
      {
        on: 'objects',
        change: {
          verb: 'patch',
          path: service,
          body: {metadata: {annotations: {'networking.gke.io/load-balancer-type': 'Internal'}}},
        },
      },
    ],
  },
  {
    id: 'source-ranges',
    title: 'The load balancer lets hardly anybody in',
    plane: 'cluster',
    cause: 'Somebody limited its source ranges to networks that its users do not come from.',
    symptoms: {
      google: 'the firewall rule of the load balancer, k8s-fw-…, has these ranges',
      cluster: 'connections to the address time out; the Service has loadBalancerSourceRanges',
    },
    truth: {plane: 'cluster', link: 'load-balancer/source-ranges', object: 'Service {service}'},
    cure: ['Take spec.loadBalancerSourceRanges away, or let it hold the networks of the users.'],
    parameters: {service: ingress, range: {meaning: 'the range that is left', usual: '198.51.100.0/24'}},
    effects: [
      {
        on: 'objects',
        change: {verb: 'patch', path: service, body: {spec: {loadBalancerSourceRanges: ['{range}']}}},
      },
    ],
  },
  {
    id: 'injector-removed',
    title: 'Nobody injects sidecars any more',
    plane: 'cluster',
    cause: 'The injector’s webhook configuration was deleted to get past an error.',
    symptoms: {google: 'nothing', cluster: 'pods of namespaces with injection start without istio-proxy, and no error'},
    truth: {plane: 'cluster', link: 'mesh/injector-missing', object: 'MutatingWebhookConfiguration {configuration}'},
    cure: ['Install the chart again, or istioctl install: the configuration comes back.'],
    parameters: {
      configuration: {
        meaning: 'MutatingWebhookConfiguration',
        usual: {
          from: 'objects',
          path: '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations',
          matching: 'istio-sidecar-injector',
        },
      },
    },
    effects: [
      {
        on: 'objects',
        change: {
          verb: 'delete',
          path: '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/{configuration}',
        },
      },
    ],
  },
  {
    id: 'nodes-cordoned',
    title: 'Every node is cordoned',
    plane: 'cluster',
    cause: 'An upgrade by hand cordoned the nodes, broke off, and nobody uncordoned them.',
    symptoms: {
      google: 'nothing',
      cluster: 'nodes say SchedulingDisabled; new pods stay Pending: node(s) were unschedulable',
    },
    truth: {plane: 'cluster', link: 'scheduling/cordoned', object: 'Node {nodes}'},
    cure: ['kubectl uncordon each of them.'],
    parameters: {workload, nodes: {meaning: 'regular expression over nodes', usual: '.*'}},
    effects: [
      {
        on: 'objects',
        change: {verb: 'patch-each', path: '/api/v1/nodes', matching: '{nodes}', body: {spec: {unschedulable: true}}},
      },
      {
        on: 'objects',
        change: {
          verb: 'delete-each',
          path: '/api/v1/namespaces/{workload.namespace}/pods',
          matching: '{workload.namespace}/{workload.name}-[^/]*',
        },
        isKept: true,
      },
    ],
  },
];
