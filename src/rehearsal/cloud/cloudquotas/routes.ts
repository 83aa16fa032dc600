import {accelerators} from '../catalogue/accelerators.data.js';
import {regionOf} from '../catalogue/catalogue.js';
import {gpuFamilyQuotas} from '../catalogue/quotas.data.js';
import type {CloudContext} from '../cloud-context.js';
import type {Call, Handler, Reply, Route} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';

const quotaId = 'GPUS-PER-GPU-FAMILY-per-project-region';
const service = 'compute.googleapis.com';

/** The limit of a GPU family in a region of a project. */
export function findFamilyLimit(context: CloudContext, project: string, region: string, family: string): number {
  const {quotaLimits} = context.state;
  const metric = `GPU_FAMILY:${family}`;
  return (
    quotaLimits[`${project}|${region}|${metric}`] ??
    quotaLimits[`${project}|*|${metric}`] ??
    gpuFamilyQuotas[family] ??
    0
  );
}

function listDimensions(context: CloudContext, project: string): Json[] {
  return Object.values(accelerators).flatMap(({gpuFamily, zones}) => {
    if (!gpuFamily) return [];
    const regions = [...new Set(zones.map(regionOf))].filter((region) => context.catalogue.regions.includes(region));
    return regions.map((region) => ({
      dimensions: {gpu_family: gpuFamily, region},
      details: {value: String(findFamilyLimit(context, project, region, gpuFamily))},
      applicableLocations: [region],
    }));
  });
}

/** https://cloud.google.com/docs/quotas/reference/rest/v1/projects.locations.services.quotaInfos */
function formatQuotaInfo(call: Call): Json {
  const project = call.params.project ?? '';
  const number = call.context.state.projects[project]?.projectNumber ?? project;
  return {
    name: `projects/${number}/locations/global/services/${service}/quotaInfos/${quotaId}`,
    quotaId,
    metric: `${service}/gpus_per_gpu_family`,
    service,
    isPrecise: true,
    containerType: 'PROJECT',
    dimensions: ['gpu_family', 'region'],
    metricDisplayName: 'GPUs per GPU family',
    quotaDisplayName: 'GPUs per GPU family per region',
    metricUnit: '1',
    quotaIncreaseEligibility: {isEligible: true},
    dimensionsInfos: listDimensions(call.context, project),
  };
}

function readQuotaInfo(call: Call): Reply {
  if (call.params.quota !== quotaId || call.params.service !== service) {
    throw new CloudRefusal(
      501,
      `Quota ${call.params.quota} of ${call.params.service} is not served by this rehearsal.`,
      {reason: ''},
    );
  }
  return reply(formatQuotaInfo(call));
}

function listQuotaInfos(call: Call): Reply {
  if (call.params.service !== service) {
    throw new CloudRefusal(501, `Quotas of ${call.params.service} are not served by this rehearsal.`, {reason: ''});
  }
  return reply({quotaInfos: [formatQuotaInfo(call)]});
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

/** The GPU families, which have no metric of Compute Engine's own: https://cloud.google.com/docs/quotas/gpu-quota */
export const cloudQuotasRoutes: readonly Route[] = [
  route('list', '', listQuotaInfos),
  route('get', '/{quota}', readQuotaInfo),
];
