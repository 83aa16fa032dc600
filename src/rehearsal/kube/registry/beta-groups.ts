import type {GroupRows} from './built-in-groups.js';

/**
 * The betas that some minor versions serve unasked; since 1.24 new ones are off unless somebody turns them on. Newer versions
 * of a group come first. https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
export const betaGroups: readonly GroupRows[] = [
  {
    group: 'events.k8s.io',
    version: 'v1beta1',
    minors: [0, 24],
    schemaOf: 'v1',
    rows: [['Event', 'events', 'N', 'ev']],
  },
  {
    group: 'autoscaling',
    version: 'v2beta2',
    minors: [0, 25],
    schemaOf: 'v2',
    rows: [['HorizontalPodAutoscaler', 'horizontalpodautoscalers', 'N', 'hpa', 'status', 'all']],
  },
  {
    group: 'batch',
    version: 'v1beta1',
    minors: [0, 24],
    schemaOf: 'v1',
    rows: [['CronJob', 'cronjobs', 'N', 'cj', 'status', 'all']],
  },
  {
    group: 'policy',
    version: 'v1beta1',
    minors: [0, 24],
    schemaOf: 'v1',
    rows: [['PodDisruptionBudget', 'poddisruptionbudgets', 'N', 'pdb', 'status']],
  },
  {
    group: 'storage.k8s.io',
    version: 'v1beta1',
    minors: [0, 26],
    schemaOf: 'v1',
    rows: [['CSIStorageCapacity', 'csistoragecapacities', 'N']],
  },
  {
    group: 'node.k8s.io',
    version: 'v1beta1',
    minors: [0, 24],
    schemaOf: 'v1',
    rows: [['RuntimeClass', 'runtimeclasses', 'C']],
  },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    version: 'v1beta3',
    minors: [26, 31],
    rows: [
      ['FlowSchema', 'flowschemas', 'C', '', 'status'],
      ['PriorityLevelConfiguration', 'prioritylevelconfigurations', 'C', '', 'status'],
    ],
  },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    version: 'v1beta2',
    minors: [23, 28],
    rows: [
      ['FlowSchema', 'flowschemas', 'C', '', 'status'],
      ['PriorityLevelConfiguration', 'prioritylevelconfigurations', 'C', '', 'status'],
    ],
  },
  {
    group: 'flowcontrol.apiserver.k8s.io',
    version: 'v1beta1',
    minors: [20, 25],
    schemaOf: 'v1beta2',
    rows: [
      ['FlowSchema', 'flowschemas', 'C', '', 'status'],
      ['PriorityLevelConfiguration', 'prioritylevelconfigurations', 'C', '', 'status'],
    ],
  },
];
