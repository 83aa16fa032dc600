import {convertBuiltIn} from '../convert/convert-built-in.js';
import {formatAge, formatDuration} from './format-duration.js';
import {formatContainers, formatLabels, formatSelector, none, type Printer} from './printer.js';

const wide = ['*Containers', '*Images', '*Selector'];

const countColumns = ['Name', 'Desired:integer', 'Current:integer', 'Ready:integer', 'Age', ...wide];

/** Rows of the kinds that run pods. */
export const workloadPrinters: Readonly<Record<string, Printer>> = {
  'deployments.apps': {
    columns: ['Name', 'Ready', 'Up-to-date', 'Available', 'Age', ...wide],
    print: ({metadata, spec, status = {}}, nowMs) => [
      metadata.name,
      `${status.readyReplicas ?? 0}/${spec?.replicas ?? 0}`,
      status.updatedReplicas ?? 0,
      status.availableReplicas ?? 0,
      formatAge(metadata.creationTimestamp, nowMs),
      ...formatContainers(spec?.template?.spec),
      formatSelector(spec?.selector),
    ],
  },
  'replicasets.apps': {
    columns: countColumns,
    print: ({metadata, spec, status = {}}, nowMs) => [
      metadata.name,
      spec?.replicas ?? 0,
      status.replicas ?? 0,
      status.readyReplicas ?? 0,
      formatAge(metadata.creationTimestamp, nowMs),
      ...formatContainers(spec?.template?.spec),
      formatSelector(spec?.selector),
    ],
  },
  replicationcontrollers: {
    columns: countColumns,
    print: ({metadata, spec, status = {}}, nowMs) => [
      metadata.name,
      spec?.replicas ?? 0,
      status.replicas ?? 0,
      status.readyReplicas ?? 0,
      formatAge(metadata.creationTimestamp, nowMs),
      ...formatContainers(spec?.template?.spec),
      formatLabels(spec?.selector),
    ],
  },
  'statefulsets.apps': {
    columns: ['Name', 'Ready', 'Age', '*Containers', '*Images'],
    print: ({metadata, spec, status = {}}, nowMs) => [
      metadata.name,
      `${status.readyReplicas ?? 0}/${spec?.replicas ?? 0}`,
      formatAge(metadata.creationTimestamp, nowMs),
      ...formatContainers(spec?.template?.spec),
    ],
  },
  'daemonsets.apps': {
    columns: [
      'Name',
      'Desired:integer',
      'Current:integer',
      'Ready:integer',
      'Up-to-date:integer',
      'Available:integer',
      'Node Selector',
      'Age',
      ...wide,
    ],
    print: ({metadata, spec, status = {}}, nowMs) => [
      metadata.name,
      status.desiredNumberScheduled ?? 0,
      status.currentNumberScheduled ?? 0,
      status.numberReady ?? 0,
      status.updatedNumberScheduled ?? 0,
      status.numberAvailable ?? 0,
      formatLabels(spec?.template?.spec?.nodeSelector),
      formatAge(metadata.creationTimestamp, nowMs),
      ...formatContainers(spec?.template?.spec),
      formatSelector(spec?.selector),
    ],
  },
  'controllerrevisions.apps': {
    columns: ['Name', 'Controller', 'Revision', 'Age'],
    print: ({metadata, revision}, nowMs) => {
      const owner = metadata.ownerReferences?.find(({controller}) => controller);
      const group = owner?.apiVersion.includes('/') ? `.${owner.apiVersion.split('/')[0]}` : '';
      return [
        metadata.name,
        owner ? `${owner.kind.toLowerCase()}${group}/${owner.name}` : none,
        revision,
        formatAge(metadata.creationTimestamp, nowMs),
      ];
    },
  },
  'jobs.batch': {
    columns: ['Name', 'Completions', 'Duration', 'Age', ...wide],
    print: ({metadata, spec = {}, status = {}}, nowMs) => {
      const parallelism = spec.parallelism ?? 0;
      const wanted = spec.completions ?? (parallelism > 1 ? `1 of ${parallelism}` : 1);
      const started = status.startTime ? Date.parse(status.startTime) : undefined;
      const ended = status.completionTime ? Date.parse(status.completionTime) : nowMs;
      return [
        metadata.name,
        `${status.succeeded ?? 0}/${wanted}`,
        started === undefined ? '' : formatDuration(ended - started),
        formatAge(metadata.creationTimestamp, nowMs),
        ...formatContainers(spec.template?.spec),
        formatSelector(spec.selector),
      ];
    },
  },
  'cronjobs.batch': {
    columns: ['Name', 'Schedule', 'Suspend:boolean', 'Active:integer', 'Last Schedule', 'Age', ...wide],
    print: ({metadata, spec = {}, status = {}}, nowMs) => [
      metadata.name,
      spec.schedule,
      spec.suspend === undefined ? '<unset>' : spec.suspend ? 'True' : 'False',
      status.active?.length ?? 0,
      status.lastScheduleTime ? formatAge(status.lastScheduleTime, nowMs) : none,
      formatAge(metadata.creationTimestamp, nowMs),
      ...formatContainers(spec.jobTemplate?.spec?.template?.spec),
      formatSelector(spec.jobTemplate?.spec?.selector),
    ],
  },
  'horizontalpodautoscalers.autoscaling': {
    columns: ['Name', 'Reference', 'Targets', 'MinPods', 'MaxPods', 'Replicas', 'Age'],
    print: (object, nowMs) => {
      const isOld = object.apiVersion === 'autoscaling/v1';
      const {metadata, spec = {}, status = {}} = isOld ? convertBuiltIn(object, 'autoscaling/v2') : object;
      const current = status.currentMetrics?.[0]?.resource?.current;
      const target = spec.metrics?.[0]?.resource?.target;
      const targets =
        target?.averageUtilization === undefined
          ? none
          : `${current?.averageUtilization === undefined ? '<unknown>' : `${current.averageUtilization}%`}/${target.averageUtilization}%`;
      const more = (spec.metrics?.length ?? 0) > 1 ? ` + ${spec.metrics.length - 1} more...` : '';
      return [
        metadata.name,
        `${spec.scaleTargetRef?.kind}/${spec.scaleTargetRef?.name}`,
        `${targets}${more}`,
        spec.minReplicas === undefined ? '<unset>' : String(spec.minReplicas),
        spec.maxReplicas,
        status.currentReplicas ?? 0,
        formatAge(metadata.creationTimestamp, nowMs),
      ];
    },
  },
  'poddisruptionbudgets.policy': {
    columns: ['Name', 'Min Available', 'Max Unavailable', 'Allowed Disruptions:integer', 'Age'],
    print: ({metadata, spec = {}, status = {}}, nowMs) => [
      metadata.name,
      spec.minAvailable === undefined ? 'N/A' : String(spec.minAvailable),
      spec.maxUnavailable === undefined ? 'N/A' : String(spec.maxUnavailable),
      status.disruptionsAllowed ?? 0,
      formatAge(metadata.creationTimestamp, nowMs),
    ],
  },
};
