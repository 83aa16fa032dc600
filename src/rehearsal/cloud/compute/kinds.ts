import {addressKind} from './addresses.js';
import {diskKind} from './disks.js';
import {firewallKind} from './firewalls.js';
import {forwardingRuleKind} from './forwarding-rules.js';
import {networkKind} from './networks.js';
import {reservationKind} from './reservations.js';
import type {ResourceKind} from './resource-kind.js';
import {routerKind} from './routers.js';
import {subnetworkKind} from './subnetworks.js';
import {routeKind} from './vpc-routes.js';

/** Every kind of Compute Engine's resources that the rehearsal keeps. */
export const resourceKinds: readonly ResourceKind[] = [
  networkKind,
  subnetworkKind,
  firewallKind,
  addressKind,
  diskKind,
  routerKind,
  routeKind,
  forwardingRuleKind,
  reservationKind,
];
