import type {KubeObject} from '../../model/ports/kube.js';
import {platformProbe} from './platform-probe.js';
import type {ClusterProbe} from './probe.js';

/** A Job of the platform. Those that a CronJob made are left out: the next one tries again. */
export interface JobFact {
  readonly namespace: string;
  readonly name: string;
  readonly state: 'complete' | 'failed' | 'suspended' | 'running';
  /** The Job's own words on its failure. */
  readonly message?: string;
  readonly failedPods: number;
  readonly images: readonly string[];
  readonly createdMs?: number;
}

export interface JobsFact {
  readonly jobs: readonly JobFact[];
  /** Every critical Job, with the name it goes by; null where there is none. */
  readonly critical: ReadonlyArray<{
    readonly namespace: string;
    readonly namePrefix: string;
    readonly name: string | null;
  }>;
}

interface JobObject {
  readonly spec?: {
    readonly suspend?: boolean;
    readonly template?: {readonly spec?: {readonly containers?: ReadonlyArray<{readonly image?: string}>}};
  };
  readonly status?: {
    readonly failed?: number;
    readonly conditions?: ReadonlyArray<{
      readonly type: string;
      readonly status: string;
      readonly reason?: string;
      readonly message?: string;
    }>;
  };
}

function toJob(object: KubeObject): JobFact {
  const {spec = {}, status = {}} = object as unknown as JobObject;
  const conditionOf = (type: string) =>
    status.conditions?.find((condition) => condition.type === type && condition.status === 'True');
  const failed = conditionOf('Failed');
  const {name, namespace = '', creationTimestamp} = object.metadata;
  const ended = failed !== undefined ? 'failed' : conditionOf('Complete') !== undefined ? 'complete' : undefined;
  return {
    namespace,
    name,
    state: ended ?? (spec.suspend === true ? 'suspended' : 'running'),
    ...(failed === undefined ? {} : {message: [failed.reason, failed.message].filter(Boolean).join(': ')}),
    failedPods: status.failed ?? 0,
    images: (spec.template?.spec?.containers ?? []).flatMap(({image}) => image ?? []),
    ...(creationTimestamp === undefined ? {} : {createdMs: Date.parse(creationTimestamp)}),
  };
}

const isOfCronJob = ({metadata}: KubeObject) =>
  ((metadata.ownerReferences ?? []) as ReadonlyArray<{readonly kind: string}>).some(({kind}) => kind === 'CronJob');

/** The Jobs of the platform's namespaces. */
export const jobsProbe: ClusterProbe<JobsFact> = {
  id: 'jobs',
  scope: 'cluster',
  async collect(inputs) {
    const {ports, cluster} = inputs;
    const [target, platform] = await Promise.all([cluster(), platformProbe.collect(inputs)]);
    const own = new Set(platform.namespaces);
    const critical = platform.criticalWorkloads.filter(({kind}) => kind === 'Job');
    const jobs: JobFact[] = [];
    await ports.kube.scan(target, {apiVersion: 'batch/v1', kind: 'Job'}, (object) => {
      const {namespace = '', labels = {}} = object.metadata;
      if (!own.has(namespace) || isOfCronJob(object)) return;
      // Users' own Jobs, of which there may be thousands, are theirs; the installation's carry its mark.
      const isOurs =
        labels['app.kubernetes.io/managed-by'] === 'Helm' ||
        critical.some((entry) => entry.namespace === namespace && object.metadata.name.startsWith(entry.namePrefix));
      if (isOurs) jobs.push(toJob(object));
    });
    return {
      jobs,
      critical: critical.map(({namespace, namePrefix}) => ({
        namespace,
        namePrefix,
        name:
          jobs
            .filter((job) => job.namespace === namespace && job.name.startsWith(namePrefix))
            .sort((a, b) => (b.createdMs ?? 0) - (a.createdMs ?? 0))[0]?.name ?? null,
      })),
    };
  },
};
