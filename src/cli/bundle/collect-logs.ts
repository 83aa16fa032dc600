import {type FailingContainer, podsProbe} from '../../checks/probes/pods-probe.js';
import {readFact} from '../../checks/read-fact.js';
import {type LookSubject, selectSubjectTarget} from '../collect-fact-set.js';
import type {FactSet} from '../fact-set.js';
import type {ContainerLog} from './create-bundle-files.js';

/** So many lines of a log, and so many logs, are enough to see a cause, and few enough to read. */
const tailLines = 200;
const mostLogs = 40;

/** The last lines of every container that fails, and of its life before; what cannot be read says why in its place. */
export async function collectLogs(subject: LookSubject, set: FactSet): Promise<readonly ContainerLog[]> {
  if (set.facts[podsProbe.id]?.state !== 'known') return [];
  const failing = readFact(set.facts, podsProbe).failingContainers.slice(0, mostLogs);
  const target = await selectSubjectTarget(subject);
  const fetchOne = async (
    {namespace, pod, container}: FailingContainer,
    isPrevious: boolean,
  ): Promise<ContainerLog> => {
    const text = await subject.ports.kube
      .fetchLog(target, {namespace, pod, container, isPrevious, tailLines})
      .catch((error: Error) => `[could not be read: ${error.message}]\n`);
    return {namespace, pod, container, isPrevious, text};
  };
  return Promise.all(
    failing.flatMap((entry) => [fetchOne(entry, false), ...(entry.hasPrevious ? [fetchOne(entry, true)] : [])]),
  );
}
