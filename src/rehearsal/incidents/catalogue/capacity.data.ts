import type {Incident} from '../incident.js';

const project = {meaning: 'project', usual: {from: 'project'}} as const;
const region = {meaning: 'region', usual: {from: 'region'}} as const;

const quotaSymptom =
  'creation is refused with 403 “Insufficient regional quota”, or a running operation ends with GCE_QUOTA_EXCEEDED';
const raise = 'Ask for more in IAM & Admin → Quotas, or take smaller or fewer machines.';

/** What Google has too little of, or lends too little of. */
export const capacityIncidents: readonly Incident[] = [
  {
    id: 'stockout',
    title: 'A zone has no machines left',
    plane: 'google',
    cause: 'Compute Engine cannot place any machine of the type in the zone.',
    symptoms: {
      google: 'after about 35 minutes the operation ends with GCE_STOCKOUT; the pool or cluster stands in error',
      cluster: 'no node appears; pods stay Pending',
    },
    truth: {plane: 'google', link: 'capacity/stockout', object: '{zones} {machines}'},
    cure: [
      'gcloud container node-pools create in another zone or with another machine type; the failed pool has to be deleted, or mends itself when there are machines again.',
    ],
    parameters: {
      zones: {meaning: 'regular expression over zones', usual: '.*'},
      machines: {meaning: 'regular expression over machine types', usual: '.*'},
    },
    effects: [{on: 'cloud', fault: {kind: 'stockout', zones: '{zones}', machines: '{machines}', available: 0}}],
  },
  {
    id: 'stockout-partial',
    title: 'A zone has only a few machines left',
    plane: 'google',
    cause: 'Compute Engine places some machines of the type and then no more.',
    symptoms: {
      google:
        'the operation ends with “Not all instances running in IGM … Expected 5, running 2”; the pool stands RUNNING_WITH_ERROR',
      cluster: 'some nodes join; pods that need the rest stay Pending',
    },
    truth: {plane: 'google', link: 'capacity/stockout', object: '{zones} {machines}'},
    cure: ['Spread the pool over zones (--node-locations), or wait: the group keeps trying.'],
    parameters: {
      zones: {meaning: 'regular expression over zones', usual: '.*'},
      machines: {meaning: 'regular expression over machine types', usual: 'n2-.*'},
      available: {meaning: 'machines that are left', usual: 2},
    },
    effects: [
      {on: 'cloud', fault: {kind: 'stockout', zones: '{zones}', machines: '{machines}', available: '{available}'}},
    ],
  },
  {
    id: 'quota-regional',
    title: 'The region’s quota of CPUs is too small',
    plane: 'google',
    cause: 'The limit of CPUS in the region is lower than what is asked for.',
    symptoms: {google: quotaSymptom, cluster: 'nodes are missing; pods stay Pending'},
    truth: {plane: 'google', link: 'quota/regional', object: 'projects/{project}/regions/{region} {metric}'},
    cure: ['gcloud compute regions describe {region} --project {project} shows limit and usage.', raise],
    parameters: {
      project,
      region,
      metric: {meaning: 'metric', usual: 'CPUS'},
      limit: {meaning: 'the limit', usual: 8},
    },
    effects: [
      {
        on: 'cloud-state',
        change: {
          kind: 'set-limit',
          projectId: '{project}',
          region: '{region}',
          metric: '{metric}',
          limit: '{limit}',
        },
      },
    ],
  },
  {
    id: 'quota-global',
    title: 'The project’s quota of CPUs in all regions is too small',
    plane: 'google',
    cause: 'The limit of CPUS_ALL_REGIONS is lower than what is asked for; new projects often have 12 or 32.',
    symptoms: {google: 'creation is refused, naming CPUS_ALL_REGIONS', cluster: 'nodes are missing; pods stay Pending'},
    truth: {plane: 'google', link: 'quota/global', object: 'projects/{project} CPUS_ALL_REGIONS'},
    cure: ['gcloud compute project-info describe --project {project} shows limit and usage.', raise],
    parameters: {project, limit: {meaning: 'the limit', usual: 8}},
    effects: [
      {
        on: 'cloud-state',
        change: {kind: 'set-limit', projectId: '{project}', metric: 'CPUS_ALL_REGIONS', limit: '{limit}'},
      },
    ],
  },
  {
    id: 'quota-gpus',
    title: 'The project may use no GPUs',
    plane: 'google',
    cause: 'GPUS_ALL_REGIONS is 0, as it is in a new project.',
    symptoms: {google: 'GPU pools with nodes are refused, naming GPUS_ALL_REGIONS', cluster: 'GPU pods stay Pending'},
    truth: {plane: 'google', link: 'quota/gpus', object: 'projects/{project} GPUS_ALL_REGIONS'},
    cure: ['gcloud compute project-info describe --project {project} shows the limit.', raise],
    parameters: {project, limit: {meaning: 'the limit', usual: 0}},
    effects: [
      {
        on: 'cloud-state',
        change: {kind: 'set-limit', projectId: '{project}', metric: 'GPUS_ALL_REGIONS', limit: '{limit}'},
      },
    ],
  },
  {
    id: 'quota-disks',
    title: 'The region’s quota of SSD storage is used up',
    plane: 'google',
    cause: 'SSD_TOTAL_GB is lower than what stands and what is asked for.',
    symptoms: {
      google: "disks are refused: “Quota 'SSD_TOTAL_GB' exceeded”",
      cluster: 'claims of SSD classes stay Pending with ProvisioningFailed',
    },
    truth: {plane: 'google', link: 'quota/disks', object: 'projects/{project}/regions/{region} SSD_TOTAL_GB'},
    cure: ['gcloud compute regions describe {region} --project {project} shows limit and usage.', raise],
    parameters: {project, region, limit: {meaning: 'the limit in GB', usual: 1}},
    effects: [
      {
        on: 'cloud-state',
        change: {
          kind: 'set-limit',
          projectId: '{project}',
          region: '{region}',
          metric: 'SSD_TOTAL_GB',
          limit: '{limit}',
        },
      },
    ],
  },
  {
    id: 'quota-addresses',
    title: 'No external address is left for a load balancer',
    plane: 'google',
    cause: 'IN_USE_ADDRESSES and STATIC_ADDRESSES of the region are used up.',
    symptoms: {
      google: "addresses are refused: “Quota 'STATIC_ADDRESSES' exceeded”",
      cluster: 'a new LoadBalancer Service stays <pending>; its Events say SyncLoadBalancerFailed',
    },
    truth: {plane: 'google', link: 'quota/addresses', object: 'projects/{project}/regions/{region} IN_USE_ADDRESSES'},
    cure: ['Release addresses that nobody uses: gcloud compute addresses list --filter status=RESERVED.', raise],
    parameters: {project, region, limit: {meaning: 'the limit', usual: 0}},
    effects: [
      {
        on: 'cloud-state',
        change: {
          kind: 'set-limit',
          projectId: '{project}',
          region: '{region}',
          metric: 'IN_USE_ADDRESSES',
          limit: '{limit}',
        },
      },
      {
        on: 'cloud-state',
        change: {
          kind: 'set-limit',
          projectId: '{project}',
          region: '{region}',
          metric: 'STATIC_ADDRESSES',
          limit: '{limit}',
        },
      },
    ],
  },
];
