import type {Check, ClusterInputs, Deployment, Finding, Judgement, Obstacle} from '../../model/finding.js';
import type {Waiver} from '../../model/waiver.js';
import {applyWaivers} from './apply-waivers.js';
import {foldCauses} from './fold-causes.js';
import {selectCures} from './select-cures.js';

/** What checks are judged from; `deployment` is absent where no configuration describes what is looked at. */
export interface EvaluationInputs extends ClusterInputs {
  readonly deployment?: Deployment | undefined;
  readonly waivers: readonly Waiver[];
}

/** Whether a need stands in the way: it failed, could not look, or was itself not judged for such a reason. */
const isInTheWay = ({verdict, because}: Finding) =>
  verdict === 'fail' || verdict === 'unknown' || (verdict === 'skipped' && because !== undefined);

const skip = (check: Check, observed: string): Judgement => ({
  verdict: 'skipped',
  observed,
  expected: check.title,
  tries: [],
});

const lookInVain = (check: Check, {kind, missing, message}: Obstacle, {deployment}: EvaluationInputs): Judgement => ({
  verdict: 'unknown',
  observed: `could not look: ${message}`,
  expected: check.title,
  tries: selectCures({kind, missing, message}, deployment?.config.project.id),
  obstacle: {kind, missing, message},
});

const apiServer = 'control-plane/api-server-answers';

/** Without a configuration everything is asked of the cluster, the platform's domain too. */
const selectNeeds = ({id, needs, scope}: Check, {deployment}: EvaluationInputs): readonly string[] =>
  deployment === undefined && scope === 'cluster' && id !== apiServer && !needs.includes(apiServer)
    ? [apiServer, ...needs]
    : needs;

const noConfiguration: Obstacle = {
  kind: 'configuration',
  missing: '--config',
  message: 'without a configuration there is nothing to compare with',
};

/** The first fact that could not be collected, else the first that there is nothing to collect of. */
function findGap(check: Check, inputs: EvaluationInputs): Judgement | undefined {
  const {facts, deployment} = inputs;
  if (check.scope !== 'cluster' && deployment === undefined) return lookInVain(check, noConfiguration, inputs);
  const collected = check.probes.map(({id}) => ({id, fact: facts[id]}));
  for (const {id, fact} of collected) {
    if (fact === undefined)
      return lookInVain(check, {kind: 'fault', missing: id, message: `${id} was not collected`}, inputs);
    if (fact.state === 'unknown') return lookInVain(check, fact, inputs);
  }
  for (const {fact} of collected) if (fact?.state === 'inapplicable') return skip(check, fact.reason);
  return undefined;
}

/** A check that cannot make sense of its facts says so, and takes no other check down with it. */
function judge(check: Check, inputs: EvaluationInputs): readonly Judgement[] {
  const {facts, nowMs, deployment} = inputs;
  try {
    const found =
      check.scope === 'cluster'
        ? check.evaluate({facts, nowMs})
        : check.evaluate({facts, nowMs, ...(deployment as Deployment)});
    return found.length > 0 ? found : [skip(check, 'nothing of the kind is planned')];
  } catch (error) {
    const message = `the facts do not have the form that ${check.id} reads (${(error as Error).message})`;
    return [lookInVain(check, {kind: 'fault', missing: check.id, message}, inputs)];
  }
}

/**
 * What every check finds, in the order of the checks. One whose probe could not look is unknown; one that
 * needs a failed one is not judged; what a waiver covers no longer counts. Every check has at least one finding.
 */
export function evaluateChecks(checks: readonly Check[], inputs: EvaluationInputs): readonly Finding[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const done = new Map<string, readonly Finding[]>();
  const evaluate = (check: Check): readonly Finding[] => {
    const before = done.get(check.id);
    if (before !== undefined) return before;
    const needed = selectNeeds(check, inputs).flatMap((need) => {
      const other = byId.get(need);
      return other === undefined ? [] : evaluate(other);
    });
    const {id, title, docs, runbook} = check;
    const head = {id, title, docs, ...(runbook === undefined ? {} : {runbook})};
    const root = needed.find(isInTheWay);
    const gap = root === undefined ? findGap(check, inputs) : skip(check, `not looked at: ${root.id} comes first`);
    const because = root === undefined ? {} : {because: root.because ?? root.id};
    const findings = (gap === undefined ? judge(check, inputs) : [gap]).map((judgement) =>
      applyWaivers({...head, ...judgement, ...because}, inputs.waivers, inputs.nowMs),
    );
    done.set(id, findings);
    return findings;
  };
  return foldCauses(checks.flatMap(evaluate));
}
