import type {Judgement} from '../model/finding.js';
import {listFew} from './list-few.js';

/** What could not be looked at for one and the same reason is said once, for all that it holds of. */
export function joinUnknown(judgements: readonly Judgement[], noun: string): readonly Judgement[] {
  const groups = Map.groupBy(
    judgements.filter(({verdict}) => verdict === 'unknown'),
    ({observed}) => observed,
  );
  return judgements.flatMap((judgement): Judgement[] => {
    const group = judgement.verdict === 'unknown' ? (groups.get(judgement.observed) ?? []) : [];
    if (group.length < 2) return [judgement];
    if (group[0] !== judgement) return [];
    const names = group.map(({resource = ''}) => resource);
    return [
      {
        ...judgement,
        resource: `${names.length} ${noun}`,
        observed: `${listFew(names)}: ${judgement.observed}`,
      },
    ];
  });
}
