import type {Check} from '../model/finding.js';
import {nodesLargeEnough} from './cluster/nodes-large-enough.js';
import {oneIngress} from './cluster/one-ingress.js';
import {policiesEnforced} from './cluster/policies-enforced.js';
import {storageDynamic} from './cluster/storage-dynamic.js';
import {versionSupported} from './cluster/version-supported.js';
import {webhooksApart} from './cluster/webhooks-apart.js';

/** What any cluster has to offer a platform, whoever runs it; no configuration is needed. */
export const genericChecks: readonly Check[] = [
  versionSupported,
  nodesLargeEnough,
  storageDynamic,
  policiesEnforced,
  oneIngress,
  webhooksApart,
];
