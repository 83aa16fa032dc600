/** An open JSON value. */
// biome-ignore lint/suspicious/noExplicitAny: objects of every kind, valid and not
export type Json = any;

/** A kind whose objects are sent to both servers. */
export interface OracleKind {
  /** `v1` or `apps/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly isNamespaced: boolean;
  /** A valid object, without type and metadata. */
  readonly base: Json;
  /** What is merged into an object to change it, or to break it. */
  readonly fragments: readonly Json[];
  /** What is merged into an object's status. */
  readonly statuses?: readonly Json[];
  readonly hasScale?: boolean;
  /** JSON patches. */
  readonly patches?: readonly (readonly Json[])[];
}

const container = {name: 'c', image: 'nginx'};
const labels = {app: 'web'};
const template = {metadata: {labels}, spec: {containers: [container]}};

/** What every kind is tried with. */
const metadataFragments: readonly Json[] = [
  {metadata: {labels: {a: 'b'}}},
  {metadata: {labels: {a: 'c', 'x.io/y': ''}}},
  {metadata: {labels: {'bad key!': 'x'}}},
  {metadata: {labels: {a: 'not valid!'}}},
  {metadata: {labels: {a: 5}}},
  {metadata: {labels: {a: null}}},
  {metadata: {annotations: {note: 'one'}}},
  {metadata: {annotations: {note: null}}},
  {metadata: {annotations: {'bad note!': 'x'}}},
  {metadata: {finalizers: ['example.com/hold']}},
  {metadata: {finalizers: ['hold']}},
  {metadata: {finalizers: ['kubernetes', 'example.com/hold']}},
  {metadata: {finalizers: []}},
  {metadata: {finalizers: ['not valid!']}},
  {metadata: {ownerReferences: [{apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'u-1'}]}},
  {metadata: {ownerReferences: [{apiVersion: 'v1', kind: 'ConfigMap', name: '', uid: ''}]}},
  {
    metadata: {
      ownerReferences: [
        {apiVersion: 'v1', kind: 'ConfigMap', name: 'x', uid: 'u-1', controller: true},
        {apiVersion: 'v1', kind: 'ConfigMap', name: 'y', uid: 'u-2', controller: true},
      ],
    },
  },
  {metadata: {generation: 7, creationTimestamp: '2001-01-01T00:00:00Z'}},
  {metadata: {uid: 'another'}},
  {metadata: {managedFields: []}},
  {metadata: {managedFields: [{}]}},
  {metadata: {deletionTimestamp: '2001-01-01T00:00:00Z', deletionGracePeriodSeconds: 3}},
];

