import {look} from '../../checks/probes/look.js';
import type {GpuOffer} from '../../model/advise-pools.js';
import type {Ports} from '../../model/ports/ports.js';

/** What could not be asked, and why. */
export interface OfferGap {
  readonly missing: string;
  readonly message: string;
}

/** Asks a project what it may have of GPUs and machines, side by side; what is refused is not known. Changes nothing. */
export async function collectGpuOffer(
  {capacity, quotas}: Pick<Ports, 'capacity' | 'quotas'>,
  project: string,
  machineTypes: readonly string[],
): Promise<{readonly offer: GpuOffer; readonly gaps: readonly OfferGap[]}> {
  const [accelerators, regions, families, instances, ...machines] = await Promise.all([
    look(capacity.listAccelerators(project)),
    look(quotas.listEverywhere(project)),
    look(quotas.listFamilies(project, 'gpus')),
    look(capacity.listInstances(project)),
    ...machineTypes.map((machineType) => look(capacity.listMachinePlaces(project, machineType))),
  ]);
  const unseen = [accelerators, regions, families, instances, ...machines].flatMap((answer) =>
    answer.state === 'unseen' ? [{missing: answer.missing, message: answer.message}] : [],
  );
  const offer = {
    accelerators: accelerators.state === 'seen' ? accelerators.value : undefined,
    regions: regions.state === 'seen' ? regions.value : undefined,
    families: families.state === 'seen' ? families.value : undefined,
    instances: instances.state === 'seen' ? instances.value : undefined,
    machines: Object.fromEntries(
      machineTypes.map((machineType, index) => {
        const places = machines[index];
        return [machineType, places?.state === 'seen' ? places.value.map(({zone}) => zone) : undefined] as const;
      }),
    ),
  };
  return {offer, gaps: [...new Map(unseen.map((gap) => [gap.missing, gap])).values()]};
}
