import type {CheckInputs, Judgement} from '../../model/finding.js';
import {selectRegion} from '../../model/location.js';
import {formatQuotaEvidence, formatQuotaKey, formatQuotaRequest, type QuotaKey} from '../../model/quota-key.js';
import {judgeQuotaNeed, type QuotaNeed, selectQuotaNeeds} from '../../model/quota-need.js';
import {about} from '../about.js';
import {machinesProbe} from '../probes/machines-probe.js';
import {type QuotaFact, quotasProbe} from '../probes/quotas-probe.js';
import {standingProbe} from '../probes/standing-probe.js';
import {readFact} from '../read-fact.js';

const nameOf = (key: QuotaKey) => ('family' in key ? key.family : key.metric);

/** What to ask Google for so that a fifth stays free once the plan has what it takes. */
const selectWanted = (usage: number, asked: number) => Math.ceil((usage + asked) / 0.8);

function judgeNeed(need: QuotaNeed, quota: QuotaFact, {config, facts}: CheckInputs): Judgement {
  const {id: project} = config.project;
  const region = selectRegion(config.location);
  const label = formatQuotaKey(need.key);
  const where = need.key.kind === 'global' ? 'over all regions' : `in ${region}`;
  const {verdict, asked, left} = judgeQuotaNeed(need, {limit: quota.limit, usage: quota.usage ?? undefined});
  const words = about({
    resource: `${label} ${where}`,
    expected: `room for ${asked}: ${need.parts.join(', ')}${need.surge > 0 ? `, ${need.surge} more while nodes are upgraded` : ''}${need.held > 0 ? `, less ${need.held} that stand` : ''}`,
    evidence: formatQuotaEvidence(need.key, project, region),
  });
  const told = left === undefined ? 'how much of it is used is not told' : `${quota.usage} used, ${left} left`;
  const text = `limit ${quota.limit}, ${told}; the plan takes ${asked} more`;
  const wanted = selectWanted(quota.usage ?? 0, asked);
  const request = {
    text: `Ask for more: metric ${label}, ${where}, now ${quota.limit}, wanted ${wanted}. Reason: “Shakudo platform ${config.deployment} on GKE: ${need.parts.join(', ')}”.`,
    command: formatQuotaRequest(need.key, project, region, wanted),
  };
  if (verdict === 'available') return words.pass(text);
  if (verdict === 'low') return words.warn(`${text}: enough, with less than a fifth of the limit to spare`, [request]);
  if (verdict === 'unknown')
    return words.unknown(text, {
      kind: 'answer',
      missing: `usage of ${label}`,
      message: `the limit of ${label} is told, how much of it is used is not`,
    });
  const {obstacle} = readFact(facts, standingProbe);
  const doubtful = judgeQuotaNeed(
    {...need, held: need.held + need.unseen},
    {limit: quota.limit, usage: quota.usage ?? undefined},
  );
  if (doubtful.verdict !== 'not' && obstacle !== null)
    return words.unknown(`${text}, unless part of it stands already: ${obstacle.message}`, obstacle);
  const startsAnyway = left !== undefined && need.start > 0 && Math.max(0, need.start - need.held) <= left;
  return words.fail(`${text}${startsAnyway ? ': enough to begin with, not for the maximum of its pools' : ''}`, [
    request,
    {text: 'Or plan less: smaller machine types, lower autoscaling maxima, fewer pools, another region.'},
  ]);
}

/**
 * One judgement for each limit that `isWanted` picks of those the plan touches. `selectReserved` tells the GPUs that
 * stand reserved: a reservation counts as used from its making on, and machines that take from it count no more.
 */
export function judgeQuotaNeeds(
  inputs: CheckInputs,
  isWanted: (key: QuotaKey) => boolean,
  selectReserved: (key: QuotaKey) => number = () => 0,
): readonly Judgement[] {
  const {facts, config} = inputs;
  const {cpus} = readFact(facts, machinesProbe);
  const {limits, familyObstacle} = readFact(facts, quotasProbe);
  const {needs} = selectQuotaNeeds(config, cpus, readFact(facts, standingProbe));
  return needs
    .filter(({key, most}) => isWanted(key) && most > 0)
    .flatMap((need) => {
      const quota = limits.find(({kind, name}) => kind === need.key.kind && name === nameOf(need.key));
      if (quota !== undefined) return [judgeNeed({...need, held: need.held + selectReserved(need.key)}, quota, inputs)];
      const label = formatQuotaKey(need.key);
      const message = `Google’s answer names no limit ${label}`;
      const words = about({
        resource: label,
        expected: `room for ${need.most + need.surge}`,
        evidence: formatQuotaEvidence(need.key, config.project.id, selectRegion(config.location)),
      });
      if ('family' in need.key && familyObstacle !== null)
        return [words.unknown(familyObstacle.message, familyObstacle)];
      // Machines with GPUs of their own are counted by these; not every project has a limit of their vCPUs.
      if (/^A\d+_CPUS$/.test(label)) return [words.skip(`${message}; its GPUs are counted`)];
      return [words.unknown(message, {kind: 'answer', missing: label, message})];
    });
}
