import {isOffered, type MachineType, regionOf} from '../catalogue/catalogue.js';
import {globalQuotas, regionalQuotas} from '../catalogue/quotas.data.js';
import type {CloudContext} from '../cloud-context.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import type {Json} from '../json.js';
import {findLimit} from './check-quota.js';
import {refuseMissing} from './compute-refusals.js';
import {countUsage} from './count-usage.js';
import {diskTypes} from './disks.js';
import {formatLink} from './links.js';
import {formatAggregatedList, formatList} from './list-methods.js';
import {checkPlace} from './resource-methods.js';

/** Things that a zone offers: how they are listed and what they look like. */
interface Offer {
  readonly collection: string;
  readonly kind: string;
  listIn(context: CloudContext, zone: string): Json[];
}

const created = '1969-12-31T16:00:00.000-08:00';

function idOf(name: string): string {
  return String([...name].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 899_999, 7) + 100_000);
}

function formatMachine(machine: MachineType): Json {
  return {
    id: idOf(machine.name),
    creationTimestamp: created,
    name: machine.name,
    description: `${machine.cpus} vCPUs, ${machine.memoryMib / 1024} GB RAM`,
    guestCpus: machine.cpus,
    memoryMb: machine.memoryMib,
    imageSpaceGb: 0,
    maximumPersistentDisks: machine.isSharedCpu ? 16 : 128,
    maximumPersistentDisksSizeGb: machine.isSharedCpu ? '3072' : '263168',
    isSharedCpu: machine.isSharedCpu,
    ...(machine.accelerator && {
      accelerators: [
        {guestAcceleratorType: machine.accelerator.type, guestAcceleratorCount: machine.accelerator.count},
      ],
    }),
  };
}

export const offers: readonly Offer[] = [
  {
    collection: 'machineTypes',
    kind: 'compute#machineType',
    listIn: (context, zone) =>
      [...context.catalogue.machines.values()]
        .filter((machine) => isOffered(machine, zone))
        .map((machine) => ({...formatMachine(machine), zone})),
  },
  {
    collection: 'acceleratorTypes',
    kind: 'compute#acceleratorType',
    listIn: (context, zone) =>
      [...context.catalogue.accelerators]
        .filter(([, facts]) => facts.zones.includes(zone))
        .map(([name, facts]) => ({
          id: idOf(name),
          creationTimestamp: created,
          name,
          description: facts.description,
          maximumCardsPerInstance: facts.maximumCards,
          zone: 'link',
        })),
  },
  {
    collection: 'diskTypes',
    kind: 'compute#diskType',
    listIn: (context) =>
      Object.entries(diskTypes)
        .filter(([, facts]) => !facts.isSince2024 || context.catalogue.name !== '2023-12')
        .map(([name, facts]) => ({
          id: idOf(name),
          creationTimestamp: created,
          name,
          description: facts.description,
          validDiskSize: `${facts.minGb}GB-${facts.maxGb}GB`,
          defaultDiskSizeGb: name === 'pd-standard' ? '500' : '100',
          zone: 'link',
        })),
  },
];

function place(offer: Offer, project: string, zone: string, item: Json): Json {
  const link = `projects/${project}/zones/${zone}`;
  return {
    kind: offer.kind,
    ...item,
    zone: offer.collection === 'machineTypes' ? zone : formatLink(link),
    selfLink: formatLink(`${link}/${offer.collection}/${item.name}`),
  };
}

export function listOffer(offer: Offer): (call: Call) => Reply {
  return (call) => {
    const {project = '', zone = ''} = call.params;
    checkPlace(call.context, `zones/${zone}`);
    const items = offer.listIn(call.context, zone).map((item) => place(offer, project, zone, item));
    return formatList(call, offer.kind, `projects/${project}/zones/${zone}/${offer.collection}`, items);
  };
}

type PlacedOffer = readonly [scope: string, resource: Json];

/** Thousands of machines in a hundred zones are the same in each answer: those of the project that asked last are kept. */
const everywhere = new WeakMap<Offer, {readonly key: string; readonly all: readonly PlacedOffer[]}>();

