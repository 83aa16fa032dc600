import type {Handler, Route, Verb} from '../http/call.js';
import {changeZone, deleteZone, insertZone, listZones, readZone} from './managed-zones.js';
import {
  createChange,
  deleteRecordSet,
  insertRecordSet,
  listChanges,
  listRecordSets,
  patchRecordSet,
  readChange,
  readRecordSet,
} from './record-sets.js';

const zones = '/dns/<v1|v1beta2>/projects/{project}/managedZones';
const zone = `${zones}/{zone}`;
const rrset = `${zone}/rrsets/{name}/{type}`;

function route(id: string, verb: Verb, path: string, permissions: readonly string[], handler: Handler): Route {
  return {service: 'dns.googleapis.com', id: `dns.${id}`, verb, path, permissions, handler};
}

/** https://cloud.google.com/dns/docs/reference/rest/v1 */
export const dnsRoutes: readonly Route[] = [
  route('managedZones.list', 'GET', zones, ['dns.managedZones.list'], listZones),
  route('managedZones.create', 'POST', zones, ['dns.managedZones.create'], insertZone),
  route('managedZones.get', 'GET', zone, ['dns.managedZones.get'], readZone),
  route('managedZones.update', 'PUT', zone, ['dns.managedZones.update'], changeZone),
  route('managedZones.patch', 'PATCH', zone, ['dns.managedZones.get', 'dns.managedZones.update'], changeZone),
  route('managedZones.delete', 'DELETE', zone, ['dns.managedZones.delete'], deleteZone),
  route('resourceRecordSets.list', 'GET', `${zone}/rrsets`, ['dns.resourceRecordSets.list'], listRecordSets),
  route(
    'resourceRecordSets.create',
    'POST',
    `${zone}/rrsets`,
    ['dns.resourceRecordSets.create', 'dns.changes.create'],
    insertRecordSet,
  ),
  route('resourceRecordSets.get', 'GET', rrset, ['dns.resourceRecordSets.get'], readRecordSet),
  route(
    'resourceRecordSets.patch',
    'PATCH',
    rrset,
    ['dns.resourceRecordSets.get', 'dns.resourceRecordSets.update', 'dns.changes.create'],
    patchRecordSet,
  ),
  route(
    'resourceRecordSets.delete',
    'DELETE',
    rrset,
    ['dns.resourceRecordSets.delete', 'dns.changes.create'],
    deleteRecordSet,
  ),
  route('changes.list', 'GET', `${zone}/changes`, ['dns.changes.list'], listChanges),
  route('changes.create', 'POST', `${zone}/changes`, ['dns.changes.create'], createChange),
  route('changes.get', 'GET', `${zone}/changes/{change}`, ['dns.changes.get'], readChange),
];
