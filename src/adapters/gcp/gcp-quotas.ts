import type {compute_v1} from '@googleapis/compute';
import type {QuotaState, Quotas} from '../../model/ports/quotas.js';
import {collectPages} from './collect-pages.js';
import type {GoogleSession} from './google-session.js';
import {openCompute} from './open-compute.js';
import {sendGoogle} from './send-google.js';
import {callCloud} from './to-cloud-failure.js';

/** https://cloud.google.com/docs/quotas/reference/rest/v1/projects.locations.services.quotaInfos */
interface QuotaInfo {
  readonly dimensionsInfos?: ReadonlyArray<{
    readonly dimensions?: Readonly<Record<string, string>>;
    readonly details?: {readonly value?: string};
    readonly applicableLocations?: readonly string[];
  }>;
}

const familyQuotas = {
  gpus: {quotaId: 'GPUS-PER-GPU-FAMILY-per-project-region', dimension: 'gpu_family'},
  machines: {quotaId: 'CPUS-PER-VM-FAMILY-per-project-region', dimension: 'vm_family'},
} as const;

const selectQuotas = (quotas: readonly compute_v1.Schema$Quota[] | undefined): readonly QuotaState[] =>
  (quotas ?? []).flatMap(({metric, limit, usage}) =>
    // A limit that is not told is not a limit of nothing.
    metric == null || limit == null ? [] : [{metric, limit, usage: usage ?? 0}],
  );

/** Compute Engine's own limits, and the families that Cloud Quotas counts. */
export function GcpQuotas(session: GoogleSession): Quotas {
  return {
    listRegional: (project, region) =>
      callCloud('compute.regions.get', async () => {
        const client = await openCompute(session);
        return selectQuotas((await client.regions.get({project, region})).data.quotas);
      }),
    listGlobal: (project) =>
      callCloud('compute.projects.get', async () => {
        const client = await openCompute(session);
        return selectQuotas((await client.projects.get({project})).data.quotas);
      }),
    listEverywhere: (project) =>
      callCloud('compute.regions.list', async () => {
        const client = await openCompute(session);
        return collectPages(async (page) => {
          const {data} = await client.regions.list({project, ...page});
          const items = (data.items ?? []).map(({name, quotas}) => ({
            region: name ?? '',
            quotas: selectQuotas(quotas),
          }));
          return {items, nextPageToken: data.nextPageToken};
        });
      }),
    listFamilies: (project, of) =>
      callCloud('cloudquotas.quotas.get', async () => {
        const {quotaId, dimension} = familyQuotas[of];
        const info = await sendGoogle<QuotaInfo>(session, {
          service: 'cloudquotas',
          path: `/v1/projects/${project}/locations/global/services/compute.googleapis.com/quotaInfos/${quotaId}`,
        });
        return (info.dimensionsInfos ?? []).flatMap(({dimensions, details, applicableLocations}) => {
          const family = dimensions?.[dimension];
          if (family === undefined || details?.value === undefined) return [];
          // Without a region of its own an entry holds wherever it applies.
          const regions = dimensions?.region === undefined ? (applicableLocations ?? []) : [dimensions.region];
          return regions.map((region) => ({family, region, limit: Number(details.value)}));
        });
      }),
  };
}