/** What every pod template is tried with, at `spec.template` or at the pod itself. */
const podSpecs: readonly Json[] = [
  {containers: []},
  {containers: null},
  {containers: [{name: 'c'}]},
  {containers: [container, container]},
  {containers: [{...container, name: 'Bad_Name'}]},
  {containers: [{...container, ports: [{containerPort: 80}, {containerPort: 443, name: 'https', protocol: 'TCP'}]}]},
  {containers: [{...container, ports: [{containerPort: 0}]}]},
  {containers: [{...container, ports: [{containerPort: 70_000, protocol: 'ICMP'}]}]},
  {
    containers: [
      {
        ...container,
        ports: [
          {name: 'p', containerPort: 1},
          {name: 'p', containerPort: 2},
        ],
      },
    ],
  },
  {
    containers: [
      {
        ...container,
        env: [
          {name: 'A', value: '1'},
          {name: 'B', valueFrom: {fieldRef: {fieldPath: 'metadata.name'}}},
        ],
      },
    ],
  },
  {containers: [{...container, env: [{name: '1 bad', value: '1'}]}]},
  {containers: [{...container, env: [{name: 'A', value: 'x', valueFrom: {fieldRef: {fieldPath: 'metadata.name'}}}]}]},
  {containers: [{...container, env: [{name: 'A', valueFrom: {fieldRef: {fieldPath: 'metadata.nothing'}}}]}]},
  {containers: [{...container, env: [{name: 'A', valueFrom: {secretKeyRef: {name: 's', key: ''}}}]}]},
  {
    containers: [
      {...container, envFrom: [{configMapRef: {name: 'c'}}, {prefix: 'P_', secretRef: {name: 's', optional: true}}]},
    ],
  },
  {containers: [{...container, resources: {requests: {cpu: '100m', memory: '1Gi'}, limits: {cpu: 1}}}]},
  {containers: [{...container, resources: {requests: {cpu: '2'}, limits: {cpu: '1'}}}]},
  {containers: [{...container, resources: {requests: {cpu: '-1'}}}]},
  {containers: [{...container, resources: {requests: {'nvidia.com/gpu': '1'}}}]},
  {containers: [{...container, resources: {limits: {'nvidia.com/gpu': '1'}, requests: {'ephemeral-storage': '1Gi'}}}]},
  {containers: [{...container, resources: {requests: {unknown: '1'}}}]},
  {containers: [{...container, livenessProbe: {httpGet: {path: '/', port: 80}}}]},
  {
    containers: [
      {...container, livenessProbe: {httpGet: {path: '/', port: 'http', scheme: 'FTP'}, successThreshold: 2}},
    ],
  },
  {containers: [{...container, readinessProbe: {tcpSocket: {port: 80}, exec: {command: ['a']}}}]},
  {containers: [{...container, readinessProbe: {periodSeconds: -1}}]},
  {containers: [{...container, startupProbe: {exec: {command: []}}}]},
  {
    containers: [
      {...container, lifecycle: {preStop: {exec: {command: ['sleep', '1']}}, postStart: {httpGet: {port: 'x'}}}},
    ],
  },
  {containers: [{...container, imagePullPolicy: 'Sometimes'}]},
  {containers: [{...container, image: 'nginx:1.25', terminationMessagePolicy: 'None'}]},
  {containers: [{...container, securityContext: {privileged: true, allowPrivilegeEscalation: false}}]},
  {containers: [{...container, securityContext: {runAsUser: -1, capabilities: {add: ['NET_ADMIN']}}}]},
  {containers: [{...container, volumeMounts: [{name: 'v', mountPath: '/v'}]}], volumes: [{name: 'v', emptyDir: {}}]},
  {
    containers: [
      {
        ...container,
        volumeMounts: [
          {name: 'v', mountPath: '/v'},
          {name: 'v', mountPath: '/v'},
        ],
      },
    ],
    volumes: [{name: 'v', emptyDir: {sizeLimit: '1Gi', medium: 'Memory'}}],
  },
  {containers: [{...container, volumeMounts: [{name: 'none', mountPath: ''}]}]},
  {
    containers: [{...container, volumeMounts: [{name: 'v', mountPath: '/v', subPath: '../x', readOnly: true}]}],
    volumes: [{name: 'v'}],
  },
  {
    volumes: [
      {name: 'v', configMap: {name: 'c', items: [{key: 'a', path: '/abs'}]}},
      {name: 's', secret: {secretName: ''}},
    ],
  },
  {
    volumes: [
      {name: 'v', configMap: {name: 'c', defaultMode: 1000}},
      {name: 'v', hostPath: {path: '/x'}},
    ],
  },
  {volumes: [{name: 'v', persistentVolumeClaim: {claimName: ''}, emptyDir: {}}]},
  {
    volumes: [
      {
        name: 'v',
        projected: {
          sources: [
            {serviceAccountToken: {path: 't'}},
            {downwardAPI: {items: [{path: 'l', fieldRef: {fieldPath: 'metadata.labels'}}]}},
          ],
        },
      },
    ],
  },
  {
    volumes: [
      {
        name: 'Bad',
        downwardAPI: {items: [{path: 'x', resourceFieldRef: {containerName: 'c', resource: 'limits.cpu'}}]},
      },
    ],
  },
  {initContainers: [{name: 'i', image: 'busybox'}]},
  {initContainers: [{name: 'c', image: 'busybox', readinessProbe: {tcpSocket: {port: 1}}}]},
  {restartPolicy: 'Sometimes'},
  {dnsPolicy: 'None'},
  {dnsPolicy: 'None', dnsConfig: {nameservers: ['1.1.1.1'], options: [{name: 'ndots', value: '2'}]}},
  {hostNetwork: true, hostPID: true, hostAliases: [{ip: '1.2.3.4', hostnames: ['a.b']}]},
  {hostNetwork: true, containers: [{...container, ports: [{containerPort: 80}, {containerPort: 81, hostPort: 82}]}]},
  {hostAliases: [{ip: 'none', hostnames: ['Bad_']}], hostname: 'Bad.Name', subdomain: 'b!'},
  {securityContext: {fsGroup: 5, runAsNonRoot: true, sysctls: [{name: 'a b', value: '1'}]}},
  {securityContext: {runAsUser: 1, supplementalGroups: [-3], seLinuxOptions: {level: 's0'}}},
  {tolerations: [{key: 'a', operator: 'Equal', value: 'b', effect: 'NoExecute', tolerationSeconds: 5}]},
  {
    tolerations: [
      {operator: 'Equal'},
      {key: 'a', operator: 'Exists', value: 'b'},
      {key: 'b', effect: 'NoSchedule', tolerationSeconds: 5},
    ],
  },
  {nodeSelector: {a: 'b'}, priorityClassName: '', schedulerName: ''},
  {nodeSelector: {'bad!': 'b'}, terminationGracePeriodSeconds: -1, activeDeadlineSeconds: 0},
  {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{matchExpressions: [{key: 'a', operator: 'In', values: ['b']}]}],
        },
      },
    },
  },
  {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: []},
        preferredDuringSchedulingIgnoredDuringExecution: [{weight: 0, preference: {}}],
      },
    },
  },
  {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchExpressions: [
                {key: 'a', operator: 'In'},
                {key: 'b', operator: 'Gt', values: ['x', 'y']},
                {key: 'c', operator: 'Exists', values: ['x']},
                {key: 'd', operator: 'Odd'},
              ],
            },
          ],
        },
      },
    },
  },
  {
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          {labelSelector: {matchLabels: labels}, topologyKey: 'kubernetes.io/hostname'},
        ],
      },
    },
  },
  {
    affinity: {
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          {labelSelector: {matchExpressions: [{key: 'a', operator: 'In', values: []}]}, topologyKey: ''},
        ],
        preferredDuringSchedulingIgnoredDuringExecution: [{weight: 101, podAffinityTerm: {topologyKey: 'bad!'}}],
      },
    },
  },
  {
    topologySpreadConstraints: [
      {maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: {matchLabels: labels}},
    ],
  },
  {topologySpreadConstraints: [{maxSkew: 0, topologyKey: '', whenUnsatisfiable: 'Perhaps'}]},
  {serviceAccountName: 'Not_Valid', imagePullSecrets: [{name: ''}]},
  {serviceAccountName: 'default', automountServiceAccountToken: false, enableServiceLinks: false},
  {readinessGates: [{conditionType: 'x y'}], runtimeClassName: 'Bad_'},
  {preemptionPolicy: 'Perhaps', shareProcessNamespace: true, overhead: {cpu: '1'}},
  {ephemeralContainers: [{name: 'e', image: 'busybox'}]},
  {nothingLikeThis: 1},
];
const inTemplate = podSpecs.map((spec) => ({spec: {template: {spec}}}));

