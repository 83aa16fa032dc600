import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {workstationProbe} from '../probes/workstation-probe.js';
import {readFact} from '../read-fact.js';

/** Room for the staged release, helm’s caches and the journal of a run. */
const neededBytes = 200 * 1024 ** 2;
/** What a run with several repetitions and a support bundle takes at most. */
const comfortableBytes = 1024 ** 3;

const formatMib = (bytes: number) => `${Math.floor(bytes / 1024 ** 2)} MiB`;

export const diskSpaceLeft: Check = {
  id: 'tools/disk-space-left',
  title: 'There is room for the release, the journal and the keys',
  why: 'A disk that fills up in the middle of a run stops the journal, and with it the run.',
  docs: 'https://www.gnu.org/software/coreutils/manual/html_node/df-invocation.html',
  probes: [workstationProbe],
  needs: ['tools/directory-writable'],
  evaluate({facts}) {
    const {path, freeBytes} = readFact(facts, workstationProbe).directory;
    const disk = about({resource: path, expected: `${formatMib(comfortableBytes)} free`, evidence: `df -h ${path}`});
    if (freeBytes >= comfortableBytes) return [disk.pass(`${formatMib(freeBytes)} free`)];
    const tries = [{text: 'Make room, or work on another disk.', command: `du -xsh ${path}/..`}];
    return [
      freeBytes >= neededBytes
        ? disk.warn(`${formatMib(freeBytes)} free`, tries)
        : disk.fail(`${formatMib(freeBytes)} free`, tries),
    ];
  },
};
