import type {Check, Judgement} from '../../model/finding.js';
import {about} from '../about.js';
import {type ForeignWebhook, foreignWebhooksProbe} from '../probes/foreign-webhooks-probe.js';
import {readFact} from '../read-fact.js';

function judge({configuration, name, failurePolicy, server, ready, isEverywhere}: ForeignWebhook): Judgement {
  const words = about({
    resource: `${configuration} · ${name}`,
    expected: 'a webhook that answers, or lets pass what it cannot see',
    evidence: `kubectl get mutatingwebhookconfigurations,validatingwebhookconfigurations ${configuration} -o yaml`,
  });
  const reach = isEverywhere ? 'every namespace' : 'some namespaces';
  if (ready === 0 && failurePolicy === 'Fail')
    return words.fail(`nothing serves ${server}, and it refuses what it cannot see, in ${reach}`, [
      {
        text: 'Have it started again by whoever answers for it, or its configuration removed with it.',
        command: `kubectl get endpointslices --namespace ${server.split('/')[0]}`,
      },
    ]);
  if (ready === 0)
    return words.warn(`nothing serves ${server}; what it cannot see passes`, [{text: 'Have it started.'}]);
  if (ready === null)
    return words.skip(`${server} is outside of the cluster and cannot be seen from here; asked in ${reach}`);
  return words.pass(`${failurePolicy === 'Fail' ? 'answers' : 'may be passed by'}, in ${reach}`);
}

export const webhooksApart: Check = {
  id: 'cluster/webhooks-apart',
  title: 'No webhook of others stands in the platform’s way',
  why: 'Whoever left a webhook behind without what serves it stops every creation in the cluster, in words that name nobody.',
  docs: 'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#failure-policy',
  scope: 'cluster',
  probes: [foreignWebhooksProbe],
  needs: ['cluster/version-supported', 'project/project-usable'],
  evaluate({facts}) {
    const judged = readFact(facts, foreignWebhooksProbe).map(judge);
    if (judged.length > 0) return judged;
    const evidence = 'kubectl get mutatingwebhookconfigurations,validatingwebhookconfigurations';
    return [about({expected: 'none in the way', evidence}).pass('none is asked about what the platform makes')];
  },
};
