import {formatLocationFlag} from '../../model/cluster-ref.js';
import type {CheckInputs, Judgement} from '../../model/finding.js';
import {about} from '../about.js';
import {type ClusterFact, clusterProbe} from '../probes/cluster-probe.js';
import {readFact} from '../read-fact.js';

/** `--zone=Z --project=P`, which every command about the cluster takes. */
export function formatPlace({config}: Pick<CheckInputs, 'config'>): string {
  return `${formatLocationFlag(config.location)} --project=${config.project.id}`;
}

/** Judges the cluster that stands; where there is none yet, there is nothing to judge. */
export function judgeCluster(
  inputs: CheckInputs,
  expected: string,
  fields: string,
  judge: (cluster: ClusterFact, words: ReturnType<typeof about>) => Judgement | readonly Judgement[],
): readonly Judgement[] {
  const cluster = readFact(inputs.facts, clusterProbe);
  const {name} = inputs.config.cluster;
  const words = about({
    resource: `cluster ${name}`,
    expected,
    evidence: `gcloud container clusters describe ${name} ${formatPlace(inputs)} --format="yaml(${fields})"`,
  });
  if (cluster === null) return [words.skip(`cluster ${name} is created by this plan`)];
  const found = judge(cluster, words);
  return 'verdict' in found ? [found] : found;
}
