import {look} from '../../checks/probes/look.js';
import type {GpuOffer} from '../../model/advise-pools.js';
import type {ReservationState} from '../../model/ports/compute.js';
import type {Ports} from '../../model/ports/ports.js';
import type {QuotaState} from '../../model/ports/quotas.js';
import {collectGpuOffer, type OfferGap} from './collect-gpu-offer.js';

/** What a project can say before a pool is asked for; undefined is not known. */
export interface PoolFacts {
  readonly offer: GpuOffer;
  readonly reservations: readonly ReservationState[] | undefined;
  /** Limits over all regions. */
  readonly globals: readonly QuotaState[] | undefined;
  readonly gaps: readonly OfferGap[];
}

/** Asks what the project may have of GPUs, machines and reservations. Changes nothing. */
export async function collectPoolFacts(
  ports: Pick<Ports, 'capacity' | 'quotas'>,
  project: string,
  machineTypes: readonly string[],
): Promise<PoolFacts> {
  const [{offer, gaps}, reservations, globals] = await Promise.all([
    collectGpuOffer(ports, project, machineTypes),
    look(ports.capacity.listReservations(project)),
    look(ports.quotas.listGlobal(project)),
  ]);
  const unseen = [reservations, globals].flatMap((answer) =>
    answer.state === 'unseen' ? [{missing: answer.missing, message: answer.message}] : [],
  );
  return {
    offer,
    reservations: reservations.state === 'seen' ? reservations.value : undefined,
    globals: globals.state === 'seen' ? globals.value : undefined,
    gaps: [...new Map([...gaps, ...unseen].map((gap) => [gap.missing, gap])).values()],
  };
}
