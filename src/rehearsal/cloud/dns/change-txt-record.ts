import type {Refusal} from '../../seams/cloud-side.js';
import type {CloudContext} from '../cloud-context.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import {applyChange} from './apply-change.js';
import type {RecordSet} from './managed-zones.js';

const needed = [
  'dns.managedZones.list',
  'dns.resourceRecordSets.list',
  'dns.resourceRecordSets.create',
  'dns.resourceRecordSets.update',
  'dns.resourceRecordSets.delete',
  'dns.changes.create',
];

/** Adds or removes a value of a TXT record as cert-manager's solver does, in its words where it is refused. */
export function changeTxtRecord(
  context: CloudContext,
  email: string,
  project: string,
  change: {readonly name: string; readonly value: string; readonly action: 'add' | 'remove'},
): Refusal | undefined {
  const name = `${change.name.toLowerCase().replace(/\.$/, '')}.`;
  const enabled = context.state.services[project]?.['dns.googleapis.com'];
  if (enabled?.state !== 'ENABLED' || enabled.usableFromMs > context.clock.now()) {
    return {
      refused: `googleapi: Error 403: Cloud DNS API has not been used in project ${context.state.projects[project]?.projectNumber} before or it is disabled., accessNotConfigured`,
    };
  }
  if (!needed.every((permission) => context.access.decide(email, permission, `projects/${project}`))) {
    return {refused: 'googleapi: Error 403: Forbidden, forbidden'};
  }
  const zone = Object.values(context.state.dnsZones)
    .filter(
      (other) =>
        other.projectId === project &&
        other.resource.visibility !== 'private' &&
        name.endsWith(`.${other.resource.dnsName}`),
    )
    .sort((a, b) => b.resource.dnsName.length - a.resource.dnsName.length)[0];
  if (!zone) return {refused: `No matching GoogleCloud domain found for domain ${name}`};
  const quoted = `"${change.value}"`;
  const known = (zone.records as RecordSet[]).find((record) => record.name === name && record.type === 'TXT');
  const others = (known?.rrdatas ?? []).filter((data) => data !== quoted);
  const rrdatas = change.action === 'add' ? [...others, quoted] : others;
  try {
    zone.records = applyChange(zone, {
      ...(known && {deletions: [known]}),
      ...(rrdatas.length > 0 && {additions: [{name, type: 'TXT', ttl: 60, rrdatas}]}),
    });
  } catch (error) {
    if (error instanceof CloudRefusal) return {refused: `googleapi: Error ${error.httpStatus}: ${error.message}`};
    throw error;
  }
  return undefined;
}
