import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {workstationProbe} from '../probes/workstation-probe.js';
import {readFact} from '../read-fact.js';

export const lockFree: Check = {
  id: 'tools/lock-free',
  title: 'No other run is at work on this deployment',
  why: 'Two runs at the same time would undo each other’s bookkeeping, so the second stops at once.',
  docs: 'https://man7.org/linux/man-pages/man5/proc.5.html',
  probes: [workstationProbe],
  needs: [],
  evaluate({facts}) {
    const {lockHolder, directory} = readFact(facts, workstationProbe);
    const lock = about({
      resource: `${directory.path}/lock`,
      expected: 'held by nobody',
      evidence: `cat ${directory.path}/lock`,
    });
    if (lockHolder === null) return [lock.pass('held by nobody')];
    const {command, pid, host, since} = lockHolder;
    return [
      lock.fail(`${command} holds it (process ${pid} on ${host}) since ${since}`, [
        {text: 'Wait until it ends, or stop it.'},
        {text: 'If that process is gone for good, remove the lock.', command: `rm ${directory.path}/lock`},
      ]),
    ];
  },
};
