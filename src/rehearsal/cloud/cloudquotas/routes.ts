import {regionOf} from '../catalogue/catalogue.js';
import {gpuFamilyQuotas, vmFamilyQuotas} from '../catalogue/quotas.data.js';
import type {CloudContext} from '../cloud-context.js';
import type {Call, Handler, Reply, Route} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';

const service = 'compute.googleapis.com';

/** What Cloud Quotas counts by family and region, with the regions in which each family has a limit. */
interface FamilyQuota {
  readonly quotaId: string;
  readonly dimension: 'gpu_family' | 'vm_family';
  readonly metric: string;
  readonly title: string;
  listFamilies(context: CloudContext): ReadonlyArray<{readonly family: string; readonly regions: readonly string[]}>;
}

const familyQuotas: readonly FamilyQuota[] = [
  {
    quotaId: 'GPUS-PER-GPU-FAMILY-per-project-region',
    dimension: 'gpu_family',
    metric: 'gpus_per_gpu_family',
    title: 'GPUs per GPU family',
    listFamilies: ({catalogue}) =>
      [...catalogue.accelerators.values()].flatMap(({gpuFamily, zones}) =>
        gpuFamily ? [{family: gpuFamily, regions: [...new Set(zones.map(regionOf))]}] : [],
      ),
  },
  {
    quotaId: 'CPUS-PER-VM-FAMILY-per-project-region',
    dimension: 'vm_family',
    metric: 'cpus_per_vm_family',
    title: 'CPUs per VM family',
    listFamilies: ({catalogue}) => Object.keys(vmFamilyQuotas).map((family) => ({family, regions: catalogue.regions})),
  },
];

/** The limit of `GPU_FAMILY:F` or `VM_FAMILY:F` in a region of a project. */
export function findFamilyLimit(context: CloudContext, project: string, region: string, metric: string): number {
  const {quotaLimits} = context.state;
  const [kind, family = ''] = metric.split(':');
  return (
    quotaLimits[`${project}|${region}|${metric}`] ??
    quotaLimits[`${project}|*|${metric}`] ??
    (kind === 'GPU_FAMILY' ? gpuFamilyQuotas : vmFamilyQuotas)[family] ??
    0
  );
}

function listDimensions(context: CloudContext, project: string, quota: FamilyQuota): Json[] {
  const prefix = quota.dimension === 'gpu_family' ? 'GPU_FAMILY' : 'VM_FAMILY';
  return quota.listFamilies(context).flatMap(({family, regions}) =>
    regions
      .filter((region) => context.catalogue.regions.includes(region))
      .map((region) => ({
        dimensions: {[quota.dimension]: family, region},
        details: {value: String(findFamilyLimit(context, project, region, `${prefix}:${family}`))},
        applicableLocations: [region],
      })),
  );
}

/** https://cloud.google.com/docs/quotas/reference/rest/v1/projects.locations.services.quotaInfos */
function formatQuotaInfo(call: Call, quota: FamilyQuota): Json {
  const project = call.params.project ?? '';
  const number = call.context.state.projects[project]?.projectNumber ?? project;
  const {quotaId, dimension, metric, title} = quota;
  return {
    name: `projects/${number}/locations/global/services/${service}/quotaInfos/${quotaId}`,
    quotaId,
    metric: `${service}/${metric}`,
    service,
    isPrecise: true,
    containerType: 'PROJECT',
    dimensions: [dimension, 'region'],
    metricDisplayName: title,
    quotaDisplayName: `${title} per region`,
    metricUnit: '1',
    quotaIncreaseEligibility: {isEligible: true},
    dimensionsInfos: listDimensions(call.context, project, quota),
  };
}

function readQuotaInfo(call: Call): Reply {
  const quota = familyQuotas.find(({quotaId}) => quotaId === call.params.quota);
  if (quota === undefined || call.params.service !== service) {
    throw new CloudRefusal(
      501,
      `Quota ${call.params.quota} of ${call.params.service} is not served by this rehearsal.`,
      {reason: ''},
    );
  }
  return reply(formatQuotaInfo(call, quota));
}

function listQuotaInfos(call: Call): Reply {
  if (call.params.service !== service) {
    throw new CloudRefusal(501, `Quotas of ${call.params.service} are not served by this rehearsal.`, {reason: ''});
  }
  return reply({quotaInfos: familyQuotas.map((quota) => formatQuotaInfo(call, quota))});
}

function route(id: string, path: string, handler: Handler): Route {
  return {
    service: 'cloudquotas.googleapis.com',
    id: `cloudquotas.projects.locations.services.quotaInfos.${id}`,
    verb: 'GET',
    path: `/<v1|v1beta>/projects/{project}/locations/global/services/{service}/quotaInfos${path}`,
    permissions: ['cloudquotas.quotas.get'],
    handler,
  };
}

/** The families of GPUs and machines, which have no metric of Compute Engine's own: https://cloud.google.com/docs/quotas/gpu-quota */
export const cloudQuotasRoutes: readonly Route[] = [
  route('list', '', listQuotaInfos),
  route('get', '/{quota}', readQuotaInfo),
];
