import type {KubeObject} from '../../model/ports/kube.js';
import {doctorRules} from './doctor-rules.data.js';
import {doctorName, keptMetrics, metricsName, metricsPort} from './schedule-names.js';

/** How the doctor is to run inside a cluster. */
export interface ScheduleOptions {
  /** Image that holds this program. */
  readonly image: string;
  /** Schedule in cron's form. */
  readonly every: string;
  readonly namespace: string;
  /** Google service account that the doctor is, by Workload Identity; it asks Google nothing where left out. */
  readonly googleServiceAccount: string | undefined;
  /** The configuration as text, with references in place of secrets; a cluster is judged by itself where left out. */
  readonly config: string | undefined;
  /** Whether a Deployment serves the metrics of the last look. */
  readonly hasMetrics: boolean;
}

const home = '/home/shakinstall';
const configDirectory = '/etc/shakinstall';
const labels = {'app.kubernetes.io/name': 'shakinstall', 'app.kubernetes.io/managed-by': 'shakinstall'};
const rbac = 'rbac.authorization.k8s.io/v1';
const rbacGroup = 'rbac.authorization.k8s.io';

/** What Pod Security's `restricted` asks for. https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
const podSecurity = {
  runAsNonRoot: true,
  runAsUser: 65532,
  runAsGroup: 65532,
  fsGroup: 65532,
  seccompProfile: {type: 'RuntimeDefault'},
};

const containerSecurity = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: {drop: ['ALL']},
};

const resources = {requests: {cpu: '100m', memory: '192Mi'}, limits: {memory: '512Mi'}};

const metadata = (name: string, namespace?: string) => ({
  name,
  ...(namespace === undefined ? {} : {namespace}),
  labels: {...labels, 'app.kubernetes.io/component': name},
});

const subject = (name: string, namespace: string) => ({kind: 'ServiceAccount', name, namespace});

/** A role inside the doctor's own namespace, and its binding. */
function createOwnRole(name: string, namespace: string, rules: readonly object[]): readonly KubeObject[] {
  return [
    {apiVersion: rbac, kind: 'Role', metadata: metadata(name, namespace), rules},
    {
      apiVersion: rbac,
      kind: 'RoleBinding',
      metadata: metadata(name, namespace),
      roleRef: {apiGroup: rbacGroup, kind: 'Role', name},
      subjects: [subject(name, namespace)],
    },
  ];
}

function createPodSpec({image, config, namespace}: ScheduleOptions, name: string, args: readonly string[]) {
  const hasConfig = config !== undefined && name === doctorName;
  return {
    serviceAccountName: name,
    securityContext: podSecurity,
    containers: [
      {
        name: 'shakinstall',
        image,
        args: [...args, ...(hasConfig ? ['--config', `${configDirectory}/shakinstall.yaml`] : [])],
        workingDir: home,
        env: [
          {name: 'HOME', value: home},
          {name: 'SHAKINSTALL_NAMESPACE', value: namespace},
        ],
        resources,
        securityContext: containerSecurity,
        volumeMounts: [
          {name: 'home', mountPath: home},
          // Programs that it starts want a place for their files, and the root is read-only.
          {name: 'home', mountPath: '/tmp', subPath: 'tmp'},
          ...(hasConfig ? [{name: 'config', mountPath: configDirectory, readOnly: true}] : []),
        ],
      },
    ],
    volumes: [
      {name: 'home', emptyDir: {sizeLimit: '256Mi'}},
      ...(hasConfig ? [{name: 'config', configMap: {name: doctorName}}] : []),
    ],
  };
}

function createMetricsServer(options: ScheduleOptions): readonly KubeObject[] {
  const {namespace} = options;
  const own = metadata(metricsName, namespace);
  const selector = {'app.kubernetes.io/component': metricsName};
  const spec = createPodSpec(options, metricsName, ['doctor', 'serve', '--port', String(metricsPort)]);
  const containers = spec.containers.map((container) => ({
    ...container,
    ports: [{name: 'metrics', containerPort: metricsPort}],
    readinessProbe: {httpGet: {path: '/healthz', port: 'metrics'}},
  }));
  return [
    {apiVersion: 'v1', kind: 'ServiceAccount', metadata: own},
    ...createOwnRole(metricsName, namespace, [
      {apiGroups: [''], resources: ['configmaps'], resourceNames: [keptMetrics.name], verbs: ['get']},
    ]),
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: own,
      spec: {
        replicas: 1,
        selector: {matchLabels: selector},
        template: {metadata: {labels: own.labels}, spec: {...spec, containers}},
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        ...own,
        annotations: {'prometheus.io/scrape': 'true', 'prometheus.io/port': String(metricsPort)},
      },
      spec: {selector, ports: [{name: 'metrics', port: metricsPort, targetPort: 'metrics'}]},
    },
  ];
}

/** Everything that lets the doctor look at the cluster it runs in, in the order in which it is applied. */
export function createSchedule(options: ScheduleOptions): readonly KubeObject[] {
  const {namespace, every, googleServiceAccount, config, hasMetrics} = options;
  const own = metadata(doctorName, namespace);
  // Roles of the whole cluster bear the namespace's name, so that two schedules do not share one.
  const everywhere = metadata(`${doctorName}-${namespace}`);
  const args = ['doctor', '--format', 'prometheus', '--events', namespace];
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {name: namespace, labels: {...labels, 'pod-security.kubernetes.io/enforce': 'restricted'}},
    },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: {
        ...own,
        ...(googleServiceAccount === undefined
          ? {}
          : {annotations: {'iam.gke.io/gcp-service-account': googleServiceAccount}}),
      },
    },
    {apiVersion: rbac, kind: 'ClusterRole', metadata: everywhere, rules: doctorRules},
    {
      apiVersion: rbac,
      kind: 'ClusterRoleBinding',
      metadata: everywhere,
      roleRef: {apiGroup: rbacGroup, kind: 'ClusterRole', name: everywhere.name},
      subjects: [subject(doctorName, namespace)],
    },
    ...createOwnRole(doctorName, namespace, [
      {apiGroups: ['events.k8s.io'], resources: ['events'], verbs: ['create', 'get', 'patch']},
      // A name cannot narrow what may be created: there is none yet when it is asked.
      {apiGroups: [''], resources: ['configmaps'], verbs: ['create']},
      {apiGroups: [''], resources: ['configmaps'], resourceNames: [keptMetrics.name], verbs: ['get', 'patch']},
    ]),
    ...(config === undefined
      ? []
      : [{apiVersion: 'v1', kind: 'ConfigMap', metadata: own, data: {'shakinstall.yaml': config}}]),
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: own,
      spec: {
        schedule: every,
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 120,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            activeDeadlineSeconds: 300,
            backoffLimit: 0,
            template: {
              metadata: {labels: own.labels},
              spec: {...createPodSpec(options, doctorName, args), restartPolicy: 'Never'},
            },
          },
        },
      },
    },
    ...(hasMetrics ? createMetricsServer(options) : []),
  ];
}
