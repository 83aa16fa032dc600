import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import type {RecordSet} from './managed-zones.js';

const quadruple = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

function isValidData(type: string, data: string): boolean {
  if (type === 'A') return quadruple.test(data) && data.split('.').every((octet) => Number(octet) < 256);
  if (type === 'AAAA') return data.includes(':');
  if (type === 'CNAME' || type === 'NS') return data.endsWith('.');
  return data.length > 0;
}

function describe(list: 'additions' | 'deletions', index: number): string {
  return `entity.change.${list}[${index}]`;
}

function checkAddition(zone: Json, record: Json, index: number): void {
  const field = describe('additions', index);
  const invalid = (part: string, value: unknown) =>
    new CloudRefusal(400, `Invalid value for '${field}.${part}': '${value}'`, {reason: 'invalid'});
  const name = String(record.name ?? '');
  if (!name.endsWith('.') || !/^(\*\.)?([a-z0-9_]([-a-z0-9_]{0,61}[a-z0-9_])?\.)+$/i.test(name))
    throw invalid('name', name);
  if (name !== zone.resource.dnsName && !name.endsWith(`.${zone.resource.dnsName}`)) {
    throw new CloudRefusal(
      400,
      `Invalid value for '${field}.name': '${name}'. The name is not in the zone '${zone.resource.dnsName}'.`,
      {reason: 'invalidZoneApex'},
    );
  }
  if (!/^(A|AAAA|CNAME|TXT|MX|NS|SOA|SRV|CAA|PTR)$/.test(String(record.type))) throw invalid('type', record.type);
  if (!record.rrdatas?.length) throw invalid('rrdatas', '');
  const broken = record.rrdatas.find((data: string) => !isValidData(record.type, data));
  if (broken !== undefined) throw invalid('rrdata', broken);
}

function isSame(a: RecordSet, b: Json): boolean {
  const data = (list: readonly string[] | undefined) => [...(list ?? [])].sort().join('\n');
  return a.ttl === Number(b.ttl ?? 0) && data(a.rrdatas) === data(b.rrdatas);
}

/**
 * The records after a change, all or nothing: a deletion must match what is there, an addition must not
 * meet a set of its name and type, and a CNAME stands alone.
 * https://cloud.google.com/dns/docs/reference/rest/v1/changes/create
 */
export function applyChange(zone: Json, change: Json): RecordSet[] {
  let records: RecordSet[] = [...zone.records];
  const sameKey = (a: RecordSet, b: Json) => a.name === String(b.name).toLowerCase() && a.type === b.type;
  (change.deletions ?? []).forEach((record: Json, index: number) => {
    const known = records.find((other) => sameKey(other, record));
    if (!known)
      throw new CloudRefusal(
        404,
        `The '${describe('deletions', index)}' resource named '${record.name} (${record.type})' does not exist.`,
      );
    if (!isSame(known, record))
      throw new CloudRefusal(412, `Precondition not met for '${describe('deletions', index)}'`, {
        status: '',
        reason: 'conditionNotMet',
      });
    records = records.filter((other) => other !== known);
  });
  (change.additions ?? []).forEach((record: Json, index: number) => {
    checkAddition(zone, record, index);
    const name = String(record.name).toLowerCase();
    if (records.some((other) => sameKey(other, record))) {
      throw new CloudRefusal(
        409,
        `The resource '${describe('additions', index)}' named '${record.name} (${record.type})' already exists`,
      );
    }
    const atName = records.filter((other) => other.name === name);
    if (atName.some((other) => other.type === 'CNAME') || (record.type === 'CNAME' && atName.length > 0)) {
      throw new CloudRefusal(
        400,
        `The resource record set '${describe('additions', index)}' is invalid because the DNS name '${record.name}' may have either one CNAME resource record set or resource record sets of other types, but not both.`,
        {reason: 'cnameResourceRecordSetConflict'},
      );
    }
    records.push({name, type: record.type, ttl: Number(record.ttl ?? 300), rrdatas: record.rrdatas});
  });
  const apex = (type: string) =>
    records.some((record) => record.name === zone.resource.dnsName && record.type === type);
  if (!apex('NS') || !apex('SOA'))
    throw new CloudRefusal(
      400,
      "The resource record set 'entity.change' is invalid because a zone must contain exactly one resource record set of types 'NS' and 'SOA' at the apex.",
      {reason: 'invalidZoneApex'},
    );
  return records;
}