function listEverywhere(offer: Offer, context: CloudContext, project: string): readonly PlacedOffer[] {
  const {name, zones} = context.catalogue;
  const key = `${name} ${project}`;
  const held = everywhere.get(offer);
  if (held?.key === key) return held.all;
  const all = zones.flatMap((zone) =>
    offer.listIn(context, zone).map((item) => [`zones/${zone}`, place(offer, project, zone, item)] as const),
  );
  everywhere.set(offer, {key, all});
  return all;
}

export function listOfferEverywhere(offer: Offer): (call: Call) => Reply {
  return (call) => {
    const {zones} = call.context.catalogue;
    const all = listEverywhere(offer, call.context, call.params.project ?? '');
    return formatAggregatedList(
      call,
      offer.kind,
      offer.collection,
      all,
      zones.map((zone) => `zones/${zone}`),
    );
  };
}

export function readOffer(offer: Offer): (call: Call) => Reply {
  return (call) => {
    const {project = '', zone = '', name = ''} = call.params;
    checkPlace(call.context, `zones/${zone}`);
    const found = offer.listIn(call.context, zone).find((item) => item.name === name);
    if (!found) throw refuseMissing(`projects/${project}/zones/${zone}/${offer.collection}/${name}`);
    return reply(place(offer, project, zone, found));
  };
}

function formatZone(project: string, zone: string): Json {
  return {
    kind: 'compute#zone',
    id: idOf(zone),
    creationTimestamp: created,
    name: zone,
    description: zone,
    status: 'UP',
    region: formatLink(`projects/${project}/regions/${regionOf(zone)}`),
    selfLink: formatLink(`projects/${project}/zones/${zone}`),
  };
}

function formatQuotas(context: CloudContext, project: string, region: string | undefined): Json[] {
  return Object.keys(region ? regionalQuotas : globalQuotas).map((metric) => ({
    metric,
    limit: findLimit(context, project, region, metric),
    usage: countUsage(context, project, region, metric),
  }));
}

function formatRegion(context: CloudContext, project: string, region: string): Json {
  return {
    kind: 'compute#region',
    id: idOf(region),
    creationTimestamp: created,
    name: region,
    description: region,
    status: 'UP',
    zones: context.catalogue.zones
      .filter((zone) => regionOf(zone) === region)
      .map((zone) => formatLink(`projects/${project}/zones/${zone}`)),
    quotas: formatQuotas(context, project, region),
    selfLink: formatLink(`projects/${project}/regions/${region}`),
    supportsPzs: false,
  };
}

export function readZone(call: Call): Reply {
  const {project = '', zone = ''} = call.params;
  if (!call.context.catalogue.zones.includes(zone)) throw refuseMissing(`projects/${project}/zones/${zone}`);
  return reply(formatZone(project, zone));
}

export function listZones(call: Call): Reply {
  const project = call.params.project ?? '';
  return formatList(
    call,
    'compute#zone',
    `projects/${project}/zones`,
    call.context.catalogue.zones.map((zone) => formatZone(project, zone)),
  );
}

export function readRegion(call: Call): Reply {
  const {project = '', region = ''} = call.params;
  if (!call.context.catalogue.regions.includes(region)) throw refuseMissing(`projects/${project}/regions/${region}`);
  return reply(formatRegion(call.context, project, region));
}

export function listRegions(call: Call): Reply {
  const project = call.params.project ?? '';
  return formatList(
    call,
    'compute#region',
    `projects/${project}/regions`,
    call.context.catalogue.regions.map((region) => formatRegion(call.context, project, region)),
  );
}

/** `projects.get`, with the quotas that count over all regions. */
export function readComputeProject(call: Call): Reply {
  const {context} = call;
  const project = context.state.projects[call.params.project ?? '']!;
  return reply({
    kind: 'compute#project',
    id: project.projectNumber,
    creationTimestamp: created,
    name: project.projectId,
    commonInstanceMetadata: {kind: 'compute#metadata', fingerprint: 'AAAAAAAAAAA='},
    quotas: formatQuotas(context, project.projectId, undefined),
    selfLink: formatLink(`projects/${project.projectId}`),
    defaultServiceAccount: `${project.projectNumber}-compute@developer.gserviceaccount.com`,
    xpnProjectStatus: 'UNSPECIFIED_XPN_PROJECT_STATUS',
    defaultNetworkTier: 'PREMIUM',
    vmDnsSetting: 'ZONAL_ONLY',
    cloudArmorTier: 'CA_STANDARD',
  });
}
