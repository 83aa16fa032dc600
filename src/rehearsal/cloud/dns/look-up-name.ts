import type {CloudSide} from '../../seams/cloud-side.js';
import type {CloudContext} from '../cloud-context.js';
import type {Json} from '../json.js';
import type {RecordSet} from './managed-zones.js';

type Lookup = ReturnType<CloudSide['lookup']>;
type RecordType = Parameters<CloudSide['lookup']>[1];

/** The zone of the world whose name is the longest suffix of `name`. */
function findZone(context: CloudContext, name: string): Json | undefined {
  return Object.values(context.state.dnsZones)
    .filter(({resource}) => name === resource.dnsName || name.endsWith(`.${resource.dnsName}`))
    .sort((a, b) => b.resource.dnsName.length - a.resource.dnsName.length)[0];
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

/** What the world's authoritative servers answer; a CNAME is answered as such and not followed. */
export function lookUpName(context: CloudContext, asked: string, type: RecordType): Lookup {
  const name = `${asked.toLowerCase().replace(/\.$/, '')}.`;
  const zone = findZone(context, name);
  if (!zone) return {rcode: 'NXDOMAIN', answers: []};
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
