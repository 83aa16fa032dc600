import type {PolicyRule} from '../authz/rbac-rules.js';
import type {BootstrapObject} from './bootstrap-objects.js';

const group = 'rbac.authorization.k8s.io';
const labels = {'kubernetes.io/bootstrapping': 'rbac-defaults'};
const annotations = {'rbac.authorization.kubernetes.io/autoupdate': 'true'};

const read = ['get', 'list', 'watch'];
const write = ['create', 'delete', 'deletecollection', 'patch', 'update'];

function createRole(
  name: string,
  rules: readonly PolicyRule[] | null,
  more: {readonly labels?: Record<string, string>; readonly aggregates?: string} = {},
): BootstrapObject {
  return {
    collection: `clusterroles.${group}`,
    object: {
      kind: 'ClusterRole',
      apiVersion: `${group}/v1`,
      metadata: {name, labels: {...labels, ...more.labels}, annotations},
      rules,
      ...(more.aggregates
        ? {
            aggregationRule: {
              clusterRoleSelectors: [{matchLabels: {[`${group}/aggregate-to-${more.aggregates}`]: 'true'}}],
            },
          }
        : {}),
    },
  };
}

function createBinding(
  name: string,
  role: string,
  subjects: ReadonlyArray<{
    readonly kind: 'Group' | 'User' | 'ServiceAccount';
    readonly name: string;
    readonly namespace?: string;
  }>,
): BootstrapObject {
  return {
    collection: `clusterrolebindings.${group}`,
    object: {
      kind: 'ClusterRoleBinding',
      apiVersion: `${group}/v1`,
      metadata: {name, labels, annotations},
      subjects: subjects.map((subject) =>
        subject.kind === 'ServiceAccount' ? subject : {...subject, apiGroup: group},
      ),
      roleRef: {apiGroup: group, kind: 'ClusterRole', name: role},
    },
  };
}

const core = [
  'configmaps',
  'endpoints',
  'persistentvolumeclaims',
  'persistentvolumeclaims/status',
  'pods',
  'replicationcontrollers',
  'replicationcontrollers/scale',
  'serviceaccounts',
  'services',
  'services/status',
];
const apps = [
  'controllerrevisions',
  'daemonsets',
  'daemonsets/status',
  'deployments',
  'deployments/scale',
  'deployments/status',
  'replicasets',
  'replicasets/scale',
  'replicasets/status',
  'statefulsets',
  'statefulsets/scale',
  'statefulsets/status',
];

const viewRules: readonly PolicyRule[] = [
  {verbs: read, apiGroups: [''], resources: core},
  {
    verbs: read,
    apiGroups: [''],
    resources: [
      'bindings',
      'events',
      'limitranges',
      'namespaces/status',
      'pods/log',
      'pods/status',
      'replicationcontrollers/status',
      'resourcequotas',
      'resourcequotas/status',
    ],
  },
  {verbs: read, apiGroups: [''], resources: ['namespaces']},
  {verbs: read, apiGroups: ['discovery.k8s.io'], resources: ['endpointslices']},
  {verbs: read, apiGroups: ['apps'], resources: apps},
  {verbs: read, apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers', 'horizontalpodautoscalers/status']},
  {verbs: read, apiGroups: ['batch'], resources: ['cronjobs', 'cronjobs/status', 'jobs', 'jobs/status']},
  {verbs: read, apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'ingresses/status', 'networkpolicies']},
  {verbs: read, apiGroups: ['policy'], resources: ['poddisruptionbudgets', 'poddisruptionbudgets/status']},
];