const selectors: readonly Json[] = [
  {spec: {selector: {matchLabels: {app: 'other'}}}},
  {spec: {selector: null}},
  {spec: {selector: {}}},
  {spec: {selector: {matchExpressions: [{key: 'app', operator: 'In', values: ['web', 'x']}]}}},
  {
    spec: {
      selector: {
        matchExpressions: [
          {key: 'app', operator: 'In'},
          {key: 'b!', operator: 'Odd'},
        ],
      },
    },
  },
  {spec: {template: {metadata: {labels: {tier: 'front'}}}}},
  {spec: {template: {metadata: {labels: {app: null}}}}},
  {spec: {template: {metadata: {labels: {'bad key!': ''}}}}},
  {spec: {template: {metadata: {annotations: {restarted: 'now'}}}}},
  {spec: {template: null}},
];
const replicaFragments: readonly Json[] = [
  {spec: {replicas: 0}},
  {spec: {replicas: 3}},
  {spec: {replicas: -1}},
  {spec: {replicas: 'two'}},
  {spec: {replicas: 1.5}},
  {spec: {minReadySeconds: 5}},
  {spec: {minReadySeconds: -5}},
  {spec: {revisionHistoryLimit: -1}},
];
const workloadPatches = [
  [{op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'nginx:2'}],
  [{op: 'add', path: '/spec/template/spec/containers/-', value: {name: 'd', image: 'x'}}],
  [{op: 'add', path: '/spec/template/spec/containers/5', value: {name: 'd', image: 'x'}}],
  [{op: 'remove', path: '/spec/template/spec/containers/0'}],
  [{op: 'remove', path: '/spec/template/spec/nothing'}],
  [
    {op: 'test', path: '/spec/template/metadata/labels/app', value: 'web'},
    {op: 'add', path: '/metadata/labels', value: {z: 'z'}},
  ],
  [{op: 'move', from: '/spec/template/metadata/labels/app', path: '/spec/template/metadata/labels/b'}],
];
const commonPatches: readonly (readonly Json[])[] = [
  [{op: 'add', path: '/metadata/labels', value: {one: '1'}}],
  [{op: 'add', path: '/metadata/labels/two', value: '2'}],
  [{op: 'remove', path: '/metadata/annotations'}],
  [{op: 'remove', path: '/metadata/annotations/none'}],
  [{op: 'test', path: '/metadata/name', value: 'a'}],
  [{op: 'test', path: '/metadata/name', value: 'elsewhere'}],
  [{op: 'replace', path: '/metadata/name', value: 'elsewhere'}],
  [{op: 'copy', from: '/metadata/name', path: '/metadata/annotations/copied'}],
  [{op: 'shout', path: '/metadata/name'}],
  [{op: 'add', path: '/spec', value: 'text'}],
  [{path: '/metadata/labels'}],
];
const condition = (type: string, status: string) => ({
  type,
  status,
  lastTransitionTime: '2001-01-01T00:00:00Z',
  reason: 'R',
  message: 'm',
});

type Draft = Omit<OracleKind, 'isNamespaced'> & {readonly isNamespaced?: boolean};

