import type {CloudState} from '../cloud-state.js';
import type {RecordSet} from '../dns/managed-zones.js';
import type {Json} from '../json.js';
import type {CloudIntervention} from './cloud-intervention.js';

type Inverse = readonly CloudIntervention[];

function restore(state: CloudState, path: readonly string[]): CloudIntervention {
  const value = path.reduce<Json>((entry, key) => entry?.[key], state);
  return {kind: 'restore', path, ...(value !== undefined && {value: structuredClone(value)})};
}

function isBound(state: CloudState, resource: string, role: string, member: string): boolean {
  const bindings = state.policies[resource]?.bindings ?? [];
  return bindings.some((binding) => binding.role === role && binding.members.includes(member));
}

function invertRecord(
  state: CloudState,
  place: {readonly projectId: string; readonly zone: string},
  name: string,
  type: string,
): {readonly inverse: Inverse; readonly isThere: boolean} | undefined {
  const records = state.dnsZones[`projects/${place.projectId}/managedZones/${place.zone}`]?.records as
    | RecordSet[]
    | undefined;
  if (records === undefined) return undefined;
  const {projectId, zone} = place;
  const record = records.find((other) => other.name === name && other.type === type);
  if (record === undefined) return {isThere: false, inverse: [{kind: 'remove-record', projectId, zone, name, type}]};
  return {isThere: true, inverse: [{kind: 'put-record', projectId, zone, record: structuredClone(record)}]};
}

/** What takes an intervention back, as the state is before it; undefined where there is nothing that it could change. */
export function selectInverse(state: CloudState, change: CloudIntervention): Inverse | undefined {
  const onlyIf = (isThere: boolean, ...paths: string[][]): Inverse | undefined =>
    isThere ? paths.map((path) => restore(state, path)) : undefined;
  switch (change.kind) {
    case 'grant':
      return [{...change, kind: 'revoke'}];
    case 'revoke':
      return isBound(state, change.resource, change.role, change.member) ? [{...change, kind: 'grant'}] : undefined;
    case 'set-limit':
      return [restore(state, ['quotaLimits', `${change.projectId}|${change.region ?? 'global'}|${change.metric}`])];
    case 'disable-service': {
      const {projectId, service} = change;
      return onlyIf(state.services[projectId]?.[service]?.state === 'ENABLED', ['services', projectId, service]);
    }
    case 'unlink-billing': {
      const project = state.projects[change.projectId];
      return onlyIf(project?.billingAccount !== undefined, ['projects', change.projectId, 'billingAccount']);
    }
    case 'set-org-policy':
      return [restore(state, ['orgPolicies', `${change.resource}/policies/${change.constraint}`])];
    case 'request-deletion':
      return onlyIf(state.projects[change.projectId]?.lifecycleState === 'ACTIVE', ['projects', change.projectId]);
    case 'delete-keys': {
      const names = Object.values(state.keys).filter(({email}) => email === change.email);
      return onlyIf(names.length > 0, ...names.map(({name}) => ['keys', name]));
    }
    case 'expire-tokens': {
      const tokens = Object.entries(state.tokens).filter(([, {email}]) => email === change.email);
      const people = tokens.filter(([, {email}]) => state.people[email] !== undefined);
      return onlyIf(tokens.length > 0, ...people.map(([token]) => ['tokens', token]));
    }
    case 'disable-account':
      return onlyIf(change.email in state.serviceAccounts, ['serviceAccounts', change.email, 'isDisabled']);
    case 'degrade-cluster':
      return state.clusters[change.cluster] ? [{kind: 'recover-cluster', cluster: change.cluster}] : undefined;
    case 'recover-cluster':
      return state.clusters[change.cluster] ? [] : undefined;
    case 'maintain-cluster':
      return state.clusters[change.cluster]?.status === 'RUNNING' ? [] : undefined;
    case 'delete-firewall':
    case 'disable-firewall': {
      const path = `projects/${change.projectId}/global/firewalls/${change.name}`;
      return onlyIf(path in state.compute, ['compute', path]);
    }
    case 'restore':
      return [restore(state, change.path)];
    case 'withdraw-image':
      return [restore(state, ['registry', 'withdrawn'])];
    case 'publish-vulnerability':
      return [restore(state, ['registry', 'vulnerabilities'])];
    case 'move-operator':
      return [restore(state, ['operatorAddress'])];
    case 'delegate':
      return [restore(state, ['delegations', change.dnsName])];
    case 'put-record':
      return invertRecord(state, change, change.record.name, change.record.type)?.inverse;
    case 'remove-record': {
      const found = invertRecord(state, change, change.name, change.type);
      return found?.isThere ? found.inverse : undefined;
    }
  }
}
