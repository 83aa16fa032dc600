import type {KubeObject} from '../../model/ports/kube.js';

const name = 'shakinstall-preflight';

/**
 * One object of each kind that clusters guard most, small and harmless: what is refused of these is refused of the
 * release's own. They are shown to the server as dry runs and never stored.
 */
export function listSampleObjects(namespaces: readonly string[]): readonly KubeObject[] {
  return [
    ...namespaces.map((namespace) => ({apiVersion: 'v1', kind: 'Namespace', metadata: {name: namespace}})),
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: {name},
      rules: [{apiGroups: [''], resources: ['pods'], verbs: ['get']}],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: {name},
      roleRef: {apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view'},
      subjects: [{kind: 'ServiceAccount', name: 'default', namespace: 'default'}],
    },
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: {name: 'preflights.shakinstall.dev'},
      spec: {
        group: 'shakinstall.dev',
        scope: 'Namespaced',
        names: {plural: 'preflights', singular: 'preflight', kind: 'Preflight', listKind: 'PreflightList'},
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {openAPIV3Schema: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true}},
          },
        ],
      },
    },
    ...(['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'] as const).map((kind) => ({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind,
      metadata: {name},
      webhooks: [],
    })),
  ];
}
