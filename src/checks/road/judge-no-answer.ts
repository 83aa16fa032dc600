import type {Judgement} from '../../model/finding.js';
import type {about} from '../about.js';
import type {PageFact} from '../probes/front-door-probe.js';

/** A request that got no answer: what this means depends on how far it came. */
export function judgeNoAnswer(
  matter: ReturnType<typeof about>,
  {state, message, url}: Pick<PageFact, 'state' | 'message' | 'url'>,
): Judgement {
  if (state === 'untrusted')
    return matter.fail(`the certificate is not trusted: ${message}`, [
      {text: 'Mend the certificate first.', command: `curl -sv ${url} -o /dev/null`},
    ]);
  return matter.fail(`${state}: ${message}`, [
    {
      text: 'Look again; where it stays so, see what the ingress gateway logs.',
      command: 'kubectl logs -A -l istio=ingressgateway --tail=50',
    },
  ]);
}
