import {accessIncidents} from './catalogue/access.data.js';
import {capacityIncidents} from './catalogue/capacity.data.js';
import {certificateIncidents} from './catalogue/certificates.data.js';
import {containerIncidents} from './catalogue/containers.data.js';
import {driftIncidents} from './catalogue/drift.data.js';
import {governanceIncidents} from './catalogue/governance.data.js';
import {handIncidents} from './catalogue/hands.data.js';
import {networkIncidents} from './catalogue/network.data.js';
import {operationIncidents} from './catalogue/operations.data.js';
import {registryIncidents} from './catalogue/registries.data.js';
import {schedulingIncidents} from './catalogue/scheduling.data.js';
import {transportIncidents} from './catalogue/transport.data.js';
import type {Incident} from './incident.js';

/** Everything that can be made to go wrong in a rehearsal. */
export const incidents: readonly Incident[] = [
  ...transportIncidents,
  ...capacityIncidents,
  ...accessIncidents,
  ...governanceIncidents,
  ...operationIncidents,
  ...networkIncidents,
  ...certificateIncidents,
  ...containerIncidents,
  ...schedulingIncidents,
  ...driftIncidents,
  ...handIncidents,
  ...registryIncidents,
];
