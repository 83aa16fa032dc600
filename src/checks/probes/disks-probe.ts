import type {DiskConfig} from '../../model/install-config.js';
import {selectZone} from '../../model/location.js';
import type {PlacedDisk} from '../../model/ports/compute.js';
import {requireProject} from './is-project-to-create.js';
import type {Probe} from './probe.js';

export interface DiskFact {
  /** Field of the configuration, such as `disks.conda`. */
  readonly field: string;
  readonly wanted: Pick<DiskConfig, 'name' | 'sizeGb' | 'type'> & {readonly zone: string};
  /** Disks of that name, in whatever zone. */
  readonly found: readonly PlacedDisk[];
}

export const disksProbe: Probe<readonly DiskFact[]> = {
  id: 'disks',
  async collect({config, ports}) {
    await requireProject(ports, config);
    const {conda, llm} = config.disks;
    const wanted = [
      {field: 'disks.conda', disk: conda},
      ...(llm === undefined ? [] : [{field: 'disks.llm', disk: llm}]),
    ];
    return Promise.all(
      wanted.map(async ({field, disk: {name, sizeGb, type, zone}}) => ({
        field,
        wanted: {name, sizeGb, type, zone: selectZone(config, zone)},
        found: await ports.disks.find(config.project.id, name),
      })),
    );
  },
};
