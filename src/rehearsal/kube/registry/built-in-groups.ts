/**
 * The served resources of one group and version: `Kind[/plural] [short,names] [scope] [subresources] [categories]`,
 * as a line each. https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.27/
 */
export interface GroupRows {
  readonly group: string;
  readonly version: string;
  /**
   * Minor versions of Kubernetes that serve it: the first and the last. All where absent.
   * https://kubernetes.io/docs/reference/using-api/deprecation-guide/
   */
  readonly minors?: readonly [first: number, last: number];
  /** The version whose schema it shares, where the table of facts has none of its own. */
  readonly schemaOf?: string;
  readonly rows: ReadonlyArray<
    readonly [
      kind: string,
      plural: string,
      scope: 'N' | 'C',
      shortNames?: string,
      subresources?: string,
      categories?: string,
    ]
  >;
}

/** In the order in which the aggregated discovery of kube-apiserver lists groups. */
export const builtInGroups: readonly GroupRows[] = [
  {
    group: '',
    version: 'v1',
    rows: [
      ['Binding', 'bindings', 'N', '', 'create-only'],
      ['ComponentStatus', 'componentstatuses', 'C', 'cs', 'read-only'],
      ['ConfigMap', 'configmaps', 'N', 'cm'],
      ['Endpoints', 'endpoints', 'N', 'ep'],
      ['Event', 'events', 'N', 'ev'],
      ['LimitRange', 'limitranges', 'N', 'limits'],
      ['Namespace', 'namespaces', 'C', 'ns', 'finalize,status'],
      ['Node', 'nodes', 'C', 'no', 'proxy,status'],
      ['PersistentVolumeClaim', 'persistentvolumeclaims', 'N', 'pvc', 'status'],
      ['PersistentVolume', 'persistentvolumes', 'C', 'pv', 'status'],
      [
        'Pod',
        'pods',
        'N',
        'po',
        'attach,binding,ephemeralcontainers,eviction,exec,log,portforward,proxy,status',
        'all',
      ],
      ['PodTemplate', 'podtemplates', 'N'],
      ['ReplicationController', 'replicationcontrollers', 'N', 'rc', 'scale,status', 'all'],
      ['ResourceQuota', 'resourcequotas', 'N', 'quota', 'status'],
      ['Secret', 'secrets', 'N'],
      ['ServiceAccount', 'serviceaccounts', 'N', 'sa', 'token'],
      ['Service', 'services', 'N', 'svc', 'proxy,status', 'all'],
    ],
  },
  {
    group: 'apiregistration.k8s.io',
    version: 'v1',
    rows: [['APIService', 'apiservices', 'C', '', 'status', 'api-extensions']],
  },
  {
    group: 'apps',
    version: 'v1',
    rows: [
      ['ControllerRevision', 'controllerrevisions', 'N'],
      ['DaemonSet', 'daemonsets', 'N', 'ds', 'status', 'all'],
      ['Deployment', 'deployments', 'N', 'deploy', 'scale,status', 'all'],
      ['ReplicaSet', 'replicasets', 'N', 'rs', 'scale,status', 'all'],
      ['StatefulSet', 'statefulsets', 'N', 'sts', 'scale,status', 'all'],
    ],
  },
  {group: 'events.k8s.io', version: 'v1', rows: [['Event', 'events', 'N', 'ev']]},
  {group: 'authentication.k8s.io', version: 'v1', rows: [['TokenReview', 'tokenreviews', 'C', '', 'create-only']]},
  {
    group: 'authentication.k8s.io',
    version: 'v1',
    minors: [28, 99],
    rows: [['SelfSubjectReview', 'selfsubjectreviews', 'C', '', 'create-only']],
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    rows: [
      ['LocalSubjectAccessReview', 'localsubjectaccessreviews', 'N', '', 'create-only'],
      ['SelfSubjectAccessReview', 'selfsubjectaccessreviews', 'C', '', 'create-only'],
      ['SelfSubjectRulesReview', 'selfsubjectrulesreviews', 'C', '', 'create-only'],
      ['SubjectAccessReview', 'subjectaccessreviews', 'C', '', 'create-only'],
    ],
  },
  {
    group: 'autoscaling',
    version: 'v2',
    rows: [['HorizontalPodAutoscaler', 'horizontalpodautoscalers', 'N', 'hpa', 'status', 'all']],
  },
  {
    group: 'autoscaling',
    version: 'v1',
    rows: [['HorizontalPodAutoscaler', 'horizontalpodautoscalers', 'N', 'hpa', 'status', 'all']],
  },
  {
    group: 'batch',
    version: 'v1',
    rows: [
      ['CronJob', 'cronjobs', 'N', 'cj', 'status', 'all'],
      ['Job', 'jobs', 'N', '', 'status', 'all'],
    ],
  },
  {
    group: 'certificates.k8s.io',
    version: 'v1',
    rows: [['CertificateSigningRequest', 'certificatesigningrequests', 'C', 'csr', 'approval,status']],
  },
  {
    group: 'networking.k8s.io',
    version: 'v1',
    rows: [
      ['IngressClass', 'ingressclasses', 'C'],
      ['Ingress', 'ingresses', 'N', 'ing', 'status'],
    ],
  },
  {
    group: 'networking.k8s.io',
    version: 'v1',
    minors: [24, 27],
    rows: [['NetworkPolicy', 'networkpolicies', 'N', 'netpol', 'status']],
  },
  {
    group: 'networking.k8s.io',
    version: 'v1',
    minors: [28, 99],
    rows: [['NetworkPolicy', 'networkpolicies', 'N', 'netpol']],
  },
  {group: 'policy', version: 'v1', rows: [['PodDisruptionBudget', 'poddisruptionbudgets', 'N', 'pdb', 'status']]},
  {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    rows: [
      ['ClusterRoleBinding', 'clusterrolebindings', 'C'],
      ['ClusterRole', 'clusterroles', 'C'],
      ['RoleBinding', 'rolebindings', 'N'],
      ['Role', 'roles', 'N'],
    ],
  },
  {
    group: 'storage.k8s.io',
    version: 'v1',
    rows: [
      ['CSIDriver', 'csidrivers', 'C'],
      ['CSINode', 'csinodes', 'C'],
      ['CSIStorageCapacity', 'csistoragecapacities', 'N'],
      ['StorageClass', 'storageclasses', 'C', 'sc'],
      ['VolumeAttachment', 'volumeattachments', 'C', '', 'status'],
    ],
  },
  {
    group: 'admissionregistration.k8s.io',
    version: 'v1',
    rows: [
      ['MutatingWebhookConfiguration', 'mutatingwebhookconfigurations', 'C', '', '', 'api-extensions'],
      ['ValidatingWebhookConfiguration', 'validatingwebhookconfigurations', 'C', '', '', 'api-extensions'],
    ],
  },
  {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    rows: [['CustomResourceDefinition', 'customresourcedefinitions', 'C', 'crd,crds', 'status', 'api-extensions']],
  },
  {group: 'scheduling.k8s.io', version: 'v1', rows: [['PriorityClass', 'priorityclasses', 'C', 'pc']]},
  {group: 'coordination.k8s.io', version: 'v1', rows: [['Lease', 'leases', 'N']]},
  {group: 'node.k8s.io', version: 'v1', rows: [['RuntimeClass', 'runtimeclasses', 'C']]},
  {group: 'discovery.k8s.io', version: 'v1', rows: [['EndpointSlice', 'endpointslices', 'N']]},
  {
    group: 'flowcontrol.apiserver.k8s.io',
    version: 'v1',
    minors: [29, 99],
    schemaOf: 'v1beta3',
    rows: [
      ['FlowSchema', 'flowschemas', 'C', '', 'status'],
      ['PriorityLevelConfiguration', 'prioritylevelconfigurations', 'C', '', 'status'],
    ],
  },
];
