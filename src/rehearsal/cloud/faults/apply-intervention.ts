import type {CloudContext} from '../cloud-context.js';
import type {CloudState} from '../cloud-state.js';
import {startSurpriseUpgrade} from '../container/change-cluster.js';
import type {RecordSet} from '../dns/managed-zones.js';
import {readPolicy, seedGrant} from '../iam/write-policy.js';
import type {Json} from '../json.js';
import {drawEtag} from '../operations/draw-id.js';
import type {CloudIntervention} from './cloud-intervention.js';

function revoke(context: CloudContext, resource: string, role: string, member: string): void {
  const policy = readPolicy(context, resource);
  policy.bindings = policy.bindings
    .map((binding) =>
      binding.role === role
        ? {...binding, members: binding.members.filter((other: string) => other !== member)}
        : binding,
    )
    .filter((binding) => binding.members.length > 0);
  delete policy.grants[`${role}|${member}`];
  policy.etag = drawEtag(context);
}

function putRecord(
  context: CloudContext,
  project: string,
  zone: string,
  change: (records: RecordSet[]) => RecordSet[],
): void {
  const found = context.state.dnsZones[`projects/${project}/managedZones/${zone}`];
  if (found) found.records = change(found.records);
}

function restoreEntry(state: CloudState, path: readonly string[], value: Json | undefined): void {
  const holder = path.slice(0, -1).reduce<Json>((entry, key) => entry?.[key], state);
  const last = path.at(-1);
  if (holder === undefined || last === undefined) return;
  if (value === undefined) delete holder[last];
  else holder[last] = structuredClone(value);
}

/** Makes a change behind the operator's back. Clusters are named by their path, `projects/p/locations/l/clusters/c`. */
export function applyIntervention(context: CloudContext, change: CloudIntervention): void {
  const {state} = context;
  switch (change.kind) {
    case 'grant':
      seedGrant(context, change.resource, change.role, change.member);
      break;
    case 'revoke':
      revoke(context, change.resource, change.role, change.member);
      break;
    case 'set-limit':
      state.quotaLimits[`${change.projectId}|${change.region ?? 'global'}|${change.metric}`] = change.limit;
      break;
    case 'disable-service':
      if (state.services[change.projectId])
        state.services[change.projectId]![change.service] = {state: 'DISABLED', usableFromMs: 0};
      break;
    case 'unlink-billing':
      delete state.projects[change.projectId]?.billingAccount;
      break;
    case 'set-org-policy':
      state.orgPolicies[`${change.resource}/policies/${change.constraint}`] = change.rules;
      break;
    case 'request-deletion':
      Object.assign(state.projects[change.projectId] ?? {}, {
        lifecycleState: 'DELETE_REQUESTED',
        deleteTimeMs: context.clock.now(),
      });
      break;
    case 'delete-keys':
      for (const key of Object.values(state.keys)) if (key.email === change.email) delete state.keys[key.name];
      break;
    case 'expire-tokens':
      for (const [token, known] of Object.entries(state.tokens)) {
        if (known.email === change.email) state.tokens[token] = {...known, expiresAtMs: context.clock.now()};
      }
      break;
    case 'disable-account':
      if (state.serviceAccounts[change.email]) state.serviceAccounts[change.email]!.isDisabled = true;
      break;
    case 'degrade-cluster':
      Object.assign(state.clusters[change.cluster] ?? {}, {
        status: 'DEGRADED',
        conditions: [{code: change.code, message: change.message}],
      });
      break;
    case 'recover-cluster':
      Object.assign(state.clusters[change.cluster] ?? {}, {status: 'RUNNING', conditions: []});
      break;
    case 'maintain-cluster':
      void startSurpriseUpgrade(context, {
        type: 'container.surpriseUpgrade',
        cluster: change.cluster,
        delayMs: change.seconds * 1000,
      });
      break;
    case 'delete-firewall':
      delete state.compute[`projects/${change.projectId}/global/firewalls/${change.name}`];
      break;
    case 'disable-firewall':
      Object.assign(state.compute[`projects/${change.projectId}/global/firewalls/${change.name}`] ?? {}, {
        disabled: true,
      });
      break;
    case 'restore':
      restoreEntry(state, change.path, change.value);
      break;
    case 'withdraw-image':
      state.registry.withdrawn = [...state.registry.withdrawn, change.image];
      break;
    case 'publish-vulnerability': {
      const {kind: _kind, ...known} = change;
      state.registry.vulnerabilities = [...state.registry.vulnerabilities, known];
      break;
    }
    case 'move-operator':
      state.operatorAddress = change.address;
      break;
    case 'delegate':
      state.delegations[change.dnsName] = change.nameServers;
      break;
    case 'put-record':
      putRecord(context, change.projectId, change.zone, (records) => [
        ...records.filter(({name, type}) => name !== change.record.name || type !== change.record.type),
        change.record,
      ]);
      break;
    case 'remove-record':
      putRecord(context, change.projectId, change.zone, (records) =>
        records.filter(({name, type}) => name !== change.name || type !== change.type),
      );
  }
}