const drafts: readonly Draft[] = [
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    plural: 'configmaps',
    base: {data: {a: '1'}},
    fragments: [
      {data: {b: '2'}},
      {data: {b: null, c: '3'}},
      {data: {'bad key!': 'x'}},
      {data: {'..x': 'x', ok: 'y'}},
      {data: {a: 5}},
      {data: 'text'},
      {data: null},
      {binaryData: {z: 'aGVsbG8='}},
      {binaryData: {z: 'not base64!'}},
      {binaryData: {a: 'aGVsbG8='}},
      {immutable: true},
      {immutable: 'yes'},
      {unheardOf: 1},
    ],
    patches: [
      [{op: 'replace', path: '/data/a', value: '9'}],
      [{op: 'replace', path: '/data/a', value: 9}],
      [{op: 'add', path: '/data/d~1e', value: 'x'}],
      [{op: 'remove', path: '/data'}],
    ],
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    plural: 'secrets',
    base: {stringData: {a: '1'}},
    fragments: [
      {data: {b: 'MQ=='}},
      {data: {b: '1'}},
      {stringData: {b: 'text', a: 'other'}},
      {type: 'kubernetes.io/tls'},
      {type: 'kubernetes.io/tls', stringData: {'tls.crt': 'c', 'tls.key': 'k'}},
      {type: 'kubernetes.io/dockerconfigjson', stringData: {'.dockerconfigjson': 'no json'}},
      {type: 'kubernetes.io/dockerconfigjson', stringData: {'.dockerconfigjson': '{}'}},
      {type: 'kubernetes.io/basic-auth'},
      {type: 'kubernetes.io/ssh-auth'},
      {type: 'kubernetes.io/service-account-token'},
      {type: 'example.com/own'},
      {immutable: true},
    ],
    patches: [[{op: 'add', path: '/data/x', value: 'eA=='}], [{op: 'replace', path: '/type', value: 'other'}]],
  },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    plural: 'serviceaccounts',
    base: {},
    fragments: [
      {secrets: [{name: 's'}]},
      {imagePullSecrets: [{name: 'p'}]},
      {imagePullSecrets: [{name: 'q'}, {name: 'p'}]},
      {automountServiceAccountToken: false},
    ],
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    plural: 'services',
    base: {spec: {selector: labels, ports: [{port: 80}]}},
    fragments: [
      {
        spec: {
          ports: [
            {name: 'http', port: 80, targetPort: 'web'},
            {name: 'https', port: 443, targetPort: 8443},
          ],
        },
      },
      {spec: {ports: [{port: 80}, {port: 81}]}},
      {
        spec: {
          ports: [
            {name: 'a', port: 80},
            {name: 'b', port: 80},
          ],
        },
      },
      {
        spec: {
          ports: [
            {name: 'a', port: 80},
            {name: 'b', port: 80, protocol: 'UDP'},
          ],
        },
      },
      {spec: {ports: []}},
      {spec: {ports: [{port: 0}]}},
      {spec: {ports: [{port: 80, targetPort: 'Not_Valid_At_All'}]}},
      {spec: {ports: [{port: 80, targetPort: 70_000, protocol: 'ICMP'}]}},
      {spec: {ports: [{port: 80, nodePort: 30_080}]}},
      {spec: {type: 'NodePort'}},
      {spec: {type: 'LoadBalancer'}},
      {spec: {type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'], externalTrafficPolicy: 'Local'}},
      {spec: {type: 'LoadBalancer', loadBalancerSourceRanges: ['ten']}},
      {spec: {type: 'ExternalName', externalName: 'example.com', clusterIP: null, clusterIPs: null}},
      {spec: {type: 'ExternalName'}},
      {spec: {type: 'Odd'}},
      {spec: {clusterIP: 'None'}},
      {spec: {clusterIP: 'nonsense'}},
      {spec: {clusterIP: '10.0.200.200'}},
      {spec: {sessionAffinity: 'ClientIP'}},
      {spec: {sessionAffinity: 'ClientIP', sessionAffinityConfig: {clientIP: {timeoutSeconds: 0}}}},
      {spec: {sessionAffinity: 'Odd'}},
      {spec: {externalTrafficPolicy: 'Local'}},
      {spec: {externalIPs: ['1.2.3.4']}},
      {spec: {externalIPs: ['x', '127.0.0.1']}},
      {spec: {selector: {'bad!': 'x'}}},
      {spec: {selector: null}},
      {spec: {publishNotReadyAddresses: true}},
    ],
    statuses: [
      {loadBalancer: {ingress: [{ip: '1.2.3.4'}]}},
      {loadBalancer: {ingress: [{ip: 'x', hostname: '1.2.3.4'}]}},
    ],
    patches: [
      [{op: 'replace', path: '/spec/ports/0/port', value: 81}],
      [{op: 'remove', path: '/spec/ports'}],
      [{op: 'replace', path: '/spec/clusterIP', value: '10.0.9.9'}],
    ],
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    plural: 'pods',
    base: {spec: {automountServiceAccountToken: false, containers: [container]}},
    fragments: podSpecs.map((spec) => ({spec})),
    statuses: [
      {phase: 'Running', podIP: '10.1.2.3', startTime: '2001-01-01T00:00:00Z'},
      {phase: 'Odd'},
      {conditions: [condition('Ready', 'True')]},
      {
        containerStatuses: [
          {
            name: 'c',
            ready: true,
            restartCount: 0,
            image: 'nginx',
            imageID: 'x',
            state: {running: {startedAt: '2001-01-01T00:00:00Z'}},
          },
        ],
      },
    ],
    patches: [
      [{op: 'replace', path: '/spec/containers/0/image', value: 'nginx:2'}],
      [{op: 'add', path: '/spec/tolerations/-', value: {key: 'z', operator: 'Exists'}}],
      [{op: 'add', path: '/spec/activeDeadlineSeconds', value: 5}],
      [{op: 'replace', path: '/spec/restartPolicy', value: 'Never'}],
    ],
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    plural: 'persistentvolumeclaims',
    base: {spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}}},
    fragments: [
      {spec: {resources: {requests: {storage: '2Gi'}}}},
      {spec: {resources: {requests: {storage: '-1'}}}},
      {spec: {resources: {requests: {storage: '1Gx'}}}},
      {spec: {resources: {requests: null}}},
      {spec: {accessModes: []}},
      {spec: {accessModes: ['Sometimes']}},
      {spec: {storageClassName: 'fast'}},
      {spec: {storageClassName: ''}},
      {spec: {storageClassName: 'Bad_'}},
      {spec: {volumeMode: 'Block'}},
      {spec: {volumeMode: 'Odd'}},
      {spec: {volumeName: 'pv-1'}},
      {spec: {selector: {matchLabels: {a: 'b'}}}},
      {spec: {dataSource: {kind: 'VolumeSnapshot', name: 's', apiGroup: 'snapshot.storage.k8s.io'}}},
    ],
    statuses: [{phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: {storage: '1Gi'}}, {phase: 'Lost'}],
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    plural: 'persistentvolumes',
    isNamespaced: false,
    base: {spec: {accessModes: ['ReadWriteOnce'], capacity: {storage: '1Gi'}, hostPath: {path: '/x'}}},
    fragments: [
      {spec: {capacity: {storage: '2Gi'}}},
      {spec: {capacity: null}},
      {spec: {accessModes: []}},
      {spec: {hostPath: {path: '/a/../b'}}},
      {spec: {hostPath: null}},
      {spec: {csi: {driver: 'pd.csi.storage.gke.io', volumeHandle: 'h'}}},
      {spec: {hostPath: null, csi: {driver: 'pd.csi.storage.gke.io', volumeHandle: 'h'}}},
      {spec: {hostPath: null, csi: {driver: ''}}},
      {spec: {hostPath: null, nfs: {server: '', path: 'x'}}},
      {spec: {persistentVolumeReclaimPolicy: 'Recycle'}},
      {spec: {persistentVolumeReclaimPolicy: 'Odd'}},
      {spec: {storageClassName: 'Bad_'}},
      {spec: {nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: 'a', operator: 'Exists'}]}]}}}},
      {spec: {claimRef: {namespace: 'x', name: 'y'}}},
    ],
    statuses: [{phase: 'Bound'}],
  },
  {
    apiVersion: 'v1',
    kind: 'LimitRange',
    plural: 'limitranges',
    base: {spec: {limits: [{type: 'Pod', max: {cpu: '2'}}]}},
    fragments: [
      {spec: {limits: [{type: 'Container', default: {cpu: '1'}, defaultRequest: {cpu: '100m'}, max: {cpu: '2'}}]}},
      {spec: {limits: [{type: 'Container', min: {cpu: '2'}, max: {cpu: '1'}}]}},
      {spec: {limits: [{type: 'Pod', default: {cpu: '2'}}, {type: 'Pod'}]}},
      {spec: {limits: [{type: 'Container', maxLimitRequestRatio: {cpu: '0.5'}}]}},
      {spec: {limits: [{type: 'PersistentVolumeClaim', min: {storage: '1Gi'}}]}},
      {spec: {limits: [{type: 'Odd'}]}},
    ],
  },
  {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    plural: 'resourcequotas',
    base: {spec: {hard: {pods: '100'}}},
    fragments: [
      {spec: {hard: {'requests.cpu': '4', 'count/deployments.apps': '9'}}},
      {spec: {hard: {pods: '1.5'}}},
      {spec: {hard: {odd: '1'}}},
      {spec: {hard: {pods: '-1'}}},
      {spec: {scopes: ['BestEffort']}},
      {spec: {scopes: ['BestEffort', 'NotBestEffort']}},
      {spec: {scopes: ['Odd']}},
      {spec: {scopeSelector: {matchExpressions: [{scopeName: 'PriorityClass', operator: 'In', values: ['high']}]}}},
      {spec: {scopeSelector: {matchExpressions: [{scopeName: 'PriorityClass', operator: 'In'}]}}},
    ],
    statuses: [{hard: {pods: '100'}, used: {pods: '1'}}, {used: {pods: '-1'}}],
  },
  {
    apiVersion: 'v1',
    kind: 'Endpoints',
    plural: 'endpoints',
    base: {subsets: [{addresses: [{ip: '10.1.1.1'}], ports: [{port: 80}]}]},
    fragments: [
      {subsets: [{addresses: [{ip: 'x'}], ports: [{port: 80}]}]},
      {subsets: [{addresses: [{ip: '127.0.0.1'}], ports: [{port: 0}]}]},
      {
        subsets: [
          {
            notReadyAddresses: [{ip: '10.1.1.2', hostname: 'h'}],
            ports: [
              {name: 'a', port: 1},
              {name: 'b', port: 2},
            ],
          },
        ],
      },
      {subsets: [{ports: [{port: 80}]}]},
      {subsets: []},
    ],
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    plural: 'deployments',
    hasScale: true,
    base: {spec: {selector: {matchLabels: labels}, template}},
    fragments: [
      ...replicaFragments,
      ...selectors,
      ...inTemplate,
      {spec: {strategy: {type: 'Recreate'}}},
      {spec: {strategy: {type: 'Recreate', rollingUpdate: {maxSurge: 1}}}},
      {spec: {strategy: {type: 'Recreate', rollingUpdate: null}}},
      {spec: {strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}}},
      {spec: {strategy: {rollingUpdate: {maxSurge: '50%', maxUnavailable: '101%'}}}},
      {spec: {strategy: {rollingUpdate: {maxSurge: 'half'}}}},
      {spec: {strategy: {type: 'Odd'}}},
      {spec: {progressDeadlineSeconds: 5, minReadySeconds: 10}},
      {spec: {progressDeadlineSeconds: -1}},
      {spec: {paused: true}},
      {spec: {template: {spec: {restartPolicy: 'Never'}}}},
    ],
    statuses: [
      {observedGeneration: 1, replicas: 1, updatedReplicas: 1},
      {replicas: -1},
      {availableReplicas: 3, readyReplicas: 1, replicas: 2},
      {conditions: [condition('Available', 'True')]},
    ],
    patches: workloadPatches,
  },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    plural: 'statefulsets',
    hasScale: true,
    base: {spec: {serviceName: 's', selector: {matchLabels: labels}, template}},
    fragments: [
      ...replicaFragments.filter(({spec}) => spec.minReadySeconds === undefined),
      ...selectors,
      ...inTemplate,
      {spec: {podManagementPolicy: 'Parallel'}},
      {spec: {podManagementPolicy: 'Odd'}},
      {spec: {updateStrategy: {type: 'OnDelete'}}},
      {spec: {updateStrategy: {type: 'OnDelete', rollingUpdate: {partition: 1}}}},
      {spec: {updateStrategy: {rollingUpdate: {partition: -1}}}},
      {spec: {serviceName: 'other'}},
      {
        spec: {
          volumeClaimTemplates: [
            {metadata: {name: 'data'}, spec: {accessModes: ['ReadWriteOnce'], resources: {requests: {storage: '1Gi'}}}},
          ],
        },
      },
      {spec: {template: {spec: {restartPolicy: 'Never'}}}},
    ],
    statuses: [
      {replicas: 1, readyReplicas: 1, currentRevision: 'x'},
      {readyReplicas: 2, replicas: 1},
    ],
    patches: workloadPatches,
  },
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    plural: 'daemonsets',
    base: {spec: {selector: {matchLabels: labels}, template}},
    fragments: [
      ...selectors,
      ...inTemplate,
      {spec: {updateStrategy: {type: 'OnDelete'}}},
      {spec: {updateStrategy: {rollingUpdate: {maxUnavailable: 0}}}},
      {spec: {updateStrategy: {rollingUpdate: {maxUnavailable: '20%'}}}},
      {spec: {updateStrategy: {type: 'Odd'}}},
      {spec: {minReadySeconds: -1}},
      {spec: {template: {spec: {restartPolicy: 'Never'}}}},
    ],
    statuses: [{currentNumberScheduled: 1, desiredNumberScheduled: 1, numberReady: 1}, {numberReady: -1}],
    patches: workloadPatches,
  },
  {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    plural: 'replicasets',
    hasScale: true,
    base: {spec: {selector: {matchLabels: labels}, template}},
    fragments: [
      ...replicaFragments.filter(({spec}) => spec.revisionHistoryLimit === undefined),
      ...selectors,
      ...inTemplate,
    ],
    statuses: [
      {replicas: 1, readyReplicas: 1},
      {replicas: 1, readyReplicas: 2},
    ],
  },
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    plural: 'jobs',
    base: {spec: {template: {spec: {restartPolicy: 'Never', containers: [container]}}}},
    fragments: [
      {spec: {parallelism: 2, completions: 3}},
      {spec: {parallelism: -1, completions: -1, backoffLimit: -1}},
      {spec: {backoffLimit: 0, activeDeadlineSeconds: 10}},
      {spec: {activeDeadlineSeconds: -1, ttlSecondsAfterFinished: -1}},
      {spec: {completions: 4}},
      {spec: {template: {spec: {restartPolicy: 'Always'}}}},
      {spec: {template: {spec: {restartPolicy: null}}}},
      {spec: {template: {metadata: {labels: {x: 'y'}}}}},
      {spec: {selector: {matchLabels: {x: 'y'}}}},
      {spec: {manualSelector: true}},
      {spec: {manualSelector: true, selector: {matchLabels: {x: 'y'}}, template: {metadata: {labels: {x: 'y'}}}}},
      {spec: {template: {spec: {containers: [{...container, image: 'other'}]}}}},
    ],
    statuses: [
      {active: 1, startTime: '2001-01-01T00:00:00Z'},
      {active: -1},
      {conditions: [condition('Complete', 'True')]},
    ],
    patches: [[{op: 'replace', path: '/spec/parallelism', value: 5}]],
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    plural: 'ingresses',
    base: {spec: {defaultBackend: {service: {name: 's', port: {number: 80}}}}},
    fragments: [
      {
        spec: {
          rules: [
            {
              host: 'a.example.com',
              http: {paths: [{path: '/', pathType: 'Prefix', backend: {service: {name: 's', port: {name: 'http'}}}}]},
            },
          ],
        },
      },
      {
        spec: {
          rules: [
            {
              host: 'Bad_Host',
              http: {paths: [{path: 'x', pathType: 'Prefix', backend: {service: {name: 's', port: {number: 0}}}}]},
            },
          ],
        },
      },
      {
        spec: {
          rules: [
            {host: '*.example.com', http: {paths: [{path: '/', backend: {service: {name: 's', port: {number: 80}}}}]}},
          ],
        },
      },
      {spec: {rules: [{host: '1.2.3.4', http: {paths: []}}]}},
      {spec: {rules: [{http: {paths: [{path: '/a//b', pathType: 'Exact', backend: {}}]}}]}},
      {spec: {defaultBackend: null}},
      {spec: {defaultBackend: {service: {name: 's', port: {number: 80, name: 'both'}}}}},
      {spec: {tls: [{hosts: ['a.example.com'], secretName: 's'}, {hosts: ['Bad_']}]}},
      {spec: {ingressClassName: 'Bad_'}},
      {spec: {ingressClassName: 'nginx'}},
    ],
    statuses: [{loadBalancer: {ingress: [{ip: '1.2.3.4'}]}}],
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
    base: {spec: {podSelector: {}}},
    fragments: [
      {spec: {ingress: [{from: [{podSelector: {matchLabels: labels}}], ports: [{port: 80}]}]}},
      {spec: {ingress: [{from: [{ipBlock: {cidr: '10.0.0.0/8', except: ['10.1.0.0/16']}}]}]}},
      {spec: {ingress: [{from: [{ipBlock: {cidr: 'x', except: ['11.0.0.0/8']}}, {}]}]}},
      {spec: {egress: [{ports: [{port: 'Bad_Port', protocol: 'ICMP'}, {port: 0}]}], policyTypes: ['Egress']}},
      {spec: {policyTypes: ['Odd']}},
      {spec: {podSelector: {matchExpressions: [{key: 'a', operator: 'Odd'}]}}},
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    plural: 'roles',
    base: {rules: [{apiGroups: [''], resources: ['pods'], verbs: ['get']}]},
    fragments: [
      {rules: null},
      {rules: [{apiGroups: [''], resources: ['pods']}]},
      {rules: [{verbs: ['get']}]},
      {rules: [{verbs: ['get'], nonResourceURLs: ['/x']}]},
      {
        rules: [
          {apiGroups: ['apps'], resources: ['deployments', 'deployments/scale'], resourceNames: ['x'], verbs: ['*']},
        ],
      },
    ],
    patches: [[{op: 'add', path: '/rules/0/verbs/-', value: 'list'}], [{op: 'remove', path: '/rules/3'}]],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    plural: 'rolebindings',
    base: {
      roleRef: {apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r'},
      subjects: [{kind: 'User', name: 'u'}],
    },
    fragments: [
      {roleRef: {kind: 'ClusterRole', name: 'view'}},
      {roleRef: {kind: 'Odd'}},
      {roleRef: {apiGroup: 'x'}},
      {roleRef: {name: ''}},
      {subjects: [{kind: 'ServiceAccount', name: 'default', namespace: 'default'}]},
      {subjects: [{kind: 'ServiceAccount', name: 'Bad_'}]},
      {subjects: [{kind: 'Odd', name: ''}]},
      {subjects: [{kind: 'Group', name: 'g', apiGroup: 'x'}]},
      {subjects: []},
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    plural: 'clusterroles',
    isNamespaced: false,
    base: {rules: [{apiGroups: [''], resources: ['nodes'], verbs: ['get']}]},
    fragments: [
      {rules: [{nonResourceURLs: ['/healthz'], verbs: ['get']}]},
      {rules: [{nonResourceURLs: ['/healthz'], apiGroups: [''], resources: ['x'], verbs: ['get']}]},
      {rules: [{verbs: []}]},
      {aggregationRule: {clusterRoleSelectors: [{matchLabels: {a: 'b'}}]}},
      {aggregationRule: {clusterRoleSelectors: []}},
      {aggregationRule: {clusterRoleSelectors: [{matchExpressions: [{key: 'a', operator: 'Odd'}]}]}},
    ],
  },
  {
    apiVersion: 'autoscaling/v1',
    kind: 'HorizontalPodAutoscaler',
    plural: 'horizontalpodautoscalers',
    base: {spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'd'}}},
    fragments: [
      {spec: {minReplicas: 2, targetCPUUtilizationPercentage: 50}},
      {spec: {minReplicas: 5}},
      {spec: {minReplicas: 0}},
      {spec: {maxReplicas: 0}},
      {spec: {targetCPUUtilizationPercentage: 0}},
      {spec: {scaleTargetRef: {name: '', kind: 'a/b'}}},
    ],
    statuses: [{currentReplicas: 1, desiredReplicas: 2}, {currentReplicas: -1}],
  },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    plural: 'storageclasses',
    isNamespaced: false,
    base: {provisioner: 'pd.csi.storage.gke.io'},
    fragments: [
      {provisioner: ''},
      {provisioner: 'Bad Name'},
      {reclaimPolicy: 'Retain'},
      {reclaimPolicy: 'Odd'},
      {volumeBindingMode: 'WaitForFirstConsumer'},
      {volumeBindingMode: 'Odd'},
      {parameters: {type: 'pd-ssd'}},
      {parameters: {'': 'x'}},
      {allowVolumeExpansion: true, mountOptions: ['discard']},
      {allowedTopologies: [{matchLabelExpressions: [{key: 'z', values: ['a']}]}]},
      {allowedTopologies: [{matchLabelExpressions: [{key: 'z', values: []}]}]},
    ],
  },
  {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    plural: 'priorityclasses',
    isNamespaced: false,
    base: {value: 100},
    fragments: [
      {value: 200},
      {value: 2_000_000_000},
      {description: 'd'},
      {preemptionPolicy: 'Never'},
      {preemptionPolicy: 'Odd'},
    ],
  },
  {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    plural: 'leases',
    base: {spec: {holderIdentity: 'me'}},
    fragments: [
      {spec: {leaseDurationSeconds: 15, renewTime: '2001-01-01T00:00:00.000000Z'}},
      {spec: {leaseDurationSeconds: 0}},
      {spec: {leaseTransitions: -1}},
      {spec: {renewTime: 'yesterday'}},
    ],
  },
  {
    apiVersion: 'example.com/v1',
    kind: 'Gadget',
    plural: 'gadgets',
    hasScale: true,
    base: {spec: {size: 1}},
    fragments: [
      {spec: {size: 0}},
      {spec: {size: 'big'}},
      {spec: {size: 1.5}},
      {spec: {size: null}},
      {spec: {color: 'red'}},
      {spec: {color: 'mauve'}},
      {spec: {code: 'ab-1'}},
      {spec: {code: 'ABC'}},
      {
        spec: {
          ports: [
            {name: 'a', port: 1},
            {name: 'b', port: 2},
          ],
        },
      },
      {spec: {ports: [{name: 'b', port: 3}]}},
      {
        spec: {
          ports: [
            {name: 'a', port: 1},
            {name: 'a', port: 2},
          ],
        },
      },
      {spec: {tags: ['x', 'y']}},
      {spec: {tags: ['x', 'x']}},
      {spec: {tags: 'x'}},
      {spec: {free: {any: {thing: 1}}}},
      {spec: {either: '5'}},
      {spec: {either: 5}},
      {spec: {either: true}},
      {spec: {nested: {inner: {deep: 'x'}}}},
      {spec: {nested: {inner: {}}}},

      {spec: {mail: 'nobody', when: 'today'}},
      {spec: {limits: {a: 1}}},
      {spec: {limits: {a: 'x'}}},
      {spec: null},
      {spec: {replicas: 4}},
      {status: {phase: 'Ready'}},
    ],
    statuses: [{phase: 'Ready', replicas: 2}, {phase: 5}, {undeclared: 1}],
    patches: [
      [{op: 'replace', path: '/spec/size', value: 7}],
      [{op: 'add', path: '/spec/ports', value: [{name: 'z', port: 9}]}],
      [{op: 'remove', path: '/spec/size'}],
    ],
  },
];

