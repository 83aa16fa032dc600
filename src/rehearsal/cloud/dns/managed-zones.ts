import type {CloudContext} from '../cloud-context.js';
import {parseLink} from '../compute/links.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawDecimalId} from '../operations/draw-id.js';
import {formatTime} from '../operations/format-time.js';

/** A record set as the state keeps it. */
export interface RecordSet {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly rrdatas: readonly string[];
}

function zonePath(project: string, zone: string): string {
  return `projects/${project}/managedZones/${zone}`;
}

/** The zone of a call's path, by name or id. */
export function selectZone(call: Call): Json {
  const {project = '', zone = ''} = call.params;
  const found =
    call.context.state.dnsZones[zonePath(project, zone)] ??
    Object.values(call.context.state.dnsZones).find(
      (other) => other.projectId === project && other.resource.id === zone,
    );
  if (found) return found;
  throw new CloudRefusal(404, `managedZone "${zonePath(project, zone)}" not found`);
}

function checkZone(context: CloudContext, project: string, body: Json): void {
  const invalid = (field: string, value: unknown) =>
    new CloudRefusal(400, `Invalid value for 'entity.managedZone.${field}': '${value}'`, {reason: 'invalid'});
  if (!/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(String(body.name))) throw invalid('name', body.name);
  if (!/^([a-z0-9_]([-a-z0-9_]{0,61}[a-z0-9])?\.)+$/i.test(String(body.dnsName)))
    throw invalid('dnsName', body.dnsName);
  if (body.description === undefined)
    throw new CloudRefusal(400, "Required field 'entity.managedZone.description' not specified.", {reason: 'required'});
  if (context.state.dnsZones[zonePath(project, body.name)]) {
    throw new CloudRefusal(409, `The resource 'entity.managedZone' named '${body.name}' already exists`);
  }
}

/** Makes a zone with its name servers, start of authority and delegation records. */
export function createDnsZone(context: CloudContext, project: string, body: Json): Json {
  const shard = 'abcde'[Math.floor(context.random() * 5)];
  const nameServers = [1, 2, 3, 4].map((number) => `ns-cloud-${shard}${number}.googledomains.com.`);
  const networks = body.privateVisibilityConfig?.networks;
  const resource = {
    kind: 'dns#managedZone',
    name: body.name,
    dnsName: String(body.dnsName).toLowerCase(),
    description: body.description ?? '',
    id: drawDecimalId(context, 19),
    nameServers,
    creationTime: formatTime(context.clock.now()),
    visibility: body.visibility ?? 'public',
    cloudLoggingConfig: {kind: 'dns#managedZoneCloudLoggingConfig', ...body.cloudLoggingConfig},
    ...(body.labels && {labels: body.labels}),
    ...(body.privateVisibilityConfig && {privateVisibilityConfig: networks?.length ? {networks} : {}}),
  };
  const records: RecordSet[] = [
    {name: resource.dnsName, type: 'NS', ttl: 21600, rrdatas: nameServers},
    {
      name: resource.dnsName,
      type: 'SOA',
      ttl: 21600,
      rrdatas: [`${nameServers[0]} cloud-dns-hostmaster.google.com. 1 21600 3600 259200 300`],
    },
  ];
  const zone = {projectId: project, resource, records, changes: [], nextChange: 1};
  context.state.dnsZones[zonePath(project, body.name)] = zone;
  return zone;
}

export function insertZone(call: Call): Reply {
  const {context, body, params} = call;
  checkZone(context, params.project ?? '', body);
  for (const network of body.privateVisibilityConfig?.networks ?? []) {
    const path = parseLink(String(network.networkUrl), params.project ?? '');
    if (!context.state.compute[path])
      throw new CloudRefusal(
        404,
        `The 'entity.managedZone.privateVisibilityConfig.networks[0].networkUrl' resource named '${network.networkUrl}' does not exist.`,
      );
  }
  return reply(createDnsZone(context, params.project ?? '', body).resource);
}

export function readZone(call: Call): Reply {
  return reply(selectZone(call).resource);
}

export function listZones(call: Call): Reply {
  const wanted = call.query.get('dnsName');
  const managedZones = Object.values(call.context.state.dnsZones)
    .filter((zone) => zone.projectId === call.params.project && (!wanted || zone.resource.dnsName === wanted))
    .map((zone) => zone.resource);
  return reply({kind: 'dns#managedZonesListResponse', ...(managedZones.length > 0 && {managedZones})});
}

/** `managedZones.update` and `patch`: description, labels, visibility and logging may change. */
export function changeZone(call: Call): Reply {
  const {context, body, caller} = call;
  const zone = selectZone(call);
  if (body.dnsName && body.dnsName !== zone.resource.dnsName)
    throw new CloudRefusal(400, "Invalid value for 'parameters.managedZone.dnsName': it cannot be changed.", {
      reason: 'invalid',
    });
  const oldValue = structuredClone(zone.resource);
  for (const field of ['description', 'labels', 'privateVisibilityConfig', 'cloudLoggingConfig'] as const) {
    if (body[field] !== undefined)
      zone.resource[field] =
        field === 'cloudLoggingConfig' ? {kind: 'dns#managedZoneCloudLoggingConfig', ...body[field]} : body[field];
  }
  return reply({
    kind: 'dns#operation',
    id: drawDecimalId(context, 19),
    startTime: formatTime(context.clock.now()),
    status: 'done',
    type: 'UPDATE',
    user: caller.email,
    zoneContext: {oldValue, newValue: zone.resource},
  });
}

/** `managedZones.delete`: refused while it holds records of its own. */
export function deleteZone(call: Call): Reply {
  const zone = selectZone(call);
  const isOwn = (record: RecordSet) =>
    !(record.name === zone.resource.dnsName && (record.type === 'NS' || record.type === 'SOA'));
  if (zone.records.some(isOwn)) {
    throw new CloudRefusal(
      400,
      `The resource named '${zone.resource.name}' cannot be deleted because it contains one or more 'resource records'.`,
      {reason: 'containerNotEmpty'},
    );
  }
  delete call.context.state.dnsZones[zonePath(zone.projectId, zone.resource.name)];
  return reply({});
}
