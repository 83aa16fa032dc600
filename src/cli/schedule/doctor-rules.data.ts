/**
 * What the doctor's probes of a cluster ask for, and nothing else; a test compares both ways. Left out, and unknown
 * for it: Secrets, as RBAC cannot grant their names without what they hold, and dry runs, as they need the
 * right to write. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#resources
 */
export const doctorRules = [
  {apiGroups: [''], resources: ['configmaps'], resourceNames: ['kube-dns', 'kube-root-ca.crt'], verbs: ['get']},
  {apiGroups: [''], resources: ['namespaces', 'services'], verbs: ['get', 'list']},
  {
    apiGroups: [''],
    resources: ['events', 'nodes', 'persistentvolumeclaims', 'persistentvolumes', 'pods'],
    verbs: ['list'],
  },
  {apiGroups: [''], resources: ['pods/log'], verbs: ['get']},
  {apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'statefulsets'], verbs: ['list']},
  {apiGroups: ['batch'], resources: ['jobs'], verbs: ['list']},
  {
    apiGroups: ['admissionregistration.k8s.io'],
    resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
    verbs: ['list'],
  },
  {apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: ['list']},
  {apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list']},
  {apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['list']},
  {apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: ['list']},
  {
    apiGroups: ['networking.istio.io'],
    resources: ['destinationrules', 'gateways', 'virtualservices'],
    verbs: ['list'],
  },
  {apiGroups: ['security.istio.io'], resources: ['peerauthentications'], verbs: ['list']},
  {
    apiGroups: ['cert-manager.io'],
    resources: ['certificaterequests', 'certificates', 'clusterissuers', 'issuers'],
    verbs: ['list'],
  },
  {apiGroups: ['acme.cert-manager.io'], resources: ['challenges', 'orders'], verbs: ['list']},
] as const;
