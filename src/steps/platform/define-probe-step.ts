import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {SecretReference} from '../../model/install-config.js';
import type {HttpAnswer} from '../../model/ports/local.js';
import type {Inputs, Step} from '../../model/step.js';
import {noChange, selectSimpleChange} from '../changes.js';
import {defineStep} from '../define-step.js';

interface Desired {
  readonly url: string;
  /** The operator's own certificate, which need not come from an authority that this machine knows. */
  readonly certificate: SecretReference | undefined;
  /** Whether the address lies in the network, where only machines inside can ask it. */
  readonly isInternal: boolean;
}

interface Actual {
  /** Why the address does not answer as it should; undefined where it does. */
  readonly problem: string | undefined;
  readonly answer: HttpAnswer | undefined;
  /** Whether nothing but silence comes from an address that need not be reached from here. */
  readonly isOutOfReach: boolean;
}

const patienceMs = 20 * 60_000;
const pollMs = 5000;
/** Silence from an address inside the network may be one that is not up yet; after so long it is that of the distance. */
const nearMs = 3 * 60_000;

/** A step that asks a web address until it answers as it should. `judge` says what is wrong with an answer. */
export function defineProbeStep(
  own: Pick<Step, 'id' | 'runbook' | 'title' | 'why' | 'docs' | 'needs'> & {
    readonly selectUrl: (inputs: Inputs) => string;
    readonly judge: (answer: HttpAnswer) => string | undefined;
    readonly failureCode: string;
  },
): Step {
  const {selectUrl, judge, failureCode, ...texts} = own;
  const step: Step = defineStep<Desired, Actual>({
    ...texts,
    phase: 'verification',
    actor: 'operator',
    within: 'cluster/create-cluster',
    permissions: [],
    services: [],
    usualSeconds: [1, 180],
    timeoutMinutes: 30,
    desire: (inputs) => ({
      url: selectUrl(inputs),
      certificate: inputs.config.tls.mode === 'own' ? inputs.config.tls.certificate : undefined,
      isInternal: inputs.config.domain.exposure === 'internal',
    }),
    async observe(ports, desired) {
      const trusted = desired.certificate === undefined ? undefined : await ports.secrets.resolve(desired.certificate);
      const result = await ports.web.probe(desired.url, {trusted});
      if (result.state === 'answered')
        return {state: 'present', actual: {problem: judge(result.answer), answer: result.answer, isOutOfReach: false}};
      const isOutOfReach = desired.isInternal && (result.state === 'timed-out' || result.state === 'unreachable');
      const problem = `${result.state}: ${result.message}`;
      return {state: 'present', actual: {problem, answer: undefined, isOutOfReach}};
    },
    diff(_desired, observation) {
      const simple = selectSimpleChange(observation, {kind: 'await', reason: 'until the platform stands'});
      if (simple !== undefined || observation.state !== 'present') return simple ?? noChange;
      const {problem, isOutOfReach} = observation.actual;
      return problem === undefined || isOutOfReach ? noChange : {kind: 'await', reason: problem};
    },
    async apply(ports, desired, _change, io) {
      const begunAt = ports.clock.now();
      const isOver = (ms: number) => ports.clock.now() > begunAt + ms * ports.clock.patience;
      let shown = '';
      for (;;) {
        const seen = await step.observe(ports, desired);
        const actual = seen.state === 'present' ? (seen.actual as Actual) : undefined;
        const problem = actual === undefined ? 'not looked at' : actual.problem;
        if (problem === undefined) return;
        if (actual?.isOutOfReach === true && isOver(nearMs)) {
          io.reportProgress(
            `not asked: ${desired.url} lies inside its network, and this machine does not (${problem})`,
          );
          return;
        }
        if (isOver(patienceMs)) {
          const tries = [
            {
              text: 'See whether its certificate was issued, and why not.',
              command: 'kubectl get certificates,challenges -A',
            },
            {text: 'Ask it yourself.', command: `curl -v ${desired.url}`},
          ];
          throw new DiagnosticError([
            {
              code: failureCode,
              summary: `${desired.url} did not answer within 20 minutes.`,
              detail: problem,
              tries,
              docs: own.docs,
              blame: 'cloud',
            },
          ]);
        }
        if (problem !== shown) io.reportProgress(problem);
        shown = problem;
        await ports.clock.sleep(pollMs, io.signal);
      }
    },
    outputNames: ['url'],
    outputs: (desired) => ({url: desired.url}),
    equivalent: ({url}) => [['curl', '--fail', '--silent', '--show-error', '--output', '/dev/null', url]],
  });
  return step;
}
