import type {DiskConfig, InstallConfig} from './install-config.js';
import type {LlmModel} from './llm-models.data.js';
import {selectZone} from './location.js';

/** Weights as they are downloaded, and as they are converted beside them; the runbook’s 350 GB for 70 billion parameters. */
const copies = 2.5;
const stepGb = 50;

/** Size of the disk that a model lies on, at 16 bits a weight: that is what is downloaded before it is quantized. */
export function selectModelDiskGb({parameters}: LlmModel): number {
  return Math.ceil((parameters * 2 * copies) / 1e9 / stepGb) * stepGb;
}

/** A disk beside a pool: the one that the configuration has there, or one of the same kind in the pool’s zone. */
function placeDisk(disk: DiskConfig, zone: string, config: InstallConfig): DiskConfig {
  return selectZone(config, disk.zone) === zone ? disk : {...disk, name: `${disk.name}-${zone.slice(-1)}`, zone};
}

/**
 * The conda disk and the LLM disk in the zone of a pool, since a disk is attached in its own zone only. The latter is as
 * large as the model needs, where there is one.
 */
export function selectPoolDisks(
  config: InstallConfig,
  zone: string,
  model: LlmModel | undefined,
): InstallConfig['disks'] {
  const conda = placeDisk(config.disks.conda, zone, config);
  const own = config.disks.llm;
  if (own === undefined && model === undefined) return {conda};
  const sizeGb = Math.max(own?.sizeGb ?? 0, model === undefined ? 0 : selectModelDiskGb(model));
  const base: DiskConfig = own ?? {name: `${config.deployment}-llm`, sizeGb, type: 'pd-balanced', zone};
  const placed = placeDisk(base, zone, config);
  // A disk with data is not changed: a larger one stands beside it.
  const isLarger = own !== undefined && sizeGb > own.sizeGb;
  return {conda, llm: isLarger ? {...placed, name: `${placed.name}-${sizeGb}`, sizeGb} : {...placed, sizeGb}};
}
