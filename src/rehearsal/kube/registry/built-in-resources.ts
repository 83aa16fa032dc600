import {findDefinitionName} from '../schema/built-in-schema.js';
import type {ResourceDefinition, SubresourceDefinition} from './resource-definition.js';

/** All verbs of an ordinary resource, in discovery's order. */
const standardVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const readWriteVerbs = ['get', 'patch', 'update'];

const connectVerbs = ['create', 'delete', 'get', 'patch', 'update'];
const proxySubresource = (kind: string): SubresourceDefinition => ({name: 'proxy', kind, verbs: connectVerbs});
const podStreams = ['attach', 'exec', 'portforward'];

/**
 * The served resources of one group and version: `Kind[/plural] [short,names] [scope] [subresources] [categories]`,
 * as a line each. https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.27/
 */
interface GroupRows {
  readonly group: string;
  readonly version: string;
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
      ['NetworkPolicy', 'networkpolicies', 'N', 'netpol', 'status'],
    ],
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
    version: 'v1beta3',
    rows: [
      ['FlowSchema', 'flowschemas', 'C', '', 'status'],
      ['PriorityLevelConfiguration', 'prioritylevelconfigurations', 'C', '', 'status'],
    ],
  },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    version: 'v1beta2',
    rows: [
      ['FlowSchema', 'flowschemas', 'C', '', 'status'],
      ['PriorityLevelConfiguration', 'prioritylevelconfigurations', 'C', '', 'status'],
    ],
  },
];

/** Versions that are kept under another one's name and converted on the way. */
const storedAs: Readonly<Record<string, {readonly group: string; readonly version: string}>> = {
  'events.k8s.io/v1': {group: '', version: 'v1'},
  'autoscaling/v1': {group: 'autoscaling', version: 'v2'},
  'flowcontrol.apiserver.k8s.io/v1beta2': {group: 'flowcontrol.apiserver.k8s.io', version: 'v1beta3'},
};

function createSubresource(name: string, kind: string): SubresourceDefinition {
  switch (name) {
    case 'scale':
      return {name, group: 'autoscaling', version: 'v1', kind: 'Scale', verbs: readWriteVerbs};
    case 'eviction':
      return {name, group: 'policy', version: 'v1', kind: 'Eviction', verbs: ['create']};
    case 'binding':
      return {name, kind: 'Binding', verbs: ['create']};
    case 'token':
      return {name, group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest', verbs: ['create']};
    case 'log':
      return {name, kind: 'Pod', verbs: ['get']};
    case 'finalize':
      return {name, kind, verbs: ['update']};
    case 'proxy':
      return proxySubresource(`${kind}ProxyOptions`);
    default:
      if (podStreams.includes(name)) {
        const optionsKind =
          {attach: 'PodAttachOptions', exec: 'PodExecOptions', portforward: 'PodPortForwardOptions'}[name] ?? kind;
        return {name, kind: optionsKind, verbs: ['create', 'get']};
      }
      return {name, kind, verbs: readWriteVerbs};
  }
}

/** The built-in resources, ready to be served. */
export function createBuiltInResources(): ResourceDefinition[] {
  return builtInGroups.flatMap(({group, version, rows}) =>
    rows.map(([kind, plural, scope, shortNames = '', parts = '', categories = '']): ResourceDefinition => {
      const isCreateOnly = parts === 'create-only';
      const isReadOnly = parts === 'read-only';
      const split = (text: string) => (text === '' ? [] : text.split(','));
      const apiVersion = group === '' ? version : `${group}/${version}`;
      const storedVersion = storedAs[apiVersion] ?? {group, version};
      const definition = findDefinitionName(group, version, kind);
      return {
        group,
        version,
        kind,
        listKind: `${kind}List`,
        plural,
        singular: kind.toLowerCase(),
        isNamespaced: scope === 'N',
        verbs: isCreateOnly
          ? ['create']
          : isReadOnly
            ? ['get', 'list']
            : plural === 'namespaces'
              ? standardVerbs.filter((verb) => verb !== 'deletecollection')
              : standardVerbs,
        shortNames: split(shortNames),
        categories: split(categories),
        subresources: isCreateOnly || isReadOnly ? [] : split(parts).map((name) => createSubresource(name, kind)),
        collection: storedVersion.group === '' ? plural : `${plural}.${storedVersion.group}`,
        storedVersion,
        ...(definition ? {definition} : {}),
      };
    }),
  );
}
