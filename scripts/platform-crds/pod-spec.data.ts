import type {Field} from './field.js';

// Field names and types of Kubernetes' core API, as far as the resources below embed pods:
// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/

const labelSelector: Field = {
  matchExpressions: [{key: 'string!', operator: 'string!', values: ['string']}],
  matchLabels: 'map',
};

const podAffinityTerm: Field = {
  labelSelector,
  namespaceSelector: labelSelector,
  namespaces: ['string'],
  topologyKey: 'string!',
};

const podAffinity: Field = {
  preferredDuringSchedulingIgnoredDuringExecution: [{podAffinityTerm, weight: 'integer!'}],
  requiredDuringSchedulingIgnoredDuringExecution: [podAffinityTerm],
};

const nodeTerm: Field = {
  matchExpressions: [{key: 'string!', operator: 'string!', values: ['string']}],
  matchFields: [{key: 'string!', operator: 'string!', values: ['string']}],
};

export const affinity: Field = {
  nodeAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [{preference: nodeTerm, weight: 'integer!'}],
    requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [nodeTerm]},
  },
  podAffinity,
  podAntiAffinity: podAffinity,
};

export const tolerations: Field = [
  {effect: 'string', key: 'string', operator: 'string', tolerationSeconds: 'integer', value: 'string'},
];

export const resources: Field = {
  claims: [{name: 'string!'}],
  limits: 'quantities',
  requests: 'quantities',
};

export const secretKey: Field = {key: 'string!', name: 'string', optional: 'boolean'};

const httpGet: Field = {
  host: 'string',
  httpHeaders: [{name: 'string!', value: 'string!'}],
  path: 'string',
  port: 'intOrString!',
  scheme: 'string',
};

const probe: Field = {
  exec: {command: ['string']},
  failureThreshold: 'integer',
  grpc: {port: 'integer!', service: 'string'},
  httpGet,
  initialDelaySeconds: 'integer',
  periodSeconds: 'integer',
  successThreshold: 'integer',
  tcpSocket: {host: 'string', port: 'intOrString!'},
  terminationGracePeriodSeconds: 'integer',
  timeoutSeconds: 'integer',
};

const handler: Field = {
  exec: {command: ['string']},
  httpGet,
  tcpSocket: {host: 'string', port: 'intOrString!'},
};

const seLinux: Field = {level: 'string', role: 'string', type: 'string', user: 'string'};

const securityContext: Field = {
  allowPrivilegeEscalation: 'boolean',
  capabilities: {add: ['string'], drop: ['string']},
  privileged: 'boolean',
  procMount: 'string',
  readOnlyRootFilesystem: 'boolean',
  runAsGroup: 'integer',
  runAsNonRoot: 'boolean',
  runAsUser: 'integer',
  seLinuxOptions: seLinux,
  seccompProfile: {localhostProfile: 'string', type: 'string!'},
  windowsOptions: {
    gmsaCredentialSpec: 'string',
    gmsaCredentialSpecName: 'string',
    hostProcess: 'boolean',
    runAsUserName: 'string',
  },
};

const container: Field = {
  args: ['string'],
  command: ['string'],
  env: [
    {
      name: 'string!',
      value: 'string',
      valueFrom: {
        configMapKeyRef: secretKey,
        fieldRef: {apiVersion: 'string', fieldPath: 'string!'},
        resourceFieldRef: {containerName: 'string', divisor: 'quantity', resource: 'string!'},
        secretKeyRef: secretKey,
      },
    },
  ],
  envFrom: [
    {
      configMapRef: {name: 'string', optional: 'boolean'},
      prefix: 'string',
      secretRef: {name: 'string', optional: 'boolean'},
    },
  ],
  image: 'string',
  imagePullPolicy: 'string',
  lifecycle: {postStart: handler, preStop: handler},
  livenessProbe: probe,
  name: 'string!',
  ports: [{containerPort: 'integer!', hostIP: 'string', hostPort: 'integer', name: 'string', protocol: 'string'}],
  readinessProbe: probe,
  resources,
  securityContext,
  startupProbe: probe,
  stdin: 'boolean',
  terminationMessagePath: 'string',
  terminationMessagePolicy: 'string',
  tty: 'boolean',
  volumeDevices: [{devicePath: 'string!', name: 'string!'}],
  volumeMounts: [
    {
      mountPath: 'string!',
      mountPropagation: 'string',
      name: 'string!',
      readOnly: 'boolean',
      subPath: 'string',
      subPathExpr: 'string',
    },
  ],
  workingDir: 'string',
};