/** The kinds, in the order in which they are numbered. */
export const oracleKinds: readonly OracleKind[] = drafts.map((draft) => ({
  isNamespaced: true,
  ...draft,
  fragments: [...draft.fragments, ...metadataFragments],
  patches: [...(draft.patches ?? []), ...commonPatches],
}));

/** The definition of the custom kind among them. */
export const gadgetDefinition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {name: 'gadgets.example.com'},
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: {kind: 'Gadget', listKind: 'GadgetList', plural: 'gadgets', singular: 'gadget'},
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: {status: {}, scale: {specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas'}},
        additionalPrinterColumns: [{name: 'Size', type: 'integer', jsonPath: '.spec.size'}],
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                required: ['size'],
                properties: {
                  size: {type: 'integer', minimum: 1},
                  replicas: {type: 'integer', default: 1},
                  color: {type: 'string', enum: ['red', 'blue'], default: 'blue'},
                  code: {type: 'string', pattern: '^[a-z]+-[0-9]+$', maxLength: 6},
                  mail: {type: 'string', format: 'email'},
                  when: {type: 'string', format: 'date'},
                  either: {'x-kubernetes-int-or-string': true},
                  tags: {type: 'array', 'x-kubernetes-list-type': 'set', items: {type: 'string'}},
                  limits: {type: 'object', additionalProperties: {type: 'integer'}},
                  free: {type: 'object', 'x-kubernetes-preserve-unknown-fields': true},
                  nested: {
                    type: 'object',
                    properties: {
                      inner: {
                        type: 'object',
                        required: ['deep'],
                        properties: {deep: {type: 'string'}, level: {type: 'integer', default: 3}},
                      },
                    },
                  },
                  ports: {
                    type: 'array',
                    maxItems: 5,
                    'x-kubernetes-list-type': 'map',
                    'x-kubernetes-list-map-keys': ['name'],
                    items: {
                      type: 'object',
                      required: ['name'],
                      properties: {
                        name: {type: 'string'},
                        port: {type: 'integer'},
                        protocol: {type: 'string', default: 'TCP'},
                      },
                    },
                  },
                },
              },
              status: {type: 'object', properties: {phase: {type: 'string'}, replicas: {type: 'integer'}}},
            },
          },
        },
      },
    ],
  },
};
