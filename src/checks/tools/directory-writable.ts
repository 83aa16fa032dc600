import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {workstationProbe} from '../probes/workstation-probe.js';
import {readFact} from '../read-fact.js';

export const directoryWritable: Check = {
  id: 'tools/directory-writable',
  title: 'The deployment’s directory can be written to',
  why: 'The journal is written before every effect: where it cannot be, nothing happens. Keys that Google hands out once are kept there.',
  docs: 'https://www.gnu.org/software/coreutils/manual/html_node/chmod-invocation.html',
  probes: [workstationProbe],
  needs: [],
  evaluate({facts}) {
    const {path, isWritable} = readFact(facts, workstationProbe).directory;
    const directory = about({resource: path, expected: 'writable', evidence: `ls -ld ${path}`});
    if (isWritable) return [directory.pass('writable')];
    return [
      directory.fail('cannot be written to', [
        {text: 'Make it yours, or work in another directory.', command: `chmod u+rwx ${path}`},
      ]),
    ];
  },
};