export const containers: Field = [container];

const items: Field = [{key: 'string!', mode: 'integer', path: 'string!'}];

export const volumeClaim: Field = {
  apiVersion: 'string',
  kind: 'string',
  metadata: {annotations: 'map', labels: 'map', name: 'string'},
  spec: {
    accessModes: ['string'],
    dataSource: {apiGroup: 'string', kind: 'string!', name: 'string!'},
    resources,
    selector: labelSelector,
    storageClassName: 'string',
    volumeMode: 'string',
    volumeName: 'string',
  },
};

export const volumes: Field = [
  {
    configMap: {defaultMode: 'integer', items, name: 'string', optional: 'boolean'},
    csi: {
      driver: 'string!',
      fsType: 'string',
      nodePublishSecretRef: {name: 'string'},
      readOnly: 'boolean',
      volumeAttributes: 'map',
    },
    downwardAPI: {
      defaultMode: 'integer',
      items: [{fieldRef: {apiVersion: 'string', fieldPath: 'string!'}, mode: 'integer', path: 'string!'}],
    },
    emptyDir: {medium: 'string', sizeLimit: 'quantity'},
    ephemeral: {volumeClaimTemplate: volumeClaim},
    gcePersistentDisk: {fsType: 'string', partition: 'integer', pdName: 'string!', readOnly: 'boolean'},
    hostPath: {path: 'string!', type: 'string'},
    name: 'string!',
    nfs: {path: 'string!', readOnly: 'boolean', server: 'string!'},
    persistentVolumeClaim: {claimName: 'string!', readOnly: 'boolean'},
    projected: {
      defaultMode: 'integer',
      sources: [
        {
          configMap: {items, name: 'string', optional: 'boolean'},
          secret: {items, name: 'string', optional: 'boolean'},
          serviceAccountToken: {audience: 'string', expirationSeconds: 'integer', path: 'string!'},
        },
      ],
    },
    secret: {defaultMode: 'integer', items, optional: 'boolean', secretName: 'string'},
  },
];

export const topologySpread: Field = [
  {
    labelSelector,
    maxSkew: 'integer!',
    minDomains: 'integer',
    nodeAffinityPolicy: 'string',
    nodeTaintsPolicy: 'string',
    topologyKey: 'string!',
    whenUnsatisfiable: 'string!',
  },
];

export const podSecurityContext: Field = {
  fsGroup: 'integer',
  fsGroupChangePolicy: 'string',
  runAsGroup: 'integer',
  runAsNonRoot: 'boolean',
  runAsUser: 'integer',
  seLinuxOptions: seLinux,
  seccompProfile: {localhostProfile: 'string', type: 'string!'},
  supplementalGroups: ['integer'],
  sysctls: [{name: 'string!', value: 'string!'}],
};

export const selector: Field = labelSelector;

/** What may be said of the pods that solve HTTP challenges. */
export const solverPodTemplate: Field = {
  metadata: {annotations: 'map', labels: 'map'},
  spec: {affinity, nodeSelector: 'map', priorityClassName: 'string', serviceAccountName: 'string', tolerations},
};

/** The same where a whole pod may be given: this is what makes one definition larger than an annotation may be. */
export const fullPodTemplate: Field = {
  metadata: {annotations: 'map', labels: 'map'},
  spec: {
    affinity,
    containers,
    imagePullSecrets: [{name: 'string'}],
    initContainers: containers,
    nodeSelector: 'map',
    priorityClassName: 'string',
    securityContext: podSecurityContext,
    serviceAccountName: 'string',
    tolerations,
    topologySpreadConstraints: topologySpread,
    volumes,
  },
};
