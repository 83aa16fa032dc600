import {NotApplicable} from '../../model/not-applicable.js';
import {requireProject} from './is-project-to-create.js';
import type {Probe} from './probe.js';

/** Where one of the plan's accelerators is listed, and how many of it one machine may carry there. */
export interface AcceleratorPlace {
  readonly type: string;
  readonly zone: string;
  readonly maximumPerInstance: number;
}

/** Where the accelerators of the plan's GPU pools are listed. */
export const acceleratorsProbe: Probe<readonly AcceleratorPlace[]> = {
  id: 'accelerators',
  async collect({ports, config}) {
    if (config.gpuPools.length === 0) throw new NotApplicable('no GPU pool is planned');
    await requireProject(ports, config);
    const wanted = new Set(config.gpuPools.map(({accelerator}) => accelerator));
    return (await ports.capacity.listAccelerators(config.project.id)).filter(({type}) => wanted.has(type));
  },
};
