import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import {createDenial} from '../iam/create-denial.js';
import type {Json} from '../json.js';
import {formatTime} from '../operations/format-time.js';
import {applyChange} from './apply-change.js';
import {type RecordSet, selectZone} from './managed-zones.js';

function formatRecord(record: RecordSet): Json {
  return {
    kind: 'dns#resourceRecordSet',
    name: record.name,
    type: record.type,
    ttl: record.ttl,
    rrdatas: record.rrdatas,
  };
}

/** `resourceRecordSets.list`, by name and type where asked. */
export function listRecordSets(call: Call): Reply {
  const zone = selectZone(call);
  const name = call.query.get('name')?.toLowerCase();
  const type = call.query.get('type');
  const rrsets = (zone.records as RecordSet[])
    .filter((record) => (!name || record.name === name) && (!type || record.type === type))
    .map(formatRecord);
  return reply({kind: 'dns#resourceRecordSetsListResponse', ...(rrsets.length > 0 && {rrsets})});
}

function findRecord(call: Call, zone: Json): RecordSet {
  const {name = '', type} = call.params;
  const found = (zone.records as RecordSet[]).find(
    (record) => record.name === name.toLowerCase() && record.type === type,
  );
  if (found) return found;
  throw new CloudRefusal(404, `The 'parameters.rrset' resource named '${name} (${type})' does not exist.`);
}

export function readRecordSet(call: Call): Reply {
  return reply(formatRecord(findRecord(call, selectZone(call))));
}

/** A change asks for what it does to the records beside `dns.changes.create`. https://cloud.google.com/dns/docs/access-control */
function demandOnRecords({context, route, params, caller}: Call, action: 'create' | 'update' | 'delete'): void {
  const resource = `projects/${params.project}`;
  const permission = `dns.resourceRecordSets.${action}`;
  if (!context.access.decide(caller.email, permission, resource))
    throw createDenial(route.service, permission, resource, caller.email);
}

/** `changes.create`: the way of clients; additions and deletions in one step. */
export function createChange(call: Call): Reply {
  const {context, body} = call;
  const zone = selectZone(call);
  if (!body.additions?.length && !body.deletions?.length)
    throw new CloudRefusal(400, "Required field 'entity.change' not specified.", {reason: 'required'});
  const keys = (records: readonly Json[] = []) => records.map(({name, type}) => `${name} ${type}`);
  const added = keys(body.additions);
  const removed = keys(body.deletions);
  if (added.some((key) => !removed.includes(key))) demandOnRecords(call, 'create');
  if (removed.some((key) => !added.includes(key))) demandOnRecords(call, 'delete');
  if (added.some((key) => removed.includes(key))) demandOnRecords(call, 'update');
  zone.records = applyChange(zone, body);
  const change = {
    kind: 'dns#change',
    ...(body.additions?.length && {additions: body.additions}),
    ...(body.deletions?.length && {deletions: body.deletions}),
    id: String(zone.nextChange++),
    startTime: formatTime(context.clock.now()),
    status: 'done',
  };
  zone.changes.push(change);
  return reply(change);
}

export function readChange(call: Call): Reply {
  const change = selectZone(call).changes.find((other: Json) => other.id === call.params.change);
  if (!change)
    throw new CloudRefusal(404, `The 'parameters.changeId' resource named '${call.params.change}' does not exist.`);
  return reply(change);
}

export function listChanges(call: Call): Reply {
  const {changes} = selectZone(call);
  return reply({kind: 'dns#changesListResponse', ...(changes.length > 0 && {changes})});
}

/** `resourceRecordSets.create`, the way of gcloud. */
export function insertRecordSet(call: Call): Reply {
  const zone = selectZone(call);
  zone.records = applyChange(zone, {additions: [call.body]});
  return reply(formatRecord(zone.records.at(-1)));
}

export function patchRecordSet(call: Call): Reply {
  const zone = selectZone(call);
  const known = findRecord(call, zone);
  const wanted = {
    ...known,
    ...(call.body.ttl && {ttl: call.body.ttl}),
    ...(call.body.rrdatas && {rrdatas: call.body.rrdatas}),
  };
  zone.records = applyChange(zone, {deletions: [known], additions: [wanted]});
  return reply(formatRecord(wanted));
}

export function deleteRecordSet(call: Call): Reply {
  const zone = selectZone(call);
  zone.records = applyChange(zone, {deletions: [findRecord(call, zone)]});
  return reply({});
}