const editRules: readonly PolicyRule[] = [
  {
    verbs: read,
    apiGroups: [''],
    resources: ['pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy', 'secrets', 'services/proxy'],
  },
  {verbs: ['impersonate'], apiGroups: [''], resources: ['serviceaccounts']},
  {verbs: write, apiGroups: [''], resources: ['pods', 'pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy']},
  {verbs: ['create'], apiGroups: [''], resources: ['pods/eviction', 'serviceaccounts/token']},
  {
    verbs: write,
    apiGroups: [''],
    resources: [
      'configmaps',
      'events',
      'persistentvolumeclaims',
      'replicationcontrollers',
      'replicationcontrollers/scale',
      'secrets',
      'serviceaccounts',
      'services',
      'services/proxy',
    ],
  },
  {
    verbs: write,
    apiGroups: ['apps'],
    resources: [
      'daemonsets',
      'deployments',
      'deployments/rollback',
      'deployments/scale',
      'replicasets',
      'replicasets/scale',
      'statefulsets',
      'statefulsets/scale',
    ],
  },
  {verbs: write, apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers']},
  {verbs: write, apiGroups: ['batch'], resources: ['cronjobs', 'jobs']},
  {verbs: write, apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'networkpolicies']},
  {verbs: write, apiGroups: ['policy'], resources: ['poddisruptionbudgets']},
  {verbs: [...read, ...write], apiGroups: ['coordination.k8s.io'], resources: ['leases']},
];

const adminRules: readonly PolicyRule[] = [
  {verbs: ['create'], apiGroups: ['authorization.k8s.io'], resources: ['localsubjectaccessreviews']},
  {verbs: [...read, ...write], apiGroups: [group], resources: ['rolebindings', 'roles']},
];

const discoveryPaths = [
  '/api',
  '/api/*',
  '/apis',
  '/apis/*',
  '/healthz',
  '/livez',
  '/openapi',
  '/openapi/*',
  '/readyz',
  '/version',
  '/version/',
];

/** The cluster roles and bindings that every API server makes sure of. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings */
export function createBootstrapRoles(): readonly BootstrapObject[] {
  const authenticated = {kind: 'Group', name: 'system:authenticated'} as const;
  const anonymous = {kind: 'Group', name: 'system:unauthenticated'} as const;
  const aggregate = (name: string) => ({labels: {[`${group}/aggregate-to-${name}`]: 'true'}});
  return [
    createRole('cluster-admin', [
      {verbs: ['*'], apiGroups: ['*'], resources: ['*']},
      {verbs: ['*'], nonResourceURLs: ['*']},
    ]),
    createRole('admin', null, {aggregates: 'admin'}),
    createRole('edit', null, {aggregates: 'edit', labels: {[`${group}/aggregate-to-admin`]: 'true'}}),
    createRole('view', null, {aggregates: 'view', labels: {[`${group}/aggregate-to-edit`]: 'true'}}),
    createRole('system:aggregate-to-admin', adminRules, aggregate('admin')),
    createRole('system:aggregate-to-edit', editRules, aggregate('edit')),
    createRole('system:aggregate-to-view', viewRules, aggregate('view')),
    createRole('system:discovery', [{verbs: ['get'], nonResourceURLs: discoveryPaths}]),
    createRole('system:public-info-viewer', [
      {verbs: ['get'], nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version', '/version/']},
    ]),
    createRole('system:basic-user', [
      {
        verbs: ['create'],
        apiGroups: ['authorization.k8s.io'],
        resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
      },
      {verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews']},
    ]),
    createRole('system:service-account-issuer-discovery', [
      {
        verbs: ['get'],
        nonResourceURLs: [
          '/.well-known/openid-configuration',
          '/.well-known/openid-configuration/',
          '/openid/v1/jwks',
          '/openid/v1/jwks/',
        ],
      },
    ]),
    createRole('system:auth-delegator', [
      {verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['tokenreviews']},
      {verbs: ['create'], apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews']},
    ]),
    createBinding('cluster-admin', 'cluster-admin', [{kind: 'Group', name: 'system:masters'}]),
    createBinding('system:discovery', 'system:discovery', [authenticated]),
    createBinding('system:basic-user', 'system:basic-user', [authenticated]),
    createBinding('system:public-info-viewer', 'system:public-info-viewer', [authenticated, anonymous]),
    createBinding('system:service-account-issuer-discovery', 'system:service-account-issuer-discovery', [
      {kind: 'Group', name: 'system:serviceaccounts'},
    ]),
  ];
}
