import {CloudRefusal} from '../http/cloud-refusal.js';
import type {ResourceKind} from './resource-kind.js';

/** Forwarding rules are made by clusters' load balancers; clients may look at them and clean them up. */
export const forwardingRuleKind: ResourceKind = {
  collection: 'forwardingRules',
  singular: 'forwardingRule',
  kind: 'compute#forwardingRule',
  scopes: ['regions'],
  insertMs: [3_000, 8_000],
  complete() {
    throw new CloudRefusal(501, 'Creating forwarding rules is not served by this rehearsal.', {
      reason: 'notImplemented',
    });
  },
};
