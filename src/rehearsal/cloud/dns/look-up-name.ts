import type {CloudSide} from '../../seams/cloud-side.js';
import type {CloudContext} from '../cloud-context.js';
import type {Json} from '../json.js';
import type {RecordSet} from './managed-zones.js';
import {lookUpInfrastructure} from './name-servers.js';

type Lookup = ReturnType<CloudSide['lookup']>;
type RecordType = Parameters<CloudSide['lookup']>[1];

/** Whether what stands above a zone points to it: records of the parent's zone, or the registrar. */
function isDelegated(context: CloudContext, zone: Json, above: Json | undefined): boolean {
  const {dnsName, nameServers} = zone.resource;
  const registered = context.state.delegations[dnsName];
  if (registered) return registered.some((server) => nameServers.includes(server));
  if (!above) return true;
  const pointers = (above.records as RecordSet[]).filter((record) => record.name === dnsName && record.type === 'NS');
  return pointers.some((record) => record.rrdatas.some((server) => nameServers.includes(server)));
}

/** The zone that answers for a name: from the top down, as far as each zone is delegated from the one above. */
function findZone(context: CloudContext, name: string): Json | undefined {
  const candidates = Object.values(context.state.dnsZones)
    .filter(({resource}) => name === resource.dnsName || name.endsWith(`.${resource.dnsName}`))
    .sort((a, b) => a.resource.dnsName.length - b.resource.dnsName.length);
  let current: Json | undefined;
  for (const zone of candidates) {
    const isSame = zone.resource.dnsName === current?.resource.dnsName;
    if (!isSame && isDelegated(context, zone, current)) current = zone;
  }
  return current;
}

/** Whether a fault keeps the name from the servers, as a change that has not reached them yet. */
export function isWithheld(context: CloudContext, name: string): boolean {
  return Object.values(context.state.faults).some(
    ({fault}) => fault.kind === 'withhold-records' && new RegExp(`^(?:${fault.names})$`).test(name.replace(/\.$/, '')),
  );
}

function formatAnswers(records: readonly RecordSet[], name: string): Lookup['answers'] {
  return records.flatMap((record) => record.rrdatas.map((data) => ({name, type: record.type, ttl: record.ttl, data})));
}

/** Sets at the name itself, or those of the closest wildcard above it (RFC 4592). */
function findSets(records: readonly RecordSet[], name: string): readonly RecordSet[] {
  const exact = records.filter((record) => record.name === name);
  if (exact.length > 0 || records.some((record) => record.name.endsWith(`.${name}`))) return exact;
  const labels = name.split('.');
  for (let drop = 1; drop < labels.length; drop++) {
    const above = labels.slice(drop).join('.');
    const wild = records.filter((record) => record.name === `*.${above}`);
    if (wild.length > 0) return wild;
    if (records.some((record) => record.name === above)) return [];
  }
  return [];
}

/** What a zone says to a name of its own; a CNAME is answered as such and not followed. */
export function answerFromZone(zone: Json, name: string, type: RecordType): Lookup {
  const records = zone.records as RecordSet[];
  const sets = findSets(records, name);
  const matching = sets.filter((record) => record.type === type || record.type === 'CNAME');
  const isEmptyNonTerminal = records.some((record) => record.name.endsWith(`.${name}`));
  return {
    rcode: sets.length > 0 || isEmptyNonTerminal ? 'NOERROR' : 'NXDOMAIN',
    answers: formatAnswers(matching, name),
    zone: zone.resource.dnsName,
  };
}

/** What the world's authoritative servers answer, reached from the top down as a recursive server does. */
export function lookUpName(context: CloudContext, asked: string, type: RecordType): Lookup {
  const name = `${asked.toLowerCase().replace(/\.$/, '')}.`;
  const zone = isWithheld(context, name) ? undefined : findZone(context, name);
  if (zone) return answerFromZone(zone, name, type);
  return lookUpInfrastructure(context, name, type) ?? {rcode: 'NXDOMAIN', answers: []};
}
