/** A Deployment of one container. */
export const deployment = (
  name: string,
  image: string,
  over: {
    replicas?: number;
    namespace?: string;
    container?: object;
    pod?: object;
    spec?: object;
    labels?: Record<string, string>;
  } = {},
) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {name, namespace: over.namespace ?? 'default'},
  spec: {
    replicas: over.replicas ?? 1,
    selector: {matchLabels: {app: name}},
    template: {
      metadata: {labels: {app: name, ...over.labels}},
      spec: {containers: [{name, image, ...over.container}], ...over.pod},
    },
    ...over.spec,
  },
});

/** A CustomResourceDefinition that takes anything. */
export const openDefinition = (
  group: string,
  version: string,
  plural: string,
  kind: string,
  scope: 'Namespaced' | 'Cluster' = 'Namespaced',
) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {name: `${plural}.${group}`},
  spec: {
    group,
    scope,
    names: {plural, singular: kind.toLowerCase(), kind, listKind: `${kind}List`},
    versions: [
      {
        name: version,
        served: true,
        storage: true,
        subresources: {status: {}},
        schema: {openAPIV3Schema: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true}},
      },
    ],
  },
});
